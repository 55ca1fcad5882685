/** Terminal control sequences (ECMA-48): colours (CSI), links and titles (OSC), strings for programs (APC and others). In: bytes. Out: the same text without them. */
import { AT_SIGN, BACKSLASH, BLANK, ESCAPE, LINE_FEED, OPEN_BRACKET } from '../lib/ascii';
import { asciiBytes, byteFlags, isDigit, startsWithAt } from '../lib/bytes';

/** What a string begins with that ends in BEL or ESC \\. */
const STRINGS = byteFlags(']_P^X');
/** Buildkite writes the time of each line, in ms, into such a string: its digits stay. */
const STAMP = asciiBytes('\x1b_bk;t=');

/** Writes bytes[begin, end) without its sequences to `out` (at least as long); returns how many bytes there are. */
export function stripAnsi(bytes: Uint8Array, begin: number, end: number, out: Uint8Array): number {
  let length = 0;
  for (let i = begin; i < end; ) {
    if (bytes[i] !== ESCAPE) {
      out[length++] = bytes[i++];
      continue;
    }
    const next = sequenceEnd(bytes, i, end);
    if (startsWithAt(bytes, i, next, STAMP)) {
      for (let k = i + STAMP.length; isDigit(bytes[k]); k++) out[length++] = bytes[k];
      out[length++] = BLANK;
    }
    i = next;
  }
  // As behind any line: what `out` held before is no part of it.
  out[length] = LINE_FEED;
  return length;
}

/** Position after the sequence at `at`. */
export function sequenceEnd(bytes: Uint8Array, at: number, end: number): number {
  const kind = bytes[at + 1];
  let i = at + 2;
  if (kind === OPEN_BRACKET) {
    // Parameters 0x20..0x3f, then one final byte.
    while (i < end && bytes[i] >= BLANK && bytes[i] < AT_SIGN) i++;
    return Math.min(i + 1, end);
  }
  if (STRINGS[kind] === 0) return Math.min(i, end);
  for (; i < end && bytes[i] !== LINE_FEED; i++) {
    if (bytes[i] === 7) return i + 1;
    if (bytes[i] === ESCAPE && bytes[i + 1] === BACKSLASH) return Math.min(i + 2, end);
  }
  return i;
}

export function hasAnsi(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(ESCAPE); i >= 0; i = bytes.indexOf(ESCAPE, i + 1))
    if (bytes[i + 1] === OPEN_BRACKET || STRINGS[bytes[i + 1]] > 0) return true;
  return false;
}

export function withoutAnsi(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  return out.subarray(0, stripAnsi(bytes, 0, bytes.length, out));
}
