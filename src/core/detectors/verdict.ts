/** What detectors share when they give their verdict: whether there is enough to learn from, and abstention. What a vote is: reach.ts. */
import type { Baseline, CountMatrix } from '../../contracts/features';
import type { Detector, DetectorInput, DetectorName, DetectorResult } from '../../contracts/scores';
import { learntWindows } from '../features/baseline-windows';

/** A detector from a plain call, which reports once: when it is done. */
export function detectorOf(name: DetectorName, detect: (input: DetectorInput) => DetectorResult): Detector {
  return {
    name,
    detect: async (input, onProgress) => {
      const result = detect(input);
      const total = input.features.grid.length;
      onProgress({ stage: 'detect', detail: name, done: total, total, unit: 'windows' });
      return result;
    },
  };
}

/** Windows with records that a baseline needs before thresholds out of fold mean anything. */
const MIN_BASELINE_WINDOWS = 12;
/** Silence is history too: of so many windows, a few with records are enough. */
const MANY_WATCHED = 60;
const MIN_OF_MANY = 5;

/** Why this baseline is too little to learn from, one sentence; null when it is enough. For every detector. */
export function tooLittle(counts: CountMatrix, baseline: Baseline): string | null {
  const numActive = activeWindows(counts, baseline).length;
  const least = learntWindows(baseline).length >= MANY_WATCHED ? MIN_OF_MANY : MIN_BASELINE_WINDOWS;
  if (numActive >= least) return null;
  const windows = numActive === 1 ? 'window' : 'windows';
  return `The baseline has only ${numActive} ${windows} with records; it needs ${least}.`;
}

/** Fewer kinds of records than this, and a new one says little: the log has hardly shown what it can say. */
const MANY_KINDS = 5;

/** Whether the baseline holds so few kinds of records that a new one is no news unless it is grave. */
export function hasFewKinds(counts: CountMatrix, baseline: Baseline, numTemplates: number): boolean {
  const known = new Set<number>();
  const { rowBegin, column } = counts;
  for (const w of learntWindows(baseline))
    for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++) if (column[i] < numTemplates) known.add(column[i]);
  return known.size < MANY_KINDS;
}

/** Windows of the baseline that hold records. */
export function activeWindows(counts: CountMatrix, baseline: Baseline): number[] {
  return learntWindows(baseline).filter((w) => counts.rowBegin[w + 1] > counts.rowBegin[w]);
}

/** A detector with too little history: no score, no vote, and why. */
export function abstain(name: DetectorName, numWindows: number, why: string): DetectorResult {
  return {
    name,
    backend: 'js',
    numRows: 0,
    seconds: 0,
    threshold: null,
    abstained: why,
    score: new Float32Array(numWindows).fill(Number.NaN),
    vote: new Uint8Array(numWindows),
    reasons: {},
    lossCurve: [],
  };
}
