/** The clock of a zone, as it is shown to people and as they type it. In: 'UTC', '+02:00' or an IANA name. Intl is asked once a quarter of an hour. */
import { type Clock, UTC_CLOCK } from '../../query/when';
import { createOffset, fixedOffset, isKnownZone } from './zone';

const QUANTUM_MS = 900_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** More quarters of an hour than a view shows. */
const MAX_KEPT = 20_000;

/** An unknown zone is UTC: callers check isKnownZone. */
export function createClock(zone: string): Clock {
  const fixed = isKnownZone(zone) ? fixedOffset(zone) : 0;
  if (fixed === 0) return UTC_CLOCK;
  if (fixed !== null) {
    const offset = fixed * MINUTE_MS;
    return { toLocal: (ms) => ms + offset, toUtc: (ms) => ms - offset };
  }
  const offsetAt = keptOffsets(createOffset(zone));
  return {
    toLocal: (utcMs) => utcMs + offsetAt(utcMs),
    toUtc(localMs) {
      // No zone changes its offset twice within two days, and none is a day from UTC.
      const [before, after] = [offsetAt(localMs - DAY_MS), offsetAt(localMs + DAY_MS)];
      const fits = [localMs - before, localMs - after].filter((ms) => ms + offsetAt(ms) === localMs);
      return fits.length === 0 ? localMs - before : Math.min(...fits);
    },
  };
}

/** Offsets change at whole quarters of an hour of UTC, but for a few before standard time, whose quarters are asked for each time. */
function keptOffsets(offset: (utcMs: number) => number): (utcMs: number) => number {
  const kept = new Map<number, number>();
  return (utcMs) => {
    if (!(Math.abs(utcMs) <= 8.64e15)) return 0;
    const quantum = Math.floor(utcMs / QUANTUM_MS);
    const known = kept.get(quantum);
    if (known !== undefined) return known;
    const own = offset(utcMs);
    if (own % QUANTUM_MS !== 0) return own;
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(quantum, own);
    return own;
  };
}
