/** How grave an incident is, what came of it and whether it is over, in words of a person. In: an incident and the end of its log. */
import type { Incident, Severity } from '../../contracts/incident';
import { dayOf, timeBeside } from './clock';

type Stated = Pick<Incident, 'severity' | 'kind' | 'leadMinutes' | 'basis' | 'start' | 'end'>;

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
};

/** 'Critical', 'warning signs, then an outage', 'over by 05:20 UTC'; `logEndMs` null: the log states no time. */
export function stateInWords(incident: Stated, logEndMs: number | null): readonly string[] {
  return [SEVERITY_NAMES[incident.severity], courseOf(incident), lastOf(incident, logEndMs)].filter(Boolean);
}

function courseOf({ kind, leadMinutes }: Stated): string {
  if (kind === 'anomaly') return 'no outage seen';
  return kind === 'pre-failure' || leadMinutes !== null ? 'warning signs, then an outage' : 'outage';
}

function lastOf({ basis, start, end }: Stated, logEndMs: number | null): string {
  if (basis === 'read') return 'read, not compared';
  if (logEndMs === null) return '';
  if (end >= logEndMs) return 'goes on where the log ends';
  const isOneDay = dayOf(start) === dayOf(end) && dayOf(end) === dayOf(logEndMs);
  return `over by ${timeBeside(end, isOneDay ? end : null, 'minutes')} UTC`;
}
