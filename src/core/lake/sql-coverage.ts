/** What was read, what is unknown, and lines for another round of mining, in SQL. In: model, dialect. Out: statements. */
import type { Dialect } from './dialect';
import type { LakeModel } from './model';

/** What was read and what was not, as one row: nothing is dropped in silence. */
export function coverageStatement(_model: LakeModel, sql: Dialect): string {
  return sql.view(
    'lake_coverage',
    `SELECT l.num AS num_lines, r.num AS num_heads, l.num - r.num AS num_other_lines, r.traces AS num_trace_lines, r.unknown AS num_unknown
FROM (SELECT count(*) AS num FROM lake_lines) AS l
CROSS JOIN (
  SELECT count(*) AS num, coalesce(sum(CASE WHEN text_no IS NULL AND follows > 0 THEN 1 ELSE 0 END), 0) AS traces,
    coalesce(sum(CASE WHEN text_no IS NULL AND follows = 0 THEN 1 ELSE 0 END), 0) AS unknown
  FROM lake_records
) AS r`,
  );
}

const HOUR_US = 3_600_000_000;
/** Of each component in each hour so many known lines and so many unknown ones make a sample, where nobody says otherwise. */
export const SAMPLE_LINES = 20;

/** In this order lines of one stratum are drawn, by two primes: neighbours are far apart. */
export const DRAWN_BY = { factor: 7919, places: 10_007 };

/** A select of the records that are no part of a trace, with their hour and whether they are unknown. */
function recordsByHour(columns: string, sql: Dialect): string {
  return `SELECT ${columns}, ${sql.divide('time_us', String(HOUR_US))} AS h, CASE WHEN text_no IS NULL THEN 1 ELSE 0 END AS is_unknown FROM lake_records WHERE follows = 0`;
}

/** The same of records by component and hour: where the unknown ones are. */
export function coverageHoursStatement(_model: LakeModel, sql: Dialect): string {
  return sql.table(
    'lake_coverage_hours',
    `SELECT component, ${sql.time(`h * ${HOUR_US / 1000}`)} AS ${sql.name('hour')}, num AS num_records, unknown AS num_unknown,
  ${sql.double('unknown')} / num AS unknown_share
FROM (
  SELECT component, h, count(*) AS num, sum(is_unknown) AS unknown
  FROM (${recordsByHour('component', sql)}) AS r
  GROUP BY component, h
) AS c`,
    `component, ${sql.name('hour')}`,
  );
}

/** Lines of every component and hour, known ones and unknown ones alike, for another round of mining. Which of them is always the same. */
export function sampleStatement(_model: LakeModel, sql: Dialect): string {
  return sql.table(
    'lake_sample',
    `SELECT s.file AS file, s.seq AS seq, s.line AS line
FROM (
  SELECT l.file AS file, l.seq AS seq, l.line AS line,
    row_number() OVER (PARTITION BY r.component, r.h, r.is_unknown ORDER BY (l.seq * ${DRAWN_BY.factor}) % ${DRAWN_BY.places}, l.file, l.seq) AS nth
  FROM (${recordsByHour('file, seq, component', sql)}) AS r
  JOIN lake_lines AS l ON l.file = r.file AND l.seq = r.seq
) AS s
CROSS JOIN lake_parameters AS p
WHERE s.nth <= p.sample_lines`,
    'file, seq',
  );
}
