/** Times of a file of changes: ISO 8601 with or without an offset, or epoch seconds, milliseconds. */
import type { EpochMs } from '../../contracts/units';
import { createZone } from '../ingest/time/zone';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * Time in ms since 1970, UTC; null: not a time.
 * @param zone for times that state none: 'UTC', an IANA name, or '+02:00'
 */
export function parseChangeTime(text: string, zone: string): EpochMs | null {
  const trimmed = text.trim();
  if (/^\d{10}(\.\d+)?$/.test(trimmed)) return (Number(trimmed) * 1000) as EpochMs;
  if (/^\d{13}$/.test(trimmed)) return Number(trimmed) as EpochMs;
  const parts = ISO.exec(trimmed);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second) + Number(`0.${parts[7] ?? '0'}`) * 1000;
  const back = new Date(wall);
  const isReal =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 61;
  if (!isReal) return null;
  return createZone(parts[8] ?? zone)(wall) as EpochMs;
}
