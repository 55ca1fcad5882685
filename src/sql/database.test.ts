// Queries over small tables, through the DuckDB that the page loads: what is loaded when, what is refused, how a query ends.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { initParquet } from '../archive/parquet';
import { logRowsTable } from '../archive/sql-tables';
import {
  MAX_LOG_ROWS,
  MAX_RESULT_ROWS,
  type SqlLogFacts,
  type SqlProgress,
  type SqlSource,
} from '../contracts/sql';
import { createDatabase } from './database';
import { nodeEngine } from './fixtures/node-engine';
import { resultOf } from './result';
import { createSqlThread } from './thread';

const FACTS: SqlLogFacts = {
  numRows: 4,
  numAll: 4,
  numAsked: 4,
  numRecords: 4,
  numBytes: 400,
  hasText: true,
  sources: ['a.log', '=cmd()'],
  templates: ['started', 'failed <NUM>'],
};

interface Counted extends SqlSource {
  readonly opened: () => number;
}

function sourceOf(
  facts: Partial<SqlLogFacts> = {},
  unread: Awaited<ReturnType<SqlSource['unreadLogs']>> = [],
): Counted {
  let opened = 0;
  let left = 0;
  const all = { ...FACTS, ...facts };
  return {
    opened: () => opened,
    tables: async () => [],
    logFacts: async () => all,
    async openLogs() {
      opened++;
      left = 2;
    },
    async nextLogs() {
      if (left === 0) return null;
      left--;
      const batch = {
        length: 2,
        line: Float64Array.of(1, 2),
        timeMs: Float64Array.of(1_700_000_000_000.5, Number.NaN),
        level: Uint8Array.of(6, 0),
        status: Uint8Array.of(5, 0),
        effectiveLevel: Uint8Array.of(6, 3),
        source: Uint32Array.of(0, 1),
        component: Uint32Array.of(0, 1),
        template: Uint32Array.of(1, 0),
        message: ['failed 7', '<b>=x'],
      };
      return { ipc: logRowsTable(batch, all.hasText), numRows: 2 };
    },
    unreadLogs: async () => unread,
  };
}

async function databaseOf(source: SqlSource) {
  const database = createDatabase(await nodeEngine(), source, () => performance.now());
  const ask = async (sql: string, tell: (progress: SqlProgress) => void = () => {}) =>
    resultOf(await database.run(sql, tell));
  return { database, ask };
}

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
});

test('logs is read when a query first names it, once, and says how far it is', async () => {
  const source = sourceOf();
  const { ask } = await databaseOf(source);
  await ask(`SELECT 'logs' -- logs`);
  expect(source.opened()).toBe(0);
  const said: SqlProgress[] = [];
  const { rows, answer } = await ask('SELECT * FROM Logs ORDER BY line', (progress) => said.push(progress));
  expect(answer.columns.map(({ name }) => name)).toEqual(
    'line timestamp level status effective_level source template_id template message'.split(' '),
  );
  const [first, , second] = rows(0, 4);
  expect(first).toEqual([
    '1',
    '2023-11-14T22:13:20.000Z',
    'error',
    '5xx',
    'error',
    'a.log',
    'T2',
    'failed <NUM>',
    'failed 7',
  ]);
  expect(second).toEqual(['2', null, null, null, 'info', '=cmd()', 'T1', 'started', '<b>=x']);
  expect(said.filter(({ step }) => step === 'logs').map(({ done, total }) => [done, total])).toEqual([
    [2, 4],
    [4, 4],
  ]);
  await ask('SELECT count(*) FROM logs');
  expect(source.opened()).toBe(1);
});

test('too many rows are refused with what to do, and the rest can be asked', async () => {
  const { ask } = await databaseOf(sourceOf({ numRows: MAX_LOG_ROWS + 1 }));
  await expect(ask('SELECT 1 FROM logs')).rejects.toThrow(/5,000,001 rows .* structured_logs\.parquet/);
  expect((await ask('SHOW TABLES')).rows(0, 9).flat()).toEqual(['logs']);
});

test('rows that stand for many records, as a database counted them, are told', async () => {
  const { ask } = await databaseOf(sourceOf({ numRecords: 900 }));
  expect((await ask('SELECT count(*) FROM logs')).answer.note).toMatch(
    /the 4 rows of logs stand for 900 records/,
  );
});

test('text that could not be read is told where logs is asked', async () => {
  const { ask } = await databaseOf(sourceOf({}, [{ file: 'a.log', why: 'changed', numRecords: 3 }]));
  expect((await ask('SELECT 1')).answer.note).toBe('');
  expect((await ask('SELECT count(*) FROM logs')).answer.note).toMatch(/3 of 4 records: parts of a\.log/);
});

describe('the engine is locked', () => {
  test.each([
    [`SELECT * FROM read_csv('https://example.org/x')`, /disabled by configuration/],
    [`SELECT * FROM read_text('/etc/passwd')`, /disabled by configuration/],
    [`SELECT * FROM glob('*')`, /disabled by configuration/],
    [`FROM '/etc/passwd.csv'`, /disabled|does not exist/],
    [`SELECT current_date`, /extension icu .* not in this page/],
    [`SELECT '{}'::JSON`, /extension json .* not in this page/],
    ['WITH a AS (SELECT 1) INSERT INTO logs SELECT 1', /./],
    ['SELECT 1; INSTALL httpfs', /INSTALL is refused/],
  ])('%s', async (sql, why) => {
    const { ask } = await databaseOf(sourceOf());
    await expect(ask(sql)).rejects.toThrow(why);
    expect(
      (
        await ask(
          `SELECT value FROM duckdb_settings() WHERE name IN ('enable_external_access', 'lock_configuration') ORDER BY name`,
        )
      ).rows(0, 2),
    ).toEqual([['false'], ['true']]);
  });
});

