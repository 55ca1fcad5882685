/** Local time of a zone to UTC. In: 'UTC', '+02:00' or an IANA name. Intl is asked once a quarter of an hour of log. */
const QUANTUM_MS = 900_000;
const MINUTE_MS = 60_000;
const FOUR_CENTURIES_MS = 146_097 * 86_400_000;

/** Maps ms of a written local time (as if UTC) to ms UTC. */
export type ToUtc = (localMs: number) => number;

/** Fixed offset of '+02:00', '-0530', 'UTC', 'Z' in minutes; null: not of this form. */
export function fixedOffset(zone: string): number | null {
  if (/^(utc|gmt|z)$/i.test(zone.trim())) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone.trim());
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** '+02:00' for 120; 'UTC' for 0. */
export function zoneName(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const abs = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(abs / 60))}:${two(abs % 60)}`;
}

/** Whether a zone can be used. */
export function isKnownZone(zone: string): boolean {
  if (fixedOffset(zone) !== null) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** An unknown zone is read as UTC (callers check isKnownZone and tell the user). */
export function createZone(zone: string): ToUtc {
  const fixed = isKnownZone(zone) ? fixedOffset(zone) : 0;
  if (fixed !== null) return (localMs) => localMs - fixed * MINUTE_MS;
  const format = formatOf(zone);
  const cache = new Map<number, number>();
  let lastQuantum = Number.NaN;
  let lastOffset = 0;
  return (localMs) => {
    const quantum = Math.floor(localMs / QUANTUM_MS);
    if (quantum !== lastQuantum) {
      lastQuantum = quantum;
      lastOffset = cache.get(quantum) ?? localOffset(format, quantum * QUANTUM_MS);
      cache.set(quantum, lastOffset);
    }
    return localMs - lastOffset;
  };
}

/**
 * UTC back to the local time that createZone(zone) takes to it; NaN where it is not the only one: clocks were put forward
 * there, and an hour that no clock showed was read as the next one.
 */
export function createInverse(zone: string): (utcMs: number) => number {
  const fixed = isKnownZone(zone) ? fixedOffset(zone) : 0;
  if (fixed !== null) return (utcMs) => utcMs + fixed * MINUTE_MS;
  const toUtc = createZone(zone);
  const format = formatOf(zone);
  const cache = new Map<number, number>();
  let lastQuantum = Number.NaN;
  let lastOffset = 0;
  return (utcMs) => {
    const quantum = Math.floor(utcMs / QUANTUM_MS);
    if (quantum !== lastQuantum && !Number.isNaN(quantum)) {
      lastQuantum = quantum;
      lastOffset = cache.get(quantum) ?? onlyOffset(format, toUtc, quantum * QUANTUM_MS);
      cache.set(quantum, lastOffset);
    }
    return utcMs + lastOffset;
  };
}

/** Offset of a known zone at a time in UTC, in ms. */
export function createOffset(zone: string): (utcMs: number) => number {
  const fixed = fixedOffset(zone);
  if (fixed !== null) return () => fixed * MINUTE_MS;
  const format = formatOf(zone);
  // Parts of a time hold no fraction of a second.
  return (utcMs) => offsetAt(format, Math.floor(utcMs / 1000) * 1000);
}

/** The instant in (from, to] at which a zone's offset is another one than before, to the minute; the offsets differ at the two. */
export function changeBetween(offset: (utcMs: number) => number, from: number, to: number): number {
  const before = offset(from);
  let [low, high] = [Math.floor(from / MINUTE_MS), Math.ceil(to / MINUTE_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle * MINUTE_MS) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}

const NEAR_MS = 86_400_000;

/** The one offset of the days around by which a local time is read as `utcMs`; NaN: none, or several. */
function onlyOffset(format: Intl.DateTimeFormat, toUtc: ToUtc, utcMs: number): number {
  const around = [utcMs - NEAR_MS, utcMs, utcMs + NEAR_MS].map((ms) => offsetAt(format, ms));
  const offsets = [...new Set(around)].filter((offset) => toUtc(utcMs + offset) === utcMs);
  // An offset of odd minutes (before standard time) does not keep to the quarters that createZone goes by.
  return offsets.length === 1 && offsets[0] % QUANTUM_MS === 0 ? offsets[0] : Number.NaN;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

function localOffset(format: Intl.DateTimeFormat, localMs: number): number {
  const guess = localMs - offsetAt(format, localMs);
  return offsetAt(format, guess);
}

function offsetAt(format: Intl.DateTimeFormat, utcMs: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
  // Date.UTC takes years below 100 for those of the last century: 400 years later all is the same.
  const [year, shift] = part.year < 100 ? [part.year + 400, FOUR_CENTURIES_MS] : [part.year, 0];
  return Date.UTC(year, part.month - 1, part.day, part.hour, part.minute, part.second) - shift - utcMs;
}
