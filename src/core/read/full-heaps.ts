/** Heaps that are full by the numbers of their collections. In: lines of a file. Out: each run of collections that freed next to nothing. */
import { fullCollection, fullHeapRuns } from '../features/full-heaps';
import type { ReadLine } from './read-lines';

export interface FullHeap {
  /** Index of the first of them. */
  readonly at: number;
  readonly num: number;
}

/** What an older JVM, or one without a date, states of its time: seconds since its start. */
const UPTIME = /^\[?(\d+[.,]\d{3})s?[\]:]/;

export function fullHeaps(lines: readonly ReadLine[]): readonly FullHeap[] {
  const collections = lines.flatMap(({ raw, timeMs, isWithin }, at) => {
    const told = isWithin ? null : fullCollection(raw);
    const uptime = UPTIME.exec(raw)?.[1];
    const ms = Number.isNaN(timeMs) && uptime ? Number(uptime.replace(',', '.')) * 1000 : timeMs;
    return told === null ? [] : [{ ...told, at, timeMs: ms }];
  });
  return fullHeapRuns(collections).map((run) => ({ at: run[0].at, num: run.length }));
}
