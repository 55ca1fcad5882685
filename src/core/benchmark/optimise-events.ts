/**
 * How a vote does against known incidents. In: votes of the detectors as bits, incidents in windows. Out: which incidents have a
 * confirmed window where a warning counts, and the false alarms: confirmed episodes that touch none, and what of one that
 * touches one goes on for hours elsewhere.
 */
import type { EventScore, KnownIncident } from '../../contracts/tuning';
import { MAX_HOLE } from '../incident/join-windows';
import { type Bitset, createBitset, hasBit } from '../lib/bitset';

export interface Ground {
  readonly numWindows: number;
  readonly windowMs: number;
  readonly incidents: readonly KnownIncident[];
  /** 1 for windows that nobody can vote for. */
  readonly isClosed: Uint8Array;
}

export interface Outcome {
  /** One entry an incident. */
  readonly found: Uint8Array;
  readonly numFalse: number;
}

/** Windows with two votes or more, and with exactly one. */
export function combineVotes(votes: readonly Bitset[]): { confirmed: Bitset; watch: Bitset } {
  const confirmed = createBitset(votes[0].size);
  const watch = createBitset(votes[0].size);
  for (let i = 0; i < confirmed.words.length; i++) {
    let once = 0;
    let twice = 0;
    for (const { words } of votes) {
      twice |= once & words[i];
      once |= words[i];
    }
    confirmed.words[i] = twice;
    watch.words[i] = once & ~twice;
  }
  return { confirmed, watch };
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

/** Prepared once for many votes. Episodes are joined as joinWindows does. */
export function createJudge({
  numWindows,
  windowMs,
  incidents,
}: Ground): (votes: readonly Bitset[]) => Outcome {
  const isNear = new Uint8Array(numWindows);
  for (const { from, until } of incidents) isNear.fill(1, from, until);
  return (votes) => {
    const { confirmed, watch } = combineVotes(votes);
    let numFalse = 0;
    let last = -1;
    let numNear = 0;
    let numFar = 0;
    const close = (): void => {
      const times = (numFar * windowMs) / AGAIN_MS;
      numFalse += numNear > 0 ? Math.floor(times) : Math.ceil(times);
      numNear = 0;
      numFar = 0;
    };
    forEachBit(confirmed, (w) => {
      if (last >= 0 && isApart(watch, last, w)) close();
      if (isNear[w]) numNear++;
      else numFar++;
      last = w;
    });
    close();
    return { found: Uint8Array.from(incidents, (each) => isFound(confirmed, each)), numFalse };
  };
}

function isFound(confirmed: Bitset, { from, stop }: KnownIncident): number {
  for (let w = from; w < stop; w++) if (hasBit(confirmed, w)) return 1;
  return 0;
}

/** Whether more than MAX_HOLE windows without any vote lie between two confirmed ones. */
function isApart(watch: Bitset, last: number, next: number): boolean {
  if (next - last - 1 <= MAX_HOLE) return false;
  let hole = 0;
  for (let w = last + 1; w < next; w++) if (!hasBit(watch, w) && ++hole > MAX_HOLE) return true;
  return false;
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

/** F1 over windows that can be voted for; those of the hour before an incident and after it are neither right nor wrong. */
export function windowF1({ numWindows, incidents, isClosed }: Ground, votes: readonly Bitset[]): number {
  const kind = new Uint8Array(numWindows);
  for (const { from, until } of incidents) kind.fill(1, from, until);
  for (const { begin, stop } of incidents) kind.fill(2, begin, stop);
  const { confirmed } = combineVotes(votes);
  let numRight = 0;
  let numWrong = 0;
  let numMissed = 0;
  for (let w = 0; w < numWindows; w++) {
    if (isClosed[w]) continue;
    const isConfirmed = hasBit(confirmed, w);
    if (kind[w] === 2 && isConfirmed) numRight++;
    else if (kind[w] === 2) numMissed++;
    else if (kind[w] === 0 && isConfirmed) numWrong++;
  }
  return f1Of(numRight, numWrong, numMissed);
}
