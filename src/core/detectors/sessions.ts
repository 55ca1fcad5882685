/**
 * Finds broken sessions: all records with one identifier (block, request, instance). In: LogTable with mentions. Out:
 * SessionTable, or null. Learns without labels from the first 30 % of the sessions, some of which may be broken themselves:
 * so it does not ask 'was this seen before' but 'how many sessions do this', and scores by the rarest thing that a session
 * does or fails to do, in bits. Event count vectors after Xu et al., SOSP 2009.
 */

import type { SessionTable } from '../../contracts/scores';
import type { Settings } from '../../contracts/settings';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { quantile } from '../lib/quantile';
import { gatherSessions, type SessionEvents } from './session-events';
import { countsOfSession, learnHabits, rarestBits } from './session-habits';

/** Share of the sessions that is learnt from, in order of first mention. */
const TRAIN_SHARE01 = 0.3;
/** Fewer sessions to learn from say nothing about what is rare. */
const MIN_TRAINED = 50;
/** What fewer than one session in 25 does is odd: a fault that a few percent of the learnt sessions share still shows. */
const ODD_BITS = Math.log2(25);
/** Where more of the learnt sessions than this are odd there is no habit to break: scores are given, none is called odd. */
const MAX_ODD_SHARE01 = 0.08;

/** One row a key, in order of first mention; null without identifiers or with too few sessions. Scores are in bits. */
export function scoreSessions(
  table: LogTable,
  templates: TemplateTable,
  _settings: Pick<Settings, 'seed'>,
): SessionTable | null {
  const { mentions } = table;
  if (mentions === null) return null;
  const numTrained = Math.floor(mentions.keys.length * TRAIN_SHARE01);
  if (numTrained < MIN_TRAINED) return null;
  const events = gatherSessions(table, mentions, templates, numTrained);
  const score = scoreAll(events, numTrained, templates.length);
  const isHabitual = quantile(score.subarray(0, numTrained), 1 - MAX_ODD_SHARE01) <= ODD_BITS;
  const threshold = isHabitual ? ODD_BITS : Number.POSITIVE_INFINITY;
  return {
    identifier: mentions.identifier,
    length: events.length,
    keys: mentions.keys,
    startMs: events.startMs,
    endMs: events.endMs,
    numEvents: Uint32Array.from({ length: events.length }, (_, s) => events.begin[s + 1] - events.begin[s]),
    score,
    anomalous: Uint8Array.from(score, (bits) => (bits > threshold ? 1 : 0)),
  };
}

function scoreAll(events: SessionEvents, numTrained: number, numTemplates: number): Float32Array {
  const habits = learnHabits(events, numTrained, numTemplates);
  return Float32Array.from({ length: events.length }, (_, s) => {
    const ageMs = events.logEndMs - events.startMs[s];
    return rarestBits(
      habits,
      countsOfSession(events, s),
      Number.isNaN(ageMs) ? Number.POSITIVE_INFINITY : ageMs,
    );
  });
}
