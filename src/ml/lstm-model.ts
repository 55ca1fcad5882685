// What every backend of the LSTM autoencoder offers: training steps, and the reconstruction of a sequence's last window.
// Encoder and decoder of one layer each; the decoder works backwards from the last window, so scoring needs one step of it
// (Malhotra et al., LSTM-based Encoder-Decoder for Multi-sensor Anomaly Detection, 2016). Implementations: lstm-tfjs, lstm-native.
import type { LstmShape } from './lstm-shape';

/** One network in training. Values are time-major: [steps, batch, inputs]. Call dispose once. */
export interface LstmModel {
  /** One Adam step on (input with noise, target without), loss: mean squared error. May only be queued on a GPU. */
  trainStep(input: Float32Array, target: Float32Array, batch: number): void;
  /** Mean loss (each before its step) of the steps since the last call; waits for them. */
  takeLoss(): Promise<number>;
  /** Reconstruction of the last window of each sequence: [batch, inputs]. */
  reconstructLast(input: Float32Array, batch: number): Promise<Float32Array>;
  /** The parameters as they stand (layout: lstm-shape). */
  parameters(): Promise<Float32Array>;
  dispose(): void;
}

/** Where a model runs. `create` copies the parameters (layout: lstm-shape). */
export interface LstmBackend {
  /** As it stands in the result: 'webgpu', 'wasm', 'js' ... */
  readonly name: string;
  create(shape: LstmShape, parameters: Float32Array, learningRate: number): LstmModel;
}

/** The same backend, but for the methods in `own`, which is asked once a model; the others are those of `model`. */
export function withMethods(
  backend: LstmBackend,
  own: (model: LstmModel, shape: LstmShape) => Partial<LstmModel>,
): LstmBackend {
  return {
    name: backend.name,
    create(shape, ...rest) {
      const model = backend.create(shape, ...rest);
      return {
        trainStep: (...batch) => model.trainStep(...batch),
        takeLoss: () => model.takeLoss(),
        reconstructLast: (...batch) => model.reconstructLast(...batch),
        parameters: () => model.parameters(),
        dispose: () => model.dispose(),
        ...own(model, shape),
      };
    },
  };
}

/** Adam's constants, the same everywhere (webgl loses the default epsilon of tfjs). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
