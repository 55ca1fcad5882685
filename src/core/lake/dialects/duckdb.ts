/** DuckDB: one machine, files and S3. Its regular expressions are RE2's. */
import { type Dialect, IN_FILE, running, wellFormed } from '../dialect';

/** Quotes are doubled; a backslash stands for itself. */
const text = (value: string): string => `'${wellFormed(value).replaceAll("'", "''")}'`;

export const duckdb: Dialect = {
  id: 'duckdb',
  title: 'DuckDB',
  text,
  name: (of) => `"${of}"`,
  matches: (of, pattern) => `regexp_matches(${of}, ${text(pattern)})`,
  first: (of, pattern) => `regexp_extract(${of}, ${text(pattern)})`,
  group: (of, pattern) => `regexp_extract(${of}, ${text(pattern)}, 1)`,
  part: (of, begin, length) => `substring(${of}, ${[begin, ...(length ? [length] : [])].join(', ')})`,
  replaceAll: (of, pattern, by) => `regexp_replace(${of}, ${text(pattern)}, ${text(by)}, 'g')`,
  whole: (of) => `TRY_CAST(${of} AS BIGINT)`,
  divide: (a, b) => `(${a}) // (${b})`,
  sixDigits: (of) => `rpad(left(${of}, 6), 6, '0')`,
  place: (of, within) => `strpos(${within}, ${of})`,
  word: (of, i) => `split_part(${of}, ' ', ${i + 1})`,
  length: (of) => `length(${of})`,
  digits: (of) => `CAST(${of} AS VARCHAR)`,
  ofLeast: (value, by) => `arg_min(${value}, ${by})`,
  log2: (value) => `log2(${value})`,
  time: (ms) => `make_timestamp_ms(${ms})`,
  numbers: (num, from) => `SELECT unnest(range(${num})) AS w FROM ${from}`,
  double: (value) => `CAST(${value} AS DOUBLE)`,
  joinSmall: 'JOIN',
  lag: (column) => `lag(${column}) ${IN_FILE}`,
  lead: (column, file, seq) => `lead(${column}) OVER (PARTITION BY ${file} ORDER BY ${seq})`,
  running,
  values: (columns, rows) =>
    `SELECT * FROM (VALUES\n${rows.map((row) => `  (${row.join(', ')})`).join(',\n')}\n) AS t(${columns.join(', ')})`,
  table: (name, select) => `CREATE OR REPLACE TABLE ${name} AS\n${select};`,
  view: (name, select) => `CREATE OR REPLACE VIEW ${name} AS\n${select};`,
  drop: (name) => `DROP TABLE IF EXISTS ${name};`,
  limits: [],
  lines: [
    `-- Raw text, one line a row: files, folders ('logs/*.log.gz'), or s3://bucket/logs/*.log.gz after INSTALL httpfs; LOAD httpfs;
-- A table instead: SELECT file, seq, line FROM your_table, where seq orders the lines of a file (a time will do).
CREATE OR REPLACE VIEW lake_lines AS
SELECT filename AS file, row_number() OVER () AS seq, line
FROM read_csv('logs/*.log', header = false, columns = {'line': 'VARCHAR'}, filename = true, auto_detect = false,
  delim = chr(31) || chr(30) || chr(29) || chr(28), quote = '', escape = '', comment = '', skip = 0, null_padding = true, strict_mode = false, max_line_size = 16777216)
WHERE line IS NOT NULL;`,
  ],
  save: (name, orderedBy) =>
    `COPY (SELECT * FROM ${name} ORDER BY ${orderedBy}) TO '${name}.parquet' (FORMAT parquet, COMPRESSION zstd);`,
  notes: [
    'Run it with `duckdb lake.duckdb < duckdb.sql`. It reads UTF-8; other encodings are converted first.',
    'Keep `SET preserve_insertion_order = true`, the default: the order of lines is what times between records are taken from.',
  ],
};
