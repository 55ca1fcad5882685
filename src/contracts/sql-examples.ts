// Queries to begin with. Each runs over any analysis that has its table; what it asks for is written in words that most logs have.
import type { SqlTableName } from './sql';

export interface SqlExample {
  readonly title: string;
  readonly needs: SqlTableName;
  readonly sql: string;
}

export const EXAMPLES: readonly SqlExample[] = [
  {
    title: 'Errors by component and hour',
    needs: 'logs',
    sql: `SELECT date_trunc('hour', timestamp) AS hour, source, count(*) AS errors
FROM logs
WHERE effective_level IN ('error', 'fatal') AND timestamp IS NOT NULL
GROUP BY ALL
ORDER BY hour, errors DESC;`,
  },
  {
    title: 'Top templates by count',
    needs: 'templates',
    sql: `SELECT template_id, count, round(100.0 * count / sum(count) OVER (), 2) AS percent, level, template
FROM templates
ORDER BY count DESC
LIMIT 20;`,
  },
  {
    title: 'Percentiles of a number in lines (ms), by minute',
    needs: 'logs',
    sql: `SELECT date_trunc('minute', timestamp) AS minute,
  quantile_cont(ms, 0.5) AS p50, quantile_cont(ms, 0.95) AS p95, max(ms) AS largest
FROM (SELECT timestamp, TRY_CAST(regexp_extract(message, '(\\d+(?:\\.\\d+)?) ?ms\\b', 1) AS DOUBLE) AS ms FROM logs)
WHERE ms IS NOT NULL AND timestamp IS NOT NULL
GROUP BY minute
ORDER BY minute;`,
  },
  {
    title: 'Lines around the gravest incident',
    needs: 'logs',
    sql: `WITH i AS (SELECT start, coalesce(outage_start, "end") AS until FROM incidents LIMIT 1)
SELECT timestamp, source, line, effective_level AS level, message
FROM logs, i
WHERE timestamp BETWEEN i.start - INTERVAL 5 MINUTE AND i.until + INTERVAL 5 MINUTE
  AND effective_level IN ('warn', 'error', 'fatal')
ORDER BY timestamp
LIMIT 1000;`,
  },
  {
    title: 'Templates that are new in the second half',
    needs: 'templates',
    sql: `WITH span AS (SELECT min(first_seen) AS first, max(last_seen) AS last FROM templates)
SELECT template_id, first_seen, count, level, template
FROM templates, span
WHERE first_seen > first + (last - first) / 2
ORDER BY first_seen;`,
  },
  {
    title: 'Windows: records, errors and who voted',
    needs: 'windows',
    sql: `SELECT start, volume, error_count, coalesce(baseline_vote, 0) + coalesce(iforest_vote, 0) + coalesce(lstm_vote, 0) AS votes
FROM windows
ORDER BY start;`,
  },
  {
    title: 'Who writes how much, at which level',
    needs: 'logs',
    sql: `PIVOT (SELECT source, coalesce(effective_level, 'none') AS level FROM logs)
ON level USING count(*)
GROUP BY source
ORDER BY source;`,
  },
  {
    title: 'Evidence of every incident',
    needs: 'incidents',
    sql: `SELECT id, e.id AS evidence, e.timestamp, e.source, e.line, e.text
FROM incidents, UNNEST(evidence) AS t(e)
ORDER BY id, e.timestamp;`,
  },
  {
    title: 'Sessions that were voted anomalous',
    needs: 'sessions',
    sql: `SELECT key, start, "end" - start AS took, num_events, score, habits_vote, iforest_vote, lstm_vote
FROM sessions
WHERE anomalous = 1
ORDER BY score DESC
LIMIT 200;`,
  },
];
