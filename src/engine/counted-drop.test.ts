// Windows that were counted elsewhere, dropped on the engine: the verdict of the log that they were counted from.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { featureParquet, initParquet, structuredParquet, tableParquet } from '../archive/parquet';
import { partitionedLogs } from '../archive/partitioned-logs';
import { readTable } from '../archive/read-table';
import { tableLines } from '../archive/table-lines';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { AnalysisHooks, AnalysisJob, DroppedFile } from '../contracts/threads';
import { DEFAULT_WRITER } from '../contracts/written-summary';
import { duckdb } from '../core/lake/dialects/duckdb';
import { homeColumnsOf } from '../core/lake/home/table-kind';
import { lakeScript } from '../core/lake/script';
import { summarise } from '../core/report/verdict';
import { simulate } from '../core/simulate/simulate';
import { localScanner } from '../input/fixtures/local-scanner';
import { createEngine, type Engine } from './engine';
import { countLog } from './fixtures/count-log';
import { trainHere } from './fixtures/judge-log';
import { runInDuckdb } from './fixtures/lake-duckdb';
import { localSearchers } from './fixtures/local-searchers';
import { lakeModelOf } from './lake-model';

const NAMES = ['feature_windows', 'template_windows', 'template_lines'] as const;
const ignore = (): void => {};
const folder = mkdtempSync(join(tmpdir(), 'harbinger-home-'));
let engine: Engine;
let log: string;
let own: AnalysisResult;

function jobOf(files: readonly DroppedFile[]): AnalysisJob {
  return { name: 'test', files, settings: DEFAULT_SETTINGS, truth: null };
}
const fileOf = (path: string, content: BlobPart): DroppedFile => ({ path, file: new File([content], path) });

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
  engine = createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: () => Promise.reject(new Error('not here')),
    parquet: {
      structured: structuredParquet,
      partitioned: partitionedLogs,
      features: featureParquet,
      table: tableParquet,
    },
    tables: { read: (file, name) => readTable(file, name, homeColumnsOf), lines: tableLines },
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
  const { files } = simulate({ scenario: 'pool-exhaustion', seed: 42 });
  log = files[0].text;
  own = await engine.analyze(jobOf([fileOf('app.log', log)]), ignore);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a person is told. */
const toldBy = ({ incidents, numRecords, timeline }: AnalysisResult) => ({
  numRecords,
  votes: timeline?.detectors.map(({ name, vote }) => [name, vote && [...vote]]),
  incidents: incidents.map(({ title, severity, start, end, outageStart, evidence }) => ({
    title,
    severity,
    start,
    end,
    outageStart,
    lines: evidence.map(({ lineNum, text }) => [lineNum, text]),
  })),
});

async function saved(names: readonly string[]): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  for (const name of names) {
    const { blob } = await engine.exportFile(`${name}.parquet`, ignore);
    files.push(fileOf(`${name}.parquet`, blob));
  }
  return files;
}

test('a folder of the structured log by days and components is one analysis again, each component a log', async () => {
  await engine.analyze(jobOf([fileOf('app.log', log)]), ignore);
  const { parts = [] } = await engine.exportFile('partitioned_logs.zip', ignore);
  expect(parts.length).toBeGreaterThan(3);
  const files = parts.map(({ path, blob }) => fileOf(`partitioned_logs/${path}`, blob));
  const told: number[] = [];
  const hooks = {
    onParts: (all: readonly unknown[]) => void told.push(all.length),
  } as unknown as AnalysisHooks;
  const home = await engine.analyze({ ...jobOf([...files].reverse()), mayPart: true }, ignore, hooks);
  expect(told.every((num) => num === 1)).toBe(true);
  expect(home.numRecords).toBe(own.numRecords);
  expect(home.files.length).toBe(new Set(parts.map(({ path }) => path.split('/')[1])).size);
  expect(home.files.every(({ numBackwards }) => numBackwards === 0)).toBe(true);
  expect(home.timeline?.grid).toEqual(own.timeline?.grid);
  const ofLog = own.incidents[0];
  expect(home.incidents.some(({ start, end }) => start <= ofLog.end && end >= ofLog.start)).toBe(true);
}, 240_000);

