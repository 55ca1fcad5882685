/** Where everything lies in the kernel's memory (byte addresses). scan-kernel.ts holds the same numbers; a test compares them. */

/** Class of each byte as in shape-bytes.ts: 256 bytes, written by the thread. */
export const CLASSES: usize = 0x1000;
/** Literal text before a key, and its length. */
export const PREFIX: usize = 0x1100;
/** Byte sets of ASCII, 16 bytes each: bit r of byte c says whether 16 * r + c is in the set. */
export const ROWS: usize = 0x1200;
export const SPACES: usize = 0x1210;
export const JOINERS: usize = 0x1220;
/** All that is neither word nor digit. */
export const BREAKS: usize = 0x1230;
export const KEY_BYTES: usize = 0x1240;

/** Bit masks of a message, one word for each 64 bytes of it: four of them after one another. */
export const MASKS: usize = 0x2000;
export const MASK_STRIDE: usize = 32;
/** A message with its variable parts masked. */
export const MASKED: usize = 0x10000;
/** A message that does not stand in the shard as it is read. */
export const SCRATCH: usize = 0x21000;
/** Line ends of one block; after the scan, begins and ends of some rows. */
export const LINES: usize = 0x32000;
/** Pairs (row, key): the rows, and the key of each. */
export const MENTION_ROWS: usize = 0x72000;
export const MENTION_KEYS: usize = 0xb2000;
export const MAX_MENTIONS: i32 = 0x10000;

/** Shapes: messages of each, hash of each, and the open-addressing table of index + 1. */
export const SHAPE_COUNTS: usize = 0x100000;
export const SHAPE_HASHES: usize = 0x200000;
export const SHAPE_SLOTS: usize = 0x400000;
export const MAX_SHAPE_SLOTS: i32 = 0x80000;

/** The shard's bytes; behind them the keys. */
export const SHARD: usize = 0x600000;
