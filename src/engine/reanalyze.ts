// The same files under other settings. In: the tables of an analysis, settings. Out: its tables under these, equal to those of
// a whole run; it begins as late as what changed allows: reading, times shifted, mining, or features. The old tables stay whole.

import type { FileSetting, Settings } from '../contracts/settings';
import type { LogTable } from '../contracts/tables';
import type { AnalysisHooks, AnalysisJob } from '../contracts/threads';
import type { OnProgress } from '../contracts/units';
import { withoutSavedTemplates } from '../core/baseline/saved/prepend';
import { UNKNOWN_ZONE, zoneOfFile, zoneProblems } from '../core/ingest/time/file-zone';
import { rezone } from '../core/ingest/time/rezone';
import { type AnalysisSource, analyzeFiles, analyzeOpened, type Tables, throttled } from './analyze';
import { isEqual } from './detector-cache';
import type { EngineParts } from './engine-parts';
import { createStopwatch } from './stopwatch';

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
  const job: AnalysisJob = { name, files: source.files, settings, truth };
  const { verdicts, sessionMemory, opened, clocks, minedProblems } = source;
  const table = tableUnder(tables, source, settings);
  if (table === null) return analyzeFiles(job, parts, report, hooks, verdicts, sessionMemory);
  const watch = createStopwatch(parts.now);
  const isMined = table === tables.table && isEqual(settings.drain, result.settings.drain);
  const known =
    isMined && minedProblems
      ? { templates: withoutSavedTemplates(tables.templates), problems: minedProblems }
      : null;
  const plans = text.plans.map((plan, i) => {
    const zone = zoneOfFile(settings, table.files[i].name).name;
    return zone === plan.zone ? plan : { ...plan, zone };
  });
  const start = { job, opened, parts, report: throttled(report, parts.now), watch, verdicts, sessionMemory };
  return analyzeOpened(start, async () => ({ table, blobs: text.blobs, plans, clocks }), known);
}

/** The records as they would be read under these settings; null: only a reading tells. */
function tableUnder(tables: Tables, { clocks }: AnalysisSource, settings: Settings): LogTable | null {
  const { table, text, result } = tables;
  const before = result.settings;
  if (isReadDifferently(before, settings)) return null;
  if (before.zone === settings.zone && isEqual(zonesOf(before), zonesOf(settings))) return table;
  if (clocks === null) return null;
  const names = table.files.map((file) => file.name);
  const after = names.map((name) => zoneOfFile(settings, name));
  const zones = text.plans.map((plan) => plan.zone);
  const moved = rezone(table, clocks, { before: zones, after });
  if (moved === null) return null;
  const others = moved.problems.filter((problem) => problem.code !== UNKNOWN_ZONE);
  return { ...moved, problems: [...zoneProblems(settings, table.files), ...others] };
}

/** Year, or what the user says of a file's format, encoding or order of dates: even of one that could not be read so far. */
function isReadDifferently(before: Settings, after: Settings): boolean {
  const named = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  const differs = (name: string): boolean => {
    const [old, now] = [fileSetting(before, name), fileSetting(after, name)];
    const [order, wanted] = [old.dateOrder ?? null, now.dateOrder ?? null];
    return old.format !== now.format || old.encoding !== now.encoding || order !== wanted;
  };
  return before.year !== after.year || [...named].some(differs);
}

const FOUND: FileSetting = { format: null, encoding: null, zone: null };

function fileSetting({ files }: Settings, name: string): FileSetting {
  return Object.hasOwn(files, name) ? files[name] : FOUND;
}

function zonesOf({ files }: Settings): readonly [string, string][] {
  return Object.entries(files).flatMap(([name, { zone }]) => (zone === null ? [] : [[name, zone]]));
}