describe('what the page saved of its windows', () => {
  let files: DroppedFile[];
  beforeAll(async () => {
    await engine.analyze(jobOf([fileOf('app.log', log)]), ignore);
    files = await saved(NAMES);
  }, 240_000);

  test('is judged as its log was, and so is what is saved of that', async () => {
    const home = await engine.analyze(jobOf(files), ignore);
    expect(own.incidents.length).toBeGreaterThan(0);
    expect(toldBy(home)).toEqual(toldBy(own));
    expect(home.problems.map(({ code }) => code)).toContain('counted-windows');
    const offered = await engine.exportNames();
    expect(offered).toEqual(expect.arrayContaining(['template_lines.parquet', 'incident_ticket.md']));
    // Its rows are not all records.
    for (const name of [
      'structured_logs.parquet',
      'structured_logs.csv',
      'redacted_logs.tar.gz',
      'lake/duckdb.sql',
    ])
      expect(offered).not.toContain(name);
    expect(toldBy(await engine.analyze(jobOf(await saved(NAMES)), ignore))).toEqual(toldBy(own));
  }, 240_000);

  test('questions are answered by what its windows count, and refused where they cannot tell', async () => {
    const ask = async (question: string) => {
      const order = { question, zone: 'UTC', writer: DEFAULT_WRITER };
      const { sentences, refusal } = await engine.ask(order, ignore, null, null);
      return refusal ?? sentences[0].pieces.map(({ text }) => text).join('');
    };
    const questions = ['How many errors?', 'errors per component', 'how many errors after 12:00', 'T3'];
    await engine.analyze(jobOf([fileOf('app.log', log)]), ignore);
    const ofLog: string[] = [];
    for (const question of questions) ofLog.push(await ask(question));
    expect(ofLog[0]).toMatch(/^[\d,]{3,} lines\.$/);
    await engine.analyze(jobOf(files), ignore);
    for (const [i, question] of questions.entries()) expect(await ask(question), question).toBe(ofLog[i]);
    expect(await ask('how many lines with "timeout"')).toContain('its texts cannot be searched here');
    expect(await ask('how many errors after 12:01')).toContain('by windows of 5 minutes');
    expect(await ask('what happened before line 100')).toContain('is not known');
    expect(await ask('which components were silent?')).toContain('cannot be told');
    expect(await ask('last error')).toContain('are not known');
  }, 240_000);

  test('other settings are applied to it without the log', async () => {
    await engine.analyze(jobOf(files), ignore);
    const strict = {
      ...DEFAULT_SETTINGS,
      normal: { ...DEFAULT_SETTINGS.normal, templates: [own.incidents[0].evidence[0].text] },
    };
    expect((await engine.reanalyze(strict, ignore)).numRecords).toBe(own.numRecords);
  }, 240_000);

  test('without its lines quotes templates and says so', async () => {
    const home = await engine.analyze(jobOf(files.slice(0, 2)), ignore);
    expect(toldBy(home).votes).toEqual(toldBy(own).votes);
    const texts = new Set(home.templates.map(({ text }) => text));
    for (const { text } of home.incidents.flatMap(({ evidence }) => evidence)) expect(texts).toContain(text);
    expect(home.problems.find(({ code }) => code === 'counted-windows')?.message).toContain(
      'No line was dropped',
    );
  }, 240_000);

  test.each([
    [[0], /^feature_windows\.parquet holds what a database counted, but template_windows is not beside it/],
    [[1, 2], /but feature_windows is not beside it/],
  ])('tables %j alone are no log', async (places, message) => {
    await expect(engine.analyze(jobOf(places.map((i) => files[i])), ignore)).rejects.toThrow(message);
  });

  test('windows between others that were not dropped are told before anything else', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const parts: DroppedFile[] = [];
    for (const [i, name] of NAMES.slice(0, 2).entries()) {
      const [whole, part] = [join(folder, `${name}-whole.parquet`), join(folder, `${name}-part.parquet`)];
      writeFileSync(whole, new Uint8Array(await files[i].file.arrayBuffer()));
      await connection.run(
        `COPY (SELECT * FROM '${whole}' WHERE "start" < TIMESTAMPTZ '2026-03-10 10:00:00Z' OR "start" >= TIMESTAMPTZ '2026-03-10 11:00:00Z') TO '${part}' (FORMAT parquet)`,
      );
      parts.push(fileOf(`${name}.parquet`, readFileSync(part)));
    }
    connection.closeSync();
    const home = await engine.analyze(jobOf(parts), ignore);
    expect(home.problems.find(({ code }) => code === 'windows-missing')?.message).toMatch(
      /^12 windows of [\d,]+ between the first and the last are in none of the tables \(UTC: 2026-03-10 10:00:00 to 11:00:00\): nothing is known of them/,
    );
    expect(home.timeline?.numPaused).toBe(12);
    expect(summarise(home).sentence).toMatch(/^Only a part of the log was read\./);
  }, 240_000);

  test('a table that is cut is named', async () => {
    const cut = { path: files[1].path, file: new File([files[1].file.slice(0, 900)], 'x') };
    await expect(engine.analyze(jobOf([files[0], cut]), ignore)).rejects.toThrow(
      /^template_windows\.parquet is no whole Parquet file/,
    );
  });

  test('a log beside them is left out, and said; a table that is none of them is no log', async () => {
    const beside = fileOf('other.log', '2026-03-12T06:00:00Z INFO app: hello\n');
    const home = await engine.analyze(jobOf([...files, beside]), ignore);
    expect(home.problems.find(({ code }) => code === 'log-beside-windows')?.message).toMatch(
      /^other\.log is left out/,
    );
    expect(home.numRecords).toBe(own.numRecords);
  }, 240_000);
});

