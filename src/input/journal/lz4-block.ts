/** LZ4 block format. In: a block and the size that it unpacks to. Out: its bytes; null: it is damaged, or not of that size. */
const MIN_MATCH = 4;

export function lz4Block(source: Uint8Array, size: number): Uint8Array | null {
  const out = new Uint8Array(size);
  const place = { at: 0 };
  let to = 0;
  while (place.at < source.length) {
    const token = source[place.at++];
    const literals = lengthOf(source, place, token >> 4);
    const from = place.at;
    if (!(from + literals <= source.length && to + literals <= size)) return null;
    out.set(source.subarray(from, from + literals), to);
    to += literals;
    place.at = from + literals;
    // The last sequence has literals only.
    if (place.at === source.length) return to === size ? out : null;
    const distance = source[place.at] | (source[place.at + 1] << 8);
    place.at += 2;
    const end = to + lengthOf(source, place, token & 15) + MIN_MATCH;
    if (distance === 0 || distance > to || !(end <= size)) return null;
    // Byte by byte: a match may reach into itself.
    for (; to < end; to++) out[to] = out[to - distance];
  }
  return null;
}

/** NaN: the block ends within it. */
function lengthOf(source: Uint8Array, place: { at: number }, nibble: number): number {
  let length = nibble;
  if (nibble < 15) return length;
  for (;;) {
    const byte = source[place.at++] ?? Number.NaN;
    length += byte;
    if (byte !== 255) return length;
  }
}
