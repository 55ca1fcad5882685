import { beforeAll, describe, expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import type { BaselineMeta, SavedBaseline } from '../contracts/saved-baseline';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import type { AnalysisJob } from '../contracts/threads';
import { createRandom } from '../core/lib/random';
import { localScanner } from '../input/fixtures/local-scanner';
import { createEngine, type Engine } from './engine';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};
const HOUR = 3_600_000;

function newEngine(repository: Map<string, SavedBaseline>): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: () => Promise.reject(new Error('not here')),
    parquet: noParquet,
    baselines: {
      load: async (id) => structuredClone(repository.get(id) ?? null),
      save: async (saved) => void repository.set(saved.meta.id, structuredClone(saved)),
    },
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
}

interface LogOptions {
  readonly seed: number;
  readonly day: number;
  /** Of each request fails instead. */
  readonly failShare01?: number;
  readonly hours?: number;
  /** A line of its own, once an hour. */
  readonly more?: string;
}

/** A service that answers requests, about one in three seconds, with a rhythm of jobs; ill from its first line on where requests fail. */
function serviceLog({ seed, day, failShare01 = 0, hours = 8, more }: LogOptions): string {
  const random = createRandom(seed);
  const lines: [number, string][] = [];
  const begin = Date.UTC(2026, 2, day, 6);
  for (let ms = 0; ms < hours * HOUR; ms += 1000 + random.int(4000)) {
    const user = `u${random.int(500)}`;
    lines.push([ms, `INFO http: GET /orders/${random.int(9999)} for ${user} took ${random.int(90)} ms`]);
    if (random.next() < failShare01) {
      lines.push([ms + 20, `ERROR http: token of ${user} was refused, answering 400`]);
      lines.push([ms + 21, `WARN session: no page for ${user}`]);
    } else lines.push([ms + 20, `INFO http: token of ${user} was renewed`]);
    if (random.next() < 0.2) lines.push([ms + 30, `DEBUG cache: evicted ${random.int(40)} entries`]);
  }
  for (let ms = 0; ms < hours * HOUR; ms += 600_000) lines.push([ms + 5, 'INFO job: sweep of carts is done']);
  for (let ms = 0; more && ms < hours * HOUR; ms += HOUR) lines.push([ms + 900, more]);
  lines.sort((a, b) => a[0] - b[0]);
  return lines.map(([ms, text]) => `${new Date(begin + ms).toISOString()} ${text}\n`).join('');
}

/** Another system, with nothing in common. */
function paymentLog(): string {
  const begin = Date.UTC(2026, 2, 6, 6);
  const texts = ['ledger: payment received', 'ledger: payout settled', 'fraud: score computed'];
  const lines = Array.from({ length: 3 * 2880 }, (_, i) => `INFO ${texts[i % 3]} id=${i}`);
  return lines.map((text, i) => `${new Date(begin + i * 3333).toISOString()} ${text}\n`).join('');
}

function jobOf(files: Record<string, string>, change: Partial<Settings> = {}): AnalysisJob {
  const dropped = Object.entries(files).map(([path, text]) => ({ path, file: new File([text], path) }));
  return {
    name: Object.keys(files).join(),
    files: dropped,
    settings: { ...DEFAULT_SETTINGS, ...change },
    truth: null,
  };
}

const useOf = ({ id, name }: BaselineMeta): Partial<Settings> => ({ baseline: { kind: 'saved', id, name } });
const plain = (result: AnalysisResult) => ({ ...result, stageSeconds: 0, stepSeconds: 0, totalSeconds: 0 });

