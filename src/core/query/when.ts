// Times as people type them: '10:00', '10:00:05.2', '2024-03-01', '2024-03-01T10:00'. With a Z they are UTC; without, of the clock that reads them.

const DAY_MS = 86_400_000;

export interface When {
  /** Midnight of the day, ms since 1970; null: no day was named. */
  readonly dayMs: number | null;
  /** Ms since midnight. */
  readonly clockMs: number;
  /** It ends in Z: UTC, whatever clock reads it. */
  readonly isUtc: boolean;
}

/** A zone as a clock on its walls. Local times are ms since 1970 as if they were UTC. */
export interface Clock {
  toLocal(utcMs: number): number;
  /** A time that the clock shows twice is the first of the two; one that it never shows is as much later as the clock was put forward. */
  toUtc(localMs: number): number;
}

export const UTC_CLOCK: Clock = { toLocal: (ms) => ms, toUtc: (ms) => ms };

const FORM =
  /^(?:(\d{4})-(\d\d)-(\d\d)(?:[T ](?=\d)|Z?$))?(?:(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?Z?)?$/;

/** Null: it is no time. */
export function parseWhen(text: string): When | null {
  const match = FORM.exec(text.trim());
  if (match === null || match[0] === '') return null;
  const [, year, month, day, hour, minute, second = '0', part = ''] = match;
  const isUtc = match[0].endsWith('Z');
  const clockMs =
    hour === undefined
      ? 0
      : (Number(hour) * 60 + Number(minute)) * 60_000 +
        Number(second) * 1000 +
        Number(`0.${part || 0}`) * 1000;
  if (Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59 || Number(second) > 60) return null;
  if (year === undefined) return { dayMs: null, clockMs, isUtc };
  // Date.UTC takes years below 100 for those of the last century.
  const dayMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  const isDay = new Date(dayMs).getUTCDate() === Number(day) && Number(month) <= 12;
  return isDay ? { dayMs, clockMs, isUtc } : null;
}

/** A moment as it is typed, to the millisecond, in UTC and saying so: '2024-03-01T10:00Z'. */
export function printWhen(ms: number): string {
  return new Date(ms).toISOString().replace(/(:00)?\.000Z$/, 'Z');
}

/**
 * Ms since 1970. Without a day it is that of the log: the first on which the clock shows this time within the log, else the first.
 * @param firstMs @param lastMs the log's span; NaN: no line states a time
 */
export function resolveWhen(
  { dayMs, clockMs, isUtc }: When,
  firstMs: number,
  lastMs: number,
  given: Clock = UTC_CLOCK,
): number {
  const clock = isUtc ? UTC_CLOCK : given;
  if (dayMs !== null) return clock.toUtc(dayMs + clockMs);
  const midnight = Math.floor(clock.toLocal(firstMs) / DAY_MS) * DAY_MS;
  const sameDay = clock.toUtc(midnight + clockMs);
  const nextDay = clock.toUtc(midnight + DAY_MS + clockMs);
  return sameDay < firstMs && nextDay <= lastMs ? nextDay : sameDay;
}
