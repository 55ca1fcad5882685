/**
 * Sessions as sequences of events for a model of what follows what. In: SessionInput. Out: the distinct sequences with how many
 * learnt sessions go each way, which one each session is, and whether a session is over. What costs too much is not asked.
 */
import type { SessionSequences } from '../../contracts/session-detectors';
import { quantile } from '../lib/quantile';
import type { SessionEvents } from './session-events';
import type { SessionInput } from './sessions';

/** A longer session is judged by its beginning. */
const MAX_EVENTS = 200;
/** Events of distinct sequences that are learnt from, and asked about: a model takes some microseconds for each. */
const MAX_LEARNT_EVENTS = 60_000;
const MAX_ASKED_EVENTS = 1_000_000;

export interface SequencesOfSessions {
  readonly sequences: SessionSequences;
  /** The sequence of each session; -1: it is not asked about. */
  readonly ofSession: Int32Array;
  /** 1: so long after its last event nothing more comes. */
  readonly isOver: Uint8Array;
}

/** Null: they are too many to be asked about all. Their order decides nothing then, so that no other detector need be waited for. */
export function allSequencesOf(input: SessionInput): SequencesOfSessions | null {
  const found = sequencesOf(input, null);
  return found.isWhole ? found : null;
}

/** `first`: 1 for sessions that are to be asked about before the others; null: it is enough to know that not all of them can be. */
export function sequencesOf(
  { events, numLearnt }: SessionInput,
  first: Uint8Array | null,
): SequencesOfSessions & { readonly isWhole: boolean } {
  const isOver = endedSessions(events);
  const ofSession = new Int32Array(events.length).fill(-1);
  const distinct = createDistinct();
  const put = (s: number, limit: number): void => {
    if (ofSession[s] < 0) ofSession[s] = distinct.put(wordsOf(events, s), limit);
  };
  // Spread over all that may be learnt, should it be too much: the first ones are not like the later ones in every log.
  const numPasses = Math.ceil(events.begin[numLearnt] / MAX_LEARNT_EVENTS);
  for (let pass = 0; pass < numPasses; pass++)
    for (let s = pass; s < numLearnt; s += numPasses) put(s, MAX_LEARNT_EVENTS);
  const learnt = distinct.length();
  const numOf = (fits: (s: number) => boolean): Uint32Array => {
    const num = new Uint32Array(learnt);
    for (let s = 0; s < numLearnt; s++) if (ofSession[s] >= 0 && fits(s)) num[ofSession[s]]++;
    return num;
  };
  const [all, over] = [numOf(() => true), numOf((s) => isOver[s] === 1)];
  let isWhole = true;
  if (first) for (let s = 0; s < events.length; s++) if (first[s] === 1) put(s, MAX_ASKED_EVENTS);
  for (let s = 0; s < events.length && (isWhole || first); s++) {
    put(s, MAX_ASKED_EVENTS);
    isWhole &&= ofSession[s] >= 0;
  }
  const padded = (counts: Uint32Array): Uint32Array => {
    const whole = new Uint32Array(distinct.length());
    whole.set(counts);
    return whole;
  };
  const sequences = { ...distinct.columns(), numLearnt: padded(all), numOver: padded(over) };
  return { sequences, ofSession, isOver, isWhole };
}

const units = new Uint16Array(2 * MAX_EVENTS);

/** The templates of a session as UTF-16 units, two each: a key of a Map that is compared quickly. */
function wordsOf({ begin, template, muted }: SessionEvents, session: number): string {
  let length = 0;
  for (let i = begin[session]; i < begin[session + 1] && length < units.length; i++) {
    const each = template[i];
    if (muted?.[each]) continue;
    units[length++] = each & 0xffff;
    units[length++] = each >>> 16;
  }
  // At once: put together unit by unit, a million sessions leave very much behind.
  return String.fromCharCode(...units.subarray(0, length));
}

function createDistinct() {
  const known = new Map<string, number>();
  let numEvents = 0;
  return {
    length: () => known.size,
    /** Index of the sequence; -1: it is new and there is no room for it. */
    put(words: string, maxEvents: number): number {
      const old = known.get(words);
      if (old !== undefined) return old;
      if (numEvents + words.length / 2 > maxEvents) return -1;
      numEvents += words.length / 2;
      known.set(words, known.size);
      return known.size - 1;
    },
    columns() {
      const begin = new Uint32Array(known.size + 1);
      const event = new Uint32Array(numEvents);
      let u = 0;
      for (const words of known.keys()) {
        const at = begin[u];
        for (let i = 0; i < words.length; i += 2)
          event[at + i / 2] = words.charCodeAt(i) | (words.charCodeAt(i + 1) << 16);
        begin[++u] = at + words.length / 2;
      }
      return { begin, event };
    },
  };
}

/** Gaps after a template that are too few to tell its own longest: all gaps tell it then. */
const MIN_GAPS = 200;
const MAX_GAPS = 500_000;
const LONG_GAP_QUANTILE = 0.999;
/** Silence has to last so many times as long: learnt sessions do not show every pause there is. */
const GAP_FACTOR = 2;

/** 1: the log goes on after the last event for longer than a session ever waits after that template. */
function endedSessions(events: SessionEvents): Uint8Array {
  const { begin, template, endMs, logEndMs, length } = events;
  const limitAfter = longGaps(events);
  return Uint8Array.from({ length }, (_, s) => {
    if (begin[s] === begin[s + 1]) return 0;
    const silenceMs = logEndMs - endMs[s];
    return Number.isNaN(silenceMs) || silenceMs > limitAfter(template[begin[s + 1] - 1]) ? 1 : 0;
  });
}

function longGaps({ begin, template, timeMs, numTimed }: SessionEvents): (template: number) => number {
  const gaps = new Map<number, number[]>();
  const step = Math.ceil(begin[numTimed] / MAX_GAPS);
  for (let s = 0; s < numTimed; s += step) {
    for (let i = begin[s] + 1; i < begin[s + 1]; i++) {
      const gap = timeMs[i] - timeMs[i - 1];
      if (Number.isNaN(gap)) continue;
      const before = template[i - 1];
      const known = gaps.get(before);
      if (known) known.push(gap);
      else gaps.set(before, [gap]);
    }
  }
  const all = [...gaps.values()].flat();
  if (all.length === 0) return () => 0;
  const longest = (each: readonly number[]): number => GAP_FACTOR * quantile(each, LONG_GAP_QUANTILE);
  const limits = new Map(
    [...gaps].filter(([, each]) => each.length >= MIN_GAPS).map(([t, each]) => [t, longest(each)]),
  );
  const usual = longest(all);
  return (each) => limits.get(each) ?? usual;
}
