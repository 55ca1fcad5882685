// One of the pool that learns what follows what in sessions: exposes one network of src/ml/next-event/detect-sequences.ts.
import * as Comlink from 'comlink';
import type { SequencesApi } from '../src/contracts/threads';
import { learnFold } from '../src/ml/next-event/detect-sequences';

const api: SequencesApi = {
  async learnFold(...args) {
    const learnt = await learnFold(...args);
    return Comlink.transfer(learnt, [learnt.bits.buffer]);
  },
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => Comlink.expose(api, port));
