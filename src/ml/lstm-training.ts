// Trains one autoencoder on the windows of some segments, and tells for any window how far its last-step reconstruction is
// off. In: features, segments, a backend. Out: residuals [window, input]; nothing after a window enters its residual.
import type { FeatureMatrix } from '../contracts/features';
import type { TrainedLstm } from '../contracts/trained-lstm';
import type { Random } from '../core/lib/random';
import { fitInputs, type InputModel, inputRow, type Segment } from './lstm-inputs';
import type { LstmBackend, LstmModel } from './lstm-model';
import { initialParameters, type LstmShape } from './lstm-shape';

export interface TrainingPlan {
  readonly steps: number;
  readonly numComponents: number;
  readonly hidden: number;
  readonly latent: number;
  readonly learningRate: number;
  /** Deviation of the noise on the input, in deviations of a component. */
  readonly noise: number;
  readonly epochs: number;
  readonly batch: number;
  readonly maxSequences: number;
}

export interface TrainedNetwork {
  readonly shape: LstmShape;
  readonly inputs: InputModel;
  readonly lossCurve: readonly number[];
  /** Observed input row and reconstruction of each window; rows of inputs.numInputs. */
  reconstruct(windows: readonly number[]): Promise<{ observed: Float64Array; expected: Float64Array }>;
  parameters(): Promise<Float32Array>;
  dispose(): void;
}

/** Inputs beyond this saturate the network; residuals are taken from the value itself. */
const INPUT_LIMIT = 6;
/** Always this many sequences a call, so that a score does not depend on what else is scored. */
const SCORE_BATCH = 64;

/** Null: the training windows do not differ. Throws what the backend throws. */
export async function trainNetwork(
  features: FeatureMatrix,
  first: Uint32Array,
  segments: readonly Segment[],
  plan: TrainingPlan,
  backend: LstmBackend,
  random: Random,
  onEpoch: (loss: number) => void,
): Promise<TrainedNetwork | null> {
  const sample = sampleWindows(segments, plan.maxSequences, random.fork('sample'));
  const inputs = fitInputs(features, segments, sample, plan.numComponents);
  if (inputs === null) return null;
  const { steps, hidden, latent } = plan;
  const shape: LstmShape = { steps, hidden, latent, inputs: inputs.numInputs };
  const rows = rowCache((window) => inputRow(inputs, features, first, window, inSegments(segments, window)));
  const sequences = sample.map((window) => {
    const begin = segments.find((s) => window >= s.begin && window < s.end)!.begin;
    return contextOf(window, begin, plan.steps).map(rows);
  });
  const network = backend.create(
    shape,
    initialParameters(shape, random.fork('parameters')),
    plan.learningRate,
  );
  const lossCurve = await runEpochs(network, sequences, shape, plan, random.fork('batches'), onEpoch);
  return trainedNetwork(network, { shape, inputs, lossCurve }, rows, features);
}

/** The network of an earlier training on the windows of these segments. */
export function reopenNetwork(
  features: FeatureMatrix,
  first: Uint32Array,
  segments: readonly Segment[],
  { shape, inputs, lossCurve, parameters }: TrainedLstm,
  backend: LstmBackend,
): TrainedNetwork {
  const rows = rowCache((window) => inputRow(inputs, features, first, window, inSegments(segments, window)));
  // Not trained any more, so the rate does not matter.
  const network = backend.create(shape, parameters, 0);
  return trainedNetwork(network, { shape, inputs, lossCurve }, rows, features);
}

function trainedNetwork(
  network: LstmModel,
  known: Pick<TrainedNetwork, 'shape' | 'inputs' | 'lossCurve'>,
  rows: (window: number) => Float64Array,
  { paused }: FeatureMatrix,
): TrainedNetwork {
  return {
    ...known,
    reconstruct: (windows) => reconstruct(network, known.shape, rows, windows, paused),
    parameters: () => network.parameters(),
    dispose: () => network.dispose(),
  };
}

