/**
 * Zone of times that state none, told by a file beside it. In: what both name, with the times of each. Out: by how much they differ. Two files that
 * name the same requests do so within moments of each other: where all of them stand the same hours apart, one of the two is of another zone, or names
 * them so much later.
 */
import { highest, lowest } from '../../lib/extremes';

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
/** Share of what two files are apart that their ends may differ by. */
const TOGETHER01 = 0.25;

/** Null: they share too little, or agree, or do not differ by what zones differ by. */
export function offsetBetween(own: Sightings, other: Sightings): ZoneOffset | null {
  const { votes, numShared } = votesOf(own, other);
  const [best] = [...votes].sort(([, a], [, b]) => b - a);
  if (!best || best[1] < MIN_SHARED || best[1] < MIN_SHARE01 * numShared) return null;
  const minutes = best[0] * 15;
  return minutes === 0 || !OFFSETS.includes(minutes) ? null : { minutes, numShared: best[1] };
}

/** Whether a part of the first file says nothing else: it shares too little, or what it shares stands as far apart as all of it. */
export function mayDifferBy(minutes: number, part: Sightings, other: Sightings): boolean {
  const { votes, numShared } = votesOf(part, other);
  return numShared < MIN_SHARED || (votes.get(minutes / 15) ?? 0) >= MIN_SHARE01 * numShared;
}

function votesOf(own: Sightings, other: Sightings) {
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
  return { votes, numShared };
}

/**
 * Things that one file names at two moments, and these `minutes` apart: an order and its reminder, a token and its end. By its own clock so much
 * goes by, which no zone explains.
 */
export function numNamedAgain(file: Sightings, minutes: number): number {
  const lag = Math.abs(minutes) * MINUTE_MS;
  let num = 0;
  for (const times of file.values()) {
    const first = lowest(times);
    const after = times.map((time) => time - first);
    const isNear = (at: number): boolean => at <= MAX_SPAN_MS;
    const isLater = (at: number): boolean => Math.abs(at - lag) <= MAX_SPAN_MS;
    if (after.some(isLater) && after.every((at) => isNear(at) || isLater(at))) num++;
  }
  return num;
}

/** When a file begins and ends, ms. */
export interface FileSpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

/**
 * Whether two files begin or end together once the first is moved, and do not as they are. What a job does a whole hour later stands as far apart as
 * a zone puts it; but both files end where they were copied, or begin where a day does. No job takes a quarter more than some hours, each time.
 */
export function isClockOf(own: FileSpan, other: FileSpan, minutes: number): boolean {
  if (minutes % 60 !== 0) return true;
  const shift = minutes * MINUTE_MS;
  const isTogether = (by: number): boolean =>
    [own.firstMs - other.firstMs, own.lastMs - other.lastMs].some(
      (gap) => Math.abs(gap - by) <= Math.abs(shift) * TOGETHER01,
    );
  return isTogether(shift) && !isTogether(0);
}

/** The first of times that lie together; null: they do not. */
function momentOf(times: readonly number[]): number | null {
  const first = lowest(times);
  return highest(times) - first <= MAX_SPAN_MS ? first : null;
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
