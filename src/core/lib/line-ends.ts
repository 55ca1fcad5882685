/** Ends of lines, a block of bytes at a time. In: bytes. Out: the offsets of their line feeds in a list. */
import { LINE_FEED } from './ascii';

const FOUR_LINE_FEEDS = 0x0a0a0a0a;

/** Writes the offsets of the line feeds in [from, to) to `out`, which has room for one each; how many there are. */
export function listLineEnds(bytes: Uint8Array, from: number, to: number, out: Uint32Array): number {
  const skip = (4 - (bytes.byteOffset & 3)) & 3;
  const numWords = Math.max(0, bytes.length - skip) >> 2;
  const words = numWords > 0 ? new Int32Array(bytes.buffer, bytes.byteOffset + skip, numWords) : null;
  let num = 0;
  for (let i = from; i < to; i++) {
    while (words && ((i - skip) & 3) === 0 && i + 4 <= to && !hasLineFeed(words[(i - skip) >> 2])) i += 4;
    if (i < to && bytes[i] === LINE_FEED) out[num++] = i;
  }
  return num;
}

/** 'Determine if a word has a zero byte' (Anderson, Bit Twiddling Hacks). */
function hasLineFeed(word: number): boolean {
  const zeros = word ^ FOUR_LINE_FEEDS;
  return ((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0;
}
