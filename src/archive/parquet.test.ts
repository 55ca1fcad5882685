import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchesBy, pullFrom } from './batch-stream';
import {
  expectedRow,
  FEATURES,
  readMessages,
  START,
  TEMPLATES,
  TIMELINE,
  tableOf,
} from './fixtures/awkward-result';
import { type LogRows, logRows } from './log-rows';
import { featureParquet, initParquet, structuredParquet } from './parquet';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-parquet-'));
const RealFunction = globalThis.Function;

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As in the page, whose policy has no 'unsafe-eval': text never becomes code. */
async function withoutEval<T>(work: () => Promise<T>): Promise<T> {
  const refuse = () => {
    throw new EvalError('text became code');
  };
  globalThis.Function = new Proxy(RealFunction, { construct: refuse, apply: refuse });
  try {
    return await work();
  } finally {
    globalThis.Function = RealFunction;
  }
}

async function query(blob: Blob, sql: string) {
  const path = join(folder, 'test.parquet');
  writeFileSync(path, new Uint8Array(await blob.arrayBuffer()));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("set timezone = 'UTC'");
  const reader = await connection.runAndReadAll(sql.replaceAll('FILE', `'${path}'`));
  return reader.getRowObjectsJson();
}

test.each([[[1000]], [[600, 400]], [[1]]])(
  'structured_logs.parquet of files %j: a second reader sees the same rows',
  async (sizes) => {
    const table = tableOf(sizes);
    const rows = logRows(table, TEMPLATES, readMessages, 90);
    const pulled: LogRows = { ...rows, batches: batchesBy(pullFrom(rows.batches)) };
    const blob = await withoutEval(() => structuredParquet(pulled));
    const read = await query(
      blob,
      "select line, strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') as timestamp, level, status, effective_level, source, template_id, template, message from FILE",
    );
    const expected = Array.from({ length: table.length }, (_, row) => expectedRow(table, row));
    expect(read.map((row) => ({ ...row, line: Number(row.line) }))).toEqual(expected);
  },
);

test('types: times are UTC milliseconds, vocabularies are dictionaries, pages are zstd', async () => {
  const blob = await withoutEval(() => structuredParquet(logRows(tableOf([1000]), TEMPLATES, readMessages)));
  const types = await query(
    blob,
    'select column_name as n, column_type as t from (describe select * from FILE)',
  );
  expect(types.map(({ n, t }) => `${n} ${t}`)).toEqual([
    'line BIGINT',
    'timestamp TIMESTAMP WITH TIME ZONE',
    'level VARCHAR',
    'status VARCHAR',
    'effective_level VARCHAR',
    'source VARCHAR',
    'template_id VARCHAR',
    'template VARCHAR',
    'message VARCHAR',
  ]);
  const schema = await query(
    blob,
    "select logical_type as t from parquet_schema(FILE) where name = 'timestamp'",
  );
  expect(schema[0].t).toMatch(/isAdjustedToUTC=(1|true).*MilliSeconds|MILLIS/i);
  const pages = await query(
    blob,
    'select path_in_schema as n, compression as c, encodings as e from parquet_metadata(FILE)',
  );
  for (const { c } of pages) expect(c).toBe('ZSTD');
  for (const { n, e } of pages) if (n !== 'timestamp' && n !== 'line') expect(e).toContain('DICTIONARY');
});

test('row groups hold at most 65,536 rows, and every row is there', async () => {
  const table = tableOf([100_000, 50_000]);
  const blob = await structuredParquet(logRows(table, TEMPLATES, readMessages));
  const groups = await query(
    blob,
    "select row_group_num_rows as n from parquet_metadata(FILE) where path_in_schema = 'line'",
  );
  expect(groups.map(({ n }) => Number(n))).toEqual([65_536, 65_536, 18_928]);
  const [counts] = await query(
    blob,
    'select count(*) as n, count(distinct (source, line)) as d, count(timestamp) as t from FILE',
  );
  expect([counts.n, counts.d, counts.t].map(Number)).toEqual([150_000, 150_000, 120_000]);
});

test('a log without rows is a valid file', async () => {
  const empty = { ...TEMPLATES, length: 0, templates: [] };
  const blob = await withoutEval(() => structuredParquet(logRows(tableOf([0]), empty, readMessages)));
  expect(await query(blob, 'select count(*)::int as n from FILE')).toEqual([{ n: 0 }]);
});

test('very long messages are cut into batches, never lost', async () => {
  const long = 'ü'.repeat(5 * 2 ** 20);
  const rows = logRows(tableOf([12]), TEMPLATES, async (begin, end) =>
    Array.from({ length: end - begin }, () => long),
  );
  const blob = await structuredParquet(rows);
  const lengths = await query(blob, 'select length(message)::int as n from FILE');
  expect(lengths.map(({ n }) => n)).toEqual(Array(12).fill(long.length));
});

test('feature_windows.parquet: every feature, scores and votes, null where there is none', async () => {
  const blob = await withoutEval(() => featureParquet(FEATURES, TIMELINE));
  const rows = await query(
    blob,
    'select epoch_ms(start)::double as s, epoch_ms("end")::double as e, * exclude (start, "end") from FILE',
  );
  const window = (i: number, values: object) => ({
    s: START + i * 300_000,
    e: START + (i + 1) * 300_000,
    ...values,
  });
  const lstm = { lstm_score: null, lstm_vote: null };
  expect(rows).toEqual([
    window(0, {
      volume: 10,
      error_rate: 0,
      baseline_score: -0.5,
      baseline_vote: 0,
      iforest_score: null,
      iforest_vote: null,
      ...lstm,
    }),
    window(1, {
      volume: 20,
      error_rate: 0.5,
      baseline_score: 0,
      baseline_vote: 0,
      iforest_score: 0.25,
      iforest_vote: 0,
      ...lstm,
    }),
    window(2, {
      volume: 30,
      error_rate: -0.25,
      baseline_score: 2.25,
      baseline_vote: 1,
      iforest_score: 0.75,
      iforest_vote: 1,
      ...lstm,
    }),
  ]);
});
