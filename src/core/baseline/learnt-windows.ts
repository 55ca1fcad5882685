/** Which windows a baseline teaches. In: a Baseline. Out: tests and lists of windows. */
import type { Baseline } from '../../contracts/features';

/** Whether the detectors learn from the window: inside the range and not left out, or taught by the user. */
export function isLearnt({ begin, end, leftOut, alsoLearnt }: Baseline, window: number): boolean {
  return (window >= begin && window < end && leftOut?.[window] !== 1) || alsoLearnt?.[window] === 1;
}

/** The windows that are learnt, ascending. */
export function learntWindows(baseline: Baseline): number[] {
  const windows: number[] = [];
  const { begin, end, alsoLearnt } = baseline;
  const last = alsoLearnt?.length ?? end;
  for (let w = alsoLearnt ? 0 : begin; w < last; w++) if (isLearnt(baseline, w)) windows.push(w);
  return windows;
}

/** Stretches [begin, end) of windows that follow each other, from an ascending list. */
export function stretchesOf(windows: readonly number[]): { begin: number; end: number }[] {
  const stretches: { begin: number; end: number }[] = [];
  for (const w of windows) {
    const last = stretches.at(-1);
    if (last?.end === w) last.end = w + 1;
    else stretches.push({ begin: w, end: w + 1 });
  }
  return stretches;
}
