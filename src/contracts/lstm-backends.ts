/** Where an LSTM may be asked to run; 'auto': wherever it is fastest, of what agrees with the CPU. */
export const LSTM_BACKENDS = ['auto', 'webgpu', 'webgl', 'js', 'wasm', 'cpu'] as const;
export type LstmBackendName = (typeof LSTM_BACKENDS)[number];
