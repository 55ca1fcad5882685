import { expect, test } from 'vitest';
import { ingest, openedOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const LINES = Array.from({ length: 300 }, (_, i) => {
  const head = `2024-03-01 00:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')},000 INFO [m] a.B: n ${i}`;
  return i % 7 === 0 ? `${head}\n\tat x.Y(Z.java:${i})` : head;
});
const CSV = 'time,level,message\n2024-03-01T00:00:00Z,warn,"a ""b""\nc"\n2024-03-01T00:00:01Z,info,d\n';

test('rows come back as they stand in the file, in the order asked for', async () => {
  const source = await ingest([openedOf(LINES.join('\n')), openedOf(CSV, 'b.csv')], {
    shardBytes: 700,
    numScanners: 2,
  });
  const rows = [299, 0, 301, 7, 300, 8];
  const parts = await readRows(source, rows);
  expect(parts.map((part) => part?.text)).toEqual([
    LINES[299],
    LINES[0],
    '2024-03-01T00:00:01Z,info,d',
    LINES[7],
    '2024-03-01T00:00:00Z,warn,"a ""b""\nc"',
    LINES[8],
  ]);
  expect(parts.map((part) => part?.message)).toEqual(['n 299', 'n 0', 'd', 'n 7', 'a "b"', 'n 8']);
  expect(parts.map((part) => part?.more)).toEqual([
    '',
    '\tat x.Y(Z.java:0)',
    '',
    '\tat x.Y(Z.java:7)',
    'c',
    '',
  ]);
  expect(parts[0]).toMatchObject({ level: 'info', source: 'a.B' });
});

test('the last row of a CSV may hold line breaks and end without one', async () => {
  const row = (i: number): string => `2024-03-01T00:00:${String(i).padStart(2, '0')}Z,warn,"x ${i}\ny\nz"`;
  const text = `time,level,message\n${Array.from({ length: 40 }, (_, i) => row(i)).join('\n')}`;
  const source = await ingest([openedOf(text, 'b.csv')]);
  expect(source.table.length).toBe(40);
  const [last] = await readRows(source, [39]);
  expect([last?.text, last?.message, last?.more]).toEqual([row(39), 'x 39', 'y\nz']);
});

test('a long record is cut, a lost file gives nulls', async () => {
  const source = await ingest([openedOf(`2024-03-01 00:00:00,000 INFO [m] a.B: ${'x'.repeat(500_000)}`)]);
  expect((await readRows(source, [0], 100))[0]?.text).toHaveLength(100);
  expect(await readRows({ ...source, blobs: [] }, [0])).toEqual([null]);
});

test('a hundred thousand short rows in one read do not fill the stack', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `2024-03-01 00:00:00,000 INFO a: ${i}`);
  const source = await ingest([openedOf(lines.join('\n'))]);
  const parts = await readRows(source, Uint32Array.from(lines.keys()));
  expect(parts.length).toBe(100_000);
  expect(parts[99_999]?.text).toBe(lines[99_999]);
});
