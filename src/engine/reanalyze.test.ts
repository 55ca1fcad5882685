import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import type { DetectSequences } from '../contracts/session-detectors';
import { DEFAULT_SETTINGS, type FileSetting, type Settings } from '../contracts/settings';
import type { AnalysisJob, LstmApi } from '../contracts/threads';
import { isEqual } from '../core/lib/is-equal';
import { createRandom } from '../core/lib/random';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import { ALL_LINES } from './fixtures/all-lines';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { memorySnapshots, metaOf } from './fixtures/memory-snapshots';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};
const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 4);

const snapshots = memorySnapshots();
const scan = vi.fn(localScanner.scan);
const train = vi.fn<LstmApi['detect']>(trainHere(() => 0));

const judged = vi.fn<DetectSequences>((sequences, seed, onProgress) =>
  detectSequences(sequences, seed, () => 0, onProgress),
);

function newEngine(): Engine {
  const proxy = <T extends object>(value: T): T => value;
  const lstm = { detect: train };
  const threads = { scanners: [{ scan }], lstm, detectSequences: judged };
  return createEngine({
    ...threads,
    parquet: noParquet,
    snapshots,
    searchers: localSearchers,
    now: () => 0,
    proxy,
  });
}

/** Six hours of an application, ill for half an hour, beside a syslog without a year and a list of changes. */
function dropped(): AnalysisJob['files'] {
  const random = createRandom(3);
  const app: string[] = [];
  const host: string[] = [];
  for (let minute = 0; minute < 360; minute++) {
    const time = new Date(START + minute * MINUTE).toISOString();
    const stamp = time.slice(0, 19).replace('T', ' ');
    const isIll = minute > 270 && minute < 300;
    for (let i = 0; i < 3; i++) app.push(`${stamp},${i}00 INFO shop.cart - served order ${random.int(9999)}`);
    if (isIll)
      app.push(`${stamp},900 ERROR shop.pool - no connection for user anna${random.int(4)} after 30 s`);
    if (minute % 7 === 0) app.push(`${stamp},950 WARN shop.cache - evicted é ${random.int(99)} entries`);
    if (minute % 5 === 0) host.push(`May  4 ${time.slice(11, 19)} web cron[${random.int(999)}]: job done`);
  }
  const changes = 'time,kind,what\n2026-05-04 04:20:00,deploy,release 12\n';
  const lastModified = START + 86_400_000;
  const fileOf = (path: string, text: string) => ({ path, file: new File([text], path, { lastModified }) });
  return [
    fileOf('app.log', `${app.join('\n')}\n`),
    fileOf('host.log', `${host.join('\n')}\n`),
    fileOf('changes.csv', changes),
  ];
}

const BASE: Settings = { ...DEFAULT_SETTINGS, detection: { ...DEFAULT_SETTINGS.detection, lstmEpochs: 2 } };
const FOUND: FileSetting = { format: null, encoding: null, zone: null };
const jobOf = (settings: Settings): AnalysisJob => ({
  name: 'test',
  files: dropped(),
  settings,
  truth: null,
});

/** A result without its clock, nor the seconds of its detectors. */
function timeless(result: AnalysisResult): unknown {
  const { timeline } = result;
  const detectors = timeline?.detectors.map((detector) => ({ ...detector, seconds: 0 }));
  return {
    ...result,
    stageSeconds: 0,
    stepSeconds: 0,
    totalSeconds: 0,
    timeline: timeline && { ...timeline, detectors },
  };
}

let engine: Engine;
beforeAll(async () => {
  engine = newEngine();
  const first = await engine.analyze(jobOf(BASE), ignore);
  expect(first.incidents.length).toBeGreaterThan(0);
  expect(first.changes.map((change) => change.what)).toContain('release 12');
}, 240_000);

const { drain, detection } = BASE;
const { thresholdScale } = detection;
interface Case {
  readonly settings: Settings;
  /** The files are read a second time. */
  readonly reads: boolean;
  /** Null: it depends on what mining makes of it. */
  readonly trains: boolean | null;
}
const CASES: Record<string, Case> = {
  'a mask': {
    settings: { ...BASE, drain: { ...drain, masks: [{ name: 'USER', pattern: 'anna\\d' }] } },
    reads: false,
    trains: null,
  },
  similarity: { settings: { ...BASE, drain: { ...drain, similarity01: 0.9 } }, reads: false, trains: null },
  'the window': { settings: { ...BASE, windowMinutes: 10 }, reads: false, trains: true },
  'the baseline': {
    settings: { ...BASE, baseline: { kind: 'first', share01: 0.6 } },
    reads: false,
    trains: true,
  },
  'a threshold of the forest': {
    settings: { ...BASE, detection: { ...detection, thresholdScale: { ...thresholdScale, iforest: 2 } } },
    reads: false,
    trains: false,
  },
  'a threshold of the LSTM': {
    settings: { ...BASE, detection: { ...detection, thresholdScale: { ...thresholdScale, lstm: 2 } } },
    reads: false,
    trains: true,
  },
  'an outage': { settings: { ...BASE, outages: ['2026-05-04T04:45:00Z'] }, reads: false, trains: false },
  'the seed': { settings: { ...BASE, seed: 7 }, reads: false, trains: true },
  'the zone': { settings: { ...BASE, zone: 'America/New_York' }, reads: false, trains: true },
  'an unknown zone': { settings: { ...BASE, zone: 'Mars/Base' }, reads: false, trains: false },
  'the zone of one file': {
    settings: { ...BASE, files: { 'host.log': { ...FOUND, zone: '+05:30' } } },
    reads: false,
    trains: true,
  },
  'the format of one file': {
    settings: { ...BASE, files: { 'host.log': { ...FOUND, format: 'plain' } } },
    reads: true,
    trains: true,
  },
  'the encoding of one file': {
    settings: { ...BASE, files: { 'app.log': { ...FOUND, encoding: 'windows-1252' } } },
    reads: true,
    trains: false,
  },
  'the year': { settings: { ...BASE, year: 2024 }, reads: true, trains: true },
};

