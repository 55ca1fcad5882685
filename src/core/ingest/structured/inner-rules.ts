/** What counts of an envelope and of the record within, decided over a sample: whose time, and which programs' lines belong together. */
import type { Header } from '../header';
import type { Sample } from '../sample';
import type { Outer } from './inner-sample';

/** Outer times that follow the inner ones so badly, over so much time, are the shipper's. */
const MAX_LAG = 0.5;
const MIN_SPAN_MS = 10_000;
const MIN_PAIRS = 4;
const MIN_FULL = 0.9;
const MIN_HEADED = 0.6;

/** Whether the inner times are the events' rather than the outer ones. */
export function isShippers(outer: readonly Outer[], inner: readonly (Header | null)[]): boolean {
  const pairs = outer.flatMap(({ timeMs, partial }, i) => {
    const own = inner[i];
    return own && own.partial === 0 && !Number.isNaN(own.timeMs)
      ? [{ timeMs, partial, own: own.timeMs }]
      : [];
  });
  if (pairs.length < MIN_PAIRS || pairs.length < inner.filter((own) => own !== null).length * MIN_FULL)
    return false;
  if (pairs.every(({ partial }) => partial !== 0)) return pairs.length >= outer.length * MIN_FULL;
  const full = pairs.filter(({ timeMs, partial }) => partial === 0 && !Number.isNaN(timeMs));
  if (full.length < MIN_PAIRS) return false;
  const span = spread(full.map(({ own }) => own));
  return span > MIN_SPAN_MS && spread(full.map(({ timeMs, own }) => timeMs - own)) > span * MAX_LAG;
}

function spread(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

/** Sources of which most messages have a header and the others are mostly stack traces: they are the rest of records. */
export function headedOf(
  outer: readonly Outer[],
  texts: Sample,
  inner: readonly (Header | null)[],
): number[] {
  const streams = new Map<number, { heads: number; frames: number; others: number }>();
  outer.forEach(({ stream }, i) => {
    const entry = streams.get(stream) ?? { heads: 0, frames: 0, others: 0 };
    streams.set(stream, entry);
    if (inner[i]) entry.heads++;
    else if (texts.continues[i]) entry.frames++;
    else entry.others++;
  });
  return [...streams]
    .filter(([, { heads, frames, others }]) => heads >= (heads + others) * MIN_HEADED && frames >= others)
    .flatMap(([stream, { heads, frames }]) => (heads > 1 && frames > 0 ? [stream] : []));
}
