// What goes for every call from the page to the analysis worker, whatever is asked: which workers it needs, when they are new, how it is
// cancelled. In: a way to start workers. Out: an Analyzer, whose methods are those of the worker's interface without being listed.
import type { AnalysisJob, DroppedFile } from '../contracts/threads';
import type { OnProgress } from '../contracts/units';
import { mayBeTable } from '../core/lake/home/table-kind';
import type { Analyzer, Call } from './analyzer-types';

/** Workers that the analysis worker calls; started when they are first needed. */
export type Helper = 'shards' | 'lstm' | 'sequences' | 'archive';

/** Workers of one analysis; `failed` rejects when one of them cannot go on. */
export interface WorkerSet {
  /** Asks the analysis worker, once its ports are connected. */
  ask(call: Call, args: readonly unknown[]): Promise<unknown>;
  /** Starts what the analysis worker is about to call; only the first time. */
  start(helper: Helper): void;
  /** Ends the shard workers; the next reading gets others. */
  recycleShards(): void;
  /** Ends all but the analysis worker; what needs them gets others. */
  rest(): void;
  /** Others in the place of those that have ended while nothing waited for them. */
  mend(): void;
  readonly failed: Promise<never>;
  end(): void;
}

interface CallRule {
  /** Has to be there before the call. */
  readonly helper?: Helper | ((name: string) => Helper | null);
  /** Has to be there too where files are given that need it, or were given to these workers before. */
  readonly opener?: Helper;
  /** Begins another analysis: workers that hold one, or work on one, are ended before. */
  readonly isFresh?: true;
  /** Reads files: the workers of the LSTMs start when that is over, and the shard workers end after much of it. */
  readonly reads?: true;
  /** Goes on reading for as long as it lasts: the shard workers stay. */
  readonly isLasting?: true;
  /** Aborting asks for this and waits for the answer, where otherwise it ends the workers. */
  readonly stop?: Call;
}

/** Calls that are not listed need the analysis worker alone. */
const RULES: { readonly [C in Call]?: CallRule } = {
  analyze: { helper: 'shards', opener: 'archive', isFresh: true, reads: true },
  follow: { helper: 'shards', isFresh: true, reads: true, isLasting: true },
  reanalyze: { helper: 'shards', opener: 'archive', reads: true },
  exportFile: { helper: (name) => (/\.parquet$|^partitioned_logs/.test(name) ? 'archive' : null) },
  saveBaseline: { helper: 'lstm' },
  refreshBaseline: { helper: 'lstm' },
  restore: { isFresh: true },
  openShared: { isFresh: true },
  addFiles: { opener: 'archive' },
  attachFiles: { opener: 'archive' },
  writeSummary: { stop: 'stopWriting' },
  ask: { stop: 'stopAsking' },
};

/** Of the job of an analysis, or of files themselves; other calls give none (settings have `files` of another kind). */
function givesTables(first: unknown): boolean {
  const files = Array.isArray(first) ? first : (first as Partial<AnalysisJob> | undefined)?.files;
  return Array.isArray(files) && files.some(({ path }: DroppedFile) => mayBeTable(path));
}

/** After a log of so many bytes the memory that its shard workers took is given back by ending them. */
const MUCH_READ = 64 * 2 ** 20;

