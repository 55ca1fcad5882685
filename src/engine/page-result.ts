// What of an analysis crosses to the page. In: the whole result. Out: the same, with the most unusual sessions only where there
// are very many: a million keys would stop the page for a moment and lie there twice. sessions.csv holds them all.
import type { AnalysisResult } from '../contracts/result';
import type { SessionTable } from '../contracts/scores';
import type { SessionVerdict } from '../contracts/session-detectors';
import { problem } from '../core/wording/problem';

const MAX_PAGE_SESSIONS = 50_000;

/** The result itself when it is small enough; else with a Problem that says what was left out. */
export function pageResult(result: AnalysisResult, maxSessions = MAX_PAGE_SESSIONS): AnalysisResult {
  const { sessions } = result;
  if (sessions === null || sessions.length <= maxSessions) return result;
  const count = (value: number): string => value.toLocaleString('en');
  const message = `The page lists the ${count(maxSessions)} most unusual of ${count(sessions.length)} sessions by ${sessions.identifier}; sessions.csv holds them all.`;
  return {
    ...result,
    sessions: mostUnusual(sessions, maxSessions),
    problems: [...result.problems, problem('info', 'sessions-not-all-shown', message)],
  };
}

/** The `num` sessions of the highest scores, the earlier one on a tie, in their order. */
function mostUnusual(sessions: SessionTable, num: number): SessionTable {
  const { score } = sessions;
  const ascending = Float32Array.from(score, (bits) => (Number.isNaN(bits) ? -1 : bits)).sort();
  const least = ascending[ascending.length - num];
  let ties = num - (ascending.length - firstAbove(ascending, least));
  const kept: number[] = [];
  for (let s = 0; s < sessions.length; s++) {
    const bits = Number.isNaN(score[s]) ? -1 : score[s];
    if (bits > least || (bits === least && ties-- > 0)) kept.push(s);
  }
  return {
    identifier: sessions.identifier,
    length: kept.length,
    keys: kept.map((s) => sessions.keys[s]),
    startMs: Float64Array.from(kept, (s) => sessions.startMs[s]),
    endMs: Float64Array.from(kept, (s) => sessions.endMs[s]),
    numEvents: Uint32Array.from(kept, (s) => sessions.numEvents[s]),
    score: Float32Array.from(kept, (s) => score[s]),
    anomalous: Uint8Array.from(kept, (s) => sessions.anomalous[s]),
    ...(sessions.detectors && { detectors: sessions.detectors.map((verdict) => verdictOn(verdict, kept)) }),
  };
}

function verdictOn(verdict: SessionVerdict, kept: readonly number[]): SessionVerdict {
  return {
    ...verdict,
    score: Float32Array.from(kept, (s) => verdict.score[s]),
    vote: Uint8Array.from(kept, (s) => verdict.vote[s]),
    why: Uint8Array.from(kept, (s) => verdict.why[s]),
    template: Int32Array.from(kept, (s) => verdict.template[s]),
  };
}

function firstAbove(ascending: Float32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
