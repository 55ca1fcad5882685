/**
 * What an Isolation Forest sees of a session: how long, how mixed, how rare and how slow it is, on log scales. In: SessionInput.
 * Out: one row a session, NaN for one that may still go on. Aggregates, so that any one odd template moves a column that also varies among good sessions.
 */
import type { SessionColumns } from '../../contracts/session-detectors';
import { quantile } from '../lib/quantile';
import type { SessionEvents } from './session-events';
import { countsOfSession } from './session-profile';
import { ageOf, type SessionInput } from './sessions';

const NAMES = ['events', 'kinds', 'mix', 'repeats', 'rarity', 'absence', 'duration'] as const;

export function sessionColumns(input: SessionInput): SessionColumns {
  const { events } = input;
  const values = new Float32Array(events.length * NAMES.length);
  const isWhole = wholeSessions(input);
  for (let s = 0; s < events.length; s++) {
    const row = isWhole(s) ? rowOf(input, s) : null;
    NAMES.forEach((name, i) => {
      values[s * NAMES.length + i] = row === null ? Number.NaN : Math.round(row[name] * GRAIN) / GRAIN;
    });
  }
  return { names: NAMES, values };
}

/** Steps to a unit: fine enough for a forest, and like sessions become equal, which are scored once. */
const GRAIN = 8;
const LONG_QUANTILE = 0.995;

/** Whether a session is as old as nearly all learnt ones became: a younger one cannot be compared with whole ones. */
function wholeSessions({ events, numLearnt }: SessionInput): (session: number) => boolean {
  const durations: number[] = [];
  for (let s = 0; s < numLearnt; s++) {
    const ms = events.endMs[s] - events.startMs[s];
    if (!Number.isNaN(ms)) durations.push(ms);
  }
  const longMs = durations.length === 0 ? 0 : quantile(durations, LONG_QUANTILE);
  return (s) => ageOf(events, s) >= longMs;
}

function rowOf({ events, profile }: SessionInput, session: number): Record<(typeof NAMES)[number], number> {
  const counts = countsOfSession(events, session);
  const age = ageOf(events, session);
  let [total, rarity, repeats, entropy, absence] = [0, 0, 0, 0, 0];
  for (const [template, count] of counts) {
    total += count;
    rarity += bits(profile.numSessions, profile.present[template]);
    repeats += Math.abs(Math.log2((count + 1) / (profile.usualCount[template] + 1)));
  }
  for (const count of counts.values()) entropy -= (count / total) * Math.log2(count / total);
  for (const { template, delayMs } of profile.common)
    if (!counts.has(template) && age > delayMs)
      absence += bits(profile.numSessions, profile.numSessions - profile.present[template]);
  return {
    events: Math.log2(1 + total),
    kinds: counts.size,
    mix: entropy,
    repeats,
    rarity: Math.log2(1 + rarity),
    absence: Math.log2(1 + absence),
    duration: durationOf(events, session),
  };
}

function bits(numSessions: number, times: number): number {
  return Math.log2((numSessions + 1) / (times + 0.5));
}

/** Log of the minutes from first to last event; 0 where no times are known. */
function durationOf({ startMs, endMs }: SessionEvents, session: number): number {
  const ms = endMs[session] - startMs[session];
  return Number.isNaN(ms) ? 0 : Math.log2(1 + ms / 60_000);
}
