// The folder lake/: the model as SQL. Its files, their tables, and their columns.
import { column } from './export-column';
import { FEATURE_COLUMNS } from './export-tables';

/** Databases that a script is written for, as their files are called. */
export const LAKE_DIALECTS = ['duckdb', 'clickhouse', 'spark', 'trino'] as const;
export type LakeDialect = (typeof LAKE_DIALECTS)[number];
const NAMES: Readonly<Record<LakeDialect, string>> = {
  duckdb: 'DuckDB',
  clickhouse: 'ClickHouse',
  spark: 'Spark SQL',
  trino: 'Trino and Athena',
};

export const LAKE_NOTE =
  'Only where the log has times, while the files are at hand, and not of a log that a database counted.';

export const LAKE_SECTIONS = [
  column('How to run it', 'text', 'Which file is for which database, what to change in it, what it makes.'),
  column(
    'What was checked',
    'text',
    'How many records and templates it reads as the page does, held against this log.',
  ),
  column(
    'What it does not read',
    'text',
    'Formats that have no expression, lines that continue a record, templates that are matched by part.',
  ),
  column('What it gives', 'text', 'The columns of the two results.'),
] as const;

/** What a script makes, in its order. */
const LAKE_TABLES = [
  column('lake_lines', 'object', 'The lines: file, seq, line. To be changed: where they are.'),
  column('lake_parameters', 'object', 'From when to when, and the size of a window. To be changed.'),
  column('lake_templates', 'object', 'The templates of the page, one for each class of levels of a text.'),
  column(
    'lake_records',
    'object',
    'One row a line with a head: time, level, status, component, number of its text.',
  ),
  column('lake_judged', 'object', 'One row a record that counts: its window, template and gravity.'),
  column(
    'template_windows',
    'object',
    'Records by window, template, level and status, errors by ten seconds: a result.',
  ),
  column(
    'template_lines',
    'object',
    'The first record of each row of template_windows, line by line: a result.',
  ),
  column('feature_windows', 'object', 'The features of every window: a result.'),
  column('lake_coverage', 'object', 'How many lines were read, and how many were not.'),
  column('lake_coverage_hours', 'object', 'How many records match no template, by component and hour.'),
  column(
    'lake_sample',
    'object',
    'Lines of every component and hour, known and unknown: for another round of mining.',
  ),
] as const;

/** template_windows: records of a window by template, level and status; of errors there is a row for each ten seconds that hold any. */
export const TEMPLATE_WINDOW_COLUMNS = [
  column('start', 'time', 'Start of the window.'),
  column('template_id', 'text', "Its template as in templates.csv; 'unknown' for records that match none."),
  column('template', 'text', 'Its text.'),
  column('level', 'text', 'As the records state it; empty: they state none.'),
  column('status', 'count', '1 to 5 for responses of 1xx to 5xx; 0: they tell of none.'),
  column('count', 'count', 'How many there are.'),
  column('first_seen', 'time', 'The earliest of them.'),
  column('last_seen', 'time', 'The latest.'),
  column('component', 'text', 'Component of the first; empty: it names none.'),
  column('file', 'text', 'File of the first, as in lake_lines.'),
  column('seq', 'line', 'Its place in the file, as in lake_lines.'),
  column('next_seq', 'line', 'That of the record after it: the lines between them continue it.'),
  column('model', 'text', 'Which lake/ they were counted by.'),
] as const;

/** template_lines: what evidence is quoted from where the page has the windows alone. */
export const TEMPLATE_LINE_COLUMNS = [
  column('file', 'text', 'As in template_windows.'),
  column('seq', 'line', 'As in template_windows.'),
  column(
    'line',
    'text',
    'The line as it stands in the file. Those that continue a record follow it, up to 80.',
  ),
  column('model', 'text', 'Which lake/ it was found by.'),
] as const;

/** feature_windows as a database gives it: the features of feature_windows.parquet, without scores and votes. */
export const LAKE_FEATURE_COLUMNS = [
  column('start', 'time', 'Start of the window.'),
  column('end', 'time', 'End of the window; it belongs to the next one.'),
  ...FEATURE_COLUMNS,
] as const;

interface LakeScript {
  readonly name: `lake/${LakeDialect}.sql`;
  readonly group: 'Lake';
  readonly media: 'application/sql';
  readonly what: string;
  readonly columns: typeof LAKE_TABLES;
  readonly note: string;
}

/** A row for each database. */
export function lakeScripts(): readonly LakeScript[] {
  return LAKE_DIALECTS.map((dialect) => ({
    name: `lake/${dialect}.sql`,
    group: 'Lake',
    media: 'application/sql',
    what: `The templates, formats and windows of this analysis as SQL for ${NAMES[dialect]}.`,
    columns: LAKE_TABLES,
    note: LAKE_NOTE,
  }));
}
