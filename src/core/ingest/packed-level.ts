/** Level and status of a kind in one byte, as shards hand them on. In: Header.level and Header.status. Out: the byte, and what it says. */
import { LEVEL_ERROR } from '../../contracts/units';
import { BY_STATUS } from './header';

const STATUS_SHIFT = 3;
const LEVEL_MASK = 7;
export const PACKED_LEVELS = 128;

export const packLevel = (level: number, status: number): number => level | (status << STATUS_SHIFT);

/** 1 to 5; 0: none. */
export const statusOfPacked = (packed: number): number => (packed >> STATUS_SHIFT) & ~BY_STATUS;

/** Index into LEVELS; 0: the record states none, though its status may be its level. */
export const statedLevelOf = (packed: number): number =>
  ((packed >> STATUS_SHIFT) & BY_STATUS) === 0 ? packed & LEVEL_MASK : 0;

/** What the record counts as: a response of 5xx is an error, whatever the program thought of it. */
export function countedLevel(packed: number): number {
  const level = packed & LEVEL_MASK;
  return statusOfPacked(packed) === 5 ? Math.max(level, LEVEL_ERROR) : level;
}
