/** From records to windows in SQL: templates by level, template_windows, feature_windows. In: model, dialect. Out: statements. */
import { LEVEL_ERROR } from '../../contracts/units';
import { LEVEL_OF_CLASS } from '../ingest/http-status';
import type { Dialect } from './dialect';
import { ERROR_SLOT_MS, MOST_LINES } from './home/row-size';
import { type LakeModel, UNKNOWN } from './model';
import { SAMPLE_LINES } from './sql-coverage';

export function parametersStatement({ grid }: LakeModel, sql: Dialect): string {
  const until = grid.startMs + grid.length * grid.windowMs;
  const ms = (value: number): string => new Date(value).toISOString();
  return `-- Windows: the first begins at from_ms, none goes beyond until_ms, both in ms since 1970, UTC, and until_ms is a whole number of windows
-- after from_ms. As the page had them: ${ms(grid.startMs)} to ${ms(until)}, windows of ${grid.windowMs} ms.
-- sample_lines: of each component in each hour so many known lines and so many unknown ones go into lake_sample.
${sql.view(
  'lake_parameters',
  `SELECT ${Object.entries({
    from_ms: grid.startMs,
    until_ms: until,
    window_ms: grid.windowMs,
    sample_lines: SAMPLE_LINES,
  })
    .map(([name, value]) => `${bigint(value)} AS ${name}`)
    .join(', ')}`,
)}`;
}

const bigint = (value: number): string => `CAST(${value} AS BIGINT)`;

/** The templates of the page: of each text one for each class of levels, 0 quiet, 1 warning, 2 error. */
export function templatesStatement({ templates, texts }: LakeModel, sql: Dialect): string {
  const rows = templates.map(({ text, levelClass, id, wordsLevel, usualLevel, isNormal }) => [
    String(text),
    String(levelClass),
    sql.text(id),
    sql.text(texts[text]),
    String(wordsLevel),
    String(usualLevel),
    isNormal ? '1' : '0',
  ]);
  const columns = [
    'text_no',
    'level_class',
    'template_id',
    'template',
    'words_level',
    'usual_level',
    'is_normal',
  ];
  return sql.table('lake_templates', sql.values(columns, rows), 'text_no, level_class');
}

/** lake_judged: each record with its template, its level as it counts and its window; what was called normal is left out. */
export function judgedStatement(_model: LakeModel, sql: Dialect): string {
  const ofStatus = LEVEL_OF_CLASS.map((level, status) => `WHEN ${status} THEN ${level}`).join(' ');
  return sql.table(
    'lake_judged',
    `WITH
before AS (
  SELECT file, seq, time_us, level, status, text_no, component, follows,
    ${sql.lag('component')} AS last_component, ${sql.lag('time_us')} AS last_us
  FROM lake_records
),
parted AS (
  SELECT file, seq, time_us, level, status, component, text_no, follows,
    CASE WHEN follows = 0 OR last_us IS NULL OR last_component <> component OR (time_us <> last_us AND follows <> 2) THEN 1 ELSE 0 END AS begins
  FROM before
),
numbered AS (
  SELECT file, seq, time_us, level, status, component, text_no, follows, begins,
    ${sql.running('sum(begins)', 'file')} AS run
  FROM parted
),
traced AS (
  SELECT file, seq, time_us, level, status, component, text_no, follows, begins,
    ${sql.running('max(CASE WHEN follows IN (1, 2) THEN 1 ELSE 0 END)', 'file, run')} AS in_trace
  FROM numbered
),
records AS (
  SELECT file, seq, time_us, level, status, component, text_no FROM traced WHERE NOT (begins = 0 AND in_trace = 1)
),
levels AS (
  SELECT r.file AS file, r.seq AS seq, r.time_us AS time_us, r.status AS status, r.component AS component, r.text_no AS text_no,
    CASE WHEN r.level >= 0 THEN r.level ELSE coalesce(u.usual_level, 0) END AS stated
  FROM records AS r
  LEFT JOIN (SELECT text_no, usual_level FROM lake_templates WHERE level_class = 0) AS u ON r.text_no = u.text_no
),
counted AS (
  SELECT file, seq, time_us, status, component, text_no, stated,
    CASE WHEN status = 5 AND stated < 6 THEN 6 WHEN stated > 0 THEN stated ELSE CASE status ${ofStatus} ELSE 0 END END AS level
  FROM levels
),
found AS (
  SELECT c.file AS file, c.seq AS seq, c.time_us AS time_us, c.status AS status, c.component AS component, c.stated AS stated,
    coalesce(${sql.lead('c.seq', 'c.file', 'c.seq')}, c.seq + ${MOST_LINES}) AS next_seq,
    CASE WHEN c.level > 0 THEN c.level ELSE coalesce(t.words_level, 0) END AS gravity,
    CASE WHEN c.text_no IS NULL THEN '${UNKNOWN}' ELSE t.template_id END AS template_id,
    coalesce(t.is_normal, 0) AS is_normal
  FROM counted AS c
  LEFT JOIN lake_templates AS t ON c.text_no = t.text_no
    AND t.level_class = CASE WHEN c.level >= 6 THEN 2 WHEN c.level = 5 THEN 1 ELSE 0 END
),
chained AS (
  SELECT file, seq, next_seq, time_us, status, component, stated, gravity, template_id,
    ${sql.lag('time_us')} AS before_us, ${sql.lag('template_id')} AS before_id
  FROM found
  WHERE is_normal = 0
)
SELECT ${sql.divide('c.time_us - p.from_ms * 1000', 'p.window_ms * 1000')} AS w, c.file AS file, c.seq AS seq, c.next_seq AS next_seq, c.time_us AS time_us,
  c.status AS status, c.component AS component, c.stated AS stated, c.gravity AS gravity, c.template_id AS template_id, c.before_id AS before_id,
  CASE WHEN c.before_us IS NULL THEN NULL WHEN c.time_us > c.before_us THEN ${sql.double('c.time_us - c.before_us')} / 1000 ELSE ${sql.double('0')} END AS delta_ms
FROM chained AS c CROSS JOIN lake_parameters AS p
WHERE c.time_us >= p.from_ms * 1000 AND c.time_us < p.until_ms * 1000`,
    'w, template_id',
  );
}