test('the records that were saved are a log again: templates, levels, times and incidents as before', async () => {
  await engine.analyze(jobOf([fileOf('app.log', log)]), ignore);
  const files = await saved(['structured_logs']);
  const again = await engine.analyze(jobOf(files), ignore);
  expect(again.numRecords).toBe(own.numRecords);
  expect(again.files[0].name).toBe('structured_logs.parquet');
  expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const levels = ({ timeline }: AnalysisResult) => timeline && [...timeline.levelCounts];
  expect(levels(again)).toEqual(levels(own));
  expect(again.incidents.map(({ title, start, end }) => [title, start, end])).toEqual(
    own.incidents.map(({ title, start, end }) => [title, start, end]),
  );
}, 240_000);

test('any table of a database with times and texts is a log; one without texts is none, one that is cut is named', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const path = join(folder, 'any.parquet');
  const save = async (select: string): Promise<DroppedFile> => {
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
    return fileOf('any.parquet', readFileSync(path));
  };
  const rows = await save(
    `SELECT TIMESTAMP '2026-03-12 06:00:00' + INTERVAL (i) SECOND AS event_time, CASE WHEN i % 50 = 0 THEN 'ERROR' ELSE 'INFO' END AS severity,
      {'pod': 'web-' || (i % 3), 'attempt': i} AS labels, 'request ' || i || E' took\\n"long"' AS body, i * 1.5 AS size FROM range(5000) AS r(i)`,
  );
  const found = await engine.analyze(jobOf([rows]), ignore);
  expect(found.numRecords).toBe(5000);
  expect(found.files[0].firstMs).toBe(Date.UTC(2026, 2, 12, 6));
  expect(
    found.timeline?.levelCounts.reduce((sum, num, i) => (i % 8 === 6 ? sum + num : sum), 0),
  ).toBeGreaterThan(90);
  const numbers = await save('SELECT i, i * 2 AS j FROM range(100) AS r(i)');
  await expect(engine.analyze(jobOf([numbers]), ignore)).rejects.toThrow(/any\.parquet is no text/);
  const cut = fileOf('any.parquet', (await rows.file.slice(0, 2000).arrayBuffer()) as ArrayBuffer);
  await expect(engine.analyze(jobOf([cut]), ignore)).rejects.toThrow(
    /There is nothing to analyse.*any\.parquet is no whole Parquet file/,
  );
  connection.closeSync();
}, 240_000);

test('what DuckDB counted of the log, one part a day and as CSV, is judged as the page judges it', async () => {
  const counted = await countLog([{ path: 'app.log', content: log }]);
  await runInDuckdb(
    lakeScript(await lakeModelOf(counted), duckdb, '1.2.3'),
    folder,
    new Map([['app.log', log]]),
  );
  const files = NAMES.map((name) => fileOf(`${name}.parquet`, readFileSync(join(folder, `${name}.parquet`))));
  const home = await engine.analyze(jobOf(files), ignore);
  const named = toldBy(own);
  expect(toldBy(home)).toEqual(named);
  expect(home.files.map(({ name }) => name)).toEqual([join(folder, 'app.log')]);

  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const parts: DroppedFile[] = [];
  for (const name of NAMES)
    for (const [i, where] of ['< ', '>= '].entries()) {
      const path = join(folder, `${name}-${i}.csv`);
      const split =
        name === 'template_lines' ? `seq ${where} 30000` : `"start" ${where} TIMESTAMP '2026-03-10 12:00:00'`;
      await connection.run(
        `COPY (SELECT * FROM '${folder}/${name}.parquet' WHERE ${split}) TO '${path}' (HEADER)`,
      );
      parts.push(fileOf(`part=${i}/${name}.csv`, readFileSync(path)));
    }
  connection.closeSync();
  expect(toldBy(await engine.analyze(jobOf(parts), ignore))).toEqual(named);
}, 240_000);
