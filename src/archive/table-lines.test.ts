// Rows of Parquet as lines: what a cell says is what its line says, in every type.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initParquet } from './parquet';
import { tableLines } from './table-lines';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-lines-'));
beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function linesOf(select: string): Promise<Record<string, unknown>[]> {
  const path = join(folder, 'a.parquet');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  const text = await (await tableLines(new Blob([readFileSync(path)])))!.text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test.each([
  ["TIMESTAMP '2026-03-12 06:00:00.5'", '2026-03-12T06:00:00.500Z'],
  ["DATE '2026-03-12'", '2026-03-12T00:00:00.000Z'],
  ["TIME '06:00:00.021603'", '06:00:00.021603'],
  ['CAST(1.25 AS DECIMAL(18,2))', '1.25'],
  ['CAST(-1.5 AS DECIMAL(18,2))', '-1.50'],
  ['CAST(0.07 AS DECIMAL(4,2))', '0.07'],
  ['CAST(-12345678901234567890.123 AS DECIMAL(38,3))', '-12345678901234567890.123'],
  ['CAST(7 AS BIGINT)', 7],
  ['9007199254740993', '9007199254740993'],
  ['1.5', '1.5'],
  ['CAST(1.5 AS DOUBLE)', 1.5],
  ['true', true],
  ['\'<b>"x"\'', '<b>"x"'],
  ["CAST('a1' AS BLOB)", 'a1'],
  ["CAST('13d927b2-0000-4000-8000-00000000000f' AS UUID)", '13d927b2-0000-4000-8000-00000000000f'],
  ['[1, NULL, 3]', [1, null, 3]],
  [
    "{'at': TIMESTAMP '2026-03-12 06:00:00', 'cost': CAST(2.50 AS DECIMAL(9,2)), 'none': NULL::INT}",
    { at: '2026-03-12T06:00:00.000Z', cost: '2.50' },
  ],
])('%s', async (value, said) => {
  const [line] = await linesOf(`SELECT ${value} AS v, 'text' AS t`);
  expect(line).toEqual({ v: said, t: 'text' });
});

test('a time beyond all calendars is an empty cell, and large cells come whole', async () => {
  const lines = await linesOf(
    "SELECT CASE WHEN i = 1 THEN TIMESTAMP '290000-01-01' ELSE TIMESTAMP '2026-03-12 06:00:00' END AS at, repeat('x', 1000000) AS t FROM range(60) AS r(i)",
  );
  expect(lines.length).toBe(60);
  expect(lines[1].at).toBeUndefined();
  expect(lines[2].at).toBe('2026-03-12T06:00:00.000Z');
  expect(lines.every(({ t }) => String(t).length === 1_000_000)).toBe(true);
});
