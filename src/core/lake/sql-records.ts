/** From lines to records in SQL: head, time, level, status, text of the template. In: model, dialect. Out: statements. */
import { LEVELS } from '../../contracts/units';
import { LEVEL_OF_SEVERITY, levelOfColumnLetter } from '../ingest/level';
import { LEVEL_WORDS } from '../ingest/level-words';
import type { Dialect } from './dialect';
import type { MatchNode } from './matcher';
import type { LakeModel } from './model';
import { prefixOf, type Role } from './piece';
import { FRACTION, MONTHS, type ReadyHead, ZONE } from './read-head';
import { NAMED_STATUS, REQUESTED_STATUS } from './status-pattern';
import type { TimePart } from './time-pattern';
import { TRACE_END, TRACE_FRAME, TRACE_HEAD } from './trace-pattern';

/** lake_records: one row a record, with the number of its template's text; null: unknown. */
export function recordsStatement(model: LakeModel, sql: Dialect): string {
  const { heads } = model.lines;
  const branches = heads.map((head, i) => headSelect(head, heads.slice(0, i), sql));
  const none = `SELECT file, seq, 0 AS time_us, 0 AS level, 0 AS status, '' AS component, 0 AS follows, line AS message\nFROM lake_lines WHERE 1 = 0`;
  const read = branches.length === 0 ? none : branches.join('\nUNION ALL\n');
  const place = 'place' in model.match.tree ? model.match.tree.place : null;
  const word = place === null ? "''" : sql.word('message', place);
  const tidy = sql.matches('message', '[\\x00-\\x1f\\x7f]|  |^ | $');
  const blanks = sql.replaceAll('message', '[\\x00-\\x20\\x7f]+', ' ');
  return sql.table(
    'lake_records',
    `WITH
read AS (
${read}
),
tidy AS (
  SELECT file, seq, time_us, level, status, component, follows, CASE WHEN ${tidy} THEN trim(${blanks}) ELSE message END AS message
  FROM read
  WHERE time_us IS NOT NULL
),
words AS (
  SELECT file, seq, time_us, level, status, component, follows, message, ${word} AS word
  FROM tidy
)
SELECT file, seq, time_us, level, status, component, follows,
${caseOf(model.match.tree, sql, 'word', place)} AS text_no
FROM words`,
    'file, seq',
  );
}

/** The tree as nested CASEs; a CASE looks at what it needs only. */
function caseOf(node: MatchNode, sql: Dialect, word: string, known: number | null): string {
  if ('patterns' in node) {
    if (node.patterns.length === 0) return 'NULL';
    const cases = node.patterns.map(({ source, text, minLength }) => {
      const long = minLength > 0 ? `${sql.length('message')} >= ${minLength} AND ` : '';
      return `WHEN ${long}${sql.matches('message', source)} THEN ${text}`;
    });
    return `CASE ${cases.join('\n')} END`;
  }
  const at = node.place === known ? word : sql.word('message', node.place);
  const parted = byWord(node.cases, at, sql, word, known);
  const isLast = 'patterns' in node.others && node.others.patterns.length === 0;
  return isLast ? parted : `coalesce(${parted},\n${caseOf(node.others, sql, word, known)})`;
}

type Cases = Extract<MatchNode, { place: number }>['cases'];

/** More words than this are halved rather than asked for one after the other. */
const MAX_EQUAL = 6;

function byWord(cases: Cases, at: string, sql: Dialect, word: string, known: number | null): string {
  if (cases.length > MAX_EQUAL) {
    const half = cases.length >> 1;
    const lower = byWord(cases.slice(0, half), at, sql, word, known);
    const upper = byWord(cases.slice(half), at, sql, word, known);
    return `CASE WHEN ${at} < ${sql.text(cases[half][0])} THEN\n${lower}\nELSE\n${upper}\nEND`;
  }
  const each = cases.map(
    ([text, node]) => `WHEN ${at} = ${sql.text(text)} THEN ${caseOf(node, sql, word, known)}`,
  );
  return `CASE ${each.join('\n')} END`;
}

