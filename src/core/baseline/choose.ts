/** Chooses the windows that the detectors learn from. In: features, settings. Out: a Baseline with its reason in words. */
import type { Baseline, FeatureMatrix, WindowGrid } from '../../contracts/features';
import type { Settings } from '../../contracts/settings';
import type { LogTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs } from '../../contracts/units';
import type { Spread } from '../features/error-spread';
import { coveredWindows, runsOf } from '../features/runs';
import { durationInWords } from '../wording/duration';
import { plural } from '../wording/plural';
import { holeFault, holesIn, illFault } from './faults';
import { illnessOf } from './ill';
import { learntWindows } from './learnt-windows';
import { oddInBaseline } from './trim';

/**
 * The first share of the windows, the range that the user brushed, or the files known to be good: one file, a folder, or all whose
 * path begins with the name. A range or name that holds no window falls back to the default share: the reason and `instead` say so. Of a
 * baseline that nobody vouched for, windows that disagree with the rest are left out.
 * A log that is bad from its first line on teaches what comes after that, where enough of it is well.
 * @param failures moments at which a failure shows in several components
 * @param states 1 for each template that says that something is down; see badStates
 */
export function chooseBaseline(
  features: FeatureMatrix,
  settings: Settings,
  table: LogTable,
  failures: readonly Spread[] = [],
  states: Uint8Array = new Uint8Array(0),
): Baseline {
  const setting = settings.baseline;
  if (setting.kind === 'first') return firstWell(features, setting.share01, failures, states);
  if (setting.kind === 'range') {
    const found = between(features, Date.parse(setting.start), Date.parse(setting.end));
    if (found) return found;
    const instead = `The range ${setting.start} to ${setting.end}, set as baseline, holds no window of this log.`;
    return {
      ...firstShare(
        features,
        THRESHOLDS.baselineShare01,
        'the range that was set holds no window: ',
        failures,
      ),
      instead,
    };
  }
  if (setting.kind === 'saved')
    return firstShare(
      features,
      THRESHOLDS.baselineShare01,
      'the saved baseline is not to be had: ',
      failures,
    );
  const found = ofFiles(features, table, setting.name);
  if (found) return found;
  const instead = `${setting.name}, set as baseline, holds no window of this log.`;
  return {
    ...firstShare(
      features,
      THRESHOLDS.baselineShare01,
      `${setting.name} holds no window of its own: `,
      failures,
    ),
    instead,
  };
}

/** Windows after an illness that are enough to learn from and to judge; of few, half are learnt. */
const MIN_WELL = 2 * THRESHOLDS.minBaselineWindows;

/** The first share of what is well; of a log that never is, the first share all the same. */
function firstWell(
  features: FeatureMatrix,
  share01: number,
  failures: readonly Spread[],
  states: Uint8Array,
): Baseline {
  const usual = firstShare(features, share01, '', failures);
  const illness = illnessOf(features, states);
  if (illness === null) return usual;
  const { grid } = features;
  const { end } = illness;
  // An illness that ends well within the baseline is told by the rest of it.
  if (end !== null && end < (usual.end - usual.begin) / 3) return usual;
  if (end === null || grid.length - end < MIN_WELL)
    return {
      ...usual,
      faults: [illFault(illness, grid, null), ...(usual.faults ?? [])],
    };
  const numWell = grid.length - end;
  const numLearnt = Math.max(Math.round(numWell * share01), Math.min(MIN_WELL, Math.round(numWell / 2)));
  const percent = `the first ${Math.round((numLearnt / numWell) * 100)} % of what comes after it`;
  const well = trimmed(features, withoutPauses(features, end, end + numLearnt, percent), failures);
  return {
    ...well,
    reason: `${well.reason}: the log is bad from its first line on`,
    faults: [illFault(illness, grid, well.reason), ...(well.faults ?? [])],
  };
}

const DAY_MS = 86_400_000;

/** Where the share holds whole days (from two weeks on, whole weeks) it ends with one: each hour is learnt equally often. */
function firstShare(
  features: FeatureMatrix,
  share01: number,
  prefix: string,
  failures: readonly Spread[],
): Baseline {
  const { grid, paused } = features;
  const end = endOfShare(grid.length, share01, paused);
  const days = Math.floor((end * grid.windowMs) / DAY_MS);
  const wholeDays = days >= 14 ? days - (days % 7) : days;
  const percent = `${Math.round(share01 * 100)} % of the log`;
  if (wholeDays === 0 || grid.windowMs > DAY_MS || isBroken(features))
    return trimmed(features, withoutPauses(features, 0, end, `${prefix}the first ${percent}`), failures);
  const reason = `${prefix}the first ${durationInWords(wholeDays * DAY_MS)}: the whole days in the first ${percent}`;
  const wholeEnd = Math.round((wholeDays * DAY_MS) / grid.windowMs);
  return trimmed(features, withoutPauses(features, 0, wholeEnd, reason), failures);
}

