// Where everything of the written-out LSTM lies on the kernel's heap: parameters, moments, gradients, activations.
// In: sizes and the largest batch. Out: offsets, in floats.
import { type LstmShape, type ParameterName, type ParameterPlace, parameterLayout } from '../lstm-shape';
import { type CreateKernel, type Kernel, NUM_ADAM_CONSTANTS } from './kernel';

/** One LSTM layer over all steps. gates and gateGradient [steps, batch, 4 * hidden]; hidden and state hold steps + 1. */
export interface LstmCell {
  readonly weights: number;
  readonly turnedWeights: number;
  readonly weightGradient: number;
  readonly gates: number;
  readonly gateGradient: number;
  readonly hidden: number;
  readonly hiddenGradient: number;
  readonly state: number;
  readonly squashed: number;
}

/** What the passes through a cell need to know. */
export interface CellLayout {
  readonly shape: { readonly hidden: number };
  readonly kernel: Kernel;
  readonly heap: Float32Array;
  /** [batch, hidden] */
  readonly stateGradient: number;
}

/** What Adam needs to know. */
export interface TrainedLayout {
  readonly kernel: Kernel;
  readonly heap: Float32Array;
  /** Parameters (padded to a multiple of 4), then Adam's first and second moments: 3 * numParameters floats. */
  readonly parameters: number;
  readonly numParameters: number;
  readonly gradients: number;
  readonly adamConstants: number;
}

export interface NativeMemory extends CellLayout, TrainedLayout {
  readonly shape: LstmShape;
  readonly batch: number;
  readonly input: number;
  readonly output: number;
  readonly outputGradient: number;
  readonly latent: number;
  readonly latentGradient: number;
  readonly encoder: LstmCell;
  readonly decoder: LstmCell;
  readonly transposed: readonly { rows: number; columns: number; from: number; to: number }[];
  place(name: ParameterName): number;
  gradient(name: ParameterName): number;
  /** Transposed copy of a weight matrix. */
  turned(name: ParameterName): number;
  /** Copy of parameters and moments. */
  state(): Float32Array;
}

const TURNED = ['encoderWh', 'latentW', 'decoderWx', 'decoderWh', 'outputW'] as const;

export function createNativeMemory(
  shape: LstmShape,
  batch: number,
  createKernel: CreateKernel,
): NativeMemory {
  const { steps, inputs, hidden, latent } = shape;
  const layout = parameterLayout(shape);
  const placeOf = new Map(layout.places.map((place) => [place.name, place]));
  let numFloats = 0;
  const take = (size: number): number => {
    const at = numFloats;
    numFloats += (size + 3) & ~3;
    return at;
  };
  const rows = steps * batch;
  const numParameters = (layout.length + 3) & ~3;
  const parameters = take(3 * numParameters);
  const gradients = take(numParameters);
  const turnedAt = new Map<ParameterName, number>();
  for (const name of TURNED) turnedAt.set(name, take(area(placeOf.get(name)!)));
  const place = (name: ParameterName): number => parameters + placeOf.get(name)!.offset;
  const gradient = (name: ParameterName): number => gradients + placeOf.get(name)!.offset;
  const turned = (name: ParameterName): number => turnedAt.get(name)!;
  const takeCell = (name: 'encoderWh' | 'decoderWh'): LstmCell => ({
    weights: place(name),
    turnedWeights: turned(name),
    weightGradient: gradient(name),
    gates: take(rows * 4 * hidden),
    gateGradient: take(rows * 4 * hidden),
    hidden: take((rows + batch) * hidden),
    hiddenGradient: take(rows * hidden),
    state: take((rows + batch) * hidden),
    squashed: take(rows * hidden),
  });
  const offsets = {
    adamConstants: take(NUM_ADAM_CONSTANTS),
    input: take(rows * inputs),
    output: take(rows * inputs),
    outputGradient: take(rows * inputs),
    latent: take(batch * latent),
    latentGradient: take(batch * latent),
    stateGradient: take(batch * hidden),
    encoder: takeCell('encoderWh'),
    decoder: takeCell('decoderWh'),
  };
  const kernel = createKernel(numFloats);
  return {
    shape,
    batch,
    kernel,
    heap: kernel.heap,
    parameters,
    numParameters,
    gradients,
    ...offsets,
    transposed: TURNED.map((name) => {
      const { rows: numRows, columns } = placeOf.get(name)!;
      return { rows: numRows, columns, from: place(name), to: turned(name) };
    }),
    place,
    gradient,
    turned,
    state: () => kernel.heap.slice(parameters, parameters + 3 * numParameters),
  };
}

function area(place: ParameterPlace): number {
  return place.rows * place.columns;
}
