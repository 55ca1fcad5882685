import { beforeAll, expect, test } from 'vitest';
import type { FollowJob, FollowStatus } from '../contracts/following';
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import { ALL_LINES } from './fixtures/all-lines';
import { trainHere } from './fixtures/judge-log';
import { LivingFolder } from './fixtures/living-file';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const NAME = 'app.log';
const WINDOW_MS = 300_000;
const BEGIN = Date.UTC(2026, 2, 1);
const ignore = (): void => {};

const engineHere = (): Engine =>
  createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: noParquet,
    searchers: localSearchers,
    now: () => performance.now(),
    proxy: (value) => value,
  });

/** Lines of one window of a service; in bad ones its database refuses connections. */
function windowOf(w: number, isBad = false): string {
  const made: string[] = [];
  const at = (ms: number): string => new Date(BEGIN + w * WINDOW_MS + ms).toISOString();
  for (let i = 0; i < 120; i++) {
    const ms = i * 2500;
    const kind = (w * 7 + i) % 4;
    if (isBad && i % 3 !== 0)
      made.push(`${at(ms)} ERROR [pool-2] com.shop.Db: connection to orders-db:5432 refused, attempt ${i}`);
    else if (kind === 0)
      made.push(`${at(ms)} INFO [http-1] com.shop.Cart: cart ${i * 31} was priced in ${i} ms`);
    else if (kind === 1) made.push(`${at(ms)} INFO [http-2] com.shop.Order: order ${i * 17} accepted`);
    else if (kind === 2) made.push(`${at(ms)} DEBUG [job-1] com.shop.Stock: stock of item ${i} is ${w * 3}`);
    else made.push(`${at(ms)} INFO [http-1] com.shop.Pay: payment ${i * 13} settled`);
  }
  return `${made.join('\n')}\n`;
}

const windows = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => windowOf(from + i)).join('');

const HEAD_WINDOWS = 62;
const folder = new LivingFolder();
let engine: Engine;
let followed: { result: AnalysisResult; files: readonly { readonly file: File }[] };
let statuses: FollowStatus[];
const results: { numRecords: number; incidents: number; fresh: readonly Incident[]; isEarly: boolean }[] = [];
let written: string;

const until = async (test: () => boolean): Promise<void> => {
  for (let left = 600; !test() && left > 0; left--) await new Promise((resolve) => setTimeout(resolve, 50));
  if (!test())
    throw new Error(
      `not in time: ${JSON.stringify(results.map((each) => [each.numRecords, each.incidents]))}`,
    );
};
const settled = (): typeof results => results.filter(({ isEarly }) => !isEarly);
const numLines = (): number => written.trimEnd().split('\n').length;

beforeAll(async () => {
  engine = engineHere();
  statuses = [];
  written = windows(0, HEAD_WINDOWS);
  folder.write(NAME, written);
  const job: FollowJob = {
    name: NAME,
    source: { file: folder.file(NAME), folder: folder.folder() },
    settings: { ...DEFAULT_SETTINGS, windowMinutes: 5 },
  };
  const run = engine.follow(job, ignore, {
    onStatus: (status) => void statuses.push(status),
    onResult: ({ numRecords, incidents, isEarly = false }, fresh) =>
      void results.push({ numRecords, incidents: incidents.length, fresh, isEarly }),
  });
  const append = (text: string): void => {
    folder.write(NAME, text);
    written += text;
  };
  await until(() => settled().length === 1 && statuses.length > 0);
  append(windows(HEAD_WINDOWS, HEAD_WINDOWS + 2));
  await until(() => settled().length >= 2);
  // Rotated with lines that nobody had looked at, and then it goes bad.
  append(windowOf(HEAD_WINDOWS + 2));
  folder.rename(NAME);
  append(
    windowOf(HEAD_WINDOWS + 3, true) +
      windowOf(HEAD_WINDOWS + 4, true) +
      windowOf(HEAD_WINDOWS + 5, true).slice(0, 100),
  );
  await until(() => results.some(({ fresh }) => fresh.length > 0));
  await engine.pauseFollowing(true);
  await until(() => statuses.at(-1)!.phase === 'paused');
  append(windowOf(HEAD_WINDOWS + 5, true).slice(100, -30));
  const before = statuses.at(-1)!.numLines;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(statuses.at(-1)!.numLines).toBe(before);
  await engine.pauseFollowing(false);
  await until(() => statuses.at(-1)!.heldBytes > 0 && statuses.at(-1)!.numLines > before);
  await engine.stopFollowing();
  followed = await run;
}, 240_000);

test('what was there is no news; the first bad window is, once, with its severity', () => {
  expect(results[0].fresh).toEqual([]);
  const news = results.flatMap(({ fresh }) => fresh);
  expect(news.length).toBeGreaterThan(0);
  expect(news[0].start).toBeGreaterThanOrEqual(BEGIN + (HEAD_WINDOWS + 3) * WINDOW_MS);
  const starts = news.map(({ start, severity }) => `${start} ${severity}`);
  expect(new Set(starts).size).toBe(starts.length);
});

test('a verdict comes when a window closes, and not for each look', () => {
  expect(settled().length).toBeLessThanOrEqual(5);
  expect(settled()[1].numRecords).toBe(120 * (HEAD_WINDOWS + 2));
});

test('nothing is lost over the rotation, and the last line comes with the end', async () => {
  expect(followed.result.numRecords).toBe(numLines());
  expect(followed.result.files.map(({ name }) => name)).toEqual(['app.log', 'app.log (2)']);
  const kept = await Promise.all(followed.files.map(({ file }) => file.text()));
  expect(kept.join('')).toBe(written);
  const last = await engine.queryLines({ ...ALL_LINES }, numLines() - 1, numLines());
  expect(last.rows[0].text).toBe(written.slice(written.lastIndexOf('\n') + 1));
});

test('what happened is told: the reference, and where the old text was found', () => {
  const { events } = statuses.at(-1)!;
  expect(events.map(({ kind }) => kind)).toEqual(['reference', 'rotated']);
  expect(events[1].text).toContain('app.log.1');
});

test('the verdict is of the settings that the user has, and can be made again from the copies', async () => {
  expect(followed.result.settings.baseline.kind).toBe('first');
  const again = await engine.reanalyze({ ...DEFAULT_SETTINGS, windowMinutes: 10 }, ignore);
  expect(again.numRecords).toBe(followed.result.numRecords);
  expect(again.timeline?.grid.windowMs).toBe(2 * WINDOW_MS);
}, 120_000);
