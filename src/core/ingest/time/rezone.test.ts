import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../contracts/settings';
import { openedOf } from '../../../input/fixtures/ingest-here';
import { localScanner } from '../../../input/fixtures/local-scanner';
import { ingestFiles } from '../../../input/ingest-files';
import type { OpenedFile } from '../../../input/types';
import { zoneOfFile } from './file-zone';
import { rezone } from './rezone';
import { createInverse, createZone } from './zone';

const WRITTEN = Date.UTC(2026, 5, 1);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const dated = (times: readonly number[], tail = ''): string =>
  times.map((ms, i) => `${iso(ms)},${100 + (i % 900)}${tail} INFO app.main - served ${i}\n`).join('');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const yearless = (times: readonly number[]): string =>
  times
    .map((ms) => {
      const date = new Date(ms);
      const day = String(date.getUTCDate()).padStart(2);
      return `${MONTHS[date.getUTCMonth()]} ${day} ${iso(ms).slice(11)} web sshd[12]: session opened\n`;
    })
    .join('');
const every = (start: number, stepMs: number, num: number): number[] =>
  Array.from({ length: num }, (_, i) => start + i * stepMs);

const read = (files: readonly OpenedFile[], part: Partial<Settings>) =>
  ingestFiles(files, { ...DEFAULT_SETTINGS, ...part }, [localScanner], { shardBytes: 4096 });

/** Reads under the first zone, then goes from zone to zone; each step must equal a reading under that zone. */
async function walk(files: readonly OpenedFile[], zones: readonly string[]): Promise<(string | null)[]> {
  let { table, clocks } = await read(files, { zone: zones[0] });
  const steps: (string | null)[] = [];
  for (const [i, zone] of zones.entries()) {
    if (i === 0) continue;
    const after = files.map((file) => zoneOfFile({ zone, files: {} }, file.name));
    const before = files.map(() => zones[i - 1]);
    const moved = rezone(table, clocks, { before, after });
    const full = await read(files, { zone });
    steps.push(moved ? zone : null);
    if (moved) expect(moved).toEqual(full.table);
    ({ table, clocks } = moved ? { table: moved, clocks } : full);
  }
  return steps;
}

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', '+05:30', 'UTC'];

test('dated times move from zone to zone as if the file had been read again', async () => {
  const files = [openedOf(dated(every(Date.UTC(2026, 3, 20), 36_000_000, 400)))];
  expect(await walk(files, ZONES)).toEqual(ZONES.slice(1));
}, 60_000);

test('around both turns of the clock the result is that of a reading, moved or read again', async () => {
  const spring = every(Date.UTC(2026, 2, 28, 22), 600_000, 40);
  const autumn = every(Date.UTC(2026, 9, 24, 22), 600_000, 40);
  const steps = await walk([openedOf(dated([...spring, ...autumn]))], ZONES);
  // An hour that Berlin's clocks skipped lies in it: from there the written times are not to be had.
  expect(steps).toEqual(['Europe/Berlin', null, '+05:30', 'UTC']);
}, 60_000);

test('times without a year move too, unless the guess of the year would be another one', async () => {
  const june = [openedOf(yearless(every(Date.UTC(2026, 3, 1), 3_600_000, 400)), 'a.log', WRITTEN)];
  expect(await walk(june, ZONES)).toEqual(ZONES.slice(1));
  const last = Date.UTC(2026, 11, 31, 23, 30);
  const times = every(last - 36e5, 60_000, 61);
  expect(await walk([openedOf(yearless(times), 'b.log', last)], ['UTC', '+05:30'])).toEqual(['+05:30']);
  // Written an hour before the last line by UTC: then the line is of the year before.
  expect(await walk([openedOf(yearless(times), 'b.log', last - 36e5)], ['UTC', '+05:30'])).toEqual([null]);
}, 60_000);

test('files whose lines state a zone stay; files beside them move', async () => {
  const times = every(Date.UTC(2026, 4, 1), 60_000, 100);
  const files = [openedOf(dated(times, '+02:00'), 'stated.log'), openedOf(dated(times), 'silent.log')];
  expect(await walk(files, ZONES)).toEqual(ZONES.slice(1));
}, 60_000);

test('a file that states a zone here and there, or no date, is read again', async () => {
  const times = every(Date.UTC(2026, 4, 1), 60_000, 100);
  const mixed = dated(times.slice(0, 60)) + dated(times.slice(60), '+02:00');
  expect(await walk([openedOf(mixed)], ['UTC', 'Europe/Berlin'])).toEqual([null]);
  const clock = times.map((ms) => `${iso(ms).slice(11)} INFO started\n`).join('');
  const files = [openedOf(clock, 'clock.log', WRITTEN), openedOf(dated(times), 'dated.log')];
  expect(await walk(files, ['UTC', 'Europe/Berlin'])).toEqual([null]);
}, 60_000);

test('the zone of one file is its own, and an unknown one is named', async () => {
  const times = every(Date.UTC(2026, 4, 1), 60_000, 50);
  const files = [openedOf(dated(times), 'a.log'), openedOf(dated(times), 'b.log')];
  const own = { format: null, encoding: null };
  const { table } = await read(files, { files: { 'b.log': { ...own, zone: '+01:00' } } });
  expect(table.files.map((file) => file.zone)).toEqual([
    { name: 'UTC', from: 'assumed' },
    { name: '+01:00', from: 'setting' },
  ]);
  expect(table.files[0].firstMs! - table.files[1].firstMs!).toBe(3_600_000);
  const wrong = await read(files, { files: { 'a.log': { ...own, zone: 'Mars/Base' } } });
  expect(wrong.table.problems).toMatchObject([{ code: 'unknown-zone', file: 'a.log' }]);
});

test('back from UTC to local time, or no answer where two local times are read as the same', () => {
  const zones = fc.constantFrom('UTC', '+05:30', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
  const time = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(zones, time, (zone, local) => {
      const utc = createZone(zone)(local);
      const back = createInverse(zone)(utc);
      expect(Number.isNaN(back) || back === local).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(createInverse('Europe/Berlin')(Date.UTC(2026, 2, 29, 1, 30))).toBeNaN();
  expect(createInverse('Europe/Berlin')(Date.UTC(2026, 2, 29, 3, 30))).toBe(Date.UTC(2026, 2, 29, 5, 30));
});
