/**
 * What sessions usually do. In: the templates of each session. Out: for a session, the bits (-log2 of the share of learnt
 * sessions) of the rarest thing it does: a template that few have, one missing that nearly all have, a count off the usual.
 */
import type { SessionEvents } from './session-events';

const STEADY_SHARE01 = 0.95;

/** Per template: how many of the learnt sessions have it, and how its count compares with the most frequent count. */
export interface SessionHabits {
  readonly numSessions: number;
  readonly present: Uint32Array;
  readonly usualCount: Uint32Array;
  readonly above: Uint32Array;
  readonly below: Uint32Array;
  /** Templates in more than half of the sessions: their absence means something. */
  readonly common: readonly number[];
  /** 1: nearly all sessions with the template have the usual count, so another count means something. */
  readonly isSteady: Uint8Array;
}

/** Count of each template of one session. */
export function countsOfSession(events: SessionEvents, session: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = events.begin[session]; i < events.begin[session + 1]; i++) {
    counts.set(events.template[i], (counts.get(events.template[i]) ?? 0) + 1);
  }
  return counts;
}

/** Learns from the sessions 0 .. numSessions - 1. */
export function learnHabits(events: SessionEvents, numSessions: number, numTemplates: number): SessionHabits {
  const frequency = Array.from({ length: numTemplates }, () => new Map<number, number>());
  const present = new Uint32Array(numTemplates);
  for (let s = 0; s < numSessions; s++) {
    for (const [template, count] of countsOfSession(events, s)) {
      present[template]++;
      frequency[template].set(count, (frequency[template].get(count) ?? 0) + 1);
    }
  }
  const usualCount = Uint32Array.from(frequency, mostFrequent);
  const above = Uint32Array.from(frequency, (each, t) => sumWhere(each, (count) => count > usualCount[t]));
  const below = Uint32Array.from(frequency, (each, t) => sumWhere(each, (count) => count < usualCount[t]));
  return {
    numSessions,
    present,
    usualCount,
    above,
    below,
    isSteady: Uint8Array.from(present, (n, t) => (above[t] + below[t] <= (1 - STEADY_SHARE01) * n ? 1 : 0)),
    common: [...present.keys()].filter((template) => present[template] * 2 > numSessions),
  };
}

function mostFrequent(frequency: ReadonlyMap<number, number>): number {
  let best = 0;
  let most = 0;
  for (const [count, times] of frequency) {
    if (times > most || (times === most && count < best)) [best, most] = [count, times];
  }
  return best;
}

function sumWhere(frequency: ReadonlyMap<number, number>, fits: (count: number) => boolean): number {
  let sum = 0;
  for (const [count, times] of frequency) if (fits(count)) sum += times;
  return sum;
}

/** Bits of the rarest habit of a session with these counts; 0 .. about log2(2 * numSessions). */
export function rarestBits(habits: SessionHabits, counts: ReadonlyMap<number, number>): number {
  const bits = (times: number): number => Math.log2((habits.numSessions + 1) / (times + 0.5));
  let rarest = 0;
  for (const template of counts.keys()) rarest = Math.max(rarest, bits(habits.present[template]));
  for (const template of habits.common) {
    const count = counts.get(template) ?? 0;
    if (count === 0) rarest = Math.max(rarest, bits(habits.numSessions - habits.present[template]));
    else if (habits.isSteady[template] === 0) continue;
    else if (count > habits.usualCount[template]) rarest = Math.max(rarest, bits(habits.above[template]));
    else if (count < habits.usualCount[template]) rarest = Math.max(rarest, bits(habits.below[template]));
  }
  return rarest;
}
