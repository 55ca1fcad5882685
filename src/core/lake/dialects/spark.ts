/** Spark SQL 3.5 and later, Databricks. Its regular expressions are Java's. */
import { type Dialect, IN_FILE, running, wellFormed } from '../dialect';

/**
 * Backslashes and quotes are escaped, as Spark reads them by default (spark.sql.parser.escapedStringLiterals = false). A dollar before a brace is
 * written by its number: Spark puts variables in its place, in literals too.
 */
const text = (value: string): string =>
  `'${wellFormed(value)
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('$' + '{', '\\u0024{')}'`;

export const spark: Dialect = {
  id: 'spark',
  title: 'Spark SQL',
  text,
  name: (of) => `\`${of}\``,
  matches: (of, pattern) => `${of} RLIKE ${text(pattern)}`,
  first: (of, pattern) => `regexp_extract(${of}, ${text(pattern)}, 0)`,
  group: (of, pattern) => `regexp_extract(${of}, ${text(pattern)}, 1)`,
  part: (of, begin, length) => `substring(${of}, ${[begin, ...(length ? [length] : [])].join(', ')})`,
  replaceAll: (of, pattern, by) => `regexp_replace(${of}, ${text(pattern)}, ${text(by)})`,
  whole: (of) => `TRY_CAST(${of} AS BIGINT)`,
  divide: (a, b) => `(${a}) DIV (${b})`,
  sixDigits: (of) => `rpad(left(${of}, 6), 6, '0')`,
  place: (of, within) => `instr(${within}, ${of})`,
  word: (of, i) => `split_part(${of}, ' ', ${i + 1})`,
  length: (of) => `length(${of})`,
  digits: (of) => `CAST(${of} AS STRING)`,
  ofLeast: (value, by) => `min_by(${value}, ${by})`,
  log2: (value) => `log2(${value})`,
  time: (ms) => `timestamp_millis(${ms})`,
  numbers: (num, from) => `SELECT explode(sequence(0L, ${num} - 1)) AS w FROM ${from}`,
  double: (value) => `CAST(${value} AS DOUBLE)`,
  joinSmall: 'JOIN',
  lag: (column) => `lag(${column}) ${IN_FILE}`,
  lead: (column, file, seq) => `lead(${column}) OVER (PARTITION BY ${file} ORDER BY ${seq})`,
  running,
  values: (columns, rows) =>
    `SELECT * FROM VALUES\n${rows.map((row) => `  (${row.join(', ')})`).join(',\n')}\nAS t(${columns.join(', ')})`,
  table: (name, select) => `DROP TABLE IF EXISTS ${name};\nCREATE TABLE ${name} USING parquet AS\n${select};`,
  view: (name, select) => `CREATE OR REPLACE TEMPORARY VIEW ${name} AS\n${select};`,
  drop: (name) => `DROP TABLE IF EXISTS ${name};`,
  limits: [],
  lines: [
    `-- Raw text: files that are not split keep their order; monotonically_increasing_id orders the lines of one.
-- A table instead: SELECT file, seq, line FROM your_table, where seq orders the lines of a file (a time will do).
CREATE OR REPLACE TEMPORARY VIEW lake_lines AS
SELECT input_file_name() AS file, monotonically_increasing_id() AS seq, value AS line
FROM text.\`s3://bucket/logs/\`;`,
  ],
  save: (name, orderedBy) =>
    `INSERT OVERWRITE DIRECTORY '${name}' USING parquet SELECT /*+ COALESCE(1) */ * FROM ${name} ORDER BY ${orderedBy};`,
  notes: ['Run it with `spark-sql -f spark.sql`. Spark 3.5 or later.'],
};
