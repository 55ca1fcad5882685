/** Line feeds of a block of the shard, 64 bytes at a time. Out: their offsets in the shard, at LINES. */
import { LINES, SHARD } from './memory.as';

/** Line feeds in [from, to), at most 65,536 bytes: how many there are. */
export function lineEnds(from: i32, to: i32): i32 {
  let out = LINES;
  for (let at = from; at < to; at += 64) {
    let found = feedsAt(at) | (feedsAt(at + 16) << 16) | (feedsAt(at + 32) << 32) | (feedsAt(at + 48) << 48);
    if (to - at < 64) found &= ((<u64>1) << (to - at)) - 1;
    while (found !== 0) {
      store<i32>(out, at + <i32>ctz(found));
      out += 4;
      found &= found - 1;
    }
  }
  return <i32>((out - LINES) >> 2);
}

function feedsAt(at: i32): u64 {
  return i8x16.bitmask(i8x16.eq(v128.load(SHARD + at), i8x16.splat(10)));
}
