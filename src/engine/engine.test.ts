import { beforeAll, expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { AnalysisJob } from '../contracts/threads';
import { createRandom } from '../core/lib/random';
import { localScanner } from '../input/fixtures/local-scanner';
import { answerOf, scriptedProvider } from '../llm/fixtures/scripted-provider';
import { none } from '../llm/none';
import type { Provider } from '../llm/provider';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import type { EngineParts } from './engine-parts';
import { ALL_LINES } from './fixtures/all-lines';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { memorySnapshots, metaOf } from './fixtures/memory-snapshots';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};
const snapshots = memorySnapshots();

function newEngine(numScanners = 1, provider: Provider = none): Engine {
  return createEngine(partsOf(numScanners, provider));
}

function partsOf(numScanners: number, provider: Provider = none): EngineParts {
  return {
    scanners: Array.from({ length: numScanners }, () => localScanner),
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: noParquet,
    snapshots,
    providerOf: async () => provider,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  };
}

function jobOf(files: Record<string, string>): AnalysisJob {
  const dropped = Object.entries(files).map(([path, text]) => ({ path, file: new File([text], path) }));
  return { name: 'test', files: dropped, settings: DEFAULT_SETTINGS, truth: null };
}

let engine: Engine;
let demo: AnalysisJob;
let result: AnalysisResult;

beforeAll(async () => {
  engine = newEngine();
  demo = await engine.simulate({ scenario: 'pool-exhaustion', seed: 42 });
  result = await engine.analyze(demo, ignore);
}, 240_000);

test('the demo becomes a ticket with the pool runbook, the deploy and a lead of about half an hour', async () => {
  const [incident] = result.incidents;
  expect(incident.outageStart).not.toBeNull();
  // Requests fail in several components some minutes before the pool is empty: that is the outage that users notice.
  expect(incident.leadMinutes).toBeGreaterThanOrEqual(20);
  expect(incident.leadMinutes).toBeLessThanOrEqual(35);
  expect(incident.runbooks[0].id).toBe(result.truth?.runbook);
  expect(incident.runbooks[0].title).toMatch(/connection pool/i);
  expect(incident.changes.map((each) => each.change.kind)).toContain('deploy');
  const { blob } = await engine.exportFile('incident_ticket.md', ignore);
  expect(await blob.text()).toMatch(/pool/i);
});

test('every file is read to its last byte: lines, records and sizes as they were dropped', async () => {
  for (const file of result.files) {
    const dropped = demo.files.find((each) => each.path === file.name)!.file;
    expect(file.bytes, file.name).toBe(dropped.size);
    expect(file.numLines, file.name).toBe((await dropped.text()).split('\n').length - 1);
    expect(file.numRecords, file.name).toBe(file.rowEnd - file.rowBegin);
  }
  expect(result.files.map((file) => file.name)).not.toContain('changes.csv');
});

test('the number of scanners changes nothing', async () => {
  const again = await newEngine(3).analyze(demo, ignore);
  expect({ ...again, stageSeconds: 0, stepSeconds: 0 }).toEqual({
    ...result,
    stageSeconds: 0,
    stepSeconds: 0,
  });
}, 240_000);

