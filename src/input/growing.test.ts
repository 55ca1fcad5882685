// A file that comes in pieces, cut anywhere: the table of a reading at once, whatever the pieces, the format and the damage.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { FileGuesses } from './file-guesses';
import { damagedGolden } from './fixtures/damaged-golden';
import { coveredBytes, openedOf, rowsOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { growingIngest, ingestFiles } from './ingest-files';

const GOLDEN = join(process.cwd(), 'src/core/ingest/golden/input');
const WRITTEN = 1.7e12;

const damaged = damagedGolden(20, 3);

/** Ends of whole lines at or before the places, which are shares of the file. */
function lineEndsNear(bytes: Uint8Array, shares01: readonly number[]): number[] {
  const ends = shares01.map((share01) => bytes.lastIndexOf(10, Math.floor(share01 * bytes.length)) + 1);
  return [...new Set(ends)].filter((end) => end > 0).sort((a, b) => a - b);
}

test('however a file grows, line by line or by the megabyte, its table is that of the whole file', async () => {
  let joined = 0;
  let starved = 0;
  const shares = fc.array(
    fc.nat(1000).map((place) => place / 1000),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(
      damaged,
      shares,
      fc.integer({ min: 50, max: 5000 }),
      async ({ name, bytes }, at, shardBytes) => {
        const whole = openedOf(bytes, name, WRITTEN);
        const once = await ingestFiles([whole], DEFAULT_SETTINGS, [localScanner]);
        const growing = growingIngest(DEFAULT_SETTINGS, [localScanner, localScanner], { shardBytes });
        // What the file is gets told by all of it here, so that both read by the same plan.
        const { guess } = await new FileGuesses([whole], DEFAULT_SETTINGS).of(0);
        const known = { isNext: false, endsMidLine: false, guess };
        for (const end of lineEndsNear(bytes, at)) {
          const piece = { ...openedOf(bytes.slice(0, end), name, WRITTEN) };
          await growing.grow(piece, { ...known, isEnd: false });
          const soFar = growing.soFar();
          if (soFar.table.files[0].bytes < end) starved++;
          expect(coveredBytes(soFar.table, 0)).toBe(soFar.table.files[0].bytes);
        }
        await growing.grow(whole, { ...known, isEnd: true });
        const { table, states, clocks } = growing.soFar();
        if (table.shards.length < lineEndsNear(bytes, at).length) joined++;
        expect(coveredBytes(table, 0)).toBe(bytes.length);
        expect(rowsOf(table)).toEqual(rowsOf(once.table));
        expect({ states, clocks }).toEqual({ states: once.states, clocks: once.clocks });
        expect(table.problems).toEqual(once.table.problems);
      },
    ),
    { numRuns: 120 },
  );
  // Otherwise it would prove little: small pieces lay in one shard, and rows were waited for.
  expect(joined).toBeGreaterThan(20);
  expect(starved).toBeGreaterThan(3);
}, 120_000);

test('a growing file of records in a container that is never closed is told to be cut off when it ends, and not before', async () => {
  const name = 'events.json';
  const text = `{\n  "items": [\n${Array.from({ length: 40 }, (_, i) => `    {"time": "2024-03-01T10:00:${String(i).padStart(2, '0')}Z", "level": "info", "message": "n ${i}"},\n`).join('')}`;
  const bytes = new TextEncoder().encode(text);
  const once = await ingestFiles([openedOf(bytes, name, WRITTEN)], DEFAULT_SETTINGS, [localScanner]);
  const growing = growingIngest(DEFAULT_SETTINGS, [localScanner]);
  const growth = { isNext: false, endsMidLine: false };
  const codes = () => growing.soFar().table.problems.map(({ code }) => code);
  await growing.grow(openedOf(bytes, name, WRITTEN), { ...growth, isEnd: false });
  expect(codes()).not.toContain('json-cut-off');
  await growing.grow(openedOf(bytes, name, WRITTEN), { ...growth, isEnd: true });
  expect(once.table.problems.map(({ code }) => code)).toContain('json-cut-off');
  expect(growing.soFar().table.problems).toEqual(once.table.problems);
});

test('what was given out of a growing file does not change when it grows', async () => {
  const name = 'syslog.log';
  const bytes = readFileSync(join(GOLDEN, readdirSync(GOLDEN).find((each) => each.startsWith('syslog'))!));
  const growing = growingIngest(DEFAULT_SETTINGS, [localScanner]);
  const growth = { isNext: false, isEnd: false, endsMidLine: false };
  const half = bytes.lastIndexOf(10, bytes.length / 2) + 1;
  await growing.grow(openedOf(bytes.subarray(0, half), name, WRITTEN), growth);
  const before = growing.soFar().table;
  const copy = structuredClone(rowsOf(before));
  await growing.grow(openedOf(bytes, name, WRITTEN), growth);
  expect(growing.soFar().table.length).toBeGreaterThan(before.length);
  expect(rowsOf(before)).toEqual(copy);
});

test('a file that follows another, as after a rotation, is read by the same plan and stands behind it', async () => {
  const line = (i: number): string =>
    `2026-03-01 10:00:${String(i % 60).padStart(2, '0')},000 INFO [main] com.example.App: request ${i}\n`;
  const text = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, i) => line(from + i)).join('');
  const growing = growingIngest(DEFAULT_SETTINGS, [localScanner]);
  const growth = { isNext: false, isEnd: false, endsMidLine: false };
  await growing.grow(openedOf(text(0, 50), 'app.log'), growth);
  await growing.grow(openedOf(text(0, 80), 'app.log'), { ...growth, isEnd: true });
  await growing.grow(openedOf('', 'app.log (2)'), { ...growth, isNext: true });
  await growing.grow(openedOf(text(80, 81), 'app.log (2)'), growth);
  await growing.grow(openedOf(text(80, 200), 'app.log (2)'), growth);
  const { table, blobs } = growing.soFar();
  expect(table.files.map(({ name, numRecords, format }) => [name, numRecords, format])).toEqual([
    ['app.log', 80, table.files[0].format],
    ['app.log (2)', 120, table.files[0].format],
  ]);
  expect(table.kinds.length).toBe(1);
  expect(blobs.map(({ size }) => size)).toEqual(table.files.map(({ bytes }) => bytes));
});
