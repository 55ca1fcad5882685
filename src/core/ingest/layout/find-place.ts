/**
 * Where the times of a text log stand, and in which notation. In: sample lines. Out: the place that explains most of them: at the line's
 * start, behind words, or behind fields that a mark parts.
 */

import { AT_SIGN, MAX_ASCII } from '../../lib/ascii';
import { isDigit, isLetter } from '../../lib/bytes';
import { createHeader, resetHeader } from '../header';
import type { Sample } from '../sample';
import { TIME_KINDS, type TimeKind, timeParser } from '../time/time';
import { textOf } from './cursor';
import { levelAmong, levelAmongFields } from './layout';
import {
  behindBrackets,
  FIELD_MARKS,
  type FieldMark,
  firstOfTime,
  markAt,
  type TimePlace,
  timeAt,
  timeBegin,
  timeFinder,
} from './place';

export interface FoundPlace extends TimePlace {
  readonly share: number;
  /** Sample lines (numbers within the part) that have it. */
  readonly lines: readonly number[];
}

const MAX_BEFORE = 5;
/** A time behind words counts only if enough lines have it there. */
const MIN_SHARE = 0.02;
/** So good that nothing better is looked for further on in the line. */
const GOOD_SHARE = 0.7;

/** Null: no place explains enough lines. */
export function findTimePlace(sample: Sample, among: readonly number[]): FoundPlace | null {
  const words = bestOf(sample, among, null, undefined);
  const isAtStart = words !== null && words.share > GOOD_SHARE && words.before[0] === 0;
  const best = isAtStart ? words : behindFields(sample, among, words);
  return best && withPlaces(sample, among, dayOrMonthFirst(sample, among, best));
}

/** The best place behind words, or behind the fields of a mark, where it is better than `found`. */
function bestOf(
  sample: Sample,
  among: readonly number[],
  found: FoundPlace | null,
  mark: FieldMark | undefined,
): FoundPlace | null {
  let best = found;
  for (let count = mark === undefined ? 0 : 1; count <= MAX_BEFORE; count++) {
    const begins = beginsOf(sample, among, count, mark);
    for (const time of TIME_KINDS) {
      const lines = linesWithTimeAt(sample, among, begins, time);
      const share = lines.length / Math.max(1, among.length);
      if (share <= (best?.share ?? MIN_SHARE) * 1.02) continue;
      if (
        count > 0 &&
        DATELESS.has(time) &&
        !isBehindLevel(sample, among, count, mark) &&
        !goesOn(sample, among, lines, begins, time)
      )
        continue;
      best = { time, before: [count], ...(mark === undefined ? {} : { mark }), share, lines };
    }
    if (best && best.share > GOOD_SHARE) break;
  }
  return best;
}

/** Where a time would begin in each line behind some words or fields, found once for all notations; lines (numbers within the part) by what it begins with. */
interface Begins {
  readonly at: Int32Array;
  /** Those that begin with a letter of any script. */
  readonly named: readonly number[];
  /** Those that begin with a digit, an '@', or the sign of an era. */
  readonly numbered: readonly number[];
  /** Lines in which it would begin elsewhere if a bracket were one word, and where. */
  readonly bracketed: ReadonlyMap<number, number>;
}

/** Notations that begin with the name of a day or of a month. */
const NAMED: ReadonlySet<TimeKind> = new Set<TimeKind>(['asctime', 'month-day']);

function beginsOf(
  { bytes, begin, end }: Sample,
  among: readonly number[],
  count: number,
  mark: FieldMark | undefined,
): Begins {
  const at = Int32Array.from(among, (i) => timeBegin(mark, bytes, begin[i], end[i], count));
  const named: number[] = [];
  const numbered: number[] = [];
  const bracketed = new Map<number, number>();
  for (let k = 0; k < at.length; k++) {
    if (at[k] < 0) continue;
    const first = firstOfTime(bytes, at[k], end[among[k]]);
    if (isDigit(first) || first === AT_SIGN || first > MAX_ASCII) numbered.push(k);
    if (isLetter(first) || first > MAX_ASCII) named.push(k);
    if (count === 0 || mark !== undefined) continue;
    const behind = behindBrackets(bytes, begin[among[k]], end[among[k]], count);
    if (behind > at[k]) bracketed.set(k, behind);
  }
  return { at, named, numbered, bracketed };
}

function linesWithTimeAt(
  { bytes, begin, end }: Sample,
  among: readonly number[],
  begins: Begins,
  time: TimeKind,
): number[] {
  const parse = timeParser(time);
  const out = createHeader();
  const isAt = (k: number, at: number): boolean => {
    resetHeader(out, bytes, begin[among[k]], end[among[k]]);
    return timeAt(parse, bytes, at, end[among[k]], out) >= 0;
  };
  const lines = (NAMED.has(time) ? begins.named : begins.numbered).filter((k) => isAt(k, begins.at[k]));
  if (begins.bracketed.size === 0) return lines;
  const found = new Set(lines);
  for (const [k, at] of begins.bracketed) if (!found.has(k) && isAt(k, at)) found.add(k);
  return [...found].sort((a, b) => a - b);
}

/** A clock without a date may be data: behind words it is a time only where one of them is the level, or it goes on. */
const DATELESS: ReadonlySet<TimeKind> = new Set<TimeKind>(['clock', 'mm-dd']);
const MIN_LEVEL_SHARE = 0.6;

function isBehindLevel(
  { bytes, begin, end }: Sample,
  among: readonly number[],
  count: number,
  mark: FieldMark | undefined,
): boolean {
  const states = (i: number): boolean =>
    (mark === undefined
      ? levelAmong(bytes, begin[i], end[i], count)
      : levelAmongFields(bytes, begin[i], end[i], mark, count)) > 0;
  return among.filter(states).length > MIN_LEVEL_SHARE * among.length;
}