describe('another run equals a whole one', () => {
  test.each(Object.entries(CASES))(
    '%s',
    async (_, { settings, reads, trains }) => {
      const whole = await newEngine().analyze(jobOf(settings), ignore);
      await engine.reanalyze(BASE, ignore);
      scan.mockClear();
      train.mockClear();
      const again = await engine.reanalyze(settings, ignore);
      expect(timeless(again)).toEqual(timeless(whole));
      expect(scan.mock.calls.length > 0).toBe(reads);
      if (trains !== null) expect(train.mock.calls.length > 0).toBe(trains);
      expect((await engine.queryLines(ALL_LINES, 0, 3)).rows[0].text).toBeTruthy();
    },
    60_000,
  );
});

test('there and back again through zones: the first result', async () => {
  const first = await engine.reanalyze(BASE, ignore);
  for (const zone of ['Europe/Berlin', '+05:30', 'America/New_York'])
    await engine.reanalyze({ ...BASE, zone }, ignore);
  expect(timeless(await engine.reanalyze(BASE, ignore))).toEqual(timeless(first));
}, 240_000);

test('a zone that a file beside tells stays told under other settings, and gives way to one that is set', async () => {
  const line = (minute: number, offsetMs: number, rest: string): string =>
    `${new Date(START + minute * MINUTE + offsetMs).toISOString().slice(0, 19)}${rest} order ord-${73_000_000 + minute * 37} read\n`;
  const text = (offsetMs: number, rest: string): string =>
    Array.from({ length: 300 }, (_, minute) => line(minute, offsetMs, rest)).join('');
  const files = [
    { path: 'app.log', file: new File([text(2 * 60 * MINUTE, ' INFO shop')], 'app.log') },
    { path: 'gateway.log', file: new File([text(0, 'Z INFO gateway')], 'gateway.log') },
  ];
  const fresh = (settings: Settings) => {
    const own = newEngine();
    return own.analyze({ ...jobOf(settings), files }, ignore).then((result) => ({ own, result }));
  };
  const { own, result } = await fresh(BASE);
  expect(result.files[0].zone).toMatchObject({ name: '+02:00', from: 'beside' });
  const set: Settings = { ...BASE, files: { 'app.log': { ...FOUND, zone: '+05:30' } } };
  for (const settings of [{ ...BASE, windowMinutes: 10 }, set, { ...BASE, seed: 7 }, BASE])
    expect(timeless(await own.reanalyze(settings, ignore))).toEqual(timeless((await fresh(settings)).result));
}, 240_000);

test('a run that fails leaves the analysis as it was', async () => {
  const first = await engine.reanalyze(BASE, ignore);
  scan.mockRejectedValueOnce(new Error('the scanner died'));
  await expect(engine.reanalyze({ ...BASE, year: 2001 }, ignore)).rejects.toThrow(/died/);
  expect(timeless(await engine.reanalyze(BASE, ignore))).toEqual(timeless(first));
}, 240_000);

test('a stored analysis asks for its files, and runs again once it has them', async () => {
  const first = await engine.reanalyze(BASE, ignore);
  const reopened = newEngine();
  await engine.store(metaOf(first.id));
  await reopened.restore(first.id);
  await expect(reopened.reanalyze({ ...BASE, seed: 7 }, ignore)).rejects.toThrow(/give its files again/);
  await reopened.attachFiles(dropped().slice(1));
  await expect(reopened.reanalyze({ ...BASE, seed: 7 }, ignore)).rejects.toThrow(/give its files again/);
  await reopened.attachFiles(dropped());
  expect(timeless(await reopened.reanalyze(BASE, ignore))).toEqual(timeless(first));
  const settings: Settings = { ...BASE, zone: '+01:00' };
  const whole = await newEngine().analyze(jobOf(settings), ignore);
  expect(timeless(await reopened.reanalyze(settings, ignore))).toEqual(timeless(whole));
}, 240_000);

test('equal by value: typed arrays, NaN, missing keys', () => {
  expect(isEqual({ a: Float32Array.of(1, Number.NaN) }, { a: Float32Array.of(1, Number.NaN) })).toBe(true);
  expect(isEqual({ a: Float32Array.of(1, 2) }, { a: Float32Array.of(1, 3) })).toBe(false);
  expect(isEqual({ a: Float32Array.of(1) }, { a: [1] })).toBe(false);
  expect(isEqual({ a: 1 }, { a: 1, b: undefined })).toBe(false);
});
