// Saved baselines over the analysis at hand. In: its tables, a choice of windows. Out: a SavedBaseline that was tried on itself; one that
// took in this log's quiet windows; how far this log has drifted from one.

import type { FeatureMatrix } from '../contracts/features';
import type { Timeline } from '../contracts/result';
import type {
  BaselineDrift,
  BaselineMeta,
  BaselineRows,
  BaselineSource,
  SavedBaseline,
} from '../contracts/saved-baseline';
import type { DetectorResult } from '../contracts/scores';
import type { BaselineChoice, BaselineOrder } from '../contracts/threads';
import { THRESHOLDS } from '../contracts/thresholds';
import type { OnProgress } from '../contracts/units';
import { isOfAnother } from '../core/baseline/coverage';
import { learntWindows } from '../core/baseline/learnt-windows';
import { driftSince } from '../core/baseline/saved/drift';
import { rowsToRetain } from '../core/baseline/saved/evict';
import { fingerprintOfRows, joinRows, pickRows, rowsOfWindows } from '../core/baseline/saved/rows';
import { hashText } from '../core/lib/hash';
import { durationInWords } from '../core/wording/duration';
import type { EngineParts } from './engine-parts';
import type { Tables } from './tables';
import { tryOnItself } from './try-baseline';

/** Windows that a saved baseline holds at most. */
const MAX_BASELINE_ROWS = 2000;
/** Windows with records that detectors need to learn from. */
const MIN_ROWS = THRESHOLDS.minSavedWindows;

/** @throws Error with a sentence for the user when the windows are too few. */
export async function makeBaseline(
  tables: Tables,
  { name, choice, nowMs }: BaselineOrder,
  parts: EngineParts,
  onProgress: OnProgress,
): Promise<SavedBaseline> {
  const { features, timeline } = windowed(tables);
  const windows = windowsOf(choice, features, timeline, tables);
  const all = rowsOf(tables, features, windows);
  if (numActive(all) < MIN_ROWS)
    throw new Error(
      `These are ${numActive(all)} windows with records; a baseline needs at least ${MIN_ROWS} to teach anything.`,
    );
  const seed = tables.result.settings.seed;
  const rows = pickRows(all, rowsToRetain(all, windows.length, MAX_BASELINE_ROWS, seed));
  const tried = await tryOnItself(rows, tables.result.settings, parts, onProgress);
  const print = fingerprintOfRows(rows);
  const id = hashText(`${print} ${nowMs}`);
  const meta = { id, name, savedMs: nowMs, refreshes: [], validation: tried.validation, ...figuresOf(rows) };
  return { version: 1, meta: { ...meta, print }, rows, lstm: tried.lstm };
}

/**
 * The baseline with the quiet windows of this log. Those that it has already are not taken again; beyond MAX_BASELINE_ROWS old ones go,
 * evenly over their ages. @throws Error with a sentence for the user where nothing can be taken.
 */
export async function refreshBaseline(
  tables: Tables,
  saved: SavedBaseline,
  nowMs: number,
  parts: EngineParts,
  onProgress: OnProgress,
): Promise<SavedBaseline> {
  const { features, timeline } = windowed(tables);
  const { windowMs } = features.grid;
  if (windowMs !== saved.rows.windowMs)
    throw new Error(
      `Its windows are ${durationInWords(saved.rows.windowMs)} and those of this analysis ${durationInWords(windowMs)}: run this log with the baseline first.`,
    );
  const source = sourceOf(tables);
  const known = knownStarts(saved.rows, source);
  const { startMs } = features.grid;
  const quiet = judgedQuiet(features, timeline, tables).filter((w) => !known.has(startMs + w * windowMs));
  if (quiet.length === 0) throw new Error('It holds all quiet windows of this log already.');
  const fresh = rowsOf(tables, features, quiet);
  const drift = driftSince(saved.rows, fresh);
  if (drift && isOfAnother(drift))
    throw new Error(
      `It knows ${drift.numTemplates - drift.numNew} of the ${drift.numTemplates} templates of these windows: this log is of another system, so it was not refreshed. Keep a baseline of its own for this log.`,
    );
  const { seed } = tables.result.settings;
  const added = pickRows(fresh, rowsToRetain(fresh, quiet.length, MAX_BASELINE_ROWS / 2, seed));
  const rows = withFresh(saved.rows, added, seed);
  const numForgotten = saved.rows.startMs.length + added.startMs.length - rows.startMs.length;
  const tried = await tryOnItself(rows, tables.result.settings, parts, onProgress);
  const refresh = { atMs: nowMs, log: tables.result.name, numAdded: added.startMs.length, numForgotten };
  const meta: BaselineMeta = {
    ...saved.meta,
    ...figuresOf(rows),
    print: fingerprintOfRows(rows),
    validation: tried.validation,
    refreshes: [...saved.meta.refreshes, refresh].slice(-MAX_REFRESHES_TOLD),
  };
  return { version: 1, meta, rows, lstm: tried.lstm };
}

const MAX_REFRESHES_TOLD = 50;

