/** Level and status of a kind in one byte, as shards hand them on. In: index into LEVELS, class of the status (0 to 5). Out: the byte, and both again. */
import { LEVEL_ERROR } from '../../contracts/units';

const STATUS_SHIFT = 3;
const LEVEL_MASK = 7;
export const PACKED_LEVELS = 64;

export const packLevel = (level: number, status: number): number => level | (status << STATUS_SHIFT);
export const levelOfPacked = (packed: number): number => packed & LEVEL_MASK;
export const statusOfPacked = (packed: number): number => packed >> STATUS_SHIFT;

/** What the record counts as: a response of 5xx is an error, whatever the program thought of it. */
export function countedLevel(packed: number): number {
  const level = levelOfPacked(packed);
  return statusOfPacked(packed) === 5 ? Math.max(level, LEVEL_ERROR) : level;
}
