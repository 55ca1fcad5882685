/**
 * Clocks put forward or back, seen in a log that writes local times without a zone: a whole hour is missing, or is there twice, at the very
 * time when the clocks of some zone were changed. In: jumps of the written times. Out: those that are such a change. The hour that is
 * missing was none, so its silence says nothing.
 */
import type { ClockChange } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { changeBetween, createOffset } from './zone';

export const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Clocks change at full hours, or half past where zones are half an hour off. */
const STEP_MS = HOUR_MS / 2;

/** Two records that follow each other. */
export interface Jump {
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Whether a record that follows another may have a change of clocks before it. */
export const isJump = (beforeMs: number, afterMs: number): boolean =>
  afterMs < beforeMs
    ? beforeMs - afterMs > STEP_MS && beforeMs - afterMs <= HOUR_MS
    : afterMs - beforeMs >= HOUR_MS;

export const MAX_JUMPS = 10_000;
const MAX_DAYS = 400;

/** A log that pauses for so long now and then shows no hour that is missing. */
const MAX_SPACING_MS = HOUR_MS / 5;
/** Beyond the hour the log may pause for so many of its usual pauses, and for this at least and at most. */
const USUAL_PAUSES = 3;
const MIN_PAUSE_MS = 5 * MINUTE_MS;
const MAX_PAUSE_MS = STEP_MS;

export interface FoundChanges {
  readonly changes: readonly ClockChange[];
  /** Jumps back that are such changes: threads that write at the same time make several of one. */
  readonly numBack: number;
}

/** @param spacingMs mean time between the file's records */
export function clockChangesOf(jumps: readonly Jump[], spacingMs: number): FoundChanges {
  const found = new Map<string, ClockChange>();
  let numBack = 0;
  if (!(spacingMs <= MAX_SPACING_MS)) return { changes: [], numBack };
  const pauseMs = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, USUAL_PAUSES * spacingMs));
  const days = new ChangesOfDays();
  for (const jump of jumps) {
    const change = changeOf(jump, pauseMs, days);
    if (!change) continue;
    found.set(`${change.atMs} ${change.kind}`, change);
    if (change.kind === 'back') numBack++;
  }
  return { changes: [...found.values()].sort((a, b) => a.atMs - b.atMs), numBack };
}

function changeOf({ beforeMs, afterMs }: Jump, pauseMs: number, days: ChangesOfDays): ClockChange | null {
  const isBack = afterMs < beforeMs;
  const pause = isBack ? afterMs + HOUR_MS - beforeMs : afterMs - beforeMs - HOUR_MS;
  if (pause > pauseMs) return null;
  const first = isBack ? Math.floor(afterMs / STEP_MS) : Math.ceil(beforeMs / STEP_MS);
  for (const step of isBack ? [first, first - 1] : [first, first + 1]) {
    const at = step * STEP_MS;
    // The hour from `at` on lies in the gap, or is left at its end and entered again.
    const fits = isBack
      ? afterMs >= at && beforeMs <= at + HOUR_MS && beforeMs > at + HOUR_MS - pauseMs
      : beforeMs <= at && afterMs >= at + HOUR_MS;
    const kind = isBack ? 'back' : 'forward';
    const zones = fits ? days.zonesAt(at, kind) : [];
    if (zones.length > 0) return { atMs: at as EpochMs, kind, zones };
  }
  return null;
}

/** One for each rule by which clocks were changed since 1970: all other zones change with one of them. */
const ZONES =
  'Europe/Berlin Europe/London America/New_York America/Los_Angeles Europe/Athens Australia/Sydney America/Chicago America/Denver Pacific/Auckland America/Sao_Paulo America/Santiago America/Mexico_City Asia/Jerusalem Asia/Tehran Africa/Cairo Europe/Moscow Europe/Istanbul America/Halifax America/St_Johns America/Havana America/Asuncion America/Anchorage America/Nuuk America/Montevideo America/Argentina/Buenos_Aires Asia/Beirut Asia/Amman Asia/Damascus Asia/Gaza Asia/Baku Asia/Karachi Asia/Dhaka Asia/Shanghai Africa/Casablanca Africa/Windhoek Africa/Tunis Atlantic/Azores Australia/Adelaide Australia/Perth Pacific/Fiji Pacific/Apia Pacific/Chatham'.split(
    ' ',
  );
const MAX_NAMED = 3;

interface DayChange {
  readonly zone: string;
  readonly atMs: number;
  readonly kind: ClockChange['kind'];
}

/** Changes of clocks day by day, looked up once. */
class ChangesOfDays {
  private readonly known = new Map<number, readonly DayChange[]>();

  /** Zones whose clocks skip the hour from a local time on, or go back to it; at most a few. */
  zonesAt(localMs: number, kind: ClockChange['kind']): string[] {
    return this.changesAround(Math.floor(localMs / DAY_MS))
      .filter((change) => change.atMs === localMs && change.kind === kind)
      .map(({ zone }) => zone)
      .slice(0, MAX_NAMED);
  }

  private changesAround(day: number): readonly DayChange[] {
    const known = this.known.get(day);
    if (known) return known;
    if (this.known.size >= MAX_DAYS) return [];
    const found = ZONES.flatMap((zone) => changeAround(zone, day * DAY_MS) ?? []);
    this.known.set(day, found);
    return found;
  }
}

const offsets = new Map<string, (utcMs: number) => number>();

function changeAround(zone: string, dayMs: number): DayChange | null {
  const offset = offsets.get(zone) ?? createOffset(zone);
  offsets.set(zone, offset);
  const [from, to] = [dayMs - DAY_MS, dayMs + 2 * DAY_MS];
  const moved = offset(to) - offset(from);
  if (Math.abs(moved) !== HOUR_MS) return null;
  const instant = changeBetween(offset, from, to);
  return moved > 0
    ? { zone, atMs: instant + offset(from), kind: 'forward' }
    : { zone, atMs: instant + offset(to), kind: 'back' };
}
