/**
 * What a baseline cannot be relied on for. In: features, a baseline. Out: its faults, as data and in words: it is ill, hardly holds records, is silent
 * for long within, or is of another phase than what is judged by it; and what was done about it.
 */
import type { Baseline, BaselineFault, FeatureMatrix, WindowGrid } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { Problem } from '../../contracts/units';
import { median } from '../lib/quantile';
import { durationInWords } from '../wording/duration';
import { percentOf } from '../wording/percent';
import { problem } from '../wording/problem';
import type { Illness } from './ill';
import { isLearnt, learntWindows, stretchesOf } from './learnt-windows';
import { activeWindows } from './sufficiency';

const { manyWatchedWindows, emptyBaseline01, holeWindows, denseShare01, usualKnown01 } = THRESHOLDS;

/** The same baseline with those faults that its windows show; the ones that it was chosen with stay first. */
export function withFaults(features: FeatureMatrix, baseline: Baseline): Baseline {
  const found = [emptyFault(features, baseline), phaseFault(features, baseline)];
  const faults = [...(baseline.faults ?? []), ...found.filter((each) => each !== null)];
  return faults.length === 0 ? baseline : { ...baseline, faults };
}

export function faultProblems({ faults = [] }: Baseline): readonly Problem[] {
  return faults.map(({ kind, text }) => problem('warning', `baseline-${kind}`, text));
}

function emptyFault(features: FeatureMatrix, baseline: Baseline): BaselineFault | null {
  const numLearnt = learntWindows(baseline).length;
  const numActive = activeWindows(features.counts, baseline).length;
  const isMany = numActive >= manyWatchedWindows;
  if (numLearnt < manyWatchedWindows || isMany || numActive >= emptyBaseline01 * numLearnt) return null;
  const text =
    `The baseline hardly holds anything: ${numActive} of its ${numLearnt} windows have records, so little is known of how the log usually is. ` +
    'A log of a busy time, chosen as the baseline, would tell more.';
  return { kind: 'empty', text, isMended: false };
}

/** Most of what comes after it is nothing that it has seen. */
function phaseFault(features: FeatureMatrix, baseline: Baseline): BaselineFault | null {
  const { counts, grid, paused } = features;
  const numLearnt = learntWindows(baseline).length;
  // Of a log that is mostly silent, and of a few windows, nobody knows what work is usual.
  const isSparse = activeWindows(counts, baseline).length < numLearnt / 2;
  if (baseline.numSaved !== undefined || isSparse || numLearnt < THRESHOLDS.minBaselineWindows) return null;
  const known = new Uint8Array(counts.numColumns);
  for (const w of learntWindows(baseline))
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) known[counts.column[i]] = 1;
  const shares: number[] = [];
  for (let w = baseline.end; w < grid.length; w++) {
    if (isLearnt(baseline, w) || paused?.[w] || counts.rowBegin[w] === counts.rowBegin[w + 1]) continue;
    let [num, all] = [0, 0];
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      all += counts.count[i];
      if (known[counts.column[i]]) num += counts.count[i];
    }
    shares.push(num / all);
  }
  const usual = median(shares);
  if (shares.length === 0 || usual >= usualKnown01) return null;
  const text =
    `The baseline is of another phase of the log: it knows ${percentOf(usual)} of the records of a usual window after it. ` +
    'What was confirmed may be no more than that. A range of the usual work, chosen as the baseline, would tell.';
  return { kind: 'other-phase', text, isMended: false };
}

/** Windows of long silences within windows that else hold records; ascending. Not to be learnt: silence would be normal from then on. */
export function holesIn({ counts }: FeatureMatrix, windows: readonly number[]): readonly number[] {
  const empty = windows.filter((w) => counts.rowBegin[w] === counts.rowBegin[w + 1]);
  const holes = stretchesOf(empty).filter(({ begin, end }) => end - begin >= holeWindows);
  const inHoles = holes.flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, i) => begin + i));
  const rest = windows.length - inHoles.length;
  const isDense = windows.length - empty.length >= denseShare01 * rest;
  return isDense && rest >= manyHeld(windows.length) ? inHoles : [];
}

/** A log that is silent for most of its time has pauses and no holes. */
const manyHeld = (numWindows: number): number => Math.max(THRESHOLDS.minBaselineWindows, numWindows / 2);

export function holeFault(numWindows: number, windowMs: number): BaselineFault {
  const text =
    `Within the baseline the log is silent for ${durationInWords(numWindows * windowMs)}, though it else goes on: ` +
    'this was not learnt as normal but judged by the rest, in hindsight.';
  return { kind: 'holed', text, isMended: true };
}

/** `later`: what was learnt instead, in words; null: there is nothing that is well. */
export function illFault(
  { lastEnd, errors01 }: Illness,
  { windowMs, length }: WindowGrid,
  later: string | null,
): BaselineFault {
  const what =
    errors01 >= THRESHOLDS.illErrors01
      ? `${percentOf(errors01)} of its records are errors`
      : 'its lines say that something is down';
  const lasts = lastEnd >= length ? 'to its end' : `for ${durationInWords(lastEnd * windowMs)}`;
  const bad = `The log is bad from its first line on, ${lasts}: ${what}.`;
  if (later !== null) {
    const text = `${bad} Learnt instead: ${later}. What came before was judged by that, in hindsight.`;
    return { kind: 'ill', text, isMended: true };
  }
  const text = `${bad} Nothing later is well for long enough to compare with: what its lines say is told, and not how unusual it is.`;
  return { kind: 'ill', text, isMended: false, windowEnd: lastEnd };
}
