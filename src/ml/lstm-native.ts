// The LSTM autoencoder with forward and backward pass written out on one heap of floats; arithmetic by a Kernel.
// In: sequences [steps, batch, inputs]. Out: losses and reconstructions equal to the tfjs path's (tests: to 1e-4).
import type { CreateKernel } from './kernel/kernel';
import { createNativeMemory, type LstmCell, type NativeMemory } from './kernel/memory';
import { ADAM, type LstmBackend, type LstmModel } from './lstm-model';
import type { LstmShape } from './lstm-shape';

export function createNativeBackend(name: string, createKernel: CreateKernel): LstmBackend {
  return {
    name,
    create: (shape, parameters, learningRate) =>
      new NativeLstm(shape, parameters, learningRate, createKernel) satisfies LstmModel,
  };
}

class NativeLstm implements LstmModel {
  private memory: NativeMemory | null = null;
  private readonly shape: LstmShape;
  private readonly initial: Float32Array;
  private readonly learningRate: number;
  private readonly createKernel: CreateKernel;
  private stepNum = 0;
  private lossSum = 0;
  private numLosses = 0;

  constructor(shape: LstmShape, initial: Float32Array, learningRate: number, createKernel: CreateKernel) {
    this.shape = shape;
    this.initial = initial;
    this.learningRate = learningRate;
    this.createKernel = createKernel;
  }

  trainStep(input: Float32Array, target: Float32Array, batch: number): void {
    const memory = this.memoryFor(batch);
    this.lossSum += lossAndGradients(memory, input, target, batch);
    this.numLosses++;
    this.stepNum++;
    adamStep(memory, this.learningRate, this.stepNum);
  }

  async takeLoss(): Promise<number> {
    const mean = this.lossSum / this.numLosses;
    this.lossSum = 0;
    this.numLosses = 0;
    return mean;
  }

  async reconstructLast(input: Float32Array, batch: number): Promise<Float32Array> {
    const memory = this.memoryFor(batch);
    memory.heap.set(input, memory.input);
    encode(memory, batch);
    decode(memory, batch, 1);
    return memory.heap.slice(memory.output, memory.output + batch * this.shape.inputs);
  }

  dispose(): void {
    this.memory = null;
  }

  /** A larger batch needs a larger heap: parameters and moments move over. */
  private memoryFor(batch: number): NativeMemory {
    const old = this.memory;
    if (old !== null && batch <= old.batch) return old;
    const memory = createNativeMemory(this.shape, batch, this.createKernel);
    memory.heap.set(old === null ? this.initial : old.state(), memory.parameters);
    this.memory = memory;
    return memory;
  }
}

/** Mean squared error; leaves d loss / d parameter at memory.gradients. Exported for the gradient check. */
export function lossAndGradients(
  memory: NativeMemory,
  input: Float32Array,
  target: Float32Array,
  batch: number,
): number {
  const { steps } = memory.shape;
  memory.heap.set(input, memory.input);
  encode(memory, batch);
  decode(memory, batch, steps);
  memory.heap.fill(0, memory.gradients, memory.gradients + memory.numParameters);
  const loss = lossGradient(memory, target, batch);
  transposeWeights(memory);
  backOutput(memory, batch);
  backThroughTime(memory, memory.decoder, batch);
  backLatent(memory, batch);
  backThroughTime(memory, memory.encoder, batch);
  backInput(memory, batch);
  return loss;
}

function encode(memory: NativeMemory, batch: number): void {
  const { heap, kernel, encoder, shape } = memory;
  const { steps, inputs, hidden } = shape;
  const width = 4 * hidden;
  fillRows(heap, encoder.gates, memory.place('encoderBias'), width, steps * batch);
  kernel.gemm(
    steps * batch,
    width,
    inputs,
    memory.input,
    inputs,
    1,
    memory.place('encoderWx'),
    width,
    encoder.gates,
    width,
    1,
  );
  startCell(heap, encoder, batch * hidden);
  for (let step = 0; step < steps; step++) cellForward(memory, encoder, step, batch);
}

