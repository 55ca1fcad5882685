// The tables of SQL against the files that the same analysis is saved as: same columns, same rows, through the DuckDB that the page loads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { featureParquet, initParquet, structuredParquet, tableParquet } from '../archive/parquet';
import { partitionedLogs } from '../archive/partitioned-logs';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { SQL_TABLES, type SqlTableName } from '../contracts/sql';
import { EXAMPLES } from '../contracts/sql-examples';
import { DEMO } from '../core/simulate/simulate';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createDatabase, type Database } from '../sql/database';
import { nodeEngine } from '../sql/fixtures/node-engine';
import { resultOf, type SqlResult } from '../sql/result';
import { createEngine } from './engine';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { memorySnapshots } from './fixtures/memory-snapshots';

const snapshots = memorySnapshots();
const createOne = () =>
  createEngine({
    scanners: [localScanner],
    lstm: { detect: trainHere(() => 0) },
    detectSequences: (sequences, seed, onProgress) => detectSequences(sequences, seed, () => 0, onProgress),
    parquet: {
      structured: structuredParquet,
      partitioned: partitionedLogs,
      features: featureParquet,
      table: tableParquet,
    },
    searchers: localSearchers,
    snapshots,
    now: () => performance.now(),
    proxy: (value) => value,
  });
const engine = createOne();
let database: Database;

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
  const demo = await engine.simulate(DEMO);
  const files = demo.files.filter(({ path }) => /^(app-server|hdfs)/.test(path));
  const detection = { ...DEFAULT_SETTINGS.detection, lstmEpochs: 1 };
  const settings = { ...DEFAULT_SETTINGS, detection };
  await engine.analyze({ name: 'sql', files, settings, truth: demo.truth }, () => {});
  await engine.store({ id: 'kept', name: 'kept', savedMs: 0, verdict: '', tone: 'calm' } as never);
  database = createDatabase(await nodeEngine(), engine.sqlSource, () => performance.now());
}, 240_000);
afterAll(() => engine.stopSearch());

async function ask(sql: string, of = database): Promise<SqlResult> {
  return resultOf(await of.run(sql, () => {}));
}

async function csvOf(name: string): Promise<string> {
  const { blob } = await engine.exportFile(name, () => {});
  return blob.text();
}

describe('each table', () => {
  test.each(SQL_TABLES.map(({ name }) => [name] as const))(
    '%s has the columns that are said',
    async (name) => {
      const { rows, answer } = await ask(`DESCRIBE ${name}`);
      const said = SQL_TABLES.find((table) => table.name === name)!.columns;
      const plain = (type: string): string => type.replaceAll('"', '');
      expect(rows(0, answer.numRows).map(([column, type]) => [column, plain(type!)])).toEqual(
        said.map((column) => [column.name, plain(column.type)]),
      );
    },
  );

  const FILES: readonly (readonly [SqlTableName, string])[] = [
    ['templates', 'templates.csv'],
    ['windows', 'windows.csv'],
    ['sessions', 'sessions.csv'],
    ['logs', 'structured_logs.csv'],
  ];
  test.each(FILES)('%s is saved as %s is, byte for byte', async (name, file) => {
    const csv = await csvOf(file);
    const columns = Papa.parse<string[]>(csv, { preview: 1 }).data[0];
    const { csv: saved, answer } = await ask(
      `SELECT ${columns.map((each) => `"${each}"`).join(', ')} FROM ${name}`,
    );
    expect(answer.numRows).toBeGreaterThan(5);
    const [own, theirs] = [(await saved().text()).split('\r\n'), csv.split('\r\n')];
    expect(own.length).toBe(theirs.length);
    expect(own.filter((line, i) => line !== theirs[i]).slice(0, 3)).toEqual([]);
  });

  test('windows holds the features too', async () => {
    const { rows } = await ask('SELECT sum(volume), count(*) FROM windows');
    const { rows: logs } = await ask('SELECT count(timestamp) FROM logs');
    expect(rows(0, 1)[0][0]).toBe(logs(0, 1)[0][0]);
  });

  test('incidents holds what incidents.json holds, lists of records too', async () => {
    const { blob } = await engine.exportFile('incidents.json', () => {});
    const incidents = JSON.parse(await blob.text()) as Record<string, unknown>[];
    expect(incidents.length).toBeGreaterThan(0);
    const columns = Object.keys(incidents[0]);
    const { rows, answer } = await ask(
      `SELECT ${columns.map((each) => `"${each}"`).join(', ')} FROM incidents`,
    );
    const own = rows(0, answer.numRows).map((row) =>
      Object.fromEntries(
        row.map((cell, i) => [columns[i], /^[[{]/.test(cell ?? '') ? JSON.parse(cell!) : cell]),
      ),
    );
    const flat = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_, v) => (v === '' ? null : v)));
    expect(own.map(({ id, title, start, outage_start }) => [id, title, start, outage_start])).toEqual(
      incidents.map(({ id, title, start, outage_start }) => [id, title, start, outage_start]),
    );
    expect(
      own.map(({ top_templates, runbooks, hypotheses }) => [top_templates, runbooks, hypotheses]),
    ).toEqual(
      incidents.map(({ top_templates, runbooks, hypotheses }) => flat([top_templates, runbooks, hypotheses])),
    );
    const { rows: evidence } = await ask(
      'SELECT e.source, e.line, e.text FROM incidents, UNNEST(evidence) AS t(e) ORDER BY e.source, e.line',
    );
    const all = incidents.flatMap(
      ({ evidence: each }) => each as { source: string; line: number; text: string }[],
    );
    all.sort((a, b) => (a.source === b.source ? a.line - b.line : a.source < b.source ? -1 : 1));
    expect(evidence(0, all.length)).toEqual(
      all.map(({ source, line, text }) => [source, String(line), text]),
    );
  });
});

