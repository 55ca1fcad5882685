// In: rows in batches, or a feature matrix. Out: Parquet as a Blob (src/archive/parquet.ts). And the reverse: tables of a database.
import * as Comlink from 'comlink';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { batchesBy } from '../src/archive/batch-stream';
import { featureParquet, initParquet, structuredParquet, tableParquet } from '../src/archive/parquet';
import { partitionedLogs } from '../src/archive/partitioned-logs';
import { readTable } from '../src/archive/read-table';
import { tableLines } from '../src/archive/table-lines';
import type { ArchiveApi } from '../src/contracts/threads';
import { homeColumnsOf } from '../src/core/lake/home/table-kind';

let loaded: Promise<void> | null = null;

function load(): Promise<void> {
  // Absolute, for a module that was started from a blob has no directory of its own.
  loaded ??= initParquet(new URL(wasmUrl, import.meta.url));
  return loaded;
}

const api: ArchiveApi = {
  async structuredParquet(names, pull, onRows) {
    await load();
    return structuredParquet({ ...names, batches: batchesBy(pull) }, onRows);
  },
  async partitionedLogs(names, folders, pull, onRows) {
    await load();
    return partitionedLogs({ ...names, batches: batchesBy(pull) }, folders, onRows);
  },
  async featureParquet(features, timeline) {
    await load();
    return featureParquet(features, timeline);
  },
  async tableParquet(table) {
    await load();
    return tableParquet(table);
  },
  async tableLines(file, onRows) {
    await load();
    return tableLines(file, onRows);
  },
  async homeTable(file, name) {
    if (!/\.csv$/i.test(name)) await load();
    return readTable(file, name, homeColumnsOf);
  },
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => Comlink.expose(api, port));
