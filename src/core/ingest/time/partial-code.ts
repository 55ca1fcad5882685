/** Times without a year or a date as numbers below any real time, until the file is known. In: ms within the year or the day. Out: a code. */

/** Codes lie below any real time: band k holds -k * BAND + ms. */
const BAND = 1e12;
const HALF = BAND / 2;

/** 1: no year, ms within 2000; 2: no date, ms within the day. `zoned`: already shifted to UTC. */
export function codePartial(partial: 1 | 2, zoned: boolean, ms: number): number {
  return ms - BAND * (partial * 2 - 1 + (zoned ? 1 : 0));
}

/** Of a record that leaves its time blank: it is that of the record before, which the assembly knows. */
export const SAME_TIME = Number.NEGATIVE_INFINITY;

export const isPartial = (timeMs: number): boolean => timeMs < -HALF;

const bandOf = (code: number): number => Math.round(-code / BAND);
export const partialOf = (code: number): 1 | 2 => (bandOf(code) <= 2 ? 1 : 2);
export const isZoned = (code: number): boolean => bandOf(code) % 2 === 0;
export const msOf = (code: number): number => Math.round((code + bandOf(code) * BAND) * 1000) / 1000;