describe('a baseline saved of two good runs', () => {
  const repository = new Map<string, SavedBaseline>();
  const good = { 'run-1.log': serviceLog({ seed: 1, day: 1 }), 'run-2.log': serviceLog({ seed: 2, day: 2 }) };
  let engine: Engine;
  let meta: BaselineMeta;

  beforeAll(async () => {
    engine = newEngine(repository);
    await engine.analyze(jobOf(good), ignore);
    meta = await engine.saveBaseline({ name: 'good runs', choice: { kind: 'quiet' }, nowMs: 1000 }, ignore);
  }, 60_000);

  test('holds the quiet windows of both, how it fares on itself, and no text but templates', () => {
    expect(meta).toMatchObject({ name: 'good runs', savedMs: 1000, windowMs: 300_000, refreshes: [] });
    expect(meta.numRows).toBeGreaterThan(150);
    expect(meta.validation?.confirmedShare01).toBeLessThan(0.05);
    expect(meta.validation?.voteShare01.lstm).not.toBeNull();
    const { rows } = repository.get(meta.id)!;
    expect(JSON.stringify(rows)).not.toMatch(/u\d+ took/);
    expect(rows.templates.map(({ text }) => text).join('\n')).toContain('sweep of carts is done');
  });

  test('finds a bad run from its first window, which it cannot know by itself', async () => {
    const bad = { 'bad.log': serviceLog({ seed: 3, day: 5, failShare01: 0.5 }) };
    const alone = await newEngine(repository).analyze(jobOf(bad), ignore);
    expect(alone.incidents.map(({ windowBegin }) => windowBegin)).not.toContain(0);
    const found = await newEngine(repository).analyze(jobOf(bad, useOf(meta)), ignore);
    const [incident] = found.incidents;
    expect(incident.windowBegin).toBe(0);
    expect(incident.reasons.map(({ text }) => text).join('\n')).toContain('was refused, answering');
    expect(found.timeline!.consensus.confirmed[0]).toBe(1);
    expect(found.timeline!.baseline).toMatchObject({ begin: 0, end: 0, numSaved: meta.numRows });
    expect(found.timeline!.detectors.map(({ vote }) => vote.length)).toEqual(
      Array(3).fill(found.timeline!.grid.length),
    );
    const renewed = found.templates.findIndex(({ text }) => text.includes('was renewed'));
    expect(incident.topTemplates.map(({ template }) => template)).toContain(
      found.templates.findIndex(({ text }) => text.includes('was refused')),
    );
    expect(found.templates[renewed].count).toBeGreaterThan(0);
  }, 60_000);

  test('stays silent over another good run, with the same result each time', async () => {
    const job = jobOf({ 'run-3.log': serviceLog({ seed: 9, day: 4 }) }, useOf(meta));
    const first = await newEngine(repository).analyze(job, ignore);
    expect(first.incidents).toEqual([]);
    expect(plain(await newEngine(repository).analyze(job, ignore))).toEqual(plain(first));
  }, 60_000);

  test('names what has vanished, though the log at hand never had it', async () => {
    const log = serviceLog({ seed: 4, day: 5 }).replace(/.*(token of|GET .orders).*\n/g, '');
    const found = await newEngine(repository).analyze(jobOf({ 'half.log': log }, useOf(meta)), ignore);
    const gone = found.templates.findIndex(({ text }) => text.includes('was renewed'));
    expect(found.templates[gone].count).toBe(0);
    expect(found.incidents[0].windowBegin).toBe(0);
    expect(found.incidents[0].topTemplates).toContainEqual(
      expect.objectContaining({ template: gone, direction: 'vanished', observed: 0 }),
    );
  }, 60_000);

  test('a run again under another baseline mines nothing of the saved one', async () => {
    const job = jobOf(
      { 'x.log': serviceLog({ seed: 4, day: 5 }).replace(/.*sweep of carts.*\n/g, '') },
      useOf(meta),
    );
    const other = newEngine(repository);
    const onSaved = await other.analyze(job, ignore);
    const back = await other.reanalyze(DEFAULT_SETTINGS, ignore);
    expect(onSaved.templates.length).toBe(back.templates.length + 1);
    const fresh = await newEngine(repository).analyze({ ...job, settings: DEFAULT_SETTINGS }, ignore);
    expect(plain(back)).toEqual(plain(fresh));
  }, 60_000);

  test('of another system it gives no verdict, and does not take that log in', async () => {
    const other = newEngine(repository);
    const job = jobOf({ 'pay.log': paymentLog() }, useOf(meta));
    const result = await other.analyze(job, ignore);
    expect(result.incidents).toEqual([]);
    expect(result.timeline!.consensus.confirmed).not.toContain(1);
    for (const { abstained } of result.timeline!.detectors)
      expect(abstained).toMatch(/"good runs" knows 0 of the 3 templates/);
    expect(result.problems.map(({ code }) => code)).toEqual(['baseline-strange']);
    await expect(other.refreshBaseline(meta.id, 2000, ignore)).rejects.toThrow(/Fewer than two detectors/);
    const alone = newEngine(repository);
    await alone.analyze({ ...job, settings: DEFAULT_SETTINGS }, ignore);
    expect(await alone.baselineDrift(meta.id)).toMatchObject({ numTemplates: 3, numNew: 3, newShare01: 1 });
    await expect(alone.refreshBaseline(meta.id, 2000, ignore)).rejects.toThrow(/another system/);
  }, 60_000);

  test('a file named as baseline that is of another system gives no verdict either', async () => {
    const files = { 'pay.log': paymentLog(), 'run-3.log': serviceLog({ seed: 9, day: 4 }) };
    const baseline = { kind: 'file', name: 'pay.log' } as const;
    const result = await newEngine(repository).analyze(jobOf(files, { baseline }), ignore);
    expect(result.incidents).toEqual([]);
    expect(result.problems.map(({ code }) => code)).toContain('baseline-strange');
  }, 60_000);

  test('quiet windows are not to be had where nobody judged, or everything was learnt', async () => {
    const order = { name: 'x', choice: { kind: 'quiet' }, nowMs: 1 } as const;
    const short = newEngine(repository);
    const log = { 'a.log': serviceLog({ seed: 5, day: 5, failShare01: 0.5 }) };
    await short.analyze(jobOf(log, { baseline: { kind: 'first', share01: 0.1 }, windowMinutes: 15 }), ignore);
    await expect(short.saveBaseline(order, ignore)).rejects.toThrow(/Fewer than two detectors/);
    const range = { kind: 'range', start: '2026-03-01T00:00Z', end: '2026-03-09T00:00Z' } as const;
    const learnt = newEngine(repository);
    await learnt.analyze(jobOf(log, { baseline: range }), ignore);
    await expect(learnt.saveBaseline(order, ignore)).rejects.toThrow(/All windows of this log were learnt/);
  }, 60_000);

  test('one that is not there is said, and the first part of the log stands in', async () => {
    const change: Partial<Settings> = { baseline: { kind: 'saved', id: 'gone', name: 'old' } };
    const result = await newEngine(repository).analyze(
      jobOf({ 'a.log': serviceLog({ seed: 5, day: 5 }) }, change),
      ignore,
    );
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'saved-baseline-missing' }));
    expect(result.timeline!.baseline.end).toBeGreaterThan(0);
  }, 60_000);

  test('drift: none over a like run; new templates, volume and mix over a changed one', async () => {
    const like = newEngine(repository);
    await like.analyze(jobOf({ 'run-3.log': serviceLog({ seed: 9, day: 4 }) }, useOf(meta)), ignore);
    expect(await like.baselineDrift(meta.id)).toMatchObject({ numNew: 0, numGone: 0 });
    expect((await like.baselineDrift(meta.id))!.volumeRatio).toBeCloseTo(1, 1);
    const more = 'INFO audit: ledger was closed';
    const changed = newEngine(repository);
    await changed.analyze(jobOf({ 'run-4.log': serviceLog({ seed: 9, day: 4, more }) }, useOf(meta)), ignore);
    expect(await changed.baselineDrift(meta.id)).toMatchObject({ numNew: 1, numGone: 0 });
  }, 60_000);

  test('a refresh takes the new habit in, keeps the old ones, and takes no window twice', async () => {
    const more = 'INFO audit: ledger was closed';
    const other = newEngine(repository);
    await other.analyze(jobOf({ 'run-4.log': serviceLog({ seed: 9, day: 4, more }) }, useOf(meta)), ignore);
    const before = repository.get(meta.id)!;
    const after = await other.refreshBaseline(meta.id, 2000, ignore);
    expect(after.refreshes).toEqual([
      { atMs: 2000, log: 'run-4.log', numAdded: after.numRows - meta.numRows, numForgotten: 0 },
    ]);
    expect(after.print).not.toBe(meta.print);
    expect((await other.baselineDrift(meta.id))!.numNew).toBe(0);
    await expect(other.refreshBaseline(meta.id, 3000, ignore)).rejects.toThrow(/already/);
    const bad = { 'bad.log': serviceLog({ seed: 3, day: 5, failShare01: 0.5 }) };
    const found = await newEngine(repository).analyze(jobOf(bad, useOf(meta)), ignore);
    expect(found.incidents[0].windowBegin).toBe(0);
    repository.set(meta.id, before);
  }, 60_000);
});

