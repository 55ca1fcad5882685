/** Names of the detectors inside a sentence, where DETECTOR_LABELS would be too long. */
import type { DetectorName } from '../../contracts/scores';

export const SHORT_DETECTOR_NAMES: Readonly<Record<DetectorName, string>> = {
  baseline: 'rolling baseline',
  iforest: 'forest',
  lstm: 'LSTM',
};
