/**
 * Times of lines, for telling a log from what is none. In: the beginning of a text, as bytes. Out: how many of its lines state a time, where,
 * and whether these go on. Read by the parsers of core; lines without anything like a clock cost one regular expression.
 */
import { createHeader } from '../../core/ingest/header';
import { looksLikeContinuation } from '../../core/ingest/sample';
import { anyTimeParser } from '../../core/ingest/time/any-time';
import { BLANK, LINE_FEED, OPEN_BRACE } from '../../core/lib/ascii';

export interface LineTimes {
  /** Lines that hold something and do not read as the rest of a record. */
  readonly numLines: number;
  readonly numTimed: number;
  /** With the time near the beginning, or in an object. */
  readonly numLeading: number;
  readonly numDistinct: number;
  /** Share of the steps from one time to the next that do not go back, and that do not go on; 1 where there is no step. */
  readonly forward01: number;
  readonly backward01: number;
  /** Share of the timed lines that hold but numbers behind their time. */
  readonly numeric01: number;
  /** Share of the lines that are entries of a listing of files. */
  readonly listing01: number;
  /** Share of the lines that begin with a level. */
  readonly level01: number;
}

const MAX_LINES = 40;
const MAX_LINE = 2000;
/** A time that begins behind so many bytes leads its line no more. */
const MAX_LEAD = 48;
const MAX_HITS = 3;
/** A clock with seconds behind nothing that makes it part of an address, or seconds since 1970. */
const CLOCK =
  /(?<![\d:A-Fa-f])\d{1,2}[:.]\d{2}[:.]\d{2}(?![\d:]*[:A-Fa-f])|T\d{6}|(?<!\d)1[0-9]{9}(?:\d{3}|\d{6}|\d{9})?(?!\d)|(?<!\d)\d{1,2}:\d{2}(?= ?(?:[AP]M|[A-Z]{3,4})?\b)/g;
const ANY_CLOCK = /\d{1,2}[:.]\d{2}[:.]\d{2}|T\d{6}|\d{10}|\d{1,2}:\d{2}|\d\.\d{2,6}\]/;
/** How far before its clock a time may begin: a weekday, a date, words of months. */
const MAX_DATE = 32;
const SINCE_BOOT = /^(?:<\d+>)?\[ *(\d+\.\d{2,6})\]/;
const LISTING = /^(?:\s*\d+ +)?(?:\s*\d+ )?[-dlbcps][-rwxsStT]{9}[.+@]? /;
const LEVEL =
  /^\W{0,2}(?:\x1b\[[\d;]*m)?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|CRITICAL|FATAL|SEVERE)\b[\]:| ]/;
const STARTS = new Set([...' \t[("\'=|,;<>:{'].map((char) => char.charCodeAt(0)));

const parseTime = anyTimeParser(null);
const header = createHeader();
const LATIN = new TextDecoder('latin1');

/** `everyLine`: those that read as the rest of a record count too, as the lines of one object do. */
export function lineTimesOf(bytes: Uint8Array, everyLine = false): LineTimes {
  const steps = new Steps();
  let [numLines, numTimed, numLeading, numeric, listing, levels] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.length && numLines < MAX_LINES; ) {
    const found = bytes.indexOf(LINE_FEED, at);
    // A line that is cut off by the end of the sample counts only where it is the only one.
    if (found < 0 && at > 0 && bytes.length >= MAX_LINE) break;
    const end = found < 0 ? bytes.length : found;
    const stop = Math.min(end, at + MAX_LINE);
    if (
      everyLine ||
      !looksLikeContinuation(bytes, at, stop) ||
      (bytes[at] <= BLANK && SINCE_BOOT.test(LATIN.decode(bytes.subarray(at, at + 24))))
    ) {
      const text = LATIN.decode(bytes.subarray(at, stop));
      numLines++;
      const isListed = LISTING.test(text);
      if (isListed) listing++;
      if (LEVEL.test(text)) levels++;
      const time = isListed ? null : timeOf(bytes.subarray(at, stop), text);
      if (time !== null) {
        numTimed++;
        steps.add(time.key);
        if (time.at <= MAX_LEAD || bytes[at] === OPEN_BRACE) numLeading++;
        if (isNumeric(text.slice(time.at))) numeric++;
      }
    }
    at = end + 1;
  }
  return {
    numLines,
    numTimed,
    numLeading,
    ...steps.result(),
    numeric01: numTimed === 0 ? 0 : numeric / numTimed,
    listing01: numLines === 0 ? 0 : listing / numLines,
    level01: numLines === 0 ? 0 : levels / numLines,
  };
}

/** Whether anything looks like a time of day, seconds since 1970 or seconds since the boot. */
export function hasClock(bytes: Uint8Array): boolean {
  return ANY_CLOCK.test(LATIN.decode(bytes));
}

interface TimeFound {
  /** Where it begins. */
  readonly at: number;
  /** Comparable with others of the same notation. */
  readonly key: number;
}

function timeOf(bytes: Uint8Array, text: string): TimeFound | null {
  const boot = SINCE_BOOT.exec(text);
  if (boot) return { at: 0, key: Number(boot[1]) };
  let hits = 0;
  for (const { index } of text.matchAll(CLOCK)) {
    if (hits++ >= MAX_HITS) return null;
    for (let at = Math.max(0, index - MAX_DATE); at <= index; at++) {
      if (at > 0 && !STARTS.has(bytes[at - 1])) continue;
      if (parseTime(bytes, at, bytes.length, header)) return { at, key: header.timeMs };
    }
  }
  return null;
}

/** Behind the clock stand numbers, but for a name or two: a measurement. */
function isNumeric(text: string): boolean {
  const words = text
    .slice(8)
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const others = words.filter((word) => !/^[-+]?[\d.:/%TZ]+[a-zA-Z%]?$/.test(word) && !/^[AP]M$/.test(word));
  return words.length - others.length >= 3 && others.length <= 2 && others.length * 3 <= words.length;
}

class Steps {
  private readonly seen = new Set<number>();
  private last = Number.NaN;
  private num = 0;
  private back = 0;
  private on = 0;

  add(key: number): void {
    this.seen.add(key);
    if (!Number.isNaN(this.last)) {
      this.num++;
      if (key < this.last) this.back++;
      if (key > this.last) this.on++;
    }
    this.last = key;
  }

  result(): Pick<LineTimes, 'numDistinct' | 'forward01' | 'backward01'> {
    const share = (against: number): number => (this.num === 0 ? 1 : 1 - against / this.num);
    return { numDistinct: this.seen.size, forward01: share(this.back), backward01: share(this.on) };
  }
}