/** Decoder step s stands for window steps - 1 - s; `numSteps` 1 is the last window only. */
function decode(memory: NativeMemory, batch: number, numSteps: number): void {
  const { heap, kernel, decoder, encoder, shape } = memory;
  const { steps, inputs, hidden, latent } = shape;
  const width = 4 * hidden;
  const last = encoder.hidden + steps * batch * hidden;
  fillRows(heap, memory.latent, memory.place('latentBias'), latent, batch);
  kernel.gemm(
    batch,
    latent,
    hidden,
    last,
    hidden,
    1,
    memory.place('latentW'),
    latent,
    memory.latent,
    latent,
    1,
  );
  for (let i = memory.latent; i < memory.latent + batch * latent; i++) heap[i] = Math.tanh(heap[i]!);
  fillRows(heap, decoder.gates, memory.place('decoderBias'), width, batch);
  kernel.gemm(
    batch,
    width,
    latent,
    memory.latent,
    latent,
    1,
    memory.place('decoderWx'),
    width,
    decoder.gates,
    width,
    1,
  );
  for (let step = 1; step < numSteps; step++)
    heap.copyWithin(decoder.gates + step * batch * width, decoder.gates, decoder.gates + batch * width);
  startCell(heap, decoder, batch * hidden);
  for (let step = 0; step < numSteps; step++) cellForward(memory, decoder, step, batch);
  fillRows(heap, memory.output, memory.place('outputBias'), inputs, numSteps * batch);
  kernel.gemm(
    numSteps * batch,
    inputs,
    hidden,
    decoder.hidden + batch * hidden,
    hidden,
    1,
    memory.place('outputW'),
    inputs,
    memory.output,
    inputs,
    1,
  );
}

function fillRows(heap: Float32Array, at: number, source: number, width: number, numRows: number): void {
  for (let row = 0; row < numRows; row++) heap.copyWithin(at + row * width, source, source + width);
}

function startCell(heap: Float32Array, cell: LstmCell, size: number): void {
  heap.fill(0, cell.hidden, cell.hidden + size);
  heap.fill(0, cell.state, cell.state + size);
}

/** Gates hold x @ Wx + bias and get h @ Wh added; then they are activated in place. */
function cellForward(memory: NativeMemory, cell: LstmCell, step: number, batch: number): void {
  const { kernel } = memory;
  const hidden = memory.shape.hidden;
  const width = 4 * hidden;
  const gates = cell.gates + step * batch * width;
  const before = step * batch * hidden;
  const after = before + batch * hidden;
  if (step > 0)
    kernel.gemm(batch, width, hidden, cell.hidden + before, hidden, 1, cell.weights, width, gates, width, 1);
  kernel.cellForward(
    batch,
    hidden,
    gates,
    cell.state + before,
    cell.state + after,
    cell.squashed + before,
    cell.hidden + after,
  );
}

function lossGradient(memory: NativeMemory, target: Float32Array, batch: number): number {
  const { heap } = memory;
  const { steps, inputs } = memory.shape;
  const size = steps * batch * inputs;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const from = (steps - 1 - step) * batch * inputs;
    const to = step * batch * inputs;
    for (let i = 0; i < batch * inputs; i++) {
      const error = heap[memory.output + to + i]! - target[from + i]!;
      sum += error * error;
      heap[memory.outputGradient + to + i] = (2 * error) / size;
    }
  }
  return sum / size;
}

/** The kernel wants contiguous rows on the right, so products with a transposed weight use a copy. */
function transposeWeights(memory: NativeMemory): void {
  const { heap } = memory;
  for (const { rows, columns, from, to } of memory.transposed)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        heap[to + column * rows + row] = heap[from + row * columns + column]!;
}

function backOutput(memory: NativeMemory, batch: number): void {
  const { kernel, decoder } = memory;
  const { steps, inputs, hidden } = memory.shape;
  const rows = steps * batch;
  const states = decoder.hidden + batch * hidden;
  kernel.gemm(
    hidden,
    inputs,
    rows,
    states,
    1,
    hidden,
    memory.outputGradient,
    inputs,
    memory.gradient('outputW'),
    inputs,
    1,
  );
  addColumns(memory.heap, memory.outputGradient, rows, inputs, memory.gradient('outputBias'));
  kernel.gemm(
    rows,
    hidden,
    inputs,
    memory.outputGradient,
    inputs,
    1,
    memory.turned('outputW'),
    hidden,
    decoder.hiddenGradient,
    hidden,
    0,
  );
}

