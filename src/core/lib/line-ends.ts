/** Ends of lines in a large range of bytes. In: bytes. Out: a finder of the next line feed, fast for lines of a usual length. */

const LINE_FEED = 10;
const FOUR_LINE_FEEDS = 0x0a0a0a0a;
/** A call of the engine's own search costs as much as this many words here; on long lines it is the faster one. */
const NEAR_WORDS = 128;

/** Finder of the first line feed at or after a position; -1: there is none. */
export function createLineEndFinder(bytes: Uint8Array): (at: number) => number {
  const far = (at: number): number => bytes.indexOf(LINE_FEED, at);
  if (bytes.byteOffset % 4 !== 0) return far;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  return (at) => {
    let i = at;
    for (; (i & 3) !== 0; i++) if (bytes[i] === LINE_FEED) return i;
    const stop = Math.min(words.length, (i >> 2) + NEAR_WORDS);
    for (let word = i >> 2; word < stop; word++) {
      // Zero exactly where a byte is a line feed: 'determine if a word has a zero byte' (Anderson, Bit Twiddling Hacks).
      const zeros = words[word] ^ FOUR_LINE_FEEDS;
      if (((zeros - 0x01010101) & ~zeros & 0x80808080) === 0) continue;
      i = word << 2;
      while (bytes[i] !== LINE_FEED) i++;
      return i;
    }
    return far(Math.max(i, stop << 2));
  };
}
