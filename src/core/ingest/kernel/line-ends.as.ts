/** Line feeds of a block of the shard, 16 bytes at a time. Out: their offsets in the shard, at LINES. */
import { LINES, SHARD } from './memory.as';

/** Line feeds in [from, to), at most 65,536 bytes: how many there are. */
export function lineEnds(from: i32, to: i32): i32 {
  const feed = i8x16.splat(10);
  let out = LINES;
  for (let at = from; at < to; at += 16) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(SHARD + at), feed));
    if (to - at < 16) found &= (1 << (to - at)) - 1;
    while (found !== 0) {
      store<i32>(out, at + ctz(found));
      out += 4;
      found &= found - 1;
    }
  }
  return <i32>((out - LINES) >> 2);
}
