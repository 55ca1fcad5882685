/**
 * Runs the detectors over what is to be judged. In: a Reference's windows, detectors by role. Out: one DetectorResult each. One that fails
 * abstains: the others still speak. Votes that do not count are taken away by mask-votes.ts alone.
 */

import { DETECTOR_ROWS } from '../../contracts/detectors';
import type { WindowGrid } from '../../contracts/features';
import { type Detector, type DetectorInput, type DetectorResult, ofRole } from '../../contracts/scores';
import type { OnProgress } from '../../contracts/units';
import type { ReferenceWindows } from '../baseline/reference';
import { errorText } from '../wording/error-text';
import { abstain } from './abstention';
import { maskLoneVotes, maskVotes } from './mask-votes';
import { detectWithRetraining } from './retrain';

export interface DetectOptions {
  readonly windows: ReferenceWindows;
  readonly seed: number;
  readonly onProgress: OnProgress;
}

/** Those that need no training, one after another. */
export async function detectUntrained(
  detectors: readonly Detector[],
  options: DetectOptions,
): Promise<readonly DetectorResult[]> {
  const results: DetectorResult[] = [];
  for (const detector of detectors.filter((each) => !trains(each)))
    results.push(await detect(detector, options));
  return results;
}

/** Those that train, in another thread, beside what else is at work. */
export function detectTrained(
  detectors: readonly Detector[],
  options: DetectOptions,
): Promise<readonly DetectorResult[]> {
  return Promise.all(detectors.filter(trains).map((detector) => detect(detector, options)));
}

/** What all of them found, in the order of `detectors`, without the votes that the robust one's are missing beside. */
export function together(
  detectors: readonly Detector[],
  found: readonly DetectorResult[],
  grid: WindowGrid,
): readonly DetectorResult[] {
  const robust = ofRole(found, 'robust');
  const inOrder = detectors.flatMap(({ name }) => found.filter((result) => result.name === name));
  return inOrder.map((result) => maskLoneVotes(result, robust, grid));
}

const AT_WORK = 'it is still training.';

/** What stands for those that train while they do. */
export function stillTraining(
  detectors: readonly Detector[],
  { windows }: DetectOptions,
): readonly DetectorResult[] {
  const { length } = windows.detection.features.grid;
  return detectors.filter(trains).map(({ name }) => abstain(name, length, AT_WORK, ''));
}

export function isStillTraining({ abstained }: DetectorResult): boolean {
  return abstained === AT_WORK;
}

function trains({ name }: Pick<Detector, 'name'>): boolean {
  return DETECTOR_ROWS[name].role === 'trains';
}

async function detect(
  detector: Detector,
  { windows: { detection, gap, marked }, seed, onProgress }: DetectOptions,
): Promise<DetectorResult> {
  const { features, baseline, trained = null } = detection;
  const { length } = features.grid;
  if (gap?.abstained) return abstain(detector.name, length, gap.abstained, '');
  onProgress({ stage: 'detect', detail: detector.name, done: 0, total: null, unit: 'windows' });
  const input: DetectorInput = { features, baseline, seed, trained };
  return detectWithRetraining(detector, input, marked, onProgress)
    .then((found) => (gap ? maskVotes(found, gap.windows, 'uncovered') : found))
    .catch((error) => abstain(detector.name, length, `It failed: ${errorText(error)}`, ''));
}
