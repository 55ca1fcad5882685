// Exposes the LSTM detector: LstmApi.
import { expose } from 'comlink';
import { createLstmDetector } from '../src/ml/lstm-detector';
import type { LstmApi } from './api';

const api: LstmApi = {
  detect: (input, options, onProgress) =>
    createLstmDetector({ ...options, now: () => performance.now() }).detect(input, onProgress),
};

expose(api);
