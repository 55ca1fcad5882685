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

/** '45 s', '12 min', '3 h 5 min', '2 d 4 h'. */
export function readableDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}
