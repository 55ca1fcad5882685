/**
 * What sessions usually do. In: the templates of each session. Out: for a session, the bits (-log2 of the share of learnt
 * sessions) of the rarest thing it does: a template that few have, one missing that nearly all have, a count off the usual.
 */
import type { SessionWhy } from '../../contracts/session-detectors';
import { quantile } from '../lib/quantile';
import type { SessionEvents } from './session-events';

/** Per template: how many of the learnt sessions have it, and how its count compares with the most frequent count. */
export interface SessionProfile {
  readonly numSessions: number;
  readonly present: Uint32Array;
  readonly usualCount: Uint32Array;
  readonly above: Uint32Array;
  readonly below: Uint32Array;
  /** 1: nearly all sessions with the template have the usual count, so another count means something. */
  readonly isSteady: Uint8Array;
  /** Templates in more than half of the sessions: their absence means something. */
  readonly common: readonly CommonTemplate[];
}

export interface CommonTemplate {
  readonly template: number;
  /** Time from a session's start within which nearly all have had the template. */
  readonly delayMs: number;
}

const STEADY_SHARE01 = 0.95;
const DELAY_QUANTILE = 0.995;

/** Count of each template of one session, without those that detection passes over. */
export function countsOfSession(events: SessionEvents, session: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = events.begin[session]; i < events.begin[session + 1]; i++) {
    const template = events.template[i];
    if (!events.muted?.[template]) counts.set(template, (counts.get(template) ?? 0) + 1);
  }
  return counts;
}

/** Learns from the sessions 0 .. numSessions - 1. */
export function learnProfile(
  events: SessionEvents,
  numSessions: number,
  numTemplates: number,
): SessionProfile {
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
  const isSteady = present.map((n, t) => (above[t] + below[t] <= (1 - STEADY_SHARE01) * n ? 1 : 0));
  const common = commonTemplates(events, numSessions, present);
  return { numSessions, present, usualCount, above, below, isSteady: Uint8Array.from(isSteady), common };
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

function commonTemplates(events: SessionEvents, numSessions: number, present: Uint32Array): CommonTemplate[] {
  const delays = new Map<number, number[]>();
  present.forEach((n, template) => {
    if (n * 2 > numSessions) delays.set(template, []);
  });
  for (let s = 0; s < Math.min(numSessions, events.numTimed); s++) {
    const seen = new Set<number>();
    for (let i = events.begin[s]; i < events.begin[s + 1]; i++) {
      const template = events.template[i];
      if (seen.has(template)) continue;
      seen.add(template);
      const delay = events.timeMs[i] - events.startMs[s];
      if (!Number.isNaN(delay)) delays.get(template)?.push(delay);
    }
  }
  return [...delays].map(([template, each]) => ({
    template,
    delayMs: each.length === 0 ? 0 : quantile(each, DELAY_QUANTILE),
  }));
}

/** The rarest thing about a session; template -1 and why 'none': it has no event. */
export interface RarestHabit {
  readonly bits: number;
  readonly why: SessionWhy;
  readonly template: number;
}

/**
 * The rarest habit of a session, of 0 .. about log2(2 * numSessions) bits. `ageMs`: from its start to the end of the log. What
 * may still come is not missing: the absence of a template counts only in a session old enough to have had it.
 */
export function rarestOfProfile(
  profile: SessionProfile,
  counts: ReadonlyMap<number, number>,
  ageMs: number,
): RarestHabit {
  let rarest: RarestHabit = { bits: 0, why: 'none', template: -1 };
  const weigh = (times: number, why: SessionWhy, template: number): void => {
    const bits = Math.log2((profile.numSessions + 1) / (times + 0.5));
    if (bits > rarest.bits) rarest = { bits, why, template };
  };
  for (const template of counts.keys()) weigh(profile.present[template], 'has', template);
  for (const { template, delayMs } of profile.common) {
    const count = counts.get(template) ?? 0;
    const isYoung = ageMs <= delayMs;
    if (count === 0 && !isYoung) weigh(profile.numSessions - profile.present[template], 'lacks', template);
    if (count === 0 || profile.isSteady[template] === 0) continue;
    if (count > profile.usualCount[template]) weigh(profile.above[template], 'more', template);
    else if (count < profile.usualCount[template] && !isYoung)
      weigh(profile.below[template], 'fewer', template);
  }
  return rarest;
}
