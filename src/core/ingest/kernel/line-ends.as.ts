/** Line feeds of a block of the shard, 64 bytes at a time (out: their offsets in the shard, at LINES); whether a shard is ASCII. */
import { LINES, SHARD } from './memory.as';

/** Line feeds in [from, to), at most 65,536 bytes: how many there are. */
export function lineEnds(from: i32, to: i32): i32 {
  let out = LINES;
  for (let at = from; at < to; at += 64) {
    let found = feedsAt(at) | (feedsAt(at + 16) << 16) | (feedsAt(at + 32) << 32) | (feedsAt(at + 48) << 48);
    if (to - at < 64) found &= ((<u64>1) << (to - at)) - 1;
    while (found !== 0) {
      store<i32>(out, at + <i32>ctz(found));
      out += 4;
      found &= found - 1;
    }
  }
  return <i32>((out - LINES) >> 2);
}

/** Whether none of the first `length` bytes of the shard is above 127. */
export function isAscii(length: i32): bool {
  let at = 0;
  for (const most = length - 64; at <= most; at += 64) {
    const some = v128.or(v128.load(SHARD + at), v128.load(SHARD + at + 16));
    const rest = v128.or(v128.load(SHARD + at + 32), v128.load(SHARD + at + 48));
    if (i8x16.bitmask(v128.or(some, rest)) !== 0) return false;
  }
  for (; at < length; at++) if (load<u8>(SHARD + at) > 127) return false;
  return true;
}

function feedsAt(at: i32): u64 {
  return i8x16.bitmask(i8x16.eq(v128.load(SHARD + at), i8x16.splat(10)));
}
