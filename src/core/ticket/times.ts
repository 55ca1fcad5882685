/** Times as the ticket and the exports write them. */
import type { EpochMs } from '../../contracts/units';

/** ISO 8601, UTC, milliseconds; null stays null, and so does a time outside the range of dates. */
export function isoTime(timeMs: EpochMs | number | null): string | null {
  return timeMs === null || !(Math.abs(timeMs) <= 8.64e15) ? null : new Date(timeMs).toISOString();
}

/** '2024-03-01 12:00:05 UTC' for a user; '-' without a time. */
export function readableTime(timeMs: EpochMs | number | null): string {
  const iso = isoTime(timeMs);
  return iso === null ? '-' : `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
