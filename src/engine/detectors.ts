// The three detectors in the order of their votes, each with a clock around it. The LSTM lives in a worker of its own.

import type { Detector } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { LstmApi } from '../contracts/threads';
import { createBaselineDetector } from '../core/detectors/baseline';
import { createIsolationForestDetector } from '../ml/isolation-forest';

export function createDetectors(
  { detection }: Settings,
  lstm: Pick<LstmApi, 'detect'>,
  proxy: <T extends object>(value: T) => T,
  now: () => number,
): readonly Detector[] {
  const { thresholdScale, lstmBackend: backend, lstmEpochs: epochs } = detection;
  const options = { backend, epochs, thresholdScale: thresholdScale.lstm };
  return [
    timed(createBaselineDetector({ thresholdScale: thresholdScale.baseline }), now),
    timed(createIsolationForestDetector({ thresholdScale: thresholdScale.iforest }), now),
    {
      name: 'lstm',
      role: 'trained',
      detect: (input, onProgress) => lstm.detect(input, options, proxy(onProgress)),
    },
  ];
}

/** Fills in the seconds, which core cannot know. */
function timed(detector: Detector, now: () => number): Detector {
  return {
    ...detector,
    async detect(input, onProgress) {
      const begin = now();
      const result = await detector.detect(input, onProgress);
      return { ...result, seconds: (now() - begin) / 1000 };
    },
  };
}
