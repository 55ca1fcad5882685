/**
 * What the finished ticket may save an engineer, by assumptions that the user sets. In: minutes by hand and the share saved of each
 * task, incidents. Out: the arithmetic, task by task. An estimate, never a measurement: it goes into no ticket and no export.
 */
import type { Incident } from '../../contracts/incident';
import { ESTIMATE_TASKS, type EstimateSettings, type EstimateTask } from '../../contracts/settings';

export interface EstimateRow {
  readonly task: EstimateTask;
  readonly minutes: number;
  readonly saved01: number;
  /** Incidents in which the task is done for the user. */
  readonly numIncidents: number;
  /** minutes * saved01 * numIncidents. */
  readonly savedMinutes: number;
}

export interface Estimate {
  readonly rows: readonly EstimateRow[];
  readonly numIncidents: number;
  readonly savedMinutes: number;
  /** All tasks by hand, for each incident in which they are done for the user. */
  readonly byHandMinutes: number;
}

/** A task counts only where its result is there: no runbook found, no time saved on looking for one. */
export function estimateSaving(
  settings: EstimateSettings,
  incidents: readonly Pick<Incident, 'evidence' | 'runbooks' | 'changes'>[],
): Estimate {
  const rows = ESTIMATE_TASKS.map((task): EstimateRow => {
    const { minutes, saved01 } = settings[task];
    const numIncidents = incidents.filter((incident) => isDone(task, incident)).length;
    return { task, minutes, saved01, numIncidents, savedMinutes: minutes * saved01 * numIncidents };
  });
  return {
    rows,
    numIncidents: incidents.length,
    savedMinutes: rows.reduce((sum, row) => sum + row.savedMinutes, 0),
    byHandMinutes: rows.reduce((sum, row) => sum + row.minutes * row.numIncidents, 0),
  };
}

function isDone(
  task: EstimateTask,
  { evidence, runbooks, changes }: Pick<Incident, 'evidence' | 'runbooks' | 'changes'>,
): boolean {
  if (task === 'lines') return evidence.length > 0;
  if (task === 'runbook') return runbooks.length > 0;
  if (task === 'change') return changes.length > 0;
  return true;
}