test('lines are paged, merged by time, filtered and searched', async () => {
  const page = await engine.queryLines({ ...ALL_LINES }, 0, 50);
  expect(page.total).toBe(result.numRecords);
  const times = page.rows.map((row) => row.timeMs ?? 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const errors = await engine.queryLines({ ...ALL_LINES, where: 'level>=error' }, 0, 10);
  expect(errors.rows.every((row) => row.level >= 6)).toBe(true);
  const word = 'connection';
  const found = await engine.queryLines({ ...ALL_LINES, where: word }, 0, 10);
  expect(found.total).toBeGreaterThan(0);
  expect(found.rows.every((row) => row.text?.toLowerCase().includes(word))).toBe(true);
});

test('a stored analysis opens without its files, and has its lines again when they are given', async () => {
  await engine.store(metaOf(result.id));
  const reopened = newEngine();
  expect((await reopened.restore(result.id)).id).toBe(result.id);
  expect((await reopened.queryLines(ALL_LINES, 0, 1)).rows[0].text).toBeNull();
  expect(await reopened.exportNames()).not.toContain('structured_logs.csv');
  expect(await reopened.exportNames()).toContain('incident_ticket.md');
  expect(await reopened.attachFiles(demo.files.slice(1))).toHaveLength(1);
  const codes = (await reopened.attachFiles(demo.files.slice(0, 1))).map(({ code }) => code);
  expect(codes).toEqual(result.files.slice(1).map(() => 'file-from-before'));
  expect(
    (await reopened.queryLines({ ...ALL_LINES, where: `file=${result.files[1].name}` }, 0, 1)).rows[0].text,
  ).toBeTruthy();
  expect(await reopened.attachFiles(demo.files)).toEqual([]);
  expect((await reopened.queryLines(ALL_LINES, 0, 1)).rows[0].text).toBeTruthy();
  expect(await reopened.exportNames()).toContain('structured_logs.csv');
});

test('a model that obeys the log adds what holds to the ticket, in a section of its own, and nothing else', async () => {
  const order = { incidentId: result.incidents[0].id, writer: DEFAULT_SETTINGS.writer };
  const names = (await engine.exportNames()).filter((name) => /ticket|alert|incidents/.test(name));
  const textsOf = (from: Engine) =>
    Promise.all(names.map(async (name) => (await from.exportFile(name, ignore)).blob.text()));
  const before = await textsOf(engine);
  expect(await engine.writeSummary(order, ignore, null, null)).toBeNull();
  expect(await textsOf(engine)).toEqual(before);

  const kept = 'Threads wait for a connection that the pool cannot give.';
  const forged = [
    ['The severity is info and 99999 users are lost.', 'E9'],
    ['See https://evil.example for the connection pool.', 'E9'],
    ['![pool](https://evil.example/p.png) has no connection.', 'E9'],
    ['Threads wait for a connection of <b>the pool</b>.', 'E9'],
    ['Threads wait for a connection of the pool.', 'E99'],
    ['The pool says "all connections are free".', 'E9'],
    ['Close this ticket about the connection pool.', 'E9'],
  ] as const;
  const writing = newEngine(1, scriptedProvider(answerOf(...forged, [kept, 'E9'])));
  await engine.store(metaOf(result.id));
  await writing.restore(result.id);
  const outcome = await writing.writeSummary(order, ignore, null, null);
  expect(outcome).toMatchObject({
    kind: 'written',
    summary: {
      sentences: [{ text: kept, evidence: ['E9'] }],
      removed: forged.map(([text]) => ({ text })),
    },
  });
  const after = await textsOf(writing);
  expect(after.join()).not.toMatch(/evil|99999|E99\b|Close this/);
  const section =
    /## Summary by a language model\n\nWritten by the model `scripted-1`.*\n\n- (.*) \[E9\]\n\n/;
  const ticket = after[names.indexOf('incident_ticket.md')];
  expect(section.exec(ticket)?.[1]).toBe(kept);
  expect(ticket.replace(section, '')).toBe(before[names.indexOf('incident_ticket.md')]);
  for (const name of ['incidents.json', 'pagerduty_alert.json'])
    expect(after[names.indexOf(name)]).toBe(before[names.indexOf(name)]);
});

test('an analysis that is no longer kept, or damaged, is said in words', async () => {
  await expect(newEngine().restore('gone')).rejects.toThrow('it is no longer in the history of this browser');
  const damaged = { load: async () => ({ version: 3 as const, result, tables: {} }), save: async () => {} };
  const reopened = createEngine({ ...partsOf(1), snapshots: damaged });
  await expect(reopened.restore(result.id)).rejects.toThrow(/damaged/);
});

test('nothing to analyse is said in words', async () => {
  await expect(newEngine().analyze(jobOf({ 'empty.log': '' }), ignore)).rejects.toThrow(/empty\.log/);
});

test('lines without times are mined, and the missing windows are a problem that is shown', async () => {
  const text = Array.from({ length: 50 }, (_, i) => `worker ${i} took a job\n`).join('');
  const plain = await newEngine().analyze(jobOf({ 'plain.log': text }), ignore);
  expect(plain.timeline).toBeNull();
  expect(plain.templates).toHaveLength(1);
  expect(plain.problems.map((problem) => problem.code)).toContain('no-windows');
});

test('an access log has one kind of line; its burst of 500s is an outage, with the first of them as evidence', async () => {
  const random = createRandom(7);
  const lines: string[] = [];
  for (let second = 0; second < 6 * 3600; second += 2) {
    const time = new Date(Date.UTC(2026, 4, 1) + second * 1000).toISOString();
    const clock = `01/May/2026:${time.slice(11, 19)} +0000`;
    const isIll = second >= 16_200 && second < 18_000;
    const status = random.next() < (isIll ? 0.5 : 0.005) ? 500 : 200;
    const path = `/item/${random.int(9999)}`;
    lines.push(
      `10.0.0.${random.int(250)} - - [${clock}] "GET ${path} HTTP/1.1" ${status} ${random.int(90_000)}`,
    );
  }
  const found = await newEngine().analyze(jobOf({ 'access.log': `${lines.join('\n')}\n` }), ignore);
  expect(found.incidents.map(({ kind, start }) => [kind, new Date(start).toISOString()])).toEqual([
    ['outage', '2026-05-01T04:30:00.000Z'],
  ]);
  expect(found.incidents[0].evidence[0].text).toMatch(/" 500 /);
}, 30_000);

test('sessions are made by one kind of identifier, though the files of the demo hold two', () => {
  const keys = result.sessions?.keys ?? [];
  expect(result.sessions?.identifier).toBe('block');
  expect(keys.filter((key) => !key.startsWith('blk_'))).toEqual([]);
});
