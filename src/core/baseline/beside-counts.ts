/**
 * What the robust detector sees beside the counts: how long sources pause, and the numbers that lines state. In: the windows of a Reference, a
 * way to read records. Out: the same, with both. It takes a second look at every row and at the text of some, so that detectors which do without it need
 * not wait for it.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { JudgedTables } from '../features/mute';
import { type ReadRecords, readNumbers } from '../features/series/numbers';
import { sourcePauses } from '../features/silence';
import { learntWindows } from './learnt-windows';
import type { ReferenceWindows } from './reference';

/**
 * The very windows given where there is neither. A saved baseline keeps no pauses and no numbers, so that none is compared with it; of a log
 * that a database counted the lines at hand are no sample.
 */
export async function withBesideCounts(
  windows: ReferenceWindows,
  judged: JudgedTables,
  readRecords: ReadRecords,
): Promise<ReferenceWindows> {
  const { detection } = windows;
  if (detection.offset > 0 || judged.table.counted) return windows;
  const { grid, counts } = detection.features;
  const learnt = learntWindows(detection.baseline);
  const numbers = await readNumbers({ ...judged, grid, counts, learnt }, readRecords);
  const sources = sourcePauses(judged.table, judged.templates, grid, learnt);
  if (numbers.length === 0 && sources.length === 0) return windows;
  const features: FeatureMatrix = {
    ...detection.features,
    ...(numbers.length > 0 && { numbers }),
    ...(sources.length > 0 && { sources }),
  };
  return { ...windows, detection: { ...detection, features } };
}
