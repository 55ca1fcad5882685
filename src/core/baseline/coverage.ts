/**
 * Whether a log is one that a baseline can judge at all. In: features, a baseline that the user chose. Out: the windows of which it
 * knows hardly anything so far, and a Problem. Each window is decided by itself and what came before it, never by what comes after.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { BaselineDrift } from '../../contracts/saved-baseline';
import type { Problem } from '../../contracts/units';
import { upperFirst } from '../wording/letter-case';
import { percentOf } from '../wording/percent';
import { problem } from '../wording/problem';
import { isLearnt, learntWindows } from './learnt-windows';

/** Of a log that a baseline is for, at least one of these shares is known to it. */
const MIN_KNOWN_TEMPLATES01 = 0.2;
const MIN_KNOWN_RECORDS01 = 0.1;
/** Of the half of its windows, each of these shares. */
const USUAL_KNOWN01 = 0.5;

export interface CoverageGap {
  /** 1 for a window that is not to be judged by this baseline. One entry a window of the grid. */
  readonly windows: Uint8Array;
  /** One sentence, where no window with records can be judged; null: some can. */
  readonly abstained: string | null;
  readonly problem: Problem;
}

/** Null: the baseline knows what the log says. `name`: of the baseline, in a sentence: 'the saved baseline "a"'. */
export function findCoverageGap(
  features: FeatureMatrix,
  baseline: Baseline,
  name: string,
): CoverageGap | null {
  const { grid, counts, paused } = features;
  const known = new Uint8Array(counts.numColumns);
  for (const w of learntWindows(baseline))
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) known[counts.column[i]] = 1;
  const windows = new Uint8Array(grid.length);
  const soFar = createTally(counts.numColumns, known);
  const usual: number[] = [];
  let numStrange = 0;
  for (let w = 0; w < grid.length; w++) {
    if (isLearnt(baseline, w) || paused?.[w]) continue;
    const here = createTally(counts.numColumns, known);
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      here.add(counts.column[i], counts.count[i]);
      soFar.add(counts.column[i], counts.count[i]);
    }
    const share01 = here.share();
    if (share01 !== null) usual.push(share01);
    if (!soFar.isStrange()) continue;
    windows[w] = 1;
    if (share01 !== null) numStrange++;
  }
  if (numStrange > 0) return strange(windows, numStrange, usual.length, soFar.words(name), name);
  usual.sort((a, b) => a - b);
  if (usual.length === 0 || usual[usual.length >> 1] >= USUAL_KNOWN01) return null;
  return { windows, abstained: null, problem: moved(soFar.words(name)) };
}

function strange(
  windows: Uint8Array,
  numStrange: number,
  numActive: number,
  words: string,
  name: string,
): CoverageGap {
  if (numStrange < numActive) {
    const message =
      `In ${numStrange} of ${numActive} windows, hardly anything that the log had said so far was known to ${name}: they were not judged by it. ` +
      'Either it is of another system, or these windows hold nothing of the usual.';
    return { windows, abstained: null, problem: problem('warning', 'baseline-strange', message) };
  }
  const abstained = `${words}: it is of another system, or this log holds nothing of the usual.`;
  const message =
    `${abstained} What it takes for normal says nothing about this log, so no window was judged by it. ` +
    'Choose another baseline in the settings, for instance the first part of the log itself.';
  return { windows, abstained, problem: problem('warning', 'baseline-strange', message) };
}

function moved(words: string): Problem {
  const message =
    `${words}, and most windows are mostly new to it: it may be too old, or of another system. ` +
    'What was confirmed may be no more than that. Compare it with a baseline of the log itself.';
  return problem('warning', 'baseline-moved', message);
}

function createTally(numColumns: number, known: Uint8Array) {
  const seen = new Uint8Array(numColumns);
  const templates = [0, 0];
  const records = [0, 0];
  return {
    add(column: number, count: number): void {
      records[known[column]] += count;
      if (!seen[column]) templates[known[column]]++;
      seen[column] = 1;
    },
    /** The smaller of the shares that are known, 0 .. 1; null: nothing was added. */
    share(): number | null {
      return records[0] + records[1] === 0 ? null : Math.min(shareOf(templates), shareOf(records));
    },
    isStrange(): boolean {
      return records[0] + records[1] > 0 && isStrange(shareOf(templates), shareOf(records));
    },
    words(name: string): string {
      const all = templates[0] + templates[1];
      return `${upperFirst(name)} knows ${templates[1]} of the ${all} templates that it was to judge, with ${percentOf(shareOf(records))} of their records`;
    },
  };
}

function shareOf([unknown, known]: readonly number[]): number {
  return known / (unknown + known);
}

function isStrange(templates01: number, records01: number): boolean {
  return templates01 < MIN_KNOWN_TEMPLATES01 && records01 < MIN_KNOWN_RECORDS01;
}

/** Whether a log lies so far from a saved baseline that it is not of the same system. */
export function isOfAnother({ numTemplates, numNew, newShare01 }: BaselineDrift): boolean {
  return isStrange(1 - numNew / numTemplates, 1 - newShare01);
}
