import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExport, exportNames } from '../src/archive/exports';
import { FEATURES, readMessages, resultOf, TEMPLATES, tableOf } from '../src/archive/fixtures/awkward-result';
import { logRows } from '../src/archive/log-rows';
import { featureParquet, initParquet, structuredParquet, tableParquet } from '../src/archive/parquet';
import { partitionedLogs } from '../src/archive/partitioned-logs';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { makeMinerState } from '../src/core/drain/state';
import { readBack } from './readback';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-readback-'));
const table = tableOf([12, 9]);

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
  const context = {
    result: resultOf(table),
    version: '1.2.3',
    features: FEATURES,
    rows: () => logRows(table, TEMPLATES, readMessages),
    hasLines: true,
    pins: async () => [],
    withLines: true,
    minerState: () => makeMinerState([], [], DEFAULT_SETTINGS.drain),
    parquet: {
      structured: structuredParquet,
      partitioned: partitionedLogs,
      features: featureParquet,
      table: tableParquet,
    },
    home: async () => ({ name: 'none', numRows: 0, columns: {} }),
    lake: async (name: string) => `of ${name}`,
    onRows: () => {},
  };
  for (const name of exportNames(context)) {
    const blob = await buildExport(name, context);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), new Uint8Array(await blob.arrayBuffer()));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

test('exports that were written together agree when DuckDB reads them', async () => {
  const wrong = (await readBack(folder)).filter(({ found, expected }) => found !== expected);
  expect(wrong).toEqual([]);
});

test('a row that was changed is noticed', async () => {
  const path = join(folder, 'structured_logs.csv');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('spaces kept', 'spaces lost'));
  const wrong = (await readBack(folder)).filter(({ found, expected }) => found !== expected);
  expect(wrong.map(({ name, found }) => [name, found])).toEqual([
    ['structured_logs.csv: rows that differ from the Parquet file', '1'],
  ]);
});
