/** The numbers that lines state, beside the counts. In: a Reference, a way to read records. Out: the same, its detectors seeing them. */
import { type ReadRecords, readNumbers } from '../features/series/numbers';
import { learntWindows } from './learnt-windows';
import type { Reference } from './reference';

/**
 * The very reference given where no number is regular enough. A saved baseline keeps no numbers, so that none is compared with it; of a log that a
 * database counted the lines at hand are no sample.
 */
export async function withNumbers(reference: Reference, readRecords: ReadRecords): Promise<Reference> {
  const { windows, judged } = reference;
  if (windows === null || windows.detection.offset > 0 || judged.table.counted) return reference;
  const { detection } = windows;
  const { features, baseline } = detection;
  const { grid, counts } = features;
  const numbers = await readNumbers(
    { ...judged, grid, counts, learnt: learntWindows(baseline) },
    readRecords,
  );
  if (numbers.length === 0) return reference;
  return {
    ...reference,
    windows: { ...windows, detection: { ...detection, features: { ...features, numbers } } },
  };
}
