// Exposes the LSTM detector of windows.
import { expose } from 'comlink';
import type { LstmApi } from '../src/contracts/threads';
import { createLstmDetector } from '../src/ml/lstm-detector';

const api: LstmApi = {
  detect: (input, options, onProgress) =>
    createLstmDetector({ ...options, now: () => performance.now() }).detect(input, onProgress),
};

// The page sends the port at once, before this module has been loaded: calls wait in it.
addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => expose(api, port));
