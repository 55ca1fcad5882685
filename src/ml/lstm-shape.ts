// The autoencoder's sizes and the place of each parameter in one flat Float32Array: what every backend agrees on.
// In: sizes and a seed. Out: layout and initial parameters (Glorot uniform, forget bias 1: Jozefowicz et al., 2015).
import type { Random } from '../core/lib/random';

/** Sizes of the network: `steps` windows of `inputs` values, `hidden` units a side, `latent` values between them. */
export interface LstmShape {
  readonly steps: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly latent: number;
}

export const PARAMETER_NAMES = [
  'encoderWx',
  'encoderWh',
  'encoderBias',
  'latentW',
  'latentBias',
  'decoderWx',
  'decoderWh',
  'decoderBias',
  'outputW',
  'outputBias',
] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** One matrix (row-major) or bias (rows = 1) at `offset` of the flat parameters. */
export interface ParameterPlace {
  readonly name: ParameterName;
  readonly rows: number;
  readonly columns: number;
  readonly offset: number;
}

export interface ParameterLayout {
  readonly places: readonly ParameterPlace[];
  readonly length: number;
}

/** Gates stand in the order input, forget, candidate, output: columns [0, 4 * hidden) of a gate matrix. */
export function parameterLayout(shape: LstmShape): ParameterLayout {
  const { inputs, hidden, latent } = shape;
  const sizes: Record<ParameterName, readonly [number, number]> = {
    encoderWx: [inputs, 4 * hidden],
    encoderWh: [hidden, 4 * hidden],
    encoderBias: [1, 4 * hidden],
    latentW: [hidden, latent],
    latentBias: [1, latent],
    decoderWx: [latent, 4 * hidden],
    decoderWh: [hidden, 4 * hidden],
    decoderBias: [1, 4 * hidden],
    outputW: [hidden, inputs],
    outputBias: [1, inputs],
  };
  let offset = 0;
  const places = PARAMETER_NAMES.map((name) => {
    const [rows, columns] = sizes[name];
    const place = { name, rows, columns, offset };
    offset += rows * columns;
    return place;
  });
  return { places, length: offset };
}

/** The same seed gives the same parameters on every backend. */
export function initialParameters(shape: LstmShape, random: Random): Float32Array {
  const layout = parameterLayout(shape);
  const parameters = new Float32Array(layout.length);
  for (const place of layout.places) {
    if (place.rows === 1) fillBias(parameters, place, shape.hidden);
    else fillGlorot(parameters, place, random.fork(place.name));
  }
  return parameters;
}

function fillBias(parameters: Float32Array, place: ParameterPlace, hidden: number): void {
  if (place.name !== 'encoderBias' && place.name !== 'decoderBias') return;
  parameters.fill(1, place.offset + hidden, place.offset + 2 * hidden);
}

function fillGlorot(parameters: Float32Array, place: ParameterPlace, random: Random): void {
  const limit = Math.sqrt(6 / (place.rows + place.columns));
  const end = place.offset + place.rows * place.columns;
  for (let i = place.offset; i < end; i++) parameters[i] = (2 * random.next() - 1) * limit;
}

/** Multiplications and additions of a training step: each weight is used once forward, once backward and once for its gradient. */
export function operationsOfStep(shape: LstmShape, batch: number): number {
  const once: readonly ParameterName[] = ['latentW', 'decoderWx'];
  return parameterLayout(shape).places.reduce(
    (sum, { name, rows, columns }) =>
      sum + 6 * rows * columns * batch * (once.includes(name) ? 1 : shape.steps),
    0,
  );
}
