/**
 * The one place that takes votes away. In: a DetectorResult, windows, why. Out: the result in which score, max scale, vote and reasons
 * of these windows are in step. The search for better thresholds asks the same rules of votes that it foretells.
 */
import type { WindowGrid } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import { type Bitset, hasBit } from '../lib/bitset';

/** Why a vote does not count, and what goes with it. */
const MASKS = {
  /** The user called the window normal: it has its score, and no threshold gives it a vote. */
  normal: { losesScore: false, losesMaxScale: true },
  /** The baseline knows nothing of it (baseline/coverage.ts): it has no score either. */
  uncovered: { losesScore: true, losesMaxScale: true },
  /** The robust detector has no vote there: under another threshold it may have one. */
  alone: { losesScore: false, losesMaxScale: false },
} as const;
export type VoteMask = keyof typeof MASKS;

/** The very result given where no window is masked. `windows`: 1 for each that is; one entry a window of the grid. */
export function maskVotes(result: DetectorResult, windows: Uint8Array, why: VoteMask): DetectorResult {
  if (!windows.includes(1)) return result;
  const { losesScore, losesMaxScale } = MASKS[why];
  const without = <T extends Float32Array | Float64Array | Uint8Array>(column: T, nothing: number): T => {
    const left = column.slice() as T;
    windows.forEach((isMasked, w) => {
      if (isMasked) left[w] = nothing;
    });
    return left;
  };
  const { maxScale } = result;
  return {
    ...result,
    ...(losesScore && { score: without(result.score, Number.NaN) }),
    ...(losesMaxScale && maxScale && { maxScale: without(maxScale, Number.NaN) }),
    vote: without(result.vote, 0),
    reasons: Object.fromEntries(Object.entries(result.reasons).filter(([w]) => !windows[Number(w)])),
  };
}

/**
 * Windows in which no vote counts without the robust detector's: one that the log breaks off in. What is missing there looks like a
 * drop to the others. Ascending.
 */
export function windowsOfRobustOnly({ length, tailCovered01 }: WindowGrid): readonly number[] {
  return tailCovered01 === undefined ? [] : [length - 1];
}

/** The result without the votes that the robust detector's are missing beside; `robust`: its result, null where this is it. */
export function maskLoneVotes(
  result: DetectorResult,
  robust: DetectorResult | null,
  grid: WindowGrid,
): DetectorResult {
  if (robust === null) return result;
  const lone = new Uint8Array(grid.length);
  for (const w of windowsOfRobustOnly(grid)) if (result.vote[w] && !robust.vote[w]) lone[w] = 1;
  return maskVotes(result, lone, 'alone');
}

/** The same on votes as bits: takes windows from `confirmed` that lack the robust detector's. */
export function maskLoneBits(confirmed: Bitset, robust: Bitset, robustOnly: readonly number[]): void {
  for (const w of robustOnly) if (!hasBit(robust, w)) confirmed.words[w >>> 5] &= ~(1 << (w & 31));
}

/** 1 for a window that no threshold of any detector gives a vote: learnt, called normal, uncovered, or in a pause. */
export function closedWindows(results: readonly DetectorResult[], numWindows: number): Uint8Array {
  const speaking = results.filter(({ abstained, maxScale }) => abstained === null && maxScale);
  return Uint8Array.from({ length: numWindows }, (_, w) =>
    speaking.every(({ maxScale }) => Number.isNaN(maxScale![w])) ? 1 : 0,
  );
}