const MIN_GOING_ON = 0.95;
const MIN_LINES_GOING_ON = 3;
/** What may be a date before a clock. */
const DATED = /\d[-/.]\d{1,2}[-/.]\d|\p{L}{3,} *\d{1,2},? *$|\d{1,2} *\p{L}{3,} *$/u;
/** Before it a clock tells how long something took. */
const FIRST_CLOCK_MS = 3_600_000;

/** Or where nearly every line has one, finer than seconds or with month and day, and it never goes back. */
function goesOn(
  { bytes, begin, end }: Sample,
  among: readonly number[],
  lines: readonly number[],
  begins: Begins,
  time: TimeKind,
): boolean {
  if (lines.length < MIN_LINES_GOING_ON || lines.length < among.length * MIN_GOING_ON) return false;
  const [first] = lines;
  const words = textOf(bytes, begin[among[first]], begins.at[first]);
  if (DATED.test(words)) return false;
  const parse = timeParser(time);
  const out = createHeader();
  let last = FIRST_CLOCK_MS;
  let isFine = time === 'mm-dd';
  let moved = 0;
  for (const k of lines) {
    resetHeader(out, bytes, begin[among[k]], end[among[k]]);
    if (timeAt(parse, bytes, begins.bracketed.get(k) ?? begins.at[k], end[among[k]], out) < 0) continue;
    if (out.timeMs < last) return false;
    if (out.timeMs > last) moved++;
    isFine ||= out.timeMs % 1000 !== 0;
    last = out.timeMs;
  }
  return isFine && moved >= MIN_LINES_GOING_ON;
}

/** Share of lines that have a mark near their start, so that it may part fields. */
const MIN_MARKED = 0.6;
const MARK_WITHIN = 100;

/** The best place behind fields, if it explains as many lines as the one behind words and begins before it. */
function behindFields(sample: Sample, among: readonly number[], words: FoundPlace | null): FoundPlace | null {
  let best = words;
  for (const mark of FIELD_MARKS) {
    const isMarked = (i: number): boolean =>
      markAt(sample.bytes, sample.begin[i], Math.min(sample.end[i], sample.begin[i] + MARK_WITHIN), mark) >=
      0;
    if (among.filter(isMarked).length < among.length * MIN_MARKED) continue;
    const found = bestOf(sample, among, null, mark);
    if (found && (!best || found.share > best.share * 1.02 || isBefore(sample, among, found, best)))
      best = found;
  }
  return best;
}

function isBefore(sample: Sample, among: readonly number[], a: FoundPlace, b: FoundPlace): boolean {
  const both = new Set(b.lines);
  const line = a.lines.find((k) => both.has(k));
  if (line === undefined || a.share < b.share * 0.98) return false;
  const i = among[line];
  const beginOf = (place: FoundPlace): number =>
    timeBegin(place.mark, sample.bytes, sample.begin[i], sample.end[i], place.before[0]);
  return beginOf(a) < beginOf(b);
}

function linesWithTime(sample: Sample, among: readonly number[], place: TimePlace): number[] {
  const out = createHeader();
  const find = timeFinder(place);
  const lines: number[] = [];
  for (const [k, i] of among.entries()) {
    resetHeader(out, sample.bytes, sample.begin[i], sample.end[i]);
    if (find(sample.bytes, sample.begin[i], sample.end[i], out) >= 0) lines.push(k);
  }
  return lines;
}

function withPlaces(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  const around = withPlacesAround(sample, among, place);
  return around === place ? withSecondPlace(sample, among, place) : around;
}

/** Notations that are hardly found by chance, and are no part of another one. */
const FULL_DATES: ReadonlySet<TimeKind> = new Set<TimeKind>(['iso', 'yymmdd', 'yy/mm/dd']);
const DATES_BEHIND: ReadonlySet<TimeKind> = new Set<TimeKind>([...FULL_DATES, 'dmy', 'mdy']);
/** Share of lines that must have the time at one of the places, for a word more or less before it. */
const MIN_AROUND = 0.95;

/** A word more or less stands before the time where blanks fill a number ('Debug(  90):', 'Error(1023):'), and so nearly every line has one. */
function withPlacesAround(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  const { time, before, mark, share } = place;
  const [count] = before;
  if (mark !== undefined || count === 0 || share > MIN_AROUND || !DATES_BEHIND.has(time)) return place;
  const around = [count, count - 1, count + 1];
  const lines = linesWithTime(sample, among, { time, before: around });
  if (lines.length < among.length * MIN_AROUND) return place;
  return { time, before: around, share: lines.length / among.length, lines };
}

/** Some lines may have the word before the time (a file name) and some not. */
function withSecondPlace(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  if (place.mark !== undefined || !FULL_DATES.has(place.time)) return place;
  const other = place.before[0] === 0 ? 1 : 0;
  const { time } = place;
  if (linesWithTime(sample, among, { time, before: [other] }).length < among.length * 0.02) return place;
  const before = [...place.before, other];
  const all = linesWithTime(sample, among, { time, before });
  return { ...place, before, share: all.length / among.length, lines: all };
}

/** 31/12 or 12/31: the reading that explains more lines; when both do, the file's DatePlan has the last word. */
function dayOrMonthFirst(sample: Sample, among: readonly number[], place: FoundPlace): FoundPlace {
  if (place.time !== 'dmy' && place.time !== 'mdy') return place;
  const dmy = linesWithTime(sample, among, { ...place, time: 'dmy' });
  const mdy = linesWithTime(sample, among, { ...place, time: 'mdy' });
  return mdy.length >= dmy.length
    ? { ...place, time: 'mdy', lines: mdy }
    : { ...place, time: 'dmy', lines: dmy };
}
