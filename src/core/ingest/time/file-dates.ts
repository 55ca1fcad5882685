/**
 * How a file's dates of numbers are to be read. In: a sample and the parsers that take it, when the file was written. Out: a DatePlan, or
 * undefined where its times are no such dates.
 */
import { lineText } from '../formats/format';
import { createHeader, type HeaderParser } from '../header';
import type { Sample } from '../sample';
import type { DatePlan } from '../types';
import { orderHint } from './date-hints';
import {
  hasYearLast,
  likelierOrder,
  type NumericDate,
  numericDateOf,
  type OrderEvidence,
  OrderGatherer,
  orderOf,
} from './date-order';
import { dateMs } from './time-parts';

const DAY_MS = 86_400_000;
const MAX_LOOKED = 400;
/** Share of the lines with a time whose date is that of the numbers. */
const MIN_SHARE = 0.5;

/** What is taken where nothing tells. */
const DEFAULT: DatePlan = { order: 'month-first', from: 'assumed', by: 'what is usual' };

export function datesOf(
  sample: Sample,
  parsers: readonly HeaderParser[],
  lastModified: number | null,
): DatePlan | undefined {
  if (!readsNumbers(sample, parsers)) return undefined;
  const gatherer = new OrderGatherer();
  for (let i = 0; i < sample.length; i++) gatherer.add(sample.bytes, sample.begin[i], sample.end[i]);
  const { evidence } = gatherer;
  if (!hasYearLast(evidence)) return undefined;
  const decided = decidedBy(evidence);
  if (decided) return decided;
  const lines = pick(sample, MAX_LOOKED).map((i) => lineText(sample, i));
  const last = dateOf(sample, sample.length - 1);
  const hint = likelierOrder(evidence) ?? orderHint(lines, last, lastModified);
  return hint ? { ...hint, from: 'assumed' } : DEFAULT;
}

/** The plan that evidence makes certain; null: it leaves the order open. */
export function decidedBy(evidence: OrderEvidence): DatePlan | null {
  const found = orderOf(evidence);
  return found && { ...found, from: 'decided' };
}

const dateOf = (sample: Sample, i: number): NumericDate | null =>
  numericDateOf(sample.bytes, sample.begin[i], sample.end[i]);

/** Lines spread over the sample. */
function pick({ length }: Sample, most: number): number[] {
  const stride = Math.max(1, length / most);
  return Array.from({ length: Math.min(length, most) }, (_, k) => Math.floor(k * stride));
}

/** Whether the numbers are this day in any order; a year of two digits may have been read from the first of them. */
function isDay({ first, second, year }: NumericDate, day: number): boolean {
  const yearFirst = dateMs(2000 + first, second, year % 100);
  return day === dateMs(year, first, second) || day === dateMs(year, second, first) || day === yearFirst;
}

/** Whether the times that the parsers find are dates of numbers, read in either order. */
function readsNumbers(sample: Sample, parsers: readonly HeaderParser[]): boolean {
  const { bytes, begin, end } = sample;
  const out = createHeader();
  let timed = 0;
  let numeric = 0;
  for (const i of pick(sample, MAX_LOOKED)) {
    if (!parsers.some((parse) => parse(bytes, begin[i], end[i], out)) || Number.isNaN(out.timeMs)) continue;
    timed++;
    const date = out.partial === 0 ? dateOf(sample, i) : null;
    if (!date) continue;
    const day = Math.floor(out.timeMs / DAY_MS) * DAY_MS;
    if (isDay(date, day)) numeric++;
  }
  return numeric > timed * MIN_SHARE;
}
