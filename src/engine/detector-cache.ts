// DetectorCache of detectors, kept for the next run: training costs seconds. In: a detector and what it was asked last time. Out: a
// detector that answers again without work where features, baseline, seed and its own options are the same.

import type { FeatureMatrix } from '../contracts/features';
import type { LstmBackendName } from '../contracts/lstm-backends';
import type { Detector, DetectorInput, DetectorName, DetectorResult } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import { settingAt, settingsThatAffect } from '../contracts/settings-registry';
import type { TrainedLstm } from '../contracts/trained-lstm';
import { NUM_LEVELS } from '../contracts/units';
import { isEqual } from '../core/lib/is-equal';

interface Verdict {
  readonly key: string;
  /** Where it was to be trained. */
  readonly backend: LstmBackendName;
  readonly input: DetectorInput;
  readonly result: DetectorResult;
  /** What its training left; null: there was none. */
  readonly trained: TrainedLstm | null;
}

/** The verdicts of each detector in the last run: several where it was taught along the way. */
export type DetectorCache = ReadonlyMap<DetectorName, readonly Verdict[]>;

/** Detectors that remember: `kept` holds the verdicts of this run once it is over. A detector that failed is asked again. */
export function cacheDetectors(
  detectors: readonly Detector[],
  settings: Settings,
  before: DetectorCache,
): { readonly detectors: readonly Detector[]; readonly kept: DetectorCache } {
  const kept = new Map<DetectorName, Verdict[]>(detectors.map(({ name }) => [name, []]));
  const remembering = detectors.map(({ name, detect }): Detector => {
    const key = optionsKey(name, settings);
    return {
      name,
      async detect(input, onProgress) {
        const { trained: given, ...asked } = input;
        const earlier = before.get(name) ?? [];
        const same = earlier.find((last) => last.key === key && isEqual(last.input, asked));
        if (same) {
          kept.get(name)!.push(same);
          return same.result;
        }
        const learnt = earlier.find((last) => last.trained && isSameTraining(last, settings, asked));
        const known = given ?? learnt?.trained ?? null;
        const { trained = known, ...result } = await detect({ ...asked, trained: known }, onProgress);
        const backend = settings.detection.lstmBackend;
        kept.get(name)!.push({ key, backend, input: asked, result, trained });
        return result;
      },
    };
  });
  return { detectors: remembering, kept };
}

/**
 * Whether a training then would have been this one: the same windows learnt, seen up to their end, under the same options but for the
 * factor on the threshold, which is put to the scores after it.
 */
function isSameTraining(
  last: Verdict,
  settings: Settings,
  { features, baseline, seed }: DetectorInput,
): boolean {
  const then = last.input;
  if (last.backend !== settings.detection.lstmBackend || then.seed !== seed) return false;
  if (then.features.counts.numColumns !== features.counts.numColumns) return false;
  if (then.features.grid.windowMs !== features.grid.windowMs) return false;
  if (!isEqual(then.baseline, baseline)) return false;
  const end = (baseline.alsoLearnt?.lastIndexOf(1) ?? -1) + 1;
  return isEqual(
    seenUpTo(then.features, Math.max(end, baseline.end)),
    seenUpTo(features, Math.max(end, baseline.end)),
  );
}

/** What a training sees of the windows before `end`. */
function seenUpTo({ counts, levelCounts, paused }: FeatureMatrix, end: number) {
  const numEntries = counts.rowBegin[end];
  return {
    rowBegin: counts.rowBegin.subarray(0, end + 1),
    column: counts.column.subarray(0, numEntries),
    count: counts.count.subarray(0, numEntries),
    levels: levelCounts.subarray(0, end * NUM_LEVELS),
    paused: paused?.subarray(0, end),
  };
}

/** The settings that reach this detector beside its input. */
function optionsKey(name: DetectorName, settings: Settings): string {
  return JSON.stringify(settingsThatAffect(`detect:${name}`).map((path) => settingAt(settings, path)));
}
