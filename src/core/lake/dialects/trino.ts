/** Trino and Athena. Regular expressions are Java's (Joni), or RE2's where the server is set so. */
import { type Dialect, IN_FILE, running, wellFormed } from '../dialect';

/** Quotes are doubled; a backslash stands for itself. */
const text = (value: string): string => `'${wellFormed(value).replaceAll("'", "''")}'`;

export const trino: Dialect = {
  id: 'trino',
  title: 'Trino and Athena',
  text,
  name: (of) => `"${of}"`,
  matches: (of, pattern) => `regexp_like(${of}, ${text(pattern)})`,
  first: (of, pattern) => `coalesce(regexp_extract(${of}, ${text(pattern)}), '')`,
  group: (of, pattern) => `coalesce(regexp_extract(${of}, ${text(pattern)}, 1), '')`,
  part: (of, begin, length) => `substr(${of}, ${[begin, ...(length ? [length] : [])].join(', ')})`,
  replaceAll: (of, pattern, by) => `regexp_replace(${of}, ${text(pattern)}, ${text(by)})`,
  whole: (of) => `TRY_CAST(${of} AS BIGINT)`,
  divide: (a, b) => `(${a}) / (${b})`,
  sixDigits: (of) => `rpad(substr(${of}, 1, 6), 6, '0')`,
  place: (of, within) => `strpos(${within}, ${of})`,
  word: (of, i) => `split_part(${of}, ' ', ${i + 1})`,
  length: (of) => `length(${of})`,
  digits: (of) => `CAST(${of} AS VARCHAR)`,
  ofLeast: (value, by) => `min_by(${value}, ${by})`,
  log2: (value) => `log2(${value})`,
  time: (ms) => `from_unixtime_nanos((${ms}) * 1000000)`,
  // A sequence has 10,000 entries at most.
  numbers: (num, from) =>
    `SELECT a * 1000 + b AS w FROM ${from} CROSS JOIN UNNEST(sequence(BIGINT '0', BIGINT '999')) AS x(a) CROSS JOIN UNNEST(sequence(BIGINT '0', BIGINT '999')) AS y(b) WHERE a * 1000 + b < ${num}`,
  double: (value) => `CAST(${value} AS DOUBLE)`,
  joinSmall: 'JOIN',
  lag: (column) => `lag(${column}) ${IN_FILE}`,
  lead: (column, file, seq) => `lead(${column}) OVER (PARTITION BY ${file} ORDER BY ${seq})`,
  running,
  values: (columns, rows) =>
    `SELECT * FROM (VALUES\n${rows.map((row) => `  (${row.join(', ')})`).join(',\n')}\n) AS t(${columns.join(', ')})`,
  table: (name, select) => `DROP TABLE IF EXISTS ${name};\nCREATE TABLE ${name} AS\n${select};`,
  view: (name, select) => `CREATE OR REPLACE VIEW ${name} AS\n${select};`,
  drop: (name) => `DROP TABLE IF EXISTS ${name};`,
  limits: [],
  lines: [
    `-- A table of lines: file, seq (orders the lines of a file; a time will do), line. Over text files of a bucket it is made as
-- CREATE TABLE raw (line varchar) WITH (external_location = 's3://bucket/logs/', format = 'TEXTFILE', textfile_field_separator = U&'\\0001');
CREATE OR REPLACE VIEW lake_lines AS
SELECT "$path" AS file, seq, line
FROM your_table;`,
  ],
  save: (name, orderedBy) => `SELECT * FROM ${name} ORDER BY ${orderedBy};`,
  notes: [
    'Run it statement by statement (`trino -f trino.sql`), and save the two results at the end as CSV or Parquet.',
  ],
};
