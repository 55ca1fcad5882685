// Records whose time a line leaves blank: that of the record before, wherever the file is cut.
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { readRows } from './read-rows';

const START = Date.UTC(2024, 4, 14, 9);
const NUM = 40;
const LEVELS = ['INFO    ', 'DEBUG   ', 'WARNING ', 'ERROR   '];

/** Every third line states its time; frames of a trace stand under some. */
function table(stamp: (ms: number) => string): string {
  const blank = ' '.repeat(stamp(START).length);
  const lines = Array.from({ length: NUM }, (_, i) => {
    const ms = START + Math.floor(i / 3) * 7000;
    const head = i % 3 === 0 ? stamp(ms) : blank;
    const trace = i % 5 === 0 ? `\n${blank}          at line ${i}` : '';
    return `${head} ${LEVELS[i % LEVELS.length]} step ${i} of the job${trace}`;
  });
  return `${lines.join('\n')}\n`;
}
const two = (value: number): string => `${value}`.padStart(2, '0');
const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
const STAMPS: Record<string, (ms: number) => string> = {
  'month first': (ms) => `[05/14/24 ${clock(ms)}]`,
  iso: (ms) => `2024-05-14 ${clock(ms)}`,
  'without a year': (ms) => `[May ${two(new Date(ms).getUTCDate())} ${clock(ms)}]`,
  'with an offset': (ms) => `${new Date(ms + 7_200_000).toISOString().slice(0, 19)}+02:00`,
};

it.each(Object.keys(STAMPS))('times left blank, %s', async (name) => {
  const file = openedOf(table(STAMPS[name]), 'rich.log', START + 3_600_000);
  const source = await ingest([file]);
  expect(source.table.length).toBe(NUM);
  const times = source.table.shards.flatMap(({ timeMs }) => [...timeMs]);
  expect(times).toEqual(Array.from({ length: NUM }, (_, i) => START + Math.floor(i / 3) * 7000));
  const read = await readRows(
    source,
    Array.from({ length: NUM }, (_, row) => row),
  );
  expect(read.map((parts) => parts?.level)).toEqual(
    Array.from({ length: NUM }, (_, i) => ['info', 'debug', 'warn', 'error'][i % 4]),
  );
  expect(read[1]?.message).toMatch(/^step 1 of/);
  const { table: cut } = await ingestFiles([file], DEFAULT_SETTINGS, [localScanner], { shardBytes: 97 });
  expect(rowsOf(cut)).toEqual(rowsOf(source.table));
});

it('an indented line that states no level in that column is the rest of its record', async () => {
  const lines = Array.from({ length: NUM }, (_, i) =>
    i % 2 === 0
      ? `${STAMPS.iso(START + i * 1000)} INFO     step ${i}`
      : `${' '.repeat(22)}ERROR is a word here`,
  );
  const { table: read } = await ingest([openedOf(`${lines.join('\n')}\n`, 'a.log', START)]);
  expect(read.length).toBe(NUM / 2);
});