export function analyzerOver(startWorkers: (isReading: () => boolean) => WorkerSet): Analyzer {
  const listeners: ((error: Error) => void)[] = [];
  let workers: WorkerSet | null = null;
  /** The worker set holds, or works on, an analysis: the next one gets fresh workers. One that only simulated is kept. */
  let isTaken = false;
  /** Calls that other workers than that of the analysis have a part in. */
  let numHelped = 0;
  /** Calls that are reading files at this moment, each by its own handle. */
  const readers = new Set<object>();
  let hasTables = false;
  const dispose = (): void => {
    workers?.end();
    workers = null;
    isTaken = false;
    numHelped = 0;
    readers.clear();
    hasTables = false;
  };
  const begin = (): WorkerSet => {
    const begun = startWorkers(() => readers.size > 0);
    begun.failed.catch((error: Error) => {
      if (workers === begun) for (const listener of listeners) listener(error);
    });
    return begun;
  };
  const ask = async (call: Call, given: readonly unknown[]): Promise<unknown> => {
    const { args, signal } = partSignal(given);
    signal?.throwIfAborted();
    const rule: CallRule = RULES[call] ?? {};
    if (rule.isFresh) {
      if (isTaken) dispose();
      isTaken = true;
    }
    workers ??= begin();
    if (numHelped === 0) workers.mend();
    const { failed, start } = workers;
    const helper = typeof rule.helper === 'function' ? rule.helper(String(args[0])) : rule.helper;
    if (helper) start(helper);
    if (rule.opener) {
      hasTables ||= givesTables(args[0]);
      if (hasTables) start(rule.opener);
    }
    const reader = {};
    const mark = (isReading: boolean): void => {
      if (isReading || rule.isLasting) readers.add(reader);
      else readers.delete(reader);
    };
    if (rule.reads) mark(true);
    const sent = rule.reads ? args.map(watching(workers, rule.isLasting ?? false, mark)) : args;
    const answer = Promise.race([workers.ask(call, sent), failed]);
    if (helper) {
      const own = workers;
      const isOver = (): void => {
        if (own !== workers) return;
        numHelped--;
        readers.delete(reader);
      };
      numHelped++;
      answer.then(isOver, isOver);
    }
    if (!signal) return answer;
    return rule.stop
      ? askedToStop(signal, answer, () => ask(rule.stop!, []))
      : untilAborted(signal, answer, dispose);
  };
  const rest = (): void => {
    if (numHelped === 0) workers?.rest();
  };
  const onFailed = (listener: (error: Error) => void): void => void listeners.push(listener);
  return callsBy(ask, { dispose, rest, onFailed });
}

/** An object that has every call. One that is added to the worker's interface needs nothing here. */
function callsBy(
  ask: (call: Call, args: readonly unknown[]) => Promise<unknown>,
  own: Pick<Analyzer, 'dispose' | 'rest' | 'onFailed'>,
): Analyzer {
  const asked = new Map<string, unknown>(Object.entries(own));
  return new Proxy({} as Analyzer, {
    get(_, name) {
      // Whoever awaits an object asks whether it is a promise.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (!asked.has(name)) asked.set(name, (...args: readonly unknown[]) => ask(name as Call, args));
      return asked.get(name);
    },
  });
}

function partSignal(given: readonly unknown[]): { args: readonly unknown[]; signal: AbortSignal | null } {
  const last = given.at(-1);
  return last instanceof AbortSignal
    ? { args: given.slice(0, -1), signal: last }
    : { args: given, signal: null };
}

/**
 * Follows the progress of a call that reads, its only argument that is a function. When reading is over, the workers of the LSTMs are started
 * (loading them would hold up the first sight of the log), and what the shard workers hold after much reading is given back.
 */
function watching(
  { start, recycleShards }: WorkerSet,
  isLasting: boolean,
  mark: (isReading: boolean) => void,
): (arg: unknown) => unknown {
  return (arg) => {
    if (typeof arg !== 'function') return arg;
    const report = arg as OnProgress;
    let bytesRead = 0;
    const watch: OnProgress = (progress) => {
      mark(progress.stage === 'open' || progress.stage === 'ingest');
      if (progress.stage === 'ingest') bytesRead = progress.total ?? 0;
      else if (progress.stage !== 'open') {
        start('lstm');
        start('sequences');
        if (bytesRead > MUCH_READ && !isLasting) recycleShards();
        bytesRead = 0;
      }
      report(progress);
    };
    return watch;
  };
}

/** Rejects with the signal's reason (an AbortError) and runs `onAbort` as soon as the signal fires. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** What the work itself answers; it is asked to end, once, when the signal fires. */
function askedToStop<T>(signal: AbortSignal, work: Promise<T>, stop: () => Promise<unknown>): Promise<T> {
  const abort = (): void => void stop().catch(() => undefined);
  signal.addEventListener('abort', abort, { once: true });
  return work.finally(() => signal.removeEventListener('abort', abort));
}

/** Arguments as they cross a thread: functions, and objects of nothing but functions, stay here and are called from there. */
export function wrapCallbacks(
  args: readonly unknown[],
  wrap: (callbacks: object) => unknown,
): readonly unknown[] {
  return args.map((arg) => {
    if (typeof arg === 'function') return wrap(arg);
    return isOfFunctions(arg) ? wrap({ ...arg }) : arg;
  });
}

function isOfFunctions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const own = Object.values(value).filter((each) => each !== undefined);
  return own.length > 0 && own.every((each) => typeof each === 'function');
}
