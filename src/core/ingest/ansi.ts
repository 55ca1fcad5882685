/** Terminal control sequences (ECMA-48): colours (CSI), links and titles (OSC). In: bytes. Out: the same text without them. */
import { AT_SIGN, BACKSLASH, BLANK, CLOSE_BRACKET, ESCAPE, LINE_FEED, OPEN_BRACKET } from '../lib/ascii';

/** Writes bytes[begin, end) without its sequences to `out` (at least as long); returns how many bytes there are. */
export function stripAnsi(bytes: Uint8Array, begin: number, end: number, out: Uint8Array): number {
  let length = 0;
  for (let i = begin; i < end; ) {
    if (bytes[i] !== ESCAPE) out[length++] = bytes[i++];
    else i = sequenceEnd(bytes, i, end);
  }
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
  if (kind !== CLOSE_BRACKET) return Math.min(i, end);
  for (; i < end && bytes[i] !== LINE_FEED; i++) {
    if (bytes[i] === 7) return i + 1;
    if (bytes[i] === ESCAPE && bytes[i + 1] === BACKSLASH) return Math.min(i + 2, end);
  }
  return i;
}

export function hasAnsi(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(ESCAPE); i >= 0; i = bytes.indexOf(ESCAPE, i + 1))
    if (bytes[i + 1] === OPEN_BRACKET || bytes[i + 1] === CLOSE_BRACKET) return true;
  return false;
}

export function withoutAnsi(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  return out.subarray(0, stripAnsi(bytes, 0, bytes.length, out));
}
