// The LSTM autoencoder on tfjs-core operations, for any tfjs backend: matrix products, split, sigmoid, tanh, autodiff, Adam.
// No tf.layers: it gave wrong losses on WebGPU; no gather: its gradient is missing on wasm.
import {
  type AdamOptimizer,
  add,
  concat,
  dispose,
  fused,
  matMul,
  mul,
  type Scalar,
  scalar,
  sigmoid,
  split,
  square,
  sub,
  sum,
  type Tensor2D,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  train,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { ADAM, type LstmBackend, type LstmModel } from './lstm-model';
import { type LstmShape, type PARAMETER_NAMES, type ParameterName, parameterLayout } from './lstm-shape';
import { registerGradients } from './tfjs-gradients';

type Parameters = Readonly<Record<ParameterName, Variable>>;

/** tfjs's current backend (tfjs-backend.ts) has to stay the same for as long as its models are used. `name`: as it stands in the result. */
export function createTfjsBackend(name: string): LstmBackend {
  registerGradients();
  return { name, create: (shape, parameters, learningRate) => new TfjsLstm(shape, parameters, learningRate) };
}

class TfjsLstm implements LstmModel {
  private readonly shape: LstmShape;
  private readonly weights: Parameters;
  private readonly optimizer: AdamOptimizer;
  private losses: Scalar[] = [];

  constructor(shape: LstmShape, initial: Float32Array, learningRate: number) {
    this.shape = shape;
    this.weights = uploadParameters(shape, initial);
    this.optimizer = train.adam(learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  }

  trainStep(input: Float32Array, target: Float32Array, batch: number): void {
    const { steps, inputs } = this.shape;
    const x = tensor2d(input, [steps * batch, inputs]);
    const y = tensor2d(reverseSteps(target, steps), [steps * batch, inputs]);
    const loss = this.optimizer.minimize(
      () => meanSquare(reconstruct(this.weights, this.shape, x, batch, steps), y),
      true,
      Object.values(this.weights),
    );
    dispose([x, y]);
    this.losses.push(loss!);
  }

  async takeLoss(): Promise<number> {
    const values = await Promise.all(this.losses.map((loss) => loss.data()));
    dispose(this.losses);
    this.losses = [];
    return values.reduce((total, value) => total + value[0]!, 0) / values.length;
  }

  async reconstructLast(input: Float32Array, batch: number): Promise<Float32Array> {
    const { steps, inputs } = this.shape;
    const output = tidy(() => {
      const x = tensor2d(input, [steps * batch, inputs]);
      return reconstruct(this.weights, this.shape, x, batch, 1);
    });
    const values = (await output.data()) as Float32Array;
    output.dispose();
    return values;
  }

  async parameters(): Promise<Float32Array> {
    const layout = parameterLayout(this.shape);
    const values = new Float32Array(layout.length);
    for (const { name, offset } of layout.places) values.set(await this.weights[name].data(), offset);
    return values;
  }

  dispose(): void {
    dispose(this.losses);
    this.optimizer.dispose();
    dispose(Object.values(this.weights));
  }
}

function uploadParameters(shape: LstmShape, initial: Float32Array): Parameters {
  const entries = parameterLayout(shape).places.map((place) => {
    const values = initial.slice(place.offset, place.offset + place.rows * place.columns);
    const tensor = place.rows === 1 ? tensor1d(values) : tensor2d(values, [place.rows, place.columns]);
    const parameter = variable(tensor, true);
    tensor.dispose();
    return [place.name, parameter] as const;
  });
  return Object.fromEntries(entries) as Record<(typeof PARAMETER_NAMES)[number], Variable>;
}

/** [numSteps * batch, inputs]: the decoder's outputs, last window first. */
function reconstruct(
  parameters: Parameters,
  shape: LstmShape,
  x: Tensor2D,
  batch: number,
  numSteps: number,
): Tensor2D {
  const { encoderWx, encoderWh, encoderBias, latentW, latentBias } = parameters;
  const { decoderWx, decoderWh, decoderBias, outputW, outputBias } = parameters;
  const projected = split(affine(x, encoderWx, encoderBias), shape.steps, 0) as Tensor2D[];
  const encoded = runCell(projected, encoderWh, batch, shape.hidden);
  const latent = tanh(affine(encoded[encoded.length - 1]!, latentW, latentBias));
  const repeated = affine(latent, decoderWx, decoderBias);
  const decoded = runCell(new Array<Tensor2D>(numSteps).fill(repeated), decoderWh, batch, shape.hidden);
  return affine(numSteps === 1 ? decoded[0]! : concat(decoded, 0), outputW, outputBias);
}

function affine(x: Tensor2D, weights: Variable, bias: Variable): Tensor2D {
  return fused.matMul({ a: x, b: weights as unknown as Tensor2D, bias }) as Tensor2D;
}

/** Hidden state after each step; `projected[t]` is x @ Wx + bias of step t. */
function runCell(
  projected: readonly Tensor2D[],
  weights: Variable,
  batch: number,
  hidden: number,
): Tensor2D[] {
  const states: Tensor2D[] = [];
  let state: Tensor2D = zeros([batch, hidden]);
  for (const part of projected) {
    const before = states[states.length - 1];
    const gates = before === undefined ? part : add(part, matMul(before, weights as unknown as Tensor2D));
    const [i, f, g, o] = split(gates, 4, 1) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
    state = add(mul(sigmoid(f), state), mul(sigmoid(i), tanh(g)));
    states.push(mul(sigmoid(o), tanh(state)));
  }
  return states;
}

function meanSquare(output: Tensor2D, target: Tensor2D): Scalar {
  return mul(sum(square(sub(output, target))), scalar(1 / output.size)) as Scalar;
}

function reverseSteps(values: Float32Array, steps: number): Float32Array {
  const size = values.length / steps;
  const reversed = new Float32Array(values.length);
  for (let step = 0; step < steps; step++)
    reversed.set(values.subarray(step * size, (step + 1) * size), (steps - 1 - step) * size);
  return reversed;
}
