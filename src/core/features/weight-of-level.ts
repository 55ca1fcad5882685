/** How much a rare or unseen template weighs, by its level. In: index into LEVELS. Out: its severity weight (contracts/thresholds.ts). */
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';

const { fatalWeight, errorWeight, warningWeight, otherWeight } = THRESHOLDS;

export function weightOfLevel(level: number): number {
  if (level > LEVEL_ERROR) return fatalWeight;
  if (level === LEVEL_ERROR) return errorWeight;
  return level === LEVEL_WARN ? warningWeight : otherWeight;
}
