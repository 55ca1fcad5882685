// SQL over the tables of one analysis: exposes src/sql/thread.ts. The tables come through a port to the analysis worker.

import engineUrl from 'virtual:sql-engine?url';
import * as Comlink from 'comlink';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { initParquet } from '../src/archive/parquet';
import type { SqlSource } from '../src/contracts/sql';
import { loadEngine, packedAt } from '../src/sql/load-engine';
import { createSqlThread } from '../src/sql/thread';

// Absolute, for a module that was started from a blob has no directory of its own.
const packed = packedAt(new URL(engineUrl, import.meta.url).href);

// The page sends two ports at once, before this module has been loaded: calls wait in them.
addEventListener('message', ({ data }: MessageEvent<{ page: MessagePort; analysis: MessagePort }>) => {
  const thread = createSqlThread({
    source: Comlink.wrap<SqlSource>(data.analysis) as unknown as SqlSource,
    loadEngine: (onBytes, signal) => loadEngine(packed, onBytes, signal),
    engineBytes: packed.numBytes,
    loadParquet: () => initParquet(new URL(wasmUrl, import.meta.url)),
    now: () => performance.now(),
  });
  Comlink.expose(thread, data.page);
});
