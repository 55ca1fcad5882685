// The same files under other settings. In: the tables of an analysis, settings. Out: its tables under these, equal to those of
// a whole run; it begins as late as what changed allows: reading, times shifted, mining, or features. The old tables stay whole.

import type { Settings } from '../contracts/settings';
import { type Affects, SETTING_PATHS, SETTING_ROWS, settingAt } from '../contracts/settings-registry';
import type { LogTable } from '../contracts/tables';
import type { AnalysisHooks, AnalysisJob } from '../contracts/threads';
import type { OnProgress } from '../contracts/units';
import { withoutSavedTemplates } from '../core/baseline/saved/prepend';
import { UNKNOWN_ZONE, zoneOfFile, zoneProblems } from '../core/ingest/time/file-zone';
import { rezone } from '../core/ingest/time/rezone';
import type { ScanPlan } from '../core/ingest/types';
import { isEqual } from '../core/lib/is-equal';
import { analyzeFiles, analyzeOpened } from './analyze';
import type { EngineParts } from './engine-parts';
import { createStopwatch } from './stopwatch';
import type { AnalysisSource, Tables } from './tables';
import { throttled } from './throttled';

/** @throws Error with a sentence for the user when the files are not at hand. */
export async function analyzeAgain(
  tables: Tables,
  settings: Settings,
  parts: EngineParts,
  report: OnProgress,
  hooks?: AnalysisHooks,
): Promise<Tables> {
  const { source, result, text } = tables;
  if (source === null)
    throw new Error(
      'This analysis was opened from the history: give its files again, then it can run with other settings.',
    );
  const { name, truth } = result;
  const { without, numLeftOut } = source;
  const job: AnalysisJob = { name, files: source.files, without, numLeftOut, settings, truth };
  const { verdicts, sessionMemory, opened, clocks, minedProblems } = source;
  const affected = affectedBy(result.settings, settings);
  const table = tableUnder(tables, source, settings, affected);
  if (table === null) return analyzeFiles(job, parts, report, hooks, verdicts, sessionMemory);
  const watch = createStopwatch(parts.now);
  // Templates of a log that a database counted are the database's.
  const isMined = table === tables.table && (table.counted !== undefined || !affected.has('mine'));
  const known =
    isMined && minedProblems
      ? { templates: withoutSavedTemplates(tables.templates), problems: minedProblems }
      : null;
  const rezoned = (plan: ScanPlan, i: number): ScanPlan => {
    const zone = zoneOfFile(settings, table.files[i].name).name;
    return zone === plan.zone ? plan : { ...plan, zone };
  };
  // A zone that a file beside it told stays told where the times are as they were.
  const plans = table === tables.table ? text.plans : text.plans.map(rezoned);
  const start = { job, opened, parts, report: throttled(report, parts.now), watch, verdicts, sessionMemory };
  return analyzeOpened(start, async () => ({ ...text, table, plans, clocks }), known);
}

/** The records as they would be read under these settings; null: only a reading tells. */
function tableUnder(
  { table, text }: Tables,
  { clocks }: AnalysisSource,
  settings: Settings,
  affected: ReadonlySet<Affects>,
): LogTable | null {
  if (affected.has('read')) return null;
  if (!affected.has('times')) return table;
  if (clocks === null) return null;
  const names = table.files.map((file) => file.name);
  const after = names.map((name) => zoneOfFile(settings, name));
  const zones = text.plans.map((plan) => plan.zone);
  const moved = rezone(table, clocks, { before: zones, after });
  if (moved === null) return null;
  const others = moved.problems.filter((problem) => problem.code !== UNKNOWN_ZONE);
  return { ...moved, problems: [...zoneProblems(settings, table.files), ...others] };
}

/** All that a setting affects whose value differs; what is said of a file counts even where that could not be read so far. */
function affectedBy(before: Settings, after: Settings): ReadonlySet<Affects> {
  const changed = SETTING_PATHS.filter((path) => !isEqual(settingAt(before, path), settingAt(after, path)));
  return new Set(changed.map((path) => SETTING_ROWS[path].affects));
}
