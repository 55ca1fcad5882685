/** What a training of the LSTM leaves: enough to score any window again without training. */
export interface TrainedLstm {
  /** What it was trained under beside its rows. */
  readonly options: { readonly seed: number; readonly epochs: number };
  /** Where it was trained, as in DetectorResult. */
  readonly backend: string;
  readonly shape: {
    readonly steps: number;
    readonly inputs: number;
    readonly hidden: number;
    readonly latent: number;
  };
  readonly parameters: Float32Array;
  readonly inputs: TrainedInputs;
  /** Residual scale of each input. */
  readonly scale: Float64Array;
  /** Score of each learnt window by a network that did not learn it, ascending by window. */
  readonly heldScores: Float64Array;
  readonly lossCurve: readonly number[];
}

/** The way from counts to inputs, as fitted in training; the fields of InputModel (src/ml/lstm-inputs.ts). */
export interface TrainedInputs {
  readonly templates: Uint32Array;
  readonly deviation: Float64Array;
  readonly pca: {
    readonly numColumns: number;
    readonly numComponents: number;
    readonly mean: Float64Array;
    readonly components: Float64Array;
    readonly variance: Float64Array;
  };
  readonly scale: Float64Array;
  readonly levelMean: Float64Array;
  readonly levelDeviation: Float64Array;
  readonly numWindows: Uint32Array;
  readonly numComponents: number;
  readonly numInputs: number;
}
