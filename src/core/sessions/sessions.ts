/**
 * Finds broken sessions: all records with one identifier (block, request, instance). In: LogTable with mentions. Out: what the
 * session detectors are given, the first detector's verdict, and the table. Habits learn without labels from the first 30 % of the
 * sessions, some of which may be broken themselves: so they do not ask 'was this seen before' but 'how many sessions do this', and
 * score by the rarest thing that a session does or fails to do, in bits. Event count vectors after Xu et al., SOSP 2009.
 */

import type { SessionTable } from '../../contracts/scores';
import { SESSION_WHYS, type SessionVerdict } from '../../contracts/session-detectors';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { quantile } from '../lib/quantile';
import { gatherSessions, type SessionEvents } from './session-events';
import { countsOfSession, learnProfile, rarestOfProfile, type SessionProfile } from './session-profile';

/** So many of them tell how long things take: the time of every event would cost eight bytes. */
const MAX_TIMED = 50_000;
const ODD_BITS = Math.log2(THRESHOLDS.oddOneIn);

/** What every session detector begins with. */
export interface SessionInput {
  readonly identifier: string;
  readonly keys: readonly string[];
  readonly events: SessionEvents;
  /** The first so many sessions are learnt from. */
  readonly numLearnt: number;
  readonly profile: SessionProfile;
}

/** Null without identifiers or with too few sessions. */
export function sessionInputOf(table: LogTable, templates: TemplateTable): SessionInput | null {
  const { mentions } = table;
  if (mentions === null) return null;
  const numLearnt = Math.floor(mentions.keys.length * THRESHOLDS.sessionShare01);
  if (numLearnt < THRESHOLDS.minSessions) return null;
  const events = gatherSessions(table, mentions, templates, Math.min(numLearnt, MAX_TIMED));
  const profile = learnProfile(events, numLearnt, templates.length);
  return { identifier: mentions.identifier, keys: mentions.keys, events, numLearnt, profile };
}

/** Scores are in bits. */
export function detectByProfile({ events, numLearnt, profile }: SessionInput): SessionVerdict {
  const { length } = events;
  const score = new Float32Array(length);
  const why = new Uint8Array(length);
  const template = new Int32Array(length);
  for (let s = 0; s < length; s++) {
    const rarest = rarestOfProfile(profile, countsOfSession(events, s), ageOf(events, s));
    score[s] = rarest.bits;
    why[s] = SESSION_WHYS.indexOf(rarest.why);
    template[s] = rarest.template;
  }
  const isHabitual = quantile(score.subarray(0, numLearnt), 1 - THRESHOLDS.maxOddSessions01) <= ODD_BITS;
  const vote = Uint8Array.from({ length }, (_, s) => (isHabitual && score[s] > ODD_BITS ? 1 : 0));
  const threshold = isHabitual ? ODD_BITS : null;
  const about = { name: 'habits', backend: 'js', seconds: 0, abstained: null, lossCurve: [] } as const;
  return { ...about, threshold, score, vote, why, template };
}

/** Milliseconds from a session's start to the end of the log; infinite where no times are known. */
export function ageOf({ logEndMs, startMs }: SessionEvents, session: number): number {
  const ageMs = logEndMs - startMs[session];
  return Number.isNaN(ageMs) ? Number.POSITIVE_INFINITY : ageMs;
}

/** One row a key, in order of first mention. */
export function sessionTable(
  { identifier, keys, events }: SessionInput,
  detectors: readonly SessionVerdict[],
  anomalous: Uint8Array,
): SessionTable {
  const { length, startMs, endMs, begin } = events;
  const numEvents = Uint32Array.from({ length }, (_, s) => begin[s + 1] - begin[s]);
  return {
    identifier,
    length,
    keys,
    startMs,
    endMs,
    numEvents,
    score: detectors[0].score,
    anomalous,
    detectors,
  };
}
