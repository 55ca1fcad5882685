// Loss and its gradients by backpropagation through time, written out. In: a batch and parameters on the heap. Out: the
// loss, and d loss / d parameter at memory.gradients. Checked against differences of the loss and against tfjs.
import { decode, encode } from './forward';
import type { CellLayout, LstmCell, NativeMemory } from './memory';

/** Mean squared error; leaves d loss / d parameter at memory.gradients. */
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
  backThroughTime(memory, memory.decoder, steps, batch);
  backLatent(memory, batch);
  backThroughTime(memory, memory.encoder, steps, batch);
  backInput(memory, batch);
  return loss;
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
export function transposeWeights({ heap, transposed }: Pick<NativeMemory, 'heap' | 'transposed'>): void {
  for (const { rows, columns, from, to } of transposed)
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
export function backThroughTime(memory: CellLayout, cell: LstmCell, steps: number, batch: number): void {
  const { heap, kernel } = memory;
  const { hidden } = memory.shape;
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
