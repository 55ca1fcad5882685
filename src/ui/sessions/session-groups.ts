// Odd sessions by what is held against them first. In: the table, the templates. Out: groups, the largest first, each with its reason in words.
import type { SessionTable } from '../../contracts/scores';
import type { Template } from '../../contracts/tables';
import { mainVerdict, reasonOf } from './session-words';

export interface SessionGroup {
  /** The same for sessions of one group; '': the detectors gave no reason. */
  readonly reason: string;
  readonly num: number;
}

export function sessionGroups(
  sessions: SessionTable,
  templates: readonly Template[],
): readonly SessionGroup[] {
  const groups = new Map<string, number>();
  for (let i = 0; i < sessions.length; i++) {
    if (sessions.anomalous[i] !== 1) continue;
    const reason = mainReason(sessions, i, templates);
    groups.set(reason, (groups.get(reason) ?? 0) + 1);
  }
  return [...groups].map(([reason, num]) => ({ reason, num })).sort((a, b) => b.num - a.num);
}

/** What names a template, as that is plainest; else what the first detector that voted says. */
export function mainReason(sessions: SessionTable, session: number, templates: readonly Template[]): string {
  const verdict = mainVerdict(sessions, session);
  return verdict === null ? '' : reasonOf(verdict, session, templates);
}