/** Its pieces are cut out by the ends of ever longer beginnings, each found without groups. */
function headSelect(head: ReadyHead, before: readonly ReadyHead[], sql: Dialect): string {
  const num = head.pieces.length;
  const cuts = [...new Set(head.pieces.flatMap(({ role }, i) => (role ? [i, i + 1] : [])))].filter(
    (i) => i > 0,
  );
  const ends = [...new Set([...cuts, num])].map(
    (i) => `${sql.length(sql.first('line', prefixOf(head, i)))} AS e${i}`,
  );
  const roles = head.pieces.flatMap(({ role, inner }, i) => {
    if (!role) return [];
    const text = sql.part('line', i === 0 ? '1' : `e${i} + 1`, i === 0 ? 'e1' : `e${i + 1} - e${i}`);
    return [{ role, column: `p${i}`, text: inner === undefined ? text : sql.group(text, inner) }];
  });
  const of = (role: Role): string => {
    const columns = roles.filter((each) => each.role === role).map(({ column }) => `nullif(${column}, '')`);
    return columns.length === 0 ? "''" : `coalesce(${[...columns, "''"].join(', ')})`;
  };
  const others = before.map(
    (each) => ` AND NOT (${sql.matches('line', prefixOf(each, each.pieces.length))})`,
  );
  const columns = roles.map(({ column, text }) => `${text} AS ${column}`);
  const tail = head.time.tail === null ? "''" : sql.part('stamp', String(head.time.tail));
  return `SELECT file, seq,
  ${timeOf(head, sql)} AS time_us,
  ${levelOf(head, of, sql)} AS level,
  ${head.statuses ? statusOf('message', sql) : '0'} AS status,
  ${of('component')} AS component,
  ${followsOf(sql)} AS follows,
  message
FROM (
  SELECT *, ${tail} AS tail FROM (
    SELECT *, ${of('time')} AS stamp, ${of('fraction')} AS apart FROM (
      SELECT file, seq, ${sql.part('line', `e${num} + 1`)} AS message, ${sql.part('line', `e${num} - 1`, '2')} AS indent, ${columns.join(',\n        ')}
      FROM (
        SELECT file, seq, line, ${ends.join(',\n          ')}
        FROM lake_lines
        WHERE ${sql.matches('line', prefixOf(head, num))}${others.join('')}
      ) AS ends
    ) AS pieces
  ) AS stamps
) AS tails`;
}

type Of = (role: Role) => string;

/** 1: heads a trace; 2: a frame; 3: ends one; 0: none of them. */
function followsOf(sql: Dialect): string {
  const indented = sql.matches('indent', '^  $|\\t$');
  return `CASE WHEN ${sql.matches('message', TRACE_HEAD)} THEN 1 WHEN ${indented} THEN CASE WHEN ${sql.matches('message', TRACE_FRAME)} THEN 2 ELSE 3 END WHEN ${sql.matches('message', TRACE_END)} THEN 3 ELSE 0 END`;
}

/** Level -1: the line has no place for it, the template's usual one is taken. */
function levelOf({ statesLevel, defaultLevel, pieces }: ReadyHead, of: Of, sql: Dialect): string {
  const has = (role: Role): boolean => pieces.some((piece) => piece.role === role);
  const severity = `CASE ${LEVEL_OF_SEVERITY.map((level, i) => `WHEN ${sql.whole(of('priority'))} % 8 = ${i} THEN ${level}`).join(' ')}`;
  if (!statesLevel) return has('priority') ? `${severity} ELSE -1 END` : '-1';
  if (has('letter')) return caseOfLevels(of('letter'), LETTERS, defaultLevel, sql);
  if (!has('level')) return String(defaultLevel);
  return caseOfLevels(`lower(${of('level')})`, Object.entries(LEVEL_WORDS), defaultLevel, sql);
}

