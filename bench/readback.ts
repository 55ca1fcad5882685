/**
 * Reads the exports of one analysis back with other programs' readers and compares them with each other:
 * `npx tsx bench/readback.ts DIR`. DuckDB reads Parquet and CSV; run_summary.json says what to expect. Prints one line a
 * check and ends non-zero when one fails.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

export interface Check {
  readonly name: string;
  readonly found: string;
  readonly expected: string;
}

type Ask = (sql: string) => Promise<string>;

/** Every check of the exports in a folder; one that fails has another `found` than `expected`. */
export async function readBack(folder: string): Promise<readonly Check[]> {
  const summary = JSON.parse(readFileSync(join(folder, 'run_summary.json'), 'utf8'));
  const ask = await connect(folder);
  const has = (name: string) => existsSync(join(folder, name));
  return [
    ...(has('structured_logs.parquet') ? await logChecks(ask, summary) : []),
    ...(has('structured_logs.parquet') && has('structured_logs.csv') ? await csvChecks(ask) : []),
    ...(await templateChecks(ask, summary)),
    ...(await windowChecks(ask, summary, has('feature_windows.parquet'))),
  ];
}

/** First cell of a query's answer as text; NAME in braces becomes the path of that export. */
async function connect(folder: string): Promise<Ask> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("set timezone = 'UTC'");
  return async (sql) => {
    const withPaths = sql.replace(
      /\{([\w.]+)\}/g,
      (_, name) => `'${join(folder, name).replaceAll("'", "''")}'`,
    );
    const reader = await connection.runAndReadAll(withPaths);
    return String(reader.getRowsJson()[0]?.[0] ?? 'null');
  };
}

const LOG_TYPES =
  'line BIGINT, timestamp TIMESTAMP WITH TIME ZONE, level VARCHAR, status VARCHAR, effective_level VARCHAR, source VARCHAR, template_id VARCHAR, template VARCHAR, message VARCHAR';

interface Summary {
  readonly totals: { readonly records: number; readonly templates: number };
  readonly confirmed_windows: number;
}

async function logChecks(ask: Ask, { totals }: Summary): Promise<Check[]> {
  const logs = '{structured_logs.parquet}';
  return [
    {
      name: 'structured_logs.parquet: types',
      found: await ask(
        `select string_agg(column_name || ' ' || column_type, ', ') from (describe select * from ${logs})`,
      ),
      expected: LOG_TYPES,
    },
    {
      name: 'structured_logs.parquet: rows',
      found: await ask(`select count(*) from ${logs}`),
      expected: String(totals.records),
    },
    {
      name: 'structured_logs.parquet: compression',
      found: await ask(`select string_agg(distinct compression) from parquet_metadata(${logs})`),
      expected: 'ZSTD',
    },
    {
      name: 'structured_logs.parquet: most rows of a row group within 65,536',
      found: await ask(`select max(row_group_num_rows) <= 65536 from parquet_metadata(${logs})`),
      expected: 'true',
    },
  ];
}

/** A guarded cell is compared with its guard taken off. */
async function csvChecks(ask: Ask): Promise<Check[]> {
  const csv = `read_csv({structured_logs.csv}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', max_line_size = 4194304, parallel = false)`;
  const plain = (column: string) => `coalesce(regexp_replace(${column}, '^''([=+@\\t\\r-])', '\\1'), '')`;
  const columns =
    "line::varchar, strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ'), level, status, effective_level, source, template_id, template, message";
  const fromCsv = `select ${['line', 'timestamp', 'level', 'status', 'effective_level', 'source', 'template_id', 'template', 'message'].map(plain).join(', ')} from ${csv}`;
  const fromParquet = `select ${columns
    .split(/, (?![^(]*\))/)
    .map(plain)
    .join(', ')} from {structured_logs.parquet}`;
  return [
    {
      name: 'structured_logs.csv: rows that differ from the Parquet file',
      found: await ask(`select count(*) from (from (${fromCsv}) except all from (${fromParquet}))`),
      expected: '0',
    },
  ];
}

async function templateChecks(ask: Ask, { totals }: Summary): Promise<Check[]> {
  const templates = '{templates.csv}';
  return [
    {
      name: 'templates.csv: rows',
      found: await ask(`select count(*) from ${templates}`),
      expected: String(totals.templates),
    },
    {
      name: 'templates.csv: sum of the counts',
      found: await ask(`select sum(count)::bigint from ${templates}`),
      expected: String(totals.records),
    },
  ];
}

async function windowChecks(ask: Ask, summary: Summary, hasFeatures: boolean): Promise<Check[]> {
  const confirmed = await ask('select coalesce(sum(confirmed::int), 0)::bigint from {windows.csv}');
  const checks: Check[] = [
    { name: 'windows.csv: confirmed windows', found: confirmed, expected: String(summary.confirmed_windows) },
  ];
  if (!hasFeatures) return checks;
  const both =
    '{windows.csv} w join {feature_windows.parquet} f on f.start = w.start::timestamptz and f."end" = w."end"::timestamptz';
  const name = 'feature_windows.parquet: windows that windows.csv has too';
  const expected = await ask('select count(*) from {windows.csv}');
  return [...checks, { name, found: await ask(`select count(*) from ${both}`), expected }];
}

async function main(folder: string): Promise<void> {
  const checks = await readBack(resolve(folder));
  for (const { name, found, expected } of checks) {
    console.log(
      found === expected ? `ok    ${name}: ${found}` : `FAIL  ${name}: ${found}, expected ${expected}`,
    );
  }
  if (checks.some(({ found, expected }) => found !== expected)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv[2] ?? 'out');
