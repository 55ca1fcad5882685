/**
 * Whether numbers measure something, told by their values. In: a sample of the values of one place, in order of time, with the windows that they are
 * of. Out: a measure, the status of a response, or neither: counters, times and process ids go up; ids and ports have many digits and come
 * back exactly; a constant says nothing.
 */

export interface SampledValue {
  readonly window: number;
  readonly value: number;
}

export type Meaning = 'measure' | 'status' | null;

const MIN_VALUES = 30;
const MIN_DISTINCT = 2;
/** Rank correlation with time from which on a number only goes up, or down. */
const MAX_TREND = 0.9;
/** Whole numbers from here on are names where as many as this come back exactly. */
const NAME_FROM = 1000;
const MAX_REPEATED01 = 0.5;
/** Of the neighbours within one window so many differ, as what changes from run to run only does not. */
const MIN_VARIED01 = 0.1;

/** Statuses that HTTP servers answer with. */
const STATUSES = new Set([
  ...[200, 201, 202, 203, 204, 206, 207, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406, 408],
  ...[
    409, 410, 411, 412, 413, 414, 415, 416, 422, 423, 426, 428, 429, 431, 499, 500, 501, 502, 503, 504, 507,
  ],
]);
const MIN_FINE01 = 0.5;

export function meaningOf(sample: readonly SampledValue[]): Meaning {
  if (sample.length < MIN_VALUES) return null;
  const values = sample.map(({ value }) => value);
  if (isStatus(values)) return 'status';
  const distinct = new Set(values).size;
  if (distinct < MIN_DISTINCT || isName(values, distinct) || !varies(sample)) return null;
  return Math.abs(trendOf(values)) >= MAX_TREND ? null : 'measure';
}

function isStatus(values: readonly number[]): boolean {
  const fine = values.filter((value) => value >= 200 && value < 400).length;
  return values.every((value) => STATUSES.has(value)) && fine >= MIN_FINE01 * values.length;
}

function isName(values: readonly number[], distinct: number): boolean {
  const isWhole = values.every((value) => Number.isInteger(value) && value >= NAME_FROM);
  return isWhole && distinct <= (1 - MAX_REPEATED01) * values.length;
}

function varies(sample: readonly SampledValue[]): boolean {
  let neighbours = 0;
  let varied = 0;
  for (let i = 1; i < sample.length; i++) {
    if (sample[i].window !== sample[i - 1].window) continue;
    neighbours++;
    if (sample[i].value !== sample[i - 1].value) varied++;
  }
  return neighbours === 0 || varied >= MIN_VARIED01 * neighbours;
}

/** Spearman's rank correlation with the order of the values, equal values by their mean rank; -1 .. 1. */
function trendOf(values: readonly number[]): number {
  const ranks = ranksOf(values);
  const mean = (values.length - 1) / 2;
  let [product, squares, orders] = [0, 0, 0];
  ranks.forEach((rank, i) => {
    product += (rank - mean) * (i - mean);
    squares += (rank - mean) ** 2;
    orders += (i - mean) ** 2;
  });
  return squares === 0 ? 0 : product / Math.sqrt(squares * orders);
}

function ranksOf(values: readonly number[]): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]] === values[order[first]]) last++;
    for (let i = first; i <= last; i++) ranks[order[i]] = (first + last) / 2;
    first = last + 1;
  }
  return ranks;
}
