/** In: milliseconds since 1970, UTC, fractions allowed. Out: ISO 8601 in UTC with milliseconds, as every export has it. */
const LAST_MS = 8.64e15;

/** '2026-03-10T09:00:00.123Z'; null for null, NaN and what no calendar holds. Fractions are cut, not rounded. */
export function isoTime(timeMs: number | null): string | null {
  if (timeMs === null || !(Math.abs(timeMs) <= LAST_MS)) return null;
  return new Date(Math.floor(timeMs)).toISOString();
}
