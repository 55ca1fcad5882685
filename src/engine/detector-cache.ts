// DetectorCache of detectors, kept for the next run: training costs seconds. In: a detector and what it was asked last time. Out: a
// detector that answers again without work where features, baseline, seed and its own options are the same.
import type { FeatureMatrix } from '../contracts/features';
import type { Detector, DetectorInput, DetectorName, DetectorResult } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { TrainedLstm } from '../contracts/trained-lstm';
import { NUM_LEVELS } from '../contracts/units';

interface Verdict {
  readonly key: string;
  /** Where it was to be trained. */
  readonly backend: Settings['detection']['lstmBackend'];
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
  const remembering = detectors.map(({ name, role, detect }): Detector => {
    const key = optionsKey(name, settings);
    return {
      name,
      role,
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

/** All settings that may reach this detector beside its input: a setting that is added later counts by itself. */
function optionsKey(name: DetectorName, settings: Settings): string {
  const { detection } = settings;
  const inInput = {
    windowMinutes: 0,
    baseline: 0,
    drain: 0,
    zone: 0,
    year: 0,
    outages: 0,
    normal: 0,
    labels: 0,
    incidentFree: 0,
    estimate: 0,
    files: 0,
    seed: 0,
  };
  const ofOthers = name === 'lstm' ? {} : { lstmBackend: 0, lstmEpochs: 0 };
  const own = { ...detection, ...ofOthers, thresholdScale: detection.thresholdScale[name] };
  return JSON.stringify({ ...settings, ...inInput, detection: own });
}

/** Plain data by value: objects, lists, typed arrays; NaN equals NaN. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (isIndexed(a) && isIndexed(b)) return sameItems(a, b);
  const keys = Object.keys(a);
  const other = b as Record<string, unknown>;
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isEqual((a as Record<string, unknown>)[key], other[key]));
}

const isIndexed = (value: object): value is ArrayLike<unknown> & object =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

function sameItems(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false;
  return true;
}