describe('a training is kept', () => {
  const repository = new Map<string, SavedBaseline>();
  let numEpochs = 0;
  const count = ({ detail, unit }: { detail: string; unit: string }): void => {
    if (detail === 'lstm' && unit === 'steps') numEpochs++;
  };
  const epochsOf = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    numEpochs = 0;
    const value = await work();
    return [value, numEpochs];
  };

  test('for another threshold, with the verdict of a whole run', async () => {
    const job = jobOf({ 'a.log': serviceLog({ seed: 1, day: 1 }) });
    const detection = {
      ...DEFAULT_SETTINGS.detection,
      thresholdScale: { baseline: 1, iforest: 1, lstm: 0.5 },
    };
    const settings = { ...DEFAULT_SETTINGS, detection };
    const engine = newEngine(repository);
    const [, first] = await epochsOf(() => engine.analyze(job, count));
    expect(first).toBeGreaterThan(0);
    const [again, second] = await epochsOf(() => engine.reanalyze(settings, count));
    expect(second).toBe(0);
    const fresh = await newEngine(repository).analyze({ ...job, settings }, ignore);
    expect(plain(again)).toEqual(plain(fresh));
    const epochs = { ...settings, detection: { ...detection, lstmEpochs: 20 } };
    expect((await epochsOf(() => engine.reanalyze(epochs, count)))[1]).toBeGreaterThan(0);
  }, 60_000);

  test('with a saved baseline, for every log that it judges; a refresh trains anew', async () => {
    const engine = newEngine(repository);
    await engine.analyze(jobOf({ 'a.log': serviceLog({ seed: 1, day: 1 }) }), ignore);
    const order = { name: 'good', choice: { kind: 'quiet' }, nowMs: 1 } as const;
    const [meta, saving] = await epochsOf(() => engine.saveBaseline(order, count));
    expect(saving).toBeGreaterThan(0);
    const next = newEngine(repository);
    const ill = jobOf({ 'b.log': serviceLog({ seed: 5, day: 9, failShare01: 0.5 }) }, useOf(meta));
    const [result, judging] = await epochsOf(() => next.analyze(ill, count));
    expect(judging).toBe(0);
    expect(result.incidents[0].windowBegin).toBe(0);
    const lstm = result.timeline!.detectors[2];
    expect(lstm).toMatchObject({ name: 'lstm', abstained: null });
    expect(lstm.lossCurve.length).toBeGreaterThan(10);
    expect(lstm).not.toHaveProperty('trained');
    repository.set(meta.id, { ...repository.get(meta.id)!, lstm: null });
    const [trained, training] = await epochsOf(() => newEngine(repository).analyze(ill, count));
    expect(training).toBeGreaterThan(0);
    expect(trained.timeline!.detectors[2].vote).toEqual(lstm.vote);
  }, 60_000);
});
