/** A growing buffer for text that does not stand in the file as it is read (unescaped, unquoted, joined). One at a time. */
import { BACKSLASH, BACKSPACE, CARRIAGE_RETURN, FORM_FEED, LINE_FEED, LOWER_U, TAB } from '../lib/ascii';

const MAX_TEXT = 65_536;

export class Scratch {
  bytes = new Uint8Array(4096);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Appends a byte; text beyond 64 KB is dropped. */
  push(byte: number): void {
    if (this.length >= MAX_TEXT) return;
    if (this.length === this.bytes.length) this.grow();
    this.bytes[this.length++] = byte;
  }

  append(bytes: Uint8Array, begin: number, end: number): void {
    const stop = Math.min(end, begin + MAX_TEXT - this.length);
    while (this.bytes.length < this.length + stop - begin) this.grow();
    const to = this.bytes;
    let at = this.length;
    for (let i = begin; i < stop; i++) to[at++] = bytes[i];
    this.length = at;
  }

  /** Appends a code point as UTF-8. */
  pushCodePoint(code: number): void {
    if (code < 0x80) this.push(code);
    else if (code < 0x800) {
      this.push(0xc0 | (code >> 6));
      this.push(0x80 | (code & 63));
    } else if (code < 0x10000) {
      this.push(0xe0 | (code >> 12));
      this.push(0x80 | ((code >> 6) & 63));
      this.push(0x80 | (code & 63));
    } else {
      this.push(0xf0 | (code >> 18));
      this.push(0x80 | ((code >> 12) & 63));
      this.push(0x80 | ((code >> 6) & 63));
      this.push(0x80 | (code & 63));
    }
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 4);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** By the letter behind the backslash; 0: the letter stands for itself. */
const ESCAPES = new Uint8Array(256);
for (const [letter, byte] of [
  ['n', LINE_FEED],
  ['t', TAB],
  ['r', CARRIAGE_RETURN],
  ['b', BACKSPACE],
  ['f', FORM_FEED],
] as const)
  ESCAPES[letter.charCodeAt(0)] = byte;

/** Appends the text of a JSON string's inside; surrogate pairs join, a lone one becomes U+FFFD. */
export function appendUnescaped(out: Scratch, bytes: Uint8Array, begin: number, end: number): void {
  let from = begin;
  for (let i = begin; i + 1 < end; i++) {
    if (bytes[i] !== BACKSLASH) continue;
    out.append(bytes, from, i);
    i = appendEscaped(out, bytes, i + 1, end);
    from = i + 1;
  }
  out.append(bytes, from, end);
}

/** `at`: of the letter behind the backslash. Position of the escape's last byte. */
function appendEscaped(out: Scratch, bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== LOWER_U) {
    out.push(ESCAPES[bytes[at]] || bytes[at]);
    return at;
  }
  let code = hexAt(bytes, at + 1, end);
  if (code < 0) return at;
  let last = at + 4;
  if (code >= 0xd800 && code < 0xdc00 && bytes[last + 1] === BACKSLASH && bytes[last + 2] === LOWER_U) {
    const low = hexAt(bytes, last + 3, end);
    if (low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      last += 6;
    }
  }
  out.pushCodePoint(code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
  return last;
}

function hexAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  const value = Number.parseInt(String.fromCharCode(...bytes.subarray(at, at + 4)), 16);
  return Number.isNaN(value) ? -1 : value;
}
