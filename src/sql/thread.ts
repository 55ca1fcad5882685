// What the thread of SQL answers: the engine when a query first needs it, the database over it, the last result.
import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import type { SqlApi, SqlProgress, SqlSource } from '../contracts/sql';
import { createDatabase, type Database } from './database';
import { resultOf, type SqlResult } from './result';

interface ThreadParts {
  readonly source: SqlSource;
  /** @throws Error with a sentence for the user */
  loadEngine(onBytes: (done: number) => void, signal: AbortSignal): Promise<DuckDBBindings>;
  /** Packed. */
  readonly engineBytes: number;
  loadParquet(): Promise<void>;
  /** Milliseconds of any clock. */
  readonly now: () => number;
}

/** Between two words of how far it is. */
const TELL_MS = 100;

export function createSqlThread({ source, loadEngine, engineBytes, loadParquet, now }: ThreadParts): SqlApi {
  let database: Promise<Database> | null = null;
  let result: SqlResult | null = null;
  let abort = new AbortController();
  const open = async (onProgress: (progress: SqlProgress) => void): Promise<Database> => {
    const tell = (done: number): void => onProgress({ step: 'engine', done, total: engineBytes });
    tell(0);
    return createDatabase(await loadEngine(tell, abort.signal), source, now);
  };
  const answered = (): SqlResult => {
    if (result === null) throw new Error('There is no result yet.');
    return result;
  };
  return {
    async run(text, onProgress, slice) {
      abort = new AbortController();
      result = null;
      const tell = throttled(onProgress, now);
      database ??= open(tell);
      try {
        result = resultOf(await (await database).run(text, tell, slice));
      } catch (error) {
        await database.catch(() => {
          database = null;
        });
        throw error;
      }
      return result.answer;
    },
    async stop() {
      abort.abort();
      (await database?.catch(() => null))?.stop();
    },
    rows: async (begin, end) => answered().rows(begin, end),
    async save(form) {
      if (form === 'csv') return answered().csv();
      await loadParquet();
      return answered().parquet();
    },
  };
}

/** The first word of each step, and then one now and again. */
function throttled(
  tell: (progress: SqlProgress) => void,
  now: () => number,
): (progress: SqlProgress) => void {
  let last = '';
  let at = 0;
  return (progress) => {
    if (progress.step === last && now() - at < TELL_MS) return;
    last = progress.step;
    at = now();
    tell(progress);
  };
}