/** Hours that clocks skip leave days whole; pauses between runs are longer. */
const MAX_SKIPPED_MS = 2 * 3_600_000;

function isBroken({ grid, paused }: FeatureMatrix): boolean {
  const numPaused = paused?.reduce((sum, isPaused) => sum + isPaused, 0) ?? 0;
  return numPaused * grid.windowMs > MAX_SKIPPED_MS;
}

/** End of the share of the windows that lie in no pause. */
function endOfShare(length: number, share01: number, paused: Uint8Array | undefined): number {
  if (!paused) return Math.max(1, Math.min(length - 1, Math.round(length * share01)));
  const numActive = paused.reduce((sum, isPaused) => sum + 1 - isPaused, 0);
  let left = Math.max(1, Math.round(numActive * share01));
  let end = 0;
  while (end < length - 1 && left > 0) if (!paused[end++]) left--;
  return end;
}

/** Whole windows inside [startMs, endMs); null when there is none. */
function between(features: FeatureMatrix, startMs: number, endMs: number): Baseline | null {
  const { grid } = features;
  if (!(startMs < endMs)) return null;
  const begin = Math.max(0, Math.ceil((startMs - grid.startMs) / grid.windowMs - 0.25));
  const end = Math.min(grid.length, Math.floor((endMs - grid.startMs) / grid.windowMs + 0.25));
  return begin < end ? withoutPauses(features, begin, end, 'the range that was set') : null;
}

/** The windows that the named files cover, however many other files lie between them. */
function ofFiles(features: FeatureMatrix, table: LogTable, name: string): Baseline | null {
  const named = table.files.filter((file) => file.name === name || file.name.startsWith(`${name}/`));
  const files = named.length > 0 ? named : table.files.filter((file) => file.name.startsWith(name));
  const covered = coveredWindows(runsOf({ files }), features.grid);
  const begin = covered.indexOf(1);
  const end = covered.lastIndexOf(1) + 1;
  if (begin < 0) return null;
  const leftOut = Uint8Array.from(covered, (isCovered, w) => (w >= begin && w < end && !isCovered ? 1 : 0));
  const what = files.length === 1 ? `the file ${files[0].name}` : `the ${files.length} files of ${name}`;
  return withLeftOut(baselineOf(features.grid, begin, end, what), leftOut);
}

function withoutPauses(features: FeatureMatrix, begin: number, end: number, reason: string): Baseline {
  const { grid, paused } = features;
  const leftOut = paused?.map((isPaused, w) => (w >= begin && w < end ? isPaused : 0));
  return withLeftOut(baselineOf(grid, begin, end, reason), leftOut ?? new Uint8Array(0));
}

function withLeftOut(baseline: Baseline, leftOut: Uint8Array): Baseline {
  return leftOut.includes(1) ? { ...baseline, leftOut } : baseline;
}

function trimmed(features: FeatureMatrix, baseline: Baseline, failures: readonly Spread[]): Baseline {
  const { startMs, windowMs } = features.grid;
  const failed = new Set(failures.map(({ timeMs }) => Math.floor((timeMs - startMs) / windowMs)));
  const holes = holesIn(features, learntWindows(baseline));
  const leftOut = baseline.leftOut?.slice() ?? new Uint8Array(features.grid.length);
  for (const w of holes) leftOut[w] = 1;
  const whole =
    holes.length === 0 ? baseline : { ...baseline, leftOut, faults: [holeFault(holes.length, windowMs)] };
  const odd = oddInBaseline(features, learntWindows(whole), failed);
  if (odd.length === 0) return whole;
  for (const w of odd) leftOut[w] = 1;
  const windows = plural(odd.length, 'window that disagrees', 'windows that disagree');
  const reason = `${baseline.reason}, without ${odd.length} ${windows} with the rest`;
  return { ...whole, leftOut, numOdd: odd.length, reason };
}

function baselineOf(grid: WindowGrid, begin: number, end: number, reason: string): Baseline {
  const time = (window: number): EpochMs => (grid.startMs + window * grid.windowMs) as EpochMs;
  return { begin, end, startMs: time(begin), endMs: time(end), reason };
}
