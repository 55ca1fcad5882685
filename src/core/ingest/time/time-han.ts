/**
 * Dates and clocks as Japanese, Chinese and Korean write them: '2024年05月14日 09:00:00', '2024年5月14日 午後9時00分07秒', '令和6年5月14日 9:00:07 午前',
 * '民國113年5月14日', '2024년 5월 14일 오전 9:00:00'. In: bytes from a position. Out: header's time, position after it; as time.ts.
 */
import { BLANK, COMMA, DOT, MAX_ASCII } from '../../lib/ascii';
import { isDigit, skipBlanks, skipDigits, startsWithAt } from '../../lib/bytes';
import type { Header } from '../header';
import { halfBefore, parseClockBehindHalf, parseHalfDay } from './half-day';
import { oneOrTwo } from './time-numeric';
import { dateMs, digitsAt, finishTime, parseDayClock, setClock, setHalfDay } from './time-parts';
import { parseZone } from './zone-at';

const encode = (words: string): Uint8Array[] =>
  words.split(' ').map((word) => new TextEncoder().encode(word));
const YEARS = encode('年 년');
const MONTHS = encode('月 월');
const DAYS = encode('日 일 号');
const HOURS = encode('時 时 點 点 시');
const MINUTES = encode('分 분');
const SECONDS = encode('秒 초');
const FIRST_YEAR = encode('元')[0];

/** The year before the first of each: emperors of Japan, the Republic of China. */
const ERAS = (
  [
    ['令和', 2018],
    ['平成', 1988],
    ['民國', 1911],
    ['民国', 1911],
  ] as const
).map(([name, before]) => ({ name: encode(name)[0], before }));

/** A date that begins with the name of an era. */
export function parseEraDate(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const era = ERAS.find(({ name }) => startsWithAt(bytes, at, end, name));
  if (!era) return -1;
  const begin = skipBlanks(bytes, at + era.name.length, end);
  if (startsWithAt(bytes, begin, end, FIRST_YEAR))
    return parseHanDate(bytes, begin + FIRST_YEAR.length, end, era.before + 1, out);
  const stop = skipDigits(bytes, begin, Math.min(end, begin + 4));
  if (stop === begin || stop - begin > 3) return -1;
  return parseHanDate(bytes, stop, end, era.before + digitsAt(bytes, begin, stop - begin), out);
}

/** `at`: behind the number of the year. */
export function parseHanDate(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  const monthAt = skipSign(bytes, at, end, YEARS);
  if (monthAt < 0) return -1;
  const monthStop = oneOrTwo(bytes, monthAt);
  const dayAt = skipSign(bytes, monthStop, end, MONTHS);
  if (dayAt < 0) return -1;
  const dayStop = oneOrTwo(bytes, dayAt);
  const clock = afterWeekday(bytes, skipSign(bytes, dayStop, end, DAYS), end);
  if (clock < 0) return -1;
  const day = dateMs(
    year,
    digitsAt(bytes, monthAt, monthStop - monthAt),
    digitsAt(bytes, dayAt, dayStop - dayAt),
  );
  let i = parseDayClock(bytes, clock, end);
  if (i < 0) i = parseClockBehindHalf(bytes, clock, end);
  if (i < 0) i = parseHanClock(bytes, clock, end);
  return finishTime(out, day, i < 0 ? i : parseZone(bytes, parseHalfDay(bytes, i, end), end, out));
}

const OPENING = encode('( （');
const CLOSING = encode(') ）');
const WEEKDAY_BYTES = 3;

/** Behind '(火) ', '（火）'; else `at`. */
function afterWeekday(bytes: Uint8Array, at: number, end: number): number {
  const open = at < 0 ? undefined : OPENING.find((sign) => startsWithAt(bytes, at, end, sign));
  if (!open) return at;
  const close = at + open.length + WEEKDAY_BYTES;
  const sign = CLOSING.find((each) => startsWithAt(bytes, close, end, each));
  return sign ? skipBlanks(bytes, close + sign.length, end) : at;
}

/** '9時00分07秒', '午後9時', '9时00分07.123秒'; position after it, or -1. */
function parseHanClock(bytes: Uint8Array, at: number, end: number): number {
  const half = bytes[at] > MAX_ASCII ? halfBefore(bytes, at, end) : null;
  const begin = half?.end ?? at;
  const numbers = [0, 0, 0];
  let i = begin;
  let millis = 0;
  for (const [part, signs] of [HOURS, MINUTES, SECONDS].entries()) {
    const from = bytes[i] === BLANK ? i + 1 : i;
    const stop = isDigit(bytes[from]) ? oneOrTwo(bytes, from) : from;
    const fraction = part === 2 && (bytes[stop] === DOT || bytes[stop] === COMMA) ? stop + 1 : 0;
    const last = fraction > 0 ? skipDigits(bytes, fraction, Math.min(end, fraction + 9)) : stop;
    const sign = stop > from ? signs.find((each) => startsWithAt(bytes, last, end, each)) : undefined;
    if (!sign) break;
    numbers[part] = digitsAt(bytes, from, stop - from);
    if (last > fraction && fraction > 0) millis = fractionMs(bytes, fraction, last);
    i = last + sign.length;
  }
  const [hours, minutes, seconds] = numbers;
  if (i === begin || hours > 24 || minutes > 59 || seconds > 60) return -1;
  setClock(hours, minutes, seconds, millis);
  if (half) setHalfDay(half.isAfternoon);
  return i;
}

const fractionMs = (bytes: Uint8Array, at: number, end: number): number =>
  digitsAt(bytes, at, end - at) / 10 ** (end - at - 3);

/** Position after one of the signs and blanks, or -1. */
function skipSign(bytes: Uint8Array, at: number, end: number, signs: readonly Uint8Array[]): number {
  const sign = signs.find((each) => startsWithAt(bytes, at, end, each));
  return sign === undefined || at + sign.length >= end ? -1 : skipBlanks(bytes, at + sign.length, end);
}
