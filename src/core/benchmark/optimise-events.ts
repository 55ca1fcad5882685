/**
 * How a vote does against known incidents. In: votes of the detectors as bits, incidents in windows. Out: which incidents have a
 * confirmed window where a warning counts, the false alarms, and the confirmed windows that are right and wrong. A window far from every
 * incident is false whatever it stands beside: an alarm that is glued to a true one is no less false for that.
 */
import type { EventScore, KnownIncident } from '../../contracts/tuning';
import { maskLoneBits } from '../detectors/mask-votes';
import { type Bitset, createBitset, hasBit } from '../lib/bitset';

export interface Evaluation {
  readonly numWindows: number;
  readonly windowMs: number;
  /** Which of the votes is the robust detector's, and windows in which none counts without it (detectors/mask-votes.ts). */
  readonly robust: number;
  readonly robustOnly: readonly number[];
  readonly incidents: readonly KnownIncident[];
  /** 1 for windows that nobody can vote for. */
  readonly isClosed: Uint8Array;
}

export interface Outcome {
  /** One entry an incident. */
  readonly found: Uint8Array;
  readonly numFalse: number;
  /** Confirmed windows in each incident; one that two incidents share is the later one's. */
  readonly numRight: Uint32Array;
  /** Confirmed windows far from every incident. */
  readonly numWrong: number;
}

/** Windows with two votes or more that count. */
export function confirmedBy(
  votes: readonly Bitset[],
  { robust, robustOnly }: Pick<Evaluation, 'robust' | 'robustOnly'>,
): Bitset {
  const confirmed = createBitset(votes[0].size);
  for (let i = 0; i < confirmed.words.length; i++) {
    let once = 0;
    for (const { words } of votes) {
      confirmed.words[i] |= once & words[i];
      once |= words[i];
    }
  }
  maskLoneBits(confirmed, votes[robust], robustOnly);
  return confirmed;
}

/** Calls `visit` for each bit that is set, ascending. */
export function forEachBit({ words }: Bitset, visit: (i: number) => void): void {
  for (let word = 0; word < words.length; word++) {
    let left = words[word];
    while (left !== 0) {
      const low = 31 - Math.clz32(left & -left);
      visit(word * 32 + low);
      left &= left - 1;
    }
  }
}

/** A false alarm that goes on is raised again after this long: else one that never ends would be the best of all. */
const AGAIN_MS = 6 * 60 * 60_000;
/** From one confirmed window of a run to the next: at most one that is not confirmed lies between. */
export const MAX_STEP = 2;

/** As how many false alarms a run of so many confirmed windows counts. */
export function alarmsIn(numWindows: number, windowMs: number): number {
  return Math.ceil((numWindows * windowMs) / AGAIN_MS);
}

/** Owners of windows that are no incident's own: far from all, or in the hour before one or after it. */
const FAR = -1;
const NEAR = -2;

/** Prepared once for many votes. A false alarm is a run of confirmed windows that are far from every incident. */
export function createJudge(evaluation: Evaluation): (votes: readonly Bitset[]) => Outcome {
  const { windowMs, incidents } = evaluation;
  const owner = ownersOf(evaluation);
  return (votes) => {
    const confirmed = confirmedBy(votes, evaluation);
    const numRight = new Uint32Array(incidents.length);
    let numWrong = 0;
    let numFalse = 0;
    let last = Number.NEGATIVE_INFINITY;
    let run = 0;
    const close = (): void => {
      numFalse += alarmsIn(run, windowMs);
      run = 0;
    };
    forEachBit(confirmed, (w) => {
      if (owner[w] >= 0) numRight[owner[w]]++;
      if (owner[w] !== FAR) return;
      if (w - last > MAX_STEP) close();
      last = w;
      run++;
      numWrong++;
    });
    close();
    const found = Uint8Array.from(incidents, (each) => isFound(confirmed, each));
    return { found, numFalse, numRight, numWrong };
  };
}

function ownersOf({ numWindows, incidents }: Evaluation): Int32Array {
  const owner = new Int32Array(numWindows).fill(FAR);
  for (const { from, until } of incidents) owner.fill(NEAR, from, until);
  incidents.forEach(({ begin, stop }, i) => {
    owner.fill(i, begin, stop);
  });
  return owner;
}

function isFound(confirmed: Bitset, { from, stop }: KnownIncident): number {
  for (let w = from; w < stop; w++) if (hasBit(confirmed, w)) return 1;
  return 0;
}

/** `numFound` of `numIncidents`; F1 is 0 where nothing is found. */
export function eventScore(numFound: number, numIncidents: number, numFalse: number) {
  const numMissed = numIncidents - numFound;
  const numClaimed = numFound + numFalse;
  return {
    numFound,
    numMissed,
    numFalse,
    precision01: numClaimed === 0 ? null : numFound / numClaimed,
    recall01: numIncidents === 0 ? 0 : numFound / numIncidents,
    f101: f1Of(numFound, numFalse, numMissed),
  } satisfies Omit<EventScore, 'windowF101'>;
}

export function f1Of(numRight: number, numWrong: number, numMissed: number): number {
  return numRight === 0 ? 0 : (2 * numRight) / (2 * numRight + numWrong + numMissed);
}

/**
 * Prepared once: F1 over windows that can be voted for; those of the hour before an incident and after it are neither right nor wrong, and
 * neither are those of incident `without` (-1: all count).
 */
export function createWindowF1(evaluation: Evaluation): (outcome: Outcome, without?: number) => number {
  const numOpen = new Uint32Array(evaluation.incidents.length);
  ownersOf(evaluation).forEach((i, w) => {
    if (i >= 0 && !evaluation.isClosed[w]) numOpen[i]++;
  });
  return ({ numRight, numWrong }, without = -1) => {
    let right = 0;
    let missed = 0;
    numRight.forEach((num, i) => {
      if (i === without) return;
      right += num;
      missed += numOpen[i] - num;
    });
    return f1Of(right, numWrong, missed);
  };
}
