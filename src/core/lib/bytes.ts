/** Small tools over byte ranges [begin, end): classes of ASCII characters, comparison, search, decoding. */
import {
  BLANK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DIGIT_0,
  DIGIT_9,
  GREATER,
  LOWER_A,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  TAB,
  UNDERSCORE,
  UPPER_A,
} from './ascii';

const SPACE = 1;
const DIGIT = 2;
const LETTER = 4;
const HEX = 8;
const NAME = 16;

/** Class bits per byte; bytes above 127 count as name characters (UTF-8 words). */
const CLASS = (() => {
  const table = new Uint8Array(256);
  for (const code of [BLANK, TAB]) table[code] |= SPACE;
  for (let code = DIGIT_0; code <= DIGIT_9; code++) table[code] |= DIGIT | HEX | NAME;
  for (let i = 0; i < 26; i++) for (const base of [UPPER_A, LOWER_A]) table[base + i] |= LETTER | NAME;
  for (let i = 0; i < 6; i++) for (const base of [UPPER_A, LOWER_A]) table[base + i] |= HEX;
  for (const char of '_.$-@/#') table[char.charCodeAt(0)] |= NAME;
  table.fill(NAME, 128);
  return table;
})();

export const isBlank = (byte: number): boolean => (CLASS[byte] & SPACE) !== 0;
export const isDigit = (byte: number): boolean => (CLASS[byte] & DIGIT) !== 0;
export const isLetter = (byte: number): boolean => (CLASS[byte] & LETTER) !== 0;
export const isHex = (byte: number): boolean => (CLASS[byte] & HEX) !== 0;
/** Characters of names of loggers, services, hosts: letters, digits, _ . $ - @ / # and all beyond ASCII. */
export const isNameByte = (byte: number): boolean => (CLASS[byte] & NAME) !== 0;
export const isWordByte = (byte: number): boolean =>
  (CLASS[byte] & (DIGIT | LETTER)) !== 0 || byte === UNDERSCORE;

/** First position at or after `at` that holds no blank. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (CLASS[bytes[i]] & SPACE) !== 0) i++;
  return i;
}

/** First position at or after `at` that holds a blank, or `end`. */
export function skipWord(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (CLASS[bytes[i]] & SPACE) === 0) i++;
  return i;
}

/** First position at or after `at` that holds no NUL: files end in them after a crash. */
export function skipNuls(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] === 0) i++;
  return i;
}

export function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (CLASS[bytes[i]] & DIGIT) !== 0) i++;
  return i;
}

/** Position after the bracket that closes the one at `at`, nesting counted; -1 within `limit` bytes. */
export function skipBracket(bytes: Uint8Array, at: number, end: number, limit = 400): number {
  const open = bytes[at];
  const close =
    open === OPEN_BRACKET
      ? CLOSE_BRACKET
      : open === OPEN_PAREN
        ? CLOSE_PAREN
        : open === OPEN_BRACE
          ? CLOSE_BRACE
          : GREATER;
  const stop = Math.min(end, at + limit);
  let depth = 0;
  for (let i = at; i < stop; i++) {
    if (bytes[i] === open) depth++;
    else if (bytes[i] === close && --depth === 0) return i + 1;
  }
  return -1;
}

export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 255);
}

/** Whether `needle` stands at `at`, whole before `end`. */
export function startsWithAt(bytes: Uint8Array, at: number, end: number, needle: Uint8Array): boolean {
  if (at + needle.length > end) return false;
  for (let i = 0; i < needle.length; i++) if (bytes[at + i] !== needle[i]) return false;
  return true;
}

/** First place of `needle` in [at, end), or -1. */
export function indexOfBytes(bytes: Uint8Array, needle: Uint8Array, at: number, end: number): number {
  const first = needle[0];
  const stop = end - needle.length;
  for (let i = at; i <= stop; i++) {
    if (bytes[i] === first && startsWithAt(bytes, i, end, needle)) return i;
  }
  return -1;
}

/** 1 for each byte of the ASCII characters in `chars`. */
export function byteFlags(chars: string): Uint8Array {
  const flags = new Uint8Array(256);
  for (const char of chars) flags[char.charCodeAt(0)] = 1;
  return flags;
}

/** First place of a byte in [at, end), or -1. Unlike indexOf it never looks beyond `end`. */
export function indexOfByte(bytes: Uint8Array, byte: number, at: number, end: number): number {
  for (let i = at; i < end; i++) if (bytes[i] === byte) return i;
  return -1;
}

const decoder = new TextDecoder();
/** Text of a range; broken UTF-8 becomes U+FFFD. */
export function decodeRange(bytes: Uint8Array, begin: number, end: number): string {
  return decoder.decode(bytes.subarray(begin, end));
}

/** A copy of the pieces, one after the other. */
export function concatenate(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** ArrayBuffer.prototype.transfer (ES2024): moves the bytes to a buffer of another size and frees the old one at once. */
type Transferable = ArrayBuffer & { transfer?: (bytes: number) => ArrayBuffer };

/**
 * Frees the memory of an array that nobody will read again, without waiting for the collector. Only for arrays that this
 * thread made: Chromium keeps the memory of one that came from a file or another thread, and no longer counts it, so that
 * it piles up (measured: a gigabyte read in 8 MB slices then stays whole).
 */
export function release({ buffer }: { readonly buffer: ArrayBufferLike }): void {
  (buffer as Transferable).transfer?.(0);
}

/** The array with another length, zeros behind the old values; the given one must own its buffer and is gone. */
export function resized<T extends Uint32Array | Float64Array>(values: T, length: number): T {
  const Column = values.constructor as new (from: ArrayBuffer | number) => T;
  const { transfer } = values.buffer as Transferable;
  if (transfer) return new Column(transfer.call(values.buffer, length * values.BYTES_PER_ELEMENT));
  const column = new Column(length);
  column.set(values.subarray(0, length));
  return column;
}
