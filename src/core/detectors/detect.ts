/**
 * Runs the detectors over what is to be judged. In: a Reference's windows, detectors by role. Out: one DetectorResult each. One that fails
 * abstains: the others still speak. Votes that do not count are taken away by mask-votes.ts alone.
 */
import type { Detector, DetectorInput, DetectorResult } from '../../contracts/scores';
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

/** Of those that need no training, the robust one first: it is asked whether the others' votes count where the log breaks off. */
export async function detectUntrained(
  detectors: readonly Detector[],
  options: DetectOptions,
): Promise<readonly DetectorResult[]> {
  const results: DetectorResult[] = [];
  for (const detector of detectors.filter(({ role }) => role !== 'trained'))
    results.push(await detect(detector, robustOf(detectors, results), options));
  return results;
}

/** Those that train, in another thread, beside what else is at work; `untrained`: what detectUntrained gave. */
export function detectTrained(
  detectors: readonly Detector[],
  untrained: readonly DetectorResult[],
  options: DetectOptions,
): Promise<readonly DetectorResult[]> {
  const robust = robustOf(detectors, untrained);
  return Promise.all(trainedOf(detectors).map((detector) => detect(detector, robust, options)));
}

const AT_WORK = 'it is still training.';

/** What stands for those that train while they do. */
export function stillTraining(
  detectors: readonly Detector[],
  { windows }: DetectOptions,
): readonly DetectorResult[] {
  const { length } = windows.detection.features.grid;
  return trainedOf(detectors).map(({ name }) => abstain(name, length, AT_WORK, ''));
}

export function isStillTraining({ abstained }: DetectorResult): boolean {
  return abstained === AT_WORK;
}

function trainedOf(detectors: readonly Detector[]): readonly Detector[] {
  return detectors.filter(({ role }) => role === 'trained');
}

/** Null: it is none of these. */
function robustOf(detectors: readonly Detector[], results: readonly DetectorResult[]): DetectorResult | null {
  const robust = detectors.find(({ role }) => role === 'robust');
  return results.find(({ name }) => name === robust?.name) ?? null;
}

async function detect(
  detector: Detector,
  robust: DetectorResult | null,
  { windows: { detection, gap, marked }, seed, onProgress }: DetectOptions,
): Promise<DetectorResult> {
  const { features, baseline, trained = null } = detection;
  const { length } = features.grid;
  if (gap?.abstained) return abstain(detector.name, length, gap.abstained, '');
  onProgress({ stage: 'detect', detail: detector.name, done: 0, total: null, unit: 'windows' });
  const input: DetectorInput = { features, baseline, seed, trained };
  const result = await detectWithRetraining(detector, input, marked, onProgress)
    .then((found) => (gap ? maskVotes(found, gap.windows, 'uncovered') : found))
    .catch((error) => abstain(detector.name, length, `It failed: ${errorText(error)}`, ''));
  return maskLoneVotes(result, robust, features.grid);
}
