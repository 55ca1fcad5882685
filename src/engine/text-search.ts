// Texts of records are asked what columns could not say. In: what the columns left open, the files, threads that search. Out: the same column
// of states, in which every record is answered one slice after another. A slice that is not answered in time ends the threads: there are
// regular expressions that would run for years, and no other way to stop them.
import type { SearchState } from '../contracts/lines';
import type { LogShard } from '../contracts/tables';
import type { SearchApi } from '../contracts/threads';
import type { UnreadWhy } from '../contracts/unread';
import { printQuery } from '../core/query/print';
import { ASKED, type Selection } from '../core/query/select-rows';
import { isAtHand, type TextSource, UnreadTally } from '../input/checked-text';
import { UNREAD_WHYS } from '../input/search-blob';

export interface Searchers {
  /** Threads to search by; the same ones until they are closed. */
  open(): Promise<readonly SearchApi[]>;
  /** Ends them, whatever they do. */
  close(): Promise<void>;
}

export interface TextSearch {
  readonly state: () => SearchState;
  readonly done: Promise<void>;
  /** Ends it; what it has found stays. */
  stop(): void;
}

/** The first slices are small, so that the first hits are there soon. */
const FIRST_SLICE = 2 ** 18;
const MAX_SLICE = 4 * 2 ** 20;
/** Records this close to one another are read at once. */
const NEAR_BYTES = 2 ** 15;
/** Of a longer record the beginning is searched. */
const MAX_RECORD = 2 ** 20;
/** A slice of a sound expression takes a hundredth of it. */
const STUCK_MS = 4000;

interface Slice {
  readonly fileIdx: number;
  readonly begin: number;
  readonly end: number;
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** @param within only records of this state ASKED are looked at; null: all */
export function startTextSearch(
  source: TextSource,
  { state, texts }: Selection,
  within: Uint8Array | null,
  searchers: Searchers,
  now: () => number,
  stuckMs = STUCK_MS,
): TextSearch {
  const began = now();
  const queries = texts.map(printQuery);
  const isAsked: IsAsked = (row) =>
    state[row] !== 0 && state[row] !== ASKED && (within === null || within[row] === ASKED);
  const tally = new UnreadTally();
  let isStopped = false;
  let report: SearchState = {
    phase: 'running',
    doneBytes: 0,
    totalBytes: bytesOf(spansOf(source, isAsked)),
    seconds: 0,
    problem: '',
    unread: [],
  };
  const note = (change: Partial<SearchState>): void => {
    report = { ...report, ...change, seconds: (now() - began) / 1000 };
  };

  const runOne = async (searcher: SearchApi, slice: Slice): Promise<void> => {
    const { fileIdx, begin, end, rows, starts, ends } = slice;
    const leftOut = (row: number, why: UnreadWhy): void => {
      state[row] = 0;
      tally.add(nameOf(source, fileIdx), why);
    };
    if (!isAtHand(source, fileIdx)) {
      for (const row of rows) leftOut(row, 'missing');
      note({ doneBytes: report.doneBytes + (end - begin), unread: tally.parts() });
      return;
    }
    const blob = source.blobs[fileIdx];
    const { bytes, xxh64 } = source.table.files[fileIdx];
    const text = { bytes, xxh64, states: source.states[fileIdx] };
    const queryOf = Uint8Array.from(rows, (row) => state[row] - 1);
    const hits = await withinTime(
      searcher.search({ blob, text, begin, end, starts, ends, queryOf, queries }),
      stuckMs,
    );
    if (hits === null) throw new Error(stuckSentence(source, slice, queries, stuckMs));
    rows.forEach((row, i) => {
      const why = UNREAD_WHYS[hits[i]];
      if (why) leftOut(row, why);
      else state[row] = hits[i] === 1 ? ASKED : 0;
    });
    note({ doneBytes: report.doneBytes + (end - begin), unread: tally.parts() });
  };

  const run = async (): Promise<void> => {
    const spans = spansOf(source, isAsked);
    const threads = await searchers.open();
    await Promise.all(
      // Two under way for each, so that none waits for this thread to be free.
      [...threads, ...threads].map(async (thread) => {
        for (let next = spans.next(); !next.done && !isStopped; next = spans.next())
          await runOne(thread, sliceOf(next.value, isAsked));
      }),
    );
  };

  const done = run().then(
    () => note({ phase: isStopped ? 'stopped' : 'done' }),
    async (error: unknown) => {
      isStopped = true;
      note({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) });
      await searchers.close();
    },
  );
  return {
    state: () => (report.phase === 'running' ? { ...report, seconds: (now() - began) / 1000 } : report),
    done,
    stop: () => {
      isStopped = true;
    },
  };
}

