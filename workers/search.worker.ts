// One of the pool that searches texts: a slice of a file in, hits out (transferred). It is ended where an expression does not.
import * as Comlink from 'comlink';
import type { SearchApi } from '../src/contracts/threads';
import { searcher } from '../src/input/search-blob';

const api: SearchApi = {
  ...searcher,
  async search(job) {
    const hits = await searcher.search(job);
    return Comlink.transfer(hits, [hits.buffer as ArrayBuffer]);
  },
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => Comlink.expose(api, port));
