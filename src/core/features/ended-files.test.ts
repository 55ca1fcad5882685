import { expect, test } from 'vitest';
import type { FileSummary, LogShard } from '../../contracts/tables';
import { endedFiles } from './ended-files';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 1);

/** Files with a record a minute (or every so many) in [from, to) minutes. */
function tableOf(...files: readonly (readonly [name: string, from: number, to: number, every?: number])[]) {
  const times = files.map(([, from, to, every = 1]) =>
    Float64Array.from(
      { length: Math.ceil((to - from) / every) },
      (_, i) => START + (from + i * every) * MINUTE,
    ),
  );
  return {
    files: files.map(([name], i) => ({
      name,
      numRecords: times[i].length,
      firstMs: times[i][0],
      lastMs: times[i][times[i].length - 1],
    })) as unknown as FileSummary[],
    shards: times.map((timeMs, fileIdx) => ({ fileIdx, timeMs })) as unknown as LogShard[],
  };
}

test('a file that ends while another goes on is told of, with when', () => {
  const problem = endedFiles(tableOf(['app.log', 0, 300], ['web.log', 0, 1440]));
  expect(problem?.severity).toBe('warning');
  expect(problem?.message).toContain(
    '1 of 2 files ends long before the log does (app.log at 2026-03-01 04:59:00 UTC, 19 hours',
  );
});

test('a file that another of its name goes on from has not ended', () => {
  const rotated = ['a/app.log.1.gz', 'a/app-2026-03-01.log', 'b/app.log.old'];
  for (const name of rotated)
    expect(
      endedFiles(tableOf([name, 0, 300], ['a/app.log', 300, 1440], ['web.log', 0, 1440])),
      name,
    ).toBeNull();
});

test('a file that pauses as long, or speaks seldom, has not ended', () => {
  expect(endedFiles(tableOf(['app.log', 0, 1300], ['web.log', 0, 1440]))?.code).toBe('file-ended');
  expect(endedFiles(tableOf(['app.log', 0, 1400], ['web.log', 0, 1440]))).toBeNull();
  expect(endedFiles(tableOf(['app.log', 0, 1300, 5], ['web.log', 0, 1440]))).toBeNull();
  expect(endedFiles(tableOf(['app.log', 0, 300]))).toBeNull();
  const pausing = tableOf(['app.log', 0, 1300], ['web.log', 0, 1440]);
  pausing.shards[0].timeMs.fill(START, 0, 100);
  expect(endedFiles(pausing)).toBeNull();
});

test('of many, the longest silent are named', () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((name, i) => [`${name}.log`, 0, 300 + i] as const);
  const message = endedFiles(tableOf(...many, ['web.log', 0, 1440]))?.message;
  expect(message).toContain('5 of 6 files end long before');
  expect(message).toMatch(/\(a\.log at .*; b\.log at .*; c\.log at .*; and 2 more\)/);
});
