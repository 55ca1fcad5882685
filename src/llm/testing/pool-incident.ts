// For tests: an incident of a drained connection pool, with lines of which any can be replaced by a hostile one.
import type { Evidence, Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { contextOf, incidentOf, OUTAGE } from '../../core/ticket/fixture';

export const LINES: readonly string[] = [
  'INFO com.acme.shop.ops.Deployer - Deployment of shop-api started: release 2.31.4, build 5744',
  'WARN com.acme.shop.db.SlowQueryLog - Slow query (970 ms): select o.id from orders o where o.status = ?',
  'WARN com.zaxxer.hikari.pool.HikariPool - HikariPool-1 - Thread waited 220 ms for a connection (active=20, waiting=2)',
  'ERROR com.acme.shop.web.ErrorHandler - HikariPool-1 - Connection is not available, request timed out after 30004ms',
];
const MINUTES_BEFORE = [35, 30, 29, 7];

const timeOf = (i: number): EpochMs => (OUTAGE - (MINUTES_BEFORE[i] ?? 1) * 60_000) as EpochMs;

export function poolIncident(lines: readonly string[] = LINES): Incident {
  const evidence = lines.map(
    (text, i): Evidence => ({
      id: `E${i + 1}`,
      row: i as RowIdx,
      source: 'app-server.log',
      lineNum: 100 + i,
      timeMs: timeOf(i),
      text,
      why: `first line of T${i + 1}`,
      template: i as TemplateIdx,
    }),
  );
  return incidentOf('x', {
    title: 'ErrorHandler: new errors: Connection is not available, request timed out after …',
    outageReason: 'Errors burst to 546 a window',
    topTemplates: [
      { template: 1 as TemplateIdx, direction: 'appeared', observed: 1580, expected: 0 },
      { template: 2 as TemplateIdx, direction: 'rose', observed: 1541, expected: 3 },
    ],
    evidence,
    changes: [
      {
        change: {
          timeMs: timeOf(0),
          kind: 'deploy',
          what: 'Deployment of shop-api started: release 2.31.4',
          source: 'app-server.log',
          row: 0,
        },
        minutesBefore: 5,
      },
    ],
    runbooks: [
      {
        id: 'db-connection-pool-exhausted',
        kind: 'runbook',
        title: 'Database connection pool exhausted',
        score: 9,
        matched: [],
        actions: ['Count active and waiting connections per pool.'],
      },
    ],
    hypotheses: [
      {
        text: 'Requests wait for a database connection that the pool cannot give.',
        evidence: ['E4', 'E3'].slice(0, lines.length),
        confidence: 'high',
      },
    ],
  });
}

export function poolResult(lines: readonly string[] = LINES): AnalysisResult {
  const { result } = contextOf('app-server.log');
  const template = result.templates[0];
  return {
    ...result,
    templates: lines.map((text) => ({ ...template, text: text.replace(/\d+/g, '<*>') })),
    sources: ['', 'com.zaxxer.hikari.pool.HikariPool'],
  };
}
