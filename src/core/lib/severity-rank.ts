/** The order of severities. */
import { SEVERITIES, type Severity } from '../../contracts/incident';

/** 0: the gravest. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
