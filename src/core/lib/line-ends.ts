/** Ends of lines, a block of bytes at a time. In: bytes. Out: the offsets of their line feeds in a list. */

const LINE_FEED = 10;

/** Writes the offsets of the line feeds in [from, to) to `out`, which has room for one each; how many there are. */
export function listLineEnds(bytes: Uint8Array, from: number, to: number, out: Uint32Array): number {
  let num = 0;
  for (let i = from; i < to; i++) if (bytes[i] === LINE_FEED) out[num++] = i;
  return num;
}
