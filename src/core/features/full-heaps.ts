/**
 * Heaps that are full by the numbers that a runtime logs of its collections, though no line states an error: full collections follow each other and free next to nothing. In:
 * messages. Out: what each tells of a full collection; runs of those that freed nothing. The JVM's unified log and the one before it, and V8's `--trace-gc`; Go states a goal and
 * no limit, so that its trace tells nothing of the kind.
 */
import { THRESHOLDS } from '../../contracts/thresholds';

/** What may hold one: a template, where a word may have become a wildcard. */
export const MAY_COLLECT =
  /\bFull GC\b|\bPause (?:Full\b|<\*>)|\bMark-(?:sweep|compact)\b|\b(?:Garbage|Major|<\*>) Collection \(/i;

export interface FullCollection {
  /** As written, with units: '46M'. */
  readonly after: string;
  /** What the heap may hold, as written. */
  readonly capacity: string;
  readonly capacityBytes: number;
  /** Nothing is left to live on, and it freed next to nothing. */
  readonly isInVain: boolean;
}

/** A heap is full with so much of it in use after a collection, and where that freed less than so much of it. */
const LEAST_FULL_01 = 0.9;
const LEAST_FREED_01 = 0.05;
/** Of what V8 has set aside; it says what share of the time was left to the program, which tells a full heap from one that was shrunk while idle. */
const LEAST_MUTATOR_01 = 0.4;
/** Collections further apart are those of a heap that somebody lives with. */
const APART_MS = 10 * 60_000;
/** The same heap, but for rounding and what a collector lends itself. */
const SAME_01 = 0.1;

const AMOUNT = String.raw`(\d+(?:[.,]\d+)?) ?([KMGTB])`;
const BEFORE_AFTER = new RegExp(`${AMOUNT}B?->${AMOUNT}B?\\(${AMOUNT}B?\\)`);
const IN_PERCENT = new RegExp(`${AMOUNT}B?\\((\\d+)%\\)->${AMOUNT}B?\\((\\d+)%\\)`);
const OF_JVM = /\[Full GC\b|\bFull GC \(|\bPause Full\b/;
/** ZGC has no full collections: one for which a thread had to wait. */
const STALLED = /\b(?:Garbage|Major) Collection \(Allocation Stall\)/;
const OF_V8 =
  /\bMark-(?:sweep|compact)(?: \(reduce\))? (\d+(?:\.\d+)?) \((\d+(?:\.\d+)?)\) -> (\d+(?:\.\d+)?) \((\d+(?:\.\d+)?)\) MB\b/i;
const MUTATOR = /\bcurrent mu = (\d\.\d+)/;
/** Somebody asked for it, or it was for another pool than the heap. */
const FOR_OTHERS =
  /\((?:System(?:\.gc\(\))?|Metadata GC [^()]*|Heap (?:Inspection|Dump) Initiated GC|Diagnostic Command|GCLocker[^()]*|JvmtiEnv[^()]*|WhiteBox[^()]*)\)/;
/** Pools within the heap, as '[PSYoungGen: 7168K->0K(14336K)]'. */
const POOL = /\[[A-Z][\w ]{1,24}: ?[^[\]]*\]/gi;
const BYTES: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** Null: the line tells of no full collection with its numbers, or of one that somebody asked for. */
export function fullCollection(text: string): FullCollection | null {
  if (OF_JVM.test(text)) return FOR_OTHERS.test(text) ? null : ofJvm(text.replace(POOL, ''));
  if (STALLED.test(text)) return ofPercent(text);
  return ofV8(text);
}

function bytesOf(num: string, unit: string): number {
  return Number(num.replace(',', '.')) * BYTES[unit];
}

function ofJvm(text: string): FullCollection | null {
  const found = BEFORE_AFTER.exec(text);
  if (found === null) return null;
  const [, before, beforeUnit, after, afterUnit, capacity, capacityUnit] = found;
  return judged(
    bytesOf(before, beforeUnit),
    { text: after + afterUnit, bytes: bytesOf(after, afterUnit) },
    { text: capacity + capacityUnit, bytes: bytesOf(capacity, capacityUnit) },
  );
}

function ofPercent(text: string): FullCollection | null {
  const found = IN_PERCENT.exec(text);
  if (found === null) return null;
  const [, before, beforeUnit, , after, afterUnit, afterPercent] = found;
  const bytes = bytesOf(after, afterUnit);
  const capacity = (bytes * 100) / Math.max(1, Number(afterPercent));
  const unit = BYTES[afterUnit];
  return judged(
    bytesOf(before, beforeUnit),
    { text: after + afterUnit, bytes },
    { text: `${Math.round(capacity / unit)}${afterUnit}`, bytes: capacity },
  );
}

function ofV8(text: string): FullCollection | null {
  const found = OF_V8.exec(text);
  const mutator01 = Number(MUTATOR.exec(text)?.[1] ?? Number.NaN);
  if (found === null || Number.isNaN(mutator01)) return null;
  const [before, , after, capacity] = found.slice(1).map((num) => Number(num) * BYTES.M);
  const told = judged(
    before,
    { text: `${found[3]} MB`, bytes: after },
    { text: `${found[4]} MB`, bytes: capacity },
  );
  return { ...told, isInVain: told.isInVain && mutator01 < LEAST_MUTATOR_01 };
}

interface Amount {
  readonly text: string;
  readonly bytes: number;
}

function judged(before: number, after: Amount, capacity: Amount): FullCollection {
  const isFull = capacity.bytes > 0 && after.bytes >= LEAST_FULL_01 * capacity.bytes;
  const isInVain = isFull && before - after.bytes < LEAST_FREED_01 * capacity.bytes;
  return { after: after.text, capacity: capacity.text, capacityBytes: capacity.bytes, isInVain };
}

export interface Collection extends FullCollection {
  /** NaN: unknown. */
  readonly timeMs: number;
}

/** Runs of so many collections in vain that the heap is full, in the order given. @param collections of one file, in its order */
export function fullHeapRuns<T extends Collection>(collections: readonly T[]): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let run: T[] = [];
  for (const each of collections) {
    const last = run.at(-1);
    if (last && !(each.isInVain && isNext(last, each))) {
      runs.push(run);
      run = [];
    }
    if (each.isInVain) run.push(each);
  }
  return [...runs, run].filter(({ length }) => length >= THRESHOLDS.fullHeapCollections);
}

function isNext(a: Collection, b: Collection): boolean {
  const isSameHeap = Math.abs(a.capacityBytes - b.capacityBytes) <= SAME_01 * a.capacityBytes;
  return isSameHeap && !(b.timeMs - a.timeMs > APART_MS);
}