/** At most `max` windows of the segments, one drawn from each of as many equal parts: even steps would beat with a rhythm. */
function sampleWindows(segments: readonly Segment[], max: number, random: Random): number[] {
  const total = segments.reduce((sum, s) => sum + s.end - s.begin, 0);
  const num = Math.min(total, max);
  const picks = Array.from({ length: num }, (_, i) => {
    const begin = Math.floor((i * total) / num);
    return begin + random.int(Math.floor(((i + 1) * total) / num) - begin);
  });
  const windows: number[] = [];
  let passed = 0;
  let next = 0;
  for (const { begin, end } of segments) {
    for (; next < num && picks[next]! < passed + end - begin; next++)
      windows.push(begin + picks[next]! - passed);
    passed += end - begin;
  }
  return windows;
}

/** The window and those before it, oldest first; where the log (or segment) begins, its first window is repeated. */
function contextOf(window: number, begin: number, steps: number): number[] {
  return Array.from({ length: steps }, (_, t) => Math.max(begin, window - steps + 1 + t));
}

/** The first window of the context that no pause parts from this one. */
function beginOfRun(window: number, steps: number, paused: Uint8Array | undefined): number {
  let begin = window;
  while (begin > 0 && window - begin < steps && !paused?.[begin - 1]) begin--;
  return begin;
}

function inSegments(segments: readonly Segment[], window: number): boolean {
  return segments.some((s) => window >= s.begin && window < s.end);
}

/** The last few thousand rows stay: consecutive windows share their context. */
function rowCache(make: (window: number) => Float64Array): (window: number) => Float64Array {
  const kept = new Map<number, Float64Array>();
  return (window) => {
    let row = kept.get(window);
    if (row === undefined) {
      if (kept.size >= 20_000) kept.clear();
      row = make(window);
      kept.set(window, row);
    }
    return row;
  };
}

async function runEpochs(
  network: LstmModel,
  sequences: readonly (readonly Float64Array[])[],
  shape: LstmShape,
  plan: TrainingPlan,
  random: Random,
  onEpoch: (loss: number) => void,
): Promise<number[]> {
  const { batch } = plan;
  const size = shape.steps * batch * shape.inputs;
  const draw = shuffled(sequences.length, random.fork('order'));
  const noise = random.fork('noise');
  const lossCurve: number[] = [];
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    for (let done = 0; done < sequences.length; done += batch) {
      const target = new Float32Array(size);
      for (let i = 0; i < batch; i++) putSequence(target, sequences[draw()]!, i, batch);
      network.trainStep(
        target.map((value) => value + plan.noise * noise.normal()),
        target,
        batch,
      );
    }
    const loss = await network.takeLoss();
    lossCurve.push(loss);
    onEpoch(loss);
  }
  return lossCurve;
}

/** Index after index of one random order after another. */
function shuffled(length: number, random: Random): () => number {
  let order: number[] = [];
  return () => {
    if (order.length === 0) {
      order = Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = random.int(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
    }
    return order.pop()!;
  };
}

/** Writes one sequence into column i of a time-major batch [steps, batch, inputs]. */
function putSequence(to: Float32Array, rows: readonly Float64Array[], i: number, batch: number): void {
  rows.forEach((row, t) => {
    const at = (t * batch + i) * row.length;
    for (let d = 0; d < row.length; d++) to[at + d] = Math.max(-INPUT_LIMIT, Math.min(INPUT_LIMIT, row[d]!));
  });
}

async function reconstruct(
  network: LstmModel,
  shape: LstmShape,
  rows: (window: number) => Float64Array,
  windows: readonly number[],
  paused: Uint8Array | undefined,
): Promise<{ observed: Float64Array; expected: Float64Array }> {
  const width = shape.inputs;
  const observed = new Float64Array(windows.length * width);
  const expected = new Float64Array(windows.length * width);
  for (let begin = 0; begin < windows.length; begin += SCORE_BATCH) {
    const part = windows.slice(begin, begin + SCORE_BATCH);
    const input = new Float32Array(shape.steps * SCORE_BATCH * width);
    part.forEach((window, i) => {
      putSequence(
        input,
        contextOf(window, beginOfRun(window, shape.steps, paused), shape.steps).map(rows),
        i,
        SCORE_BATCH,
      );
      observed.set(rows(window), (begin + i) * width);
    });
    const output = await network.reconstructLast(input, SCORE_BATCH);
    expected.set(output.subarray(0, part.length * width), begin * width);
  }
  return { observed, expected };
}
