// The SQL of lake/ run by ClickHouse, as a benchmark has it: by `clickhouse local`, or within this process by the package chdb, which is
// ClickHouse as a library. Neither is installed with the project: CHDB=DIR says in which folder `npm install chdb` was run.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type LakeRun,
  RECORDS_QUERY,
  runOf,
  statementsOf,
  TEMPLATE_WINDOWS_QUERY,
  WINDOWS_QUERY,
} from '../src/engine/fixtures/lake-duckdb';

interface ClickHouse {
  readonly version: string;
  /** Runs one statement; rows of a query, none of another. */
  run(statement: string): unknown[][];
  close(): void;
}

/** Versions before have no window functions, or none that look back. */
const MIN_VERSION = 23;
const FORMAT = 'FORMAT JSONCompactEachRow SETTINGS output_format_json_quote_64bit_integers = 0';

/** Null: there is none here, with the reason. @param folder For its data. */
export function findClickHouse(folder: string): ClickHouse | string {
  const path = join(folder, 'clickhouse');
  const asked = spawnSync('clickhouse', ['local', '--version'], { encoding: 'utf8' });
  const version = /(\d+)\.\d+\S*/.exec(asked.stdout ?? '');
  if (version && Number(version[1]) >= MIN_VERSION) return localServer(path, version[0]);
  const home = process.env.CHDB;
  if (home !== undefined && existsSync(join(home, 'node_modules/chdb'))) return library(path, home);
  return version
    ? `ClickHouse ${version[0]} is too old: ${MIN_VERSION} or later is needed, or CHDB=DIR with the package chdb`
    : 'no ClickHouse here: neither `clickhouse local` nor CHDB=DIR with the package chdb';
}

function localServer(path: string, version: string): ClickHouse {
  return {
    version,
    run(statement) {
      const made = spawnSync('clickhouse', ['local', '--path', path, '--query', statement], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      });
      if (made.status !== 0) throw new Error(made.stderr.slice(0, 2000));
      return rowsOf(made.stdout);
    },
    close: () => rmSync(path, { recursive: true, force: true }),
  };
}

function library(path: string, home: string): ClickHouse {
  const { Session } = createRequire(join(home, 'index.js'))('chdb');
  const session = new Session(path);
  const run = (statement: string): unknown[][] => rowsOf(session.query(statement, 'JSONCompactEachRow'));
  const [[version]] = run(`SELECT version() ${FORMAT}`);
  return { version: String(version), run, close: () => session.cleanup() };
}

const rowsOf = (text: string): unknown[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => JSON.parse(line));

/** As runInDuckdb. */
export function runInClickHouse(
  engine: ClickHouse,
  script: string,
  folder: string,
  texts: ReadonlyMap<string, string | Uint8Array>,
): LakeRun {
  for (const [name, text] of texts) writeFileSync(join(folder, name), text);
  const here = script
    .replaceAll("file('logs/*.log'", `file('${folder}/*.log'`)
    .replaceAll(/FUNCTION file\('(\w+)\.parquet'/g, `FUNCTION file('${folder}/$1.parquet'`);
  const begin = performance.now();
  for (const statement of statementsOf(here)) engine.run(statement);
  const seconds = (performance.now() - begin) / 1000;
  const rows = (query: string): unknown[][] => engine.run(`${query} ${FORMAT}`);
  const [coverage] = rows('SELECT * FROM lake_coverage');
  return runOf({
    records: rows(RECORDS_QUERY),
    windows: rows(WINDOWS_QUERY),
    templateWindows: rows(TEMPLATE_WINDOWS_QUERY),
    coverage,
    seconds,
  });
}
