/** ClickHouse, one server or a cluster. Its regular expressions are RE2's. */
import { type Dialect, IN_FILE, running, wellFormed } from '../dialect';

/** Backslashes and quotes are escaped; so is what ends a line. */
const text = (value: string): string =>
  `'${wellFormed(value)
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')}'`;

export const clickhouse: Dialect = {
  id: 'clickhouse',
  title: 'ClickHouse',
  text,
  name: (of) => `"${of}"`,
  matches: (of, pattern) => `match(${of}, ${text(pattern)})`,
  first: (of, pattern) => `extract(${of}, ${text(pattern)})`,
  group: (of, pattern) => `extract(${of}, ${text(pattern)})`,
  part: (of, begin, length) => `substring(${of}, ${[begin, ...(length ? [length] : [])].join(', ')})`,
  replaceAll: (of, pattern, by) => `replaceRegexpAll(${of}, ${text(pattern)}, ${text(by)})`,
  whole: (of) => `toInt64OrNull(${of})`,
  divide: (a, b) => `intDiv(${a}, ${b})`,
  sixDigits: (of) => `rightPad(substring(${of}, 1, 6), 6, '0')`,
  place: (of, within) => `toInt64(position(${within}, ${of}))`,
  word: (of, i) => `splitByChar(' ', ${of})[${i + 1}]`,
  length: (of) => `toInt64(length(${of}))`,
  digits: (of) => `toString(${of})`,
  ofLeast: (value, by) => `argMin(${value}, ${by})`,
  log2: (value) => `log2(${value})`,
  time: (ms) => `fromUnixTimestamp64Milli(toInt64(${ms}), 'UTC')`,
  numbers: (num, from) => `SELECT toInt64(arrayJoin(range(toUInt32(${num})))) AS w FROM ${from}`,
  double: (value) => `toFloat64(${value})`,
  joinSmall: 'GLOBAL JOIN',
  lag: (column) =>
    `lagInFrame(toNullable(${column})) ${IN_FILE.replace(')', ' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)')}`,
  lead: (column, file, seq) =>
    `leadInFrame(toNullable(${column})) OVER (PARTITION BY ${file} ORDER BY ${seq} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
  running,
  values: (columns, rows) =>
    `SELECT ${columns.map((name, i) => `row.${i + 1} AS ${name}`).join(', ')} FROM (SELECT arrayJoin([\n${rows.map((row) => `  tuple(${row.join(', ')})`).join(',\n')}\n]) AS row)`,
  table: (name, select, sortedBy) =>
    `DROP TABLE IF EXISTS ${name};\nCREATE TABLE ${name} ENGINE = MergeTree ORDER BY (${sortedBy}) SETTINGS allow_nullable_key = 1 AS\n${select};`,
  view: (name, select) => `CREATE OR REPLACE VIEW ${name} AS\n${select};`,
  drop: (name) => `DROP TABLE IF EXISTS ${name};`,
  limits: [
    'SET max_query_size = 100000000;',
    'SET max_ast_elements = 1000000;',
    'SET max_expanded_ast_elements = 10000000;',
    'SET max_parser_backtracks = 0;',
  ],
  lines: [
    `-- Raw text, one line a row, below user_files of the server; s3('https://.../logs/*.log.gz', 'LineAsString') reads a bucket.
-- A table instead: SELECT file, seq, line FROM your_table, where seq orders the lines of a file (a time will do).
CREATE OR REPLACE VIEW lake_lines AS
SELECT _path AS file, toInt64(rowNumberInAllBlocks()) + 1 AS seq, line
FROM file('logs/*.log', 'LineAsString', 'line String')
SETTINGS max_threads = 1;`,
  ],
  save: (name, orderedBy) =>
    `INSERT INTO FUNCTION file('${name}.parquet', 'Parquet') SELECT * FROM ${name} ORDER BY ${orderedBy} SETTINGS engine_file_truncate_on_insert = 1;`,
  notes: [
    'Run it with `clickhouse-client --multiquery < clickhouse.sql`, or `clickhouse local --path lake < clickhouse.sql` without a server. Version 23.3 or later.',
    'On a cluster, whose shards may hold any lines: make `lake_lines` and `lake_records` on each shard, by the statements below, in a database of their own; on the server that runs the rest, a Distributed table of the same name over each, in place of these two statements. Texts are matched where they lie, and the numbers of the records travel.',
  ],
};
