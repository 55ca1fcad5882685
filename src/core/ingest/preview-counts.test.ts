import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogShard } from '../../contracts/tables';
import { PreviewCounts } from './preview-counts';

const LEVELS = [3, 5, 6];

function shardOf(timeMs: readonly number[], kind: readonly number[]): LogShard {
  const none = new Uint32Array(0);
  return {
    fileIdx: 0,
    rowBegin: 0,
    length: timeMs.length,
    byteBegin: 0,
    byteEnd: 0,
    lineBegin: 0,
    byteOffset: new Uint32Array(timeMs.length),
    timeMs: Float64Array.from(timeMs),
    kind: Uint32Array.from(kind),
    extraRow: none,
    extraLines: none,
  };
}

test('every timed record is in the bin that holds its time, whatever the order', () => {
  const record = fc.tuple(fc.integer({ min: -(10 ** 10), max: 10 ** 13 }), fc.integer({ min: 0, max: 2 }));
  fc.assert(
    fc.property(fc.array(fc.array(record, { maxLength: 30 }), { maxLength: 6 }), (shards) => {
      const counts = new PreviewCounts();
      for (const rows of shards)
        counts.add(
          shardOf(
            rows.map(([time]) => time),
            rows.map(([, kind]) => kind),
          ),
          (kind) => LEVELS[kind],
          (value) => value,
        );
      const all = shards.flat();
      const histogram = counts.histogram();
      expect(counts.numRecords).toBe(all.length);
      expect(histogram === null).toBe(all.length === 0);
      if (histogram === null) return;
      expect(histogram.length).toBeLessThanOrEqual(240);
      const expected = new Float64Array(histogram.length * 3);
      for (const [time, kind] of all)
        expected[Math.floor((time - histogram.startMs) / histogram.binMs) * 3 + kind]++;
      expect(histogram.counts).toEqual(expected);
    }),
  );
});

test('records without a time count, but lie in no bin', () => {
  const counts = new PreviewCounts();
  counts.add(
    shardOf([Number.NaN, Number.NaN], [0, 1]),
    () => 0,
    (value) => value,
  );
  expect(counts.histogram()).toBeNull();
  expect(counts.numRecords).toBe(2);
  expect(counts.ofKind).toEqual([1, 1]);
});
