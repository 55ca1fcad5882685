// Starts the thread of SQL over the tables of one analysis. It is started by the first query, and ends with the analysis.
import * as Comlink from 'comlink';
import sqlUrl from '../../workers/sql.worker.ts?worker&url';
import type { SqlApi } from '../contracts/sql';
import { ENGINE_NOT_LOADED } from '../core/wording/sql';
import type { Analyzer } from './analyzer-types';
import type { SqlThread } from './sql';
import { NOT_LOADED, startWorker } from './start-worker';

/** @param analyzer whose tables are asked */
export function startSqlThread(analyzer: Analyzer): SqlThread {
  let isLost = false;
  let lost: (why: string) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    lost = (why) => {
      isLost = true;
      reject(new Error(why));
    };
  });
  failed.catch(() => {});
  const worker = startWorker(sqlUrl, 'sql', (why) =>
    lost(why === NOT_LOADED ? ENGINE_NOT_LOADED : `The thread of SQL stopped: ${why}. ${WHAT_THEN}`),
  );
  const page = new MessageChannel();
  const analysis = new MessageChannel();
  worker.postMessage({ page: page.port2, analysis: analysis.port2 }, [page.port2, analysis.port2]);
  void analyzer.serveSql(Comlink.transfer(analysis.port1, [analysis.port1])).catch(() => undefined);
  const remote = Comlink.wrap<SqlApi>(page.port1);
  return {
    run: (text, onProgress, slice) =>
      Promise.race([remote.run(text, Comlink.proxy(onProgress), slice), failed]),
    stop: () => Promise.race([remote.stop(), failed]),
    rows: (begin, end) => Promise.race([remote.rows(begin, end), failed]),
    save: (form) => Promise.race([remote.save(form), failed]),
    isLost: () => isLost,
    end() {
      worker.terminate();
      lost('It was ended.');
    },
  };
}

const WHAT_THEN =
  'If it wanted memory, ask for less (LIMIT, GROUP BY, fewer columns), or analyse fewer files. The next query starts it again.';