/** Where in each text stands what is asked for; nowhere where that takes too long. */
export async function markTexts(
  texts: readonly string[],
  query: string,
  searchers: Searchers,
): Promise<readonly (readonly number[])[]> {
  // A thread that has ended marks nothing; the next search says so.
  const marks = await searchers
    .open()
    .then(([thread]) => withinTime(thread.mark(texts, query), STUCK_MS))
    .catch(() => null);
  if (marks === null) await searchers.close();
  return marks ?? texts.map(() => []);
}

/** Null: it was not answered in time. */
function withinTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function stuckSentence(
  source: TextSource,
  { fileIdx, rows }: Slice,
  queries: readonly string[],
  ms: number,
): string {
  const asked = queries.join(' or ');
  const { rowBegin } = source.table.files[fileIdx];
  const [first, last] = [rows[0] - rowBegin + 1, rows[rows.length - 1] - rowBegin + 1];
  const where = `between the records ${first.toLocaleString('en')} and ${last.toLocaleString('en')} of ${nameOf(source, fileIdx)}`;
  return `${asked} took longer than ${ms / 1000} s ${where} and was stopped. Repetitions within repetitions, as in (a+)+, run for ever on some lines.`;
}

function nameOf({ table }: TextSource, fileIdx: number): string {
  return table.files[fileIdx]?.name ?? 'the file';
}

/** Records first to last of a shard, its open ones among them, that are read at once: bytes [begin, end) of the file. */
interface Span {
  readonly shard: LogShard;
  readonly first: number;
  readonly last: number;
  readonly begin: number;
  readonly end: number;
}

/** Whether a record is to be looked at. */
type IsAsked = (row: number) => boolean;

function bytesOf(spans: Iterable<Span>): number {
  let sum = 0;
  for (const { begin, end } of spans) sum += end - begin;
  return sum;
}

/** Runs of open records that stand near one another, in file order. */
function* spansOf({ table }: TextSource, isAsked: IsAsked): Generator<Span> {
  let size = FIRST_SLICE;
  for (const shard of table.shards) {
    const { rowBegin, length, byteBegin, byteOffset } = shard;
    for (let local = 0; local < length; ) {
      if (!isAsked(rowBegin + local)) {
        local++;
        continue;
      }
      const first = local;
      const begin = byteOffset[local];
      let [last, end] = [local, begin];
      for (; local < length && byteOffset[local] - end < NEAR_BYTES && end - begin < size; local++) {
        if (!isAsked(rowBegin + local)) continue;
        last = local;
        end = endOf(shard, local);
      }
      yield { shard, first, last, begin: byteBegin + begin, end: byteBegin + end };
      size = Math.min(MAX_SLICE, size * 2);
    }
  }
}

/** End of what is searched of a record, from the begin of its shard. */
function endOf({ length, byteBegin, byteEnd, byteOffset }: LogShard, local: number): number {
  const end = local + 1 < length ? byteOffset[local + 1] : byteEnd - byteBegin;
  return Math.min(end, byteOffset[local] + MAX_RECORD);
}

function sliceOf({ shard, first, last, begin, end }: Span, isAsked: IsAsked): Slice {
  const { fileIdx, rowBegin, byteBegin, byteOffset } = shard;
  const chosen: number[] = [];
  for (let local = first; local <= last; local++) if (isAsked(rowBegin + local)) chosen.push(local);
  return {
    fileIdx,
    begin,
    end,
    rows: Uint32Array.from(chosen, (local) => rowBegin + local),
    starts: Uint32Array.from(chosen, (local) => byteBegin + byteOffset[local] - begin),
    ends: Uint32Array.from(chosen, (local) => byteBegin + endOf(shard, local) - begin),
  };
}
