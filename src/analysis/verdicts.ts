// Verdicts of detectors, kept for the next run: training costs seconds. In: a detector and what it was asked last time. Out: a
// detector that answers again without work where features, baseline, seed and its own options are the same.
import type { Detector, DetectorInput, DetectorName, DetectorResult } from '../contracts/scores';
import type { Settings } from '../contracts/settings';

interface Verdict {
  readonly key: string;
  readonly input: DetectorInput;
  readonly result: DetectorResult;
}

/** The verdicts of each detector in the last run: several where it was taught along the way. */
export type Verdicts = ReadonlyMap<DetectorName, readonly Verdict[]>;

/** Detectors that remember: `kept` holds the verdicts of this run once it is over. A detector that failed is asked again. */
export function rememberVerdicts(
  detectors: readonly Detector[],
  settings: Settings,
  before: Verdicts,
): { readonly detectors: readonly Detector[]; readonly kept: Verdicts } {
  const kept = new Map<DetectorName, Verdict[]>(detectors.map(({ name }) => [name, []]));
  const remembering = detectors.map(({ name, detect }): Detector => {
    const key = optionsKey(name, settings);
    return {
      name,
      async detect(input, onProgress) {
        const same = before.get(name)?.find((last) => last.key === key && isEqual(last.input, input));
        const result = same ? same.result : await detect(input, onProgress);
        kept.get(name)!.push({ key, input, result });
        return result;
      },
    };
  });
  return { detectors: remembering, kept };
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