const LEVEL_NAMES =
  "CASE stated WHEN 1 THEN 'trace' WHEN 2 THEN 'debug' WHEN 3 THEN 'info' WHEN 4 THEN 'notice' WHEN 5 THEN 'warn' WHEN 6 THEN 'error' WHEN 7 THEN 'fatal' ELSE '' END";

/** Of every cell (window, template, level, status; of errors a stretch of the window) its records, and of these the first: where it stands, since a number that nothing shows is hard to believe. */
export function templateWindowsStatement({ print }: LakeModel, sql: Dialect): string {
  const start = sql.time('p.from_ms + j.w * p.window_ms');
  const slot = `CASE WHEN gravity >= ${LEVEL_ERROR} THEN ${sql.divide('time_us', String(ERROR_SLOT_MS * 1000))} ELSE 0 END`;
  const seen = (of: string): string => sql.time(sql.divide(of, '1000'));
  return sql.table(
    'template_windows',
    `SELECT ${start} AS ${sql.name('start')}, j.template_id AS template_id, coalesce(t.template, '') AS template, j.level AS level, j.status AS status,
  CAST(j.num AS BIGINT) AS ${sql.name('count')}, ${seen('j.first_us')} AS first_seen, ${seen('j.last_us')} AS last_seen, j.component AS component,
  ${sql.group('j.place', '^[0-9]+ (.*)$')} AS file, ${sql.whole(sql.group('j.place', '^([0-9]+) '))} AS seq, j.next_seq AS next_seq, ${sql.text(print)} AS model
FROM (
  SELECT w, template_id, level, status, slot, sum(num) AS num, min(first_us) AS first_us, max(last_us) AS last_us,
    ${sql.ofLeast('component', 'at_us')} AS component, ${sql.ofLeast('place', 'at_us')} AS place, ${sql.ofLeast('next_seq', 'at_us')} AS next_seq
  FROM (
    SELECT w, template_id, ${LEVEL_NAMES} AS level, status, ${slot} AS slot, file, count(*) AS num, min(time_us) AS first_us, max(time_us) AS last_us,
      ${sql.ofLeast('time_us', 'seq')} AS at_us, ${sql.ofLeast('component', 'seq')} AS component, ${sql.ofLeast('next_seq', 'seq')} AS next_seq, ${sql.digits('min(seq)')} || ' ' || file AS place
    FROM lake_judged
    GROUP BY w, template_id, ${LEVEL_NAMES}, status, ${slot}, file
  ) AS f
  GROUP BY w, template_id, level, status, slot
) AS j
LEFT JOIN (SELECT DISTINCT template_id, template FROM lake_templates) AS t ON j.template_id = t.template_id
CROSS JOIN lake_parameters AS p`,
    `${sql.name('start')}, template_id, level, status`,
  );
}

export function templateLinesStatement({ print }: LakeModel, sql: Dialect): string {
  return sql.table(
    'template_lines',
    `SELECT l.file AS file, l.seq AS seq, l.line AS line, ${sql.text(print)} AS model
FROM lake_lines AS l
${sql.joinSmall} (
  SELECT DISTINCT t.file AS file, t.seq + n.w AS seq
  FROM template_windows AS t
  CROSS JOIN (${sql.numbers(bigint(MOST_LINES), 'lake_parameters')}) AS n
  WHERE t.seq + n.w < t.next_seq
) AS c ON l.file = c.file AND l.seq = c.seq`,
    'file, seq',
  );
}

/** Windows in a row that a template must have been in before its absence counts: features/columns.ts. */
const STEADY_WINDOWS = 3;