test.each(EXAMPLES.map(({ title, sql }) => [title, sql] as const))('the example runs: %s', async (_, sql) => {
  const { answer } = await ask(sql);
  expect(answer.columns.length).toBeGreaterThan(0);
});

test('without the files all is there but the messages, and that is said', async () => {
  const other = createOne();
  await other.restore('kept');
  const without = createDatabase(await nodeEngine(), other.sqlSource, () => performance.now());
  const { rows, answer } = await ask('SELECT count(*), count(message), count(template) FROM logs', without);
  const [[all, messages, templates]] = rows(0, 1);
  expect(Number(all)).toBeGreaterThan(100);
  expect([messages, templates]).toEqual(['0', all]);
  expect(answer.note).toMatch(/message is NULL/);
  expect((await ask('SELECT count(*) FROM windows', without)).answer.note).toBe('');
});

describe('a slice of logs', () => {
  const slices = [
    ['level>=warn', "effective_level IN ('warn', 'error', 'fatal')"],
    ['template:T3', "template_id = 'T3'"],
    ['-level:info file:app-server', "effective_level IS DISTINCT FROM 'info' AND source LIKE '%app-server%'"],
  ] as const;

  test.each(slices)(
    '%s holds what WHERE %s asks of all rows, and says what is left out',
    async (where, condition) => {
      const columns = 'line, timestamp, level, source, template_id, message';
      const whole = await ask(`SELECT ${columns} FROM logs WHERE ${condition} ORDER BY ALL`);
      const run = await database.run(`SELECT ${columns} FROM logs ORDER BY ALL`, () => {}, {
        where,
        oneIn: 1,
      });
      const held = resultOf(run);
      expect(held.answer.numRows).toBeGreaterThan(0);
      expect(held.rows(0, held.answer.numRows)).toEqual(whole.rows(0, whole.answer.numRows));
      expect(held.answer.note).toContain(`those of ${where}. The others are not in this answer`);
      expect(whole.answer.note).toBe('');
    },
  );

  test('a sample is the same each time, near its size, spread over the log, and named', async () => {
    const [[all]] = (await ask('SELECT count(*) FROM logs')).rows(0, 1);
    const slice = { where: '', oneIn: 10 };
    const sample = async () =>
      resultOf(await database.run('SELECT source, line FROM logs ORDER BY ALL', () => {}, slice));
    const first = await sample();
    const num = first.answer.numRows;
    expect(num / Number(all)).toBeGreaterThan(0.08);
    expect(num / Number(all)).toBeLessThan(0.12);
    expect(first.answer.note).toContain('one in 10 of all, drawn by their number');
    await ask('SELECT 1 FROM logs');
    expect((await sample()).rows(0, num)).toEqual(first.rows(0, num));
    const parts = await database.run(
      'SELECT count(DISTINCT (line // 500)) AS held FROM logs GROUP BY source ORDER BY ALL',
      () => {},
      slice,
    );
    const whole = await ask(
      'SELECT count(DISTINCT (line // 500)) AS held FROM logs GROUP BY source ORDER BY ALL',
    );
    expect(resultOf(parts).rows(0, 9)).toEqual(whole.rows(0, 9));
  });

  test('texts choose no rows', async () => {
    await expect(
      database.run('SELECT 1 FROM logs', () => {}, { where: '"refused"', oneIn: 1 }),
    ).rejects.toThrow('those are for WHERE');
    expect((await ask('SELECT count(*) > 0 FROM logs')).rows(0, 1)).toEqual([['true']]);
  });
});