test('of a long result the first rows are kept, and the next query is whole', async () => {
  const { ask } = await databaseOf(sourceOf());
  const { answer } = await ask('SELECT range FROM range(5000000)');
  expect(answer.isCut).toBe(true);
  expect(answer.numRows).toBeGreaterThanOrEqual(MAX_RESULT_ROWS);
  expect(answer.numRows).toBeLessThan(MAX_RESULT_ROWS + 3000);
  expect((await ask('SELECT 1')).answer).toMatchObject({ isCut: false, numRows: 1 });
});

test('a stop ends a query that would go on, with tables and engine left as they were', async () => {
  const source = sourceOf();
  const { database, ask } = await databaseOf(source);
  await ask('SELECT count(*) FROM logs');
  const endless = ask(
    'SELECT count(*) FROM range(100000000) a(x), range(100000000) b(y) WHERE x * y % 7 = 3',
  );
  setTimeout(() => database.stop(), 100);
  await expect(endless).rejects.toThrow('Stopped');
  expect((await ask('SELECT count(*) FROM logs')).rows(0, 1)).toEqual([['4']]);
  expect(source.opened()).toBe(1);
});

test('values of every kind are shown, and saved as CSV and Parquet', async () => {
  const { ask } = await databaseOf(sourceOf());
  const sql = `SELECT true AS b, 9007199254740993 AS big, 0.1 + 0.2::DOUBLE AS f, DATE '2026-03-01' AS d,
    TIMESTAMP '2026-03-01 10:00:00.5' AS t, TIME '10:00:01' AS c, INTERVAL '1 month 2 days 3 seconds'::VARCHAR AS i,
    [1, 2] AS l, {'a': 'x'} AS s, '\\x01\\xff'::BLOB AS x, NULL AS n, '=1+1' AS formula, -5 AS m, 'a'::ENUM ('a', 'b') AS e`;
  const result = await ask(
    sql.replace(
      "INTERVAL '1 month 2 days 3 seconds'::VARCHAR",
      "(INTERVAL '1 month 2 days 3 seconds')::VARCHAR",
    ),
  );
  expect(result.rows(0, 1)[0]).toEqual([
    'true',
    '9007199254740993',
    '0.3',
    '2026-03-01',
    '2026-03-01T10:00:00.500Z',
    '10:00:01.000',
    '1 month 2 days 00:00:03',
    '[1,2]',
    '{"a":"x"}',
    '\\x01ff',
    null,
    '=1+1',
    '-5',
    'a',
  ]);
  expect(await result.csv().text()).toBe(
    `b,big,f,d,t,c,i,l,s,x,n,formula,m,e\r\ntrue,9007199254740993,0.30000000000000004,2026-03-01,2026-03-01T10:00:00.500Z,10:00:01.000,1 month 2 days 00:00:03,"[1,2]","{""a"":""x""}",\\x01ff,,'=1+1,-5,a\r\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'harbinger-sql-'));
  const path = join(folder, 'query.parquet');
  writeFileSync(path, Buffer.from(await (await result.parquet()).arrayBuffer()));
  const reader = await (await DuckDBInstance.create()).connect();
  const read = await reader.runAndReadAll(
    `SELECT big::VARCHAR, t::VARCHAR, l[2]::INTEGER, s.a, formula, e FROM '${path}'`,
  );
  expect(read.getRowsJS()).toEqual([['9007199254740993', '2026-03-01 10:00:00.5', 2, 'x', '=1+1', 'a']]);
  rmSync(folder, { recursive: true });
});

test('an ENUM is its text, also where a comment ends the query', async () => {
  const { ask } = await databaseOf(sourceOf());
  const { rows } = await ask(`SELECT 'b'::ENUM ('a', 'b') AS "x""y", 1 AS n -- so`);
  expect(rows(0, 1)).toEqual([['b', '1']]);
  await expect(ask(`SELECT ['a'::ENUM ('a')] AS l`)).rejects.toThrow(/l holds an ENUM inside/);
  expect((await ask('SELECT 1')).rows(0, 1)).toEqual([['1']]);
});

test('a result without rows is one too', async () => {
  const { ask } = await databaseOf(sourceOf());
  const result = await ask("SELECT 1 AS a, 'x' AS b WHERE false");
  expect(result.answer).toMatchObject({ numRows: 0, chart: null });
  expect(await result.csv().text()).toBe('a,b\r\n');
  expect((await result.parquet()).size).toBeGreaterThan(50);
});

test('an engine that does not come is asked for again by the next query', async () => {
  let asked = 0;
  const thread = createSqlThread({
    source: sourceOf(),
    async loadEngine() {
      if (asked++ === 0) throw new Error('it could not be loaded');
      return nodeEngine();
    },
    engineBytes: 7,
    loadParquet: async () => undefined,
    now: () => performance.now(),
  });
  await expect(thread.run('SELECT 1', () => {})).rejects.toThrow('could not be loaded');
  await expect(thread.rows(0, 1)).rejects.toThrow('no result');
  expect(await thread.run('SELECT 1 AS one', () => {})).toMatchObject({ numRows: 1 });
  expect(await thread.rows(0, 1)).toEqual([['1']]);
  expect(await (await thread.save('csv')).text()).toBe('one\r\n1\r\n');
});