/** Of the old rows only as many stay as leave room for the new ones. */
function withFresh(old: BaselineRows, fresh: BaselineRows, seed: number): BaselineRows {
  const numOld = old.startMs.length;
  const room = MAX_BASELINE_ROWS - fresh.startMs.length;
  const kept = numOld <= room ? old : pickRows(old, rowsToRetain(old, numOld, room, seed));
  return joinRows(kept, fresh);
}

/** Of the quiet windows of this log. Null: there are no windows, or no quiet ones. */
export function baselineDrift(tables: Tables, saved: SavedBaseline): BaselineDrift | null {
  const { features, result } = tables;
  if (features === null || result.timeline === null) return null;
  const quiet = quietWindows(features, result.timeline, tables);
  return quiet.length === 0 ? null : driftSince(saved.rows, rowsOf(tables, features, quiet));
}

function windowed({ features, result }: Tables): { features: FeatureMatrix; timeline: Timeline } {
  if (features === null || result.timeline === null)
    throw new Error('This analysis has no windows, so there is nothing to keep of it.');
  return { features, timeline: result.timeline };
}

function windowsOf(
  choice: BaselineChoice,
  features: FeatureMatrix,
  timeline: Timeline,
  tables: Tables,
): number[] {
  if (choice.kind === 'learnt') return learntWindows(timeline.baseline);
  if (choice.kind === 'quiet') return judgedQuiet(features, timeline, tables);
  const { startMs, windowMs, length } = features.grid;
  const first = Math.max(0, Math.ceil((choice.start - startMs) / windowMs - 0.25));
  const last = Math.min(length, Math.floor((choice.end - startMs) / windowMs + 0.25));
  const all = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  return all.filter((w) => !features.paused?.[w]);
}

/** Windows apart from an incident that count as its edge: its first signs may lie there. */
const EDGE = 1;

/**
 * The quiet windows of which something was said: learnt without standing out, or judged by two detectors at least.
 * @throws Error with a sentence for the user where quiet means no more than that nobody judged.
 */
function judgedQuiet(features: FeatureMatrix, timeline: Timeline, tables: Tables): number[] {
  const working = timeline.detectors.filter(({ abstained }) => abstained === null);
  if (working.length < THRESHOLDS.votesToConfirm)
    throw new Error(
      'Fewer than two detectors judged this log, so which of its windows are quiet is not known: choose a range that you know to be well.',
    );
  const numOf = (test: (detector: DetectorResult) => boolean): number => working.filter(test).length;
  const isJudged = (w: number): boolean =>
    numOf(({ score }) => !Number.isNaN(score[w])) >= THRESHOLDS.votesToConfirm;
  const standsOut = (w: number): boolean =>
    numOf(({ score, threshold }) => threshold !== null && score[w] > threshold) >= THRESHOLDS.votesToConfirm;
  const learnt = new Set(learntWindows(timeline.baseline));
  if (!hasWindow(features, (w) => !learnt.has(w) && isJudged(w)))
    throw new Error(
      'All windows of this log were learnt and none was judged, so which of them are quiet is not known: choose a range that you know to be well.',
    );
  return quietWindows(features, timeline, tables).filter(
    (w) => isJudged(w) && !(learnt.has(w) && standsOut(w)),
  );
}

/** Neither confirmed nor watched, in no incident nor beside one, in no pause. */
function quietWindows(
  { grid, paused }: FeatureMatrix,
  { consensus }: Timeline,
  { result }: Tables,
): number[] {
  const quiet = Array.from(
    { length: grid.length },
    (_, w) => !consensus.confirmed[w] && !consensus.watch[w] && !paused?.[w],
  );
  for (const { windowBegin, windowEnd } of result.incidents)
    quiet.fill(false, Math.max(0, windowBegin - EDGE), windowEnd + EDGE);
  return quiet.flatMap((isQuiet, w) => (isQuiet ? [w] : []));
}

function hasWindow({ grid }: FeatureMatrix, test: (window: number) => boolean): boolean {
  for (let w = 0; w < grid.length; w++) if (test(w)) return true;
  return false;
}

function rowsOf(tables: Tables, features: FeatureMatrix, windows: readonly number[]): BaselineRows {
  return rowsOfWindows(features, tables.templates, windows, sourceOf(tables));
}

function sourceOf({ result }: Tables): BaselineSource {
  return { name: result.name, print: hashText(result.files.map((file) => file.xxh64).join(' ')) };
}

function knownStarts({ startMs, source, sources }: BaselineRows, { print }: BaselineSource): Set<number> {
  return new Set(startMs.filter((_, row) => sources[source[row]].print === print));
}

function numActive({ counts }: BaselineRows): number {
  let num = 0;
  for (let row = 0; row < counts.numRows; row++) if (counts.rowBegin[row + 1] > counts.rowBegin[row]) num++;
  return num;
}

function figuresOf({ windowMs, startMs, templates }: BaselineRows) {
  const ends = startMs.reduce(([first, last], ms) => [Math.min(first, ms), Math.max(last, ms)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as number[]);
  const [firstMs, lastMs] = ends;
  return { windowMs, numRows: startMs.length, numTemplates: templates.length, firstMs, lastMs };
}
