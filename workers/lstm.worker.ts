// Exposes the LSTM detector of windows and the LSTM that judges sessions: LstmApi.
import { expose } from 'comlink';
import type { LstmApi } from '../src/contracts/threads';
import { createLstmDetector } from '../src/ml/lstm-detector';
import { detectSequences } from '../src/ml/next-event/detect-sequences';

const api: LstmApi = {
  detect: (input, options, onProgress) =>
    createLstmDetector({ ...options, now: () => performance.now() }).detect(input, onProgress),
  detectSequences: (sequences, seed, onProgress) =>
    detectSequences(sequences, seed, () => performance.now(), onProgress),
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => expose(api, port));
