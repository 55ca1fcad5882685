// The one place where the page writes times. In: ms since 1970. Out: their text by the clock of a zone, the marks of a time axis, and the words for the
// zone itself. Views get a clock from useClock(): none writes a time on its own (src/architecture.test.ts).
import { createClock } from '../../core/ingest/time/zone-clock';
import { type Clock, UTC_CLOCK } from '../../core/query/when';

export interface ShownClock {
  /** 'UTC', 'Europe/Berlin', '+02:00': stands beside a time where it is not plain which one is meant. */
  readonly zone: string;
  readonly clock: Clock;
  /** '2026-03-12', '13:20:06.250'; dashes for what is no time. */
  parts(ms: number): TimeParts;
  /** '2026-03-12 13:20:06'. */
  time(ms: number): string;
  /** '2026-03-12 13:20 – 13:25', the date of the end only where it is another one; seconds, and parts of them, where the span needs them. */
  range(startMs: number, endMs: number): string;
  /** '2026-03-12'. */
  day(ms: number): string;
  /** '13:20'. */
  minutes(ms: number): string;
}

export interface TimeParts {
  readonly date: string;
  /** With milliseconds. */
  readonly time: string;
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** One a zone: the same object each time, so that it can be what an effect depends on. */
const clocks = new Map<string, ShownClock>();

export function shownClock(zone: string): ShownClock {
  const known = clocks.get(zone);
  if (known) return known;
  const made = makeClock(zone, createClock(zone));
  clocks.set(zone, made);
  return made;
}

function makeClock(zone: string, clock: Clock): ShownClock {
  const parts = (ms: number): TimeParts => partsOf(clock.toLocal(ms));
  return {
    zone: clock === UTC_CLOCK ? 'UTC' : zone,
    clock,
    parts,
    time(ms) {
      const { date, time } = parts(ms);
      return `${date} ${time.slice(0, 8)}`;
    },
    range(startMs, endMs) {
      const [start, end] = [parts(startMs), parts(endMs)];
      const tail = start.date === end.date ? '' : `${end.date} `;
      const isShort = endMs - startMs < SECOND_MS && endMs > startMs;
      const hasSeconds = !isWholeMinute(startMs) || !isWholeMinute(endMs);
      const text = (time: string): string => (isShort ? time : time.slice(0, hasSeconds ? 8 : 5));
      return `${start.date} ${text(start.time)} – ${tail}${text(end.time)}`;
    },
    day: (ms) => parts(ms).date,
    minutes: (ms) => parts(ms).time.slice(0, 5),
  };
}

function partsOf(localMs: number): TimeParts {
  const date = new Date(localMs);
  if (Number.isNaN(date.getTime())) return { date: '–', time: '–' };
  const iso = date.toISOString();
  const cut = iso.indexOf('T');
  return { date: iso.slice(0, cut), time: iso.slice(cut + 1, -1) };
}

function isWholeMinute(ms: number): boolean {
  return Math.floor(ms / SECOND_MS) % 60 === 0;
}

/** For files, fields and settings, which are UTC whatever is shown: '2026-03-12T13:20:06.000Z'. */
export function isoText(ms: number): string {
  return new Date(ms).toISOString();
}

/** Every zone that the browser knows by name; none where it cannot list them. */
export function allZones(): readonly string[] {
  return Intl.supportedValuesOf?.('timeZone') ?? [];
}

/** Moments from `startMs` to `endMs` at which the clock shows a whole number of steps since midnight, or of days. */
export function wholeSteps(startMs: number, endMs: number, stepMs: number, { clock }: ShownClock): number[] {
  const marks: number[] = [];
  const first = Math.floor(clock.toLocal(startMs) / stepMs) * stepMs;
  for (let local = first; local <= clock.toLocal(endMs) + stepMs; local += stepMs) {
    const ms = clock.toUtc(local);
    const isNew = marks.length === 0 || ms > marks[marks.length - 1];
    // What the clock never shows is no mark.
    if (ms >= startMs && ms <= endMs && isNew && clock.toLocal(ms) === local) marks.push(ms);
  }
  return marks;
}

/** Moments at which a month begins by the clock, every so many months from January on. */
export function firstsOfMonths(startMs: number, endMs: number, every: number, shown: ShownClock): number[] {
  const { clock } = shown;
  const year = new Date(clock.toLocal(startMs)).getUTCFullYear();
  const marks: number[] = [];
  for (let month = 0; ; month += every) {
    const ms = clock.toUtc(Date.UTC(year, month, 1));
    if (!(ms <= endMs)) return marks;
    if (ms >= startMs) marks.push(ms);
  }
}

/** Whether the clock shows midnight. */
export function isMidnight(ms: number, { clock }: ShownClock): boolean {
  return clock.toLocal(ms) % DAY_MS === 0;
}

/** Whether all times are of one day by the clock. */
export function isOneDay(times: readonly number[], shown: ShownClock): boolean {
  return new Set(times.map(shown.day)).size <= 1;
}
