// Two shards of a file that follow each other as one. In: LogShards with rows. Out: the same records, times, kinds and line numbers.
import type { LogShard } from '../../contracts/tables';

export function joinShards(a: LogShard, b: LogShard): LogShard {
  // Lines between the first records of both, those apart that are a record each.
  const extraBefore = b.lineBegin - a.lineBegin - a.length;
  const known = a.extraLines.length === 0 ? 0 : a.extraLines[a.extraLines.length - 1];
  const lastRow = a.length - 1;
  const isListed = a.extraRow.length > 0 && a.extraRow[a.extraRow.length - 1] === lastRow;
  const rows = isListed ? a.extraRow.subarray(0, -1) : a.extraRow;
  const lines = isListed ? a.extraLines.subarray(0, -1) : a.extraLines;
  const border = isListed || extraBefore !== known ? [[lastRow], [extraBefore]] : [[], []];
  const shift = b.byteBegin - a.byteBegin;
  return {
    ...a,
    length: a.length + b.length,
    byteEnd: b.byteEnd,
    byteOffset: joined(
      a.byteOffset,
      b.byteOffset.map((at) => at + shift),
    ),
    timeMs: joinedTimes(a.timeMs, b.timeMs),
    kind: joined(a.kind, b.kind),
    extraRow: joined(
      rows,
      border[0],
      b.extraRow.map((row) => row + a.length),
    ),
    extraLines: joined(
      lines,
      border[1],
      b.extraLines.map((num) => num + extraBefore),
    ),
  };
}

function joined(...parts: readonly ArrayLike<number>[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function joinedTimes(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
