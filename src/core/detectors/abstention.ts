/** A detector from a plain call, and one that abstains. In: its name, why it says nothing. Out: a Detector, a DetectorResult. */
import type { Detector, DetectorInput, DetectorName, DetectorResult } from '../../contracts/scores';

/** A detector from a plain call, which reports once: when it is done. */
export function detectorOf(
  name: DetectorName,
  role: Detector['role'],
  detect: (input: DetectorInput) => DetectorResult,
): Detector {
  return {
    name,
    role,
    detect: async (input, onProgress) => {
      const result = detect(input);
      const total = input.features.grid.length;
      onProgress({ stage: 'detect', detail: name, done: total, total, unit: 'windows' });
      return result;
    },
  };
}

/** A detector with too little history: no score, no vote, and why. */
export function abstain(name: DetectorName, numWindows: number, why: string, backend = 'js'): DetectorResult {
  return {
    name,
    backend,
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
