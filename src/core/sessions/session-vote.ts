/**
 * The vote over sessions. In: SessionInput, the learned detectors. Out: SessionTable. Of three detectors two must agree; where only two
 * could detector a session both must, and where only one could, it decides: a young session cannot be compared with whole ones.
 */

import type { SessionTable } from '../../contracts/scores';
import {
  SESSION_WHYS,
  type SequenceVerdict,
  type SessionColumns,
  type SessionSequences,
  type SessionVerdict,
} from '../../contracts/session-detectors';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { OnProgress } from '../../contracts/units';
import { release } from '../lib/bytes';
import { errorText } from '../wording/error-text';
import { sessionColumns } from './session-columns';
import { allSequencesOf, type SequencesOfSessions, sequencesOf } from './session-sequences';
import { detectByProfile, type SessionInput, sessionInputOf, sessionTable } from './sessions';

/** The detectors that are not core. */
export interface LearnedSessionDetectors {
  readonly forest: (columns: SessionColumns, numLearnt: number, seed: number) => SessionVerdict;
  readonly sequences: (
    sequences: SessionSequences,
    seed: number,
    onProgress: OnProgress,
  ) => Promise<SequenceVerdict>;
}

/** Sessions before the learned detectors have spoken. */
export interface StartedSessions {
  readonly input: SessionInput;
  /** By their profile alone: what is known at once. */
  readonly byProfile: SessionTable;
}

/** Null: the log has no sessions, or too few. */
export function startSessions(table: LogTable, templates: TemplateTable): StartedSessions | null {
  const input = sessionInputOf(table, templates);
  return input && { input, byProfile: sessionsByProfile(input) };
}

export function sessionsByProfile(input: SessionInput): SessionTable {
  const verdict = detectByProfile(input);
  return sessionTable(input, [verdict], verdict.vote);
}

/**
 * All three, or by profile alone where there are no learned detectors. Never rejects: a detector that fails abstains. The events are given
 * back: what was started is used up.
 */
export async function detectSessions(
  started: StartedSessions | null,
  learned: LearnedSessionDetectors | null,
  seed: number,
  onProgress: OnProgress,
): Promise<SessionTable | null> {
  if (started === null || learned === null) return started?.byProfile ?? null;
  const { input, byProfile } = started;
  const { forest, sequences } = learned;
  const [profile] = byProfile.detectors ?? [detectByProfile(input)];
  const { length } = input.events;
  const byNextEvent = async (asked: SequencesOfSessions): Promise<SessionVerdict> =>
    sequences(asked.sequences, seed, onProgress).then(
      (verdict) => verdictOfSessions(asked, verdict),
      (error) => abstained('lstm', length, `It could not be trained: ${errorText(error)}`),
    );
  // Learnt in another thread while the forest grows in this one.
  const all = allSequencesOf(input);
  const begun = all && byNextEvent(all);
  const byForest = await detectSoon(() => {
    const columns = sessionColumns(input);
    const verdict = forest(columns, input.numLearnt, seed);
    release(columns.values);
    return verdict;
  }, length);
  const odd = (): Uint8Array => profile.vote.map((vote, s) => vote | byForest.vote[s]);
  const byLstm = await (begun ?? byNextEvent(sequencesOf(input, odd())));
  const detectors = [profile, byForest, byLstm];
  const table = sessionTable(input, detectors, voteOf(detectors, length));
  const { template, timeMs, begin } = input.events;
  for (const column of [template, timeMs, begin]) release(column);
  return table;
}

async function detectSoon(detector: () => SessionVerdict, length: number): Promise<SessionVerdict> {
  // What waits for this thread (a first result) goes before it.
  await Promise.resolve();
  try {
    return detector();
  } catch (error) {
    return abstained('iforest', length, `It failed: ${errorText(error)}`);
  }
}

/** 1: as many votes as it takes, of the detectors that have a score for the session. */
export function voteOf(detectors: readonly SessionVerdict[], length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, s) => {
    let numAble = 0;
    let votes = 0;
    for (const { score, vote } of detectors) {
      if (Number.isNaN(score[s])) continue;
      numAble++;
      votes += vote[s];
    }
    return votes > 0 && votes >= Math.min(THRESHOLDS.votesToConfirm, numAble) ? 1 : 0;
  });
}

/** From sequences back to sessions: the end counts where a session is over. */
function verdictOfSessions(asked: SequencesOfSessions, verdict: SequenceVerdict): SessionVerdict {
  const { ofSession, isOver, sequences } = asked;
  const { bits, worst, endBits, threshold, ...about } = verdict;
  const { length } = ofSession;
  const score = new Float32Array(length).fill(Number.NaN);
  const why = new Uint8Array(length);
  const template = new Int32Array(length).fill(-1);
  ofSession.forEach((u, s) => {
    if (u < 0) return;
    const [begin, end] = [sequences.begin[u], sequences.begin[u + 1]];
    const isEnd = isOver[s] === 1 && endBits[u] > bits[u];
    score[s] = isEnd ? endBits[u] : bits[u];
    if (begin === end) return;
    why[s] = SESSION_WHYS.indexOf(isEnd ? 'ended' : 'unexpected');
    template[s] = sequences.event[isEnd ? end - 1 : begin + worst[u]];
  });
  const vote = Uint8Array.from({ length }, (_, s) => (score[s] > threshold ? 1 : 0));
  return {
    name: 'lstm',
    ...about,
    threshold,
    abstained: null,
    score,
    vote,
    why,
    template,
  };
}

function abstained(name: SessionVerdict['name'], length: number, why: string): SessionVerdict {
  return {
    name,
    backend: '',
    seconds: 0,
    threshold: null,
    abstained: why,
    score: new Float32Array(length).fill(Number.NaN),
    vote: new Uint8Array(length),
    why: new Uint8Array(length),
    template: new Int32Array(length).fill(-1),
    lossCurve: [],
  };
}