export function featureWindowsStatement(_model: LakeModel, sql: Dialect): string {
  const num = (column: string): string => `coalesce(${column}, 0)`;
  const share = (part: string, whole: string): string =>
    `${sql.double(num(part))} / CASE WHEN ${num(whole)} = 0 THEN 1 ELSE ${whole} END`;
  const zero = sql.double('0');
  return sql.table(
    'feature_windows',
    `WITH
grid AS (
  ${sql.numbers(sql.divide('until_ms - from_ms', 'window_ms'), 'lake_parameters')}
),
sums AS (
  SELECT w, count(*) AS volume,
    sum(CASE WHEN gravity >= 6 THEN 1 ELSE 0 END) AS errors, sum(CASE WHEN gravity = 5 THEN 1 ELSE 0 END) AS warnings,
    sum(CASE WHEN status > 0 THEN 1 ELSE 0 END) AS responses,
    sum(CASE WHEN status = 5 THEN 1 ELSE 0 END) AS server_errors, sum(CASE WHEN status = 4 THEN 1 ELSE 0 END) AS client_errors,
    count(delta_ms) AS deltas, sum(delta_ms) AS delta_sum, sum(delta_ms * delta_ms) AS delta_squares, max(delta_ms) AS gap
  FROM lake_judged
  GROUP BY w
),
counts AS (
  SELECT w, template_id, count(*) AS num FROM lake_judged GROUP BY w, template_id
),
mix AS (
  SELECT c.w AS w, count(*) AS distinct_num,
    -sum(${sql.double('c.num')} / s.volume * ${sql.log2(`${sql.double('c.num')} / s.volume`)}) AS entropy
  FROM counts AS c JOIN sums AS s ON c.w = s.w
  GROUP BY c.w
),
news AS (
  SELECT w, count(*) AS num FROM (SELECT template_id, min(w) AS w FROM counts GROUP BY template_id) AS firsts GROUP BY w
),
runs AS (
  SELECT template_id, max(n.w) + 1 AS w, count(*) AS length_of
  FROM (SELECT template_id, w, w - row_number() OVER (PARTITION BY template_id ORDER BY w) AS run FROM counts) AS n
  GROUP BY template_id, run
),
gone AS (
  SELECT w, count(*) AS num FROM runs WHERE length_of >= ${STEADY_WINDOWS} GROUP BY w
),
pairs AS (
  SELECT w, count(*) AS num
  FROM (SELECT before_id, template_id, min(w) AS w FROM lake_judged WHERE before_id IS NOT NULL GROUP BY before_id, template_id) AS firsts
  GROUP BY w
),
joined AS (
  SELECT g.w AS w, p.from_ms AS from_ms, p.window_ms AS window_ms, s.volume AS volume, s.errors AS errors, s.warnings AS warnings,
    s.responses AS responses, s.server_errors AS server_errors, s.client_errors AS client_errors, ${num('s.deltas')} AS deltas,
    s.delta_sum / CASE WHEN s.deltas = 0 THEN 1 ELSE s.deltas END AS mean,
    s.delta_squares / CASE WHEN s.deltas = 0 THEN 1 ELSE s.deltas END AS square, s.gap AS gap,
    m.distinct_num AS distinct_num, m.entropy AS entropy, n.num AS new_num, o.num AS gone_num, q.num AS pair_num
  FROM grid AS g CROSS JOIN lake_parameters AS p
  LEFT JOIN sums AS s ON g.w = s.w
  LEFT JOIN mix AS m ON g.w = m.w
  LEFT JOIN news AS n ON g.w = n.w
  LEFT JOIN gone AS o ON g.w = o.w
  LEFT JOIN pairs AS q ON g.w = q.w
),
spread AS (
  SELECT *, CASE WHEN deltas = 0 THEN ${zero} WHEN square > mean * mean THEN sqrt(square - mean * mean) ELSE ${zero} END AS sd
  FROM joined
)
SELECT ${sql.time('from_ms + w * window_ms')} AS ${sql.name('start')}, ${sql.time('from_ms + (w + 1) * window_ms')} AS ${sql.name('end')},
  ${num('volume')} AS volume,
  ${num('errors')} AS error_count, ${share('errors', 'volume')} AS error_rate,
  ${num('warnings')} AS warn_count, ${share('warnings', 'volume')} AS warn_rate,
  ${num('distinct_num')} AS distinct_templates, ${num('new_num')} AS new_templates, ${num('gone_num')} AS vanished_templates,
  coalesce(entropy, ${zero}) AS entropy_bits,
  ${num('pair_num')} AS new_pairs, ${share('pair_num', 'volume')} AS new_pair_rate,
  CASE WHEN deltas = 0 THEN ${sql.double('window_ms')} ELSE mean END AS delta_mean_ms, sd AS delta_sd_ms,
  CASE WHEN deltas = 0 THEN ${sql.double('window_ms')} ELSE gap END AS gap_max_ms,
  CASE WHEN deltas = 0 THEN ${zero} WHEN sd + mean > 0 THEN (sd - mean) / (sd + mean) ELSE ${zero} END AS burstiness,
  ${num('responses')} AS responses,
  ${share('server_errors', 'responses')} AS server_error_rate, ${share('client_errors', 'responses')} AS client_error_rate
FROM spread`,
    sql.name('start'),
  );
}
