/** Terminal control sequences (ECMA-48): colours (CSI), links and titles (OSC). In: bytes. Out: the same text without them. */
const ESC = 27;

/** Writes bytes[begin, end) without its sequences to `out` (at least as long); returns how many bytes there are. */
export function stripAnsi(bytes: Uint8Array, begin: number, end: number, out: Uint8Array): number {
  let length = 0;
  for (let i = begin; i < end; ) {
    if (bytes[i] !== ESC) out[length++] = bytes[i++];
    else i = sequenceEnd(bytes, i, end);
  }
  return length;
}

/** Position after the sequence at `at`. */
export function sequenceEnd(bytes: Uint8Array, at: number, end: number): number {
  const kind = bytes[at + 1];
  let i = at + 2;
  if (kind === 91) {
    // Parameters 0x20..0x3f, then one final byte.
    while (i < end && bytes[i] >= 32 && bytes[i] < 64) i++;
    return Math.min(i + 1, end);
  }
  if (kind !== 93) return Math.min(i, end);
  for (; i < end && bytes[i] !== 10; i++) {
    if (bytes[i] === 7) return i + 1;
    if (bytes[i] === ESC && bytes[i + 1] === 92) return Math.min(i + 2, end);
  }
  return i;
}

export function hasAnsi(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(ESC); i >= 0; i = bytes.indexOf(ESC, i + 1))
    if (bytes[i + 1] === 91 || bytes[i + 1] === 93) return true;
  return false;
}

export function withoutAnsi(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  return out.subarray(0, stripAnsi(bytes, 0, bytes.length, out));
}
