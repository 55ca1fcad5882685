/**
 * Zone of times that state none, told by a file beside it. In: what both name, with the times of each. Out: by how much they differ. Two files that
 * name the same requests do so within moments of each other: where all of them stand the same hours apart, one of the two is of another zone.
 */

/** What names one thing (an id, an order, a session), with every time at which it was seen, ms. */
export type Sightings = ReadonlyMap<string, readonly number[]>;

export interface ZoneOffset {
  /** By so much the times of the first file are ahead of those of the second: of OFFSETS, and not 0. */
  readonly minutes: number;
  /** Things that both name so far apart. */
  readonly numShared: number;
}

const MINUTE_MS = 60_000;
const QUANTUM_MS = 15 * MINUTE_MS;
/** Minutes from UTC of the zones of today (IANA time zone database, summer times included). */
export const OFFSETS: readonly number[] = [
  ...Array.from({ length: 27 }, (_, i) => (i - 12) * 60),
  ...[-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
];
/** What two files write of one thing, they write within this. */
const NEAR_MS = 90_000;
/** What is seen for longer in either file is a host or a user, and tells no moment. */
const MAX_SPAN_MS = 120_000;
const MIN_SHARED = 8;
const MIN_SHARE01 = 0.8;

/** Null: they share too little, or agree, or do not differ by what zones differ by. */
export function offsetBetween(own: Sightings, other: Sightings): ZoneOffset | null {
  const votes = new Map<number, number>();
  let numShared = 0;
  for (const [name, times] of own) {
    const theirs = other.get(name);
    if (!theirs) continue;
    const [at, there] = [momentOf(times), momentOf(theirs)];
    if (at === null || there === null) continue;
    numShared++;
    const quanta = Math.round((at - there) / QUANTUM_MS);
    if (Math.abs(at - there - quanta * QUANTUM_MS) > NEAR_MS) continue;
    votes.set(quanta, (votes.get(quanta) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < MIN_SHARED || best[1] < MIN_SHARE01 * numShared) return null;
  const minutes = best[0] * 15;
  return minutes === 0 || !OFFSETS.includes(minutes) ? null : { minutes, numShared: best[1] };
}

/** The first of times that lie together; null: they do not. */
function momentOf(times: readonly number[]): number | null {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return last - first <= MAX_SPAN_MS ? first : null;
}

const WORD = /[A-Za-z0-9][A-Za-z0-9_-]{5,62}[A-Za-z0-9]/g;
const MIN_DIGITS = 4;
/** Dates, and seconds or milliseconds since 1970. */
const IS_TIME =
  /^(?:\d{4}-\d\d(?:-\d\d)?(?:T\d+)?|(?:19|20)\d{6}(?:T?\d{4,6})?Z?|1\d{9}(?:\d{3}|\d{6}|\d{9})?)$/;
/** Names of one line that are kept. */
const MAX_WORDS = 12;

/** Words of a line that may name one thing: long, with digits, and no time. */
export function namesIn(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (word.replace(/\D/g, '').length < MIN_DIGITS || IS_TIME.test(word)) continue;
    names.add(word);
    if (names.size >= MAX_WORDS) break;
  }
  return [...names];
}
