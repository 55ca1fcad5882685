// One of the pool that scans shards: bytes in, columns out (transferred).
import * as Comlink from 'comlink';
import { type ShardScanner, transferablesOf } from '../src/core/ingest/types';
import { scanBlob } from '../src/input/scan-blob';

const scanner: ShardScanner = {
  async scan(blob, job) {
    const result = await scanBlob(blob, job);
    return Comlink.transfer(result, transferablesOf(result));
  },
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => Comlink.expose(scanner, port));