/** In: d loss / d hidden of each step at cell.hiddenGradient. Out: d loss / d gates (before activation), gradients of Wh. */
function backThroughTime(memory: NativeMemory, cell: LstmCell, batch: number): void {
  const { heap, kernel } = memory;
  const { steps, hidden } = memory.shape;
  const width = 4 * hidden;
  const size = batch * hidden;
  heap.fill(0, memory.stateGradient, memory.stateGradient + size);
  for (let step = steps - 1; step >= 0; step--) {
    const at = step * size;
    const gates = cell.gateGradient + 4 * at;
    kernel.cellBackward(
      batch,
      hidden,
      cell.gates + 4 * at,
      cell.state + at,
      cell.squashed + at,
      cell.hiddenGradient + at,
      memory.stateGradient,
      gates,
    );
    if (step === 0) break;
    kernel.gemm(
      batch,
      hidden,
      width,
      gates,
      width,
      1,
      cell.turnedWeights,
      hidden,
      cell.hiddenGradient + (step - 1) * size,
      hidden,
      1,
    );
  }
  kernel.gemm(
    hidden,
    width,
    steps * batch,
    cell.hidden,
    1,
    hidden,
    cell.gateGradient,
    width,
    cell.weightGradient,
    width,
    1,
  );
}

function backLatent(memory: NativeMemory, batch: number): void {
  const { heap, kernel, decoder, encoder } = memory;
  const { steps, hidden, latent } = memory.shape;
  const width = 4 * hidden;
  const sum = decoder.gateGradient;
  const size = batch * width;
  for (let step = 1; step < steps; step++)
    for (let i = 0; i < size; i++) heap[sum + i] = heap[sum + i]! + heap[sum + step * size + i]!;
  kernel.gemm(
    latent,
    width,
    batch,
    memory.latent,
    1,
    latent,
    sum,
    width,
    memory.gradient('decoderWx'),
    width,
    1,
  );
  addColumns(heap, sum, batch, width, memory.gradient('decoderBias'));
  kernel.gemm(
    batch,
    latent,
    width,
    sum,
    width,
    1,
    memory.turned('decoderWx'),
    latent,
    memory.latentGradient,
    latent,
    0,
  );
  for (let i = 0; i < batch * latent; i++) {
    const value = heap[memory.latent + i]!;
    heap[memory.latentGradient + i] = heap[memory.latentGradient + i]! * (1 - value * value);
  }
  const last = steps * batch * hidden;
  kernel.gemm(
    hidden,
    latent,
    batch,
    encoder.hidden + last,
    1,
    hidden,
    memory.latentGradient,
    latent,
    memory.gradient('latentW'),
    latent,
    1,
  );
  addColumns(heap, memory.latentGradient, batch, latent, memory.gradient('latentBias'));
  heap.fill(0, encoder.hiddenGradient, encoder.hiddenGradient + last);
  const lastGradient = encoder.hiddenGradient + last - batch * hidden;
  kernel.gemm(
    batch,
    hidden,
    latent,
    memory.latentGradient,
    latent,
    1,
    memory.turned('latentW'),
    hidden,
    lastGradient,
    hidden,
    0,
  );
}

function backInput(memory: NativeMemory, batch: number): void {
  const { kernel, encoder } = memory;
  const { steps, inputs, hidden } = memory.shape;
  const width = 4 * hidden;
  kernel.gemm(
    inputs,
    width,
    steps * batch,
    memory.input,
    1,
    inputs,
    encoder.gateGradient,
    width,
    memory.gradient('encoderWx'),
    width,
    1,
  );
  addColumns(memory.heap, encoder.gateGradient, steps * batch, width, memory.gradient('encoderBias'));
}

function addColumns(heap: Float32Array, at: number, numRows: number, width: number, to: number): void {
  for (let row = 0; row < numRows; row++) {
    const begin = at + row * width;
    for (let i = 0; i < width; i++) heap[to + i] = heap[to + i]! + heap[begin + i]!;
  }
}

/** Kingma and Ba, 2015, in the form of tfjs. */
function adamStep(memory: NativeMemory, learningRate: number, stepNum: number): void {
  const { heap, kernel, parameters, numParameters, adamConstants } = memory;
  const { beta1, beta2, epsilon } = ADAM;
  const rate = learningRate / (1 - beta1 ** stepNum);
  heap.set([beta1, 1 - beta1, beta2, 1 - beta2, rate, 1 / (1 - beta2 ** stepNum), epsilon], adamConstants);
  const mean = parameters + numParameters;
  kernel.adam(numParameters, parameters, mean, mean + numParameters, memory.gradients, adamConstants);
}