const LETTERS = Array.from(
  'VTDINWEFC',
  (letter) => [letter, levelOfColumnLetter(letter.charCodeAt(0))] as const,
);

function caseOfLevels(
  word: string,
  levels: readonly (readonly [string, number])[],
  otherwise: number,
  sql: Dialect,
): string {
  const cases = LEVELS.flatMap((_, level) => {
    const words = levels.filter(([, each]) => each === level && level > 0).map(([text]) => sql.text(text));
    return words.length === 0 ? [] : [`WHEN ${word} IN (${words.join(', ')}) THEN ${level}`];
  });
  return `CASE ${cases.join(' ')} ELSE ${otherwise} END`;
}

function statusOf(message: string, sql: Dialect): string {
  const digit = (pattern: string): string => sql.whole(sql.group(message, pattern));
  const cases = [REQUESTED_STATUS, NAMED_STATUS].map(
    (pattern) => `WHEN ${sql.matches(message, pattern)} THEN ${digit(pattern)}`,
  );
  return `coalesce(CASE ${cases.join(' ')} END, 0)`;
}

/** Microseconds since 1970 by whole numbers alone, so that every database gives the same. */
function timeOf({ year, zoneMinutes, time }: ReadyHead, sql: Dialect): string {
  const { parts, tail } = time;
  const text = (part: TimePart): string => {
    const [begin, length] = parts[part] ?? [1, 0];
    return sql.part('stamp', String(begin), String(length));
  };
  const number = (part: TimePart): string => sql.whole(`trim(${text(part)})`);
  const fraction = parts.fraction
    ? text('fraction')
    : tail === null
      ? 'apart'
      : `CASE WHEN tail = '' THEN '' ELSE ${sql.group('tail', FRACTION)} END`;
  const micros = `coalesce(${sql.whole(sql.sixDigits(`coalesce(${fraction}, '')`))}, 0)`;
  if (parts.epoch) return `${number('epoch')} * 1000000 + ${micros}`;
  const written = parts.year ? number('year') : year === null ? 'NULL' : String(year);
  const full = parts.year?.[1] === 2 ? `(${written} + 2000)` : written;
  const named = sql.divide(`${sql.place(`lower(${text('monthName')})`, sql.text(MONTHS))} + 2`, '3');
  const m = parts.monthName ? `(${named})` : number('month');
  const from = `(${full} - CASE WHEN ${m} <= 2 THEN 1 ELSE 0 END)`;
  const ofYear = `${sql.divide(`153 * (${m} + CASE WHEN ${m} > 2 THEN -3 ELSE 9 END) + 2`, '5')} + ${number('day')} - 1`;
  const leap = `(${sql.divide(from, '4')}) - (${sql.divide(from, '100')}) + (${sql.divide(from, '400')})`;
  const days = `(${from} * 365 + ${leap} + ${ofYear} - 719468)`;
  const clock = `${number('hour')} * 3600 + ${number('minute')} * 60 + ${number('second')}`;
  const zone = tail === null ? String(zoneMinutes) : zoneOf(zoneMinutes, sql);
  return `(${days} * 86400 + ${clock} - (${zone}) * 60) * 1000000 + ${micros}`;
}

function zoneOf(zoneMinutes: number, sql: Dialect): string {
  const zone = sql.group('tail', ZONE);
  const value = sql.whole(sql.replaceAll(zone, '[^0-9]', ''));
  const minutes = `${sql.divide(value, '100')} * 60 + ${value} % 100`;
  return `CASE WHEN tail = '' THEN ${zoneMinutes} WHEN ${sql.matches('tail', '[+][0-9:]+$')} THEN ${minutes} WHEN ${sql.matches('tail', '-[0-9:]+$')} THEN 0 - (${minutes}) WHEN ${sql.matches('tail', '(?:Z|UTC|GMT)$')} THEN 0 ELSE ${zoneMinutes} END`;
}
