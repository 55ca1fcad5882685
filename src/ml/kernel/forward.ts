// The forward pass of the written-out LSTM: encoder, latent values, decoder. In: the batch at memory.input. Out: activations
// (kept for the backward pass) and memory.output, decoder step after decoder step.
import type { CellLayout, LstmCell, NativeMemory } from './memory';

export function encode(memory: NativeMemory, batch: number): void {
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
export function decode(memory: NativeMemory, batch: number, numSteps: number): void {
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

export function fillRows(
  heap: Float32Array,
  at: number,
  source: number,
  width: number,
  numRows: number,
): void {
  if (numRows === 0) return;
  const end = at + numRows * width;
  heap.copyWithin(at, source, source + width);
  for (let done = at + width; done < end; done += done - at)
    heap.copyWithin(done, at, Math.min(done, at + end - done));
}

export function startCell(heap: Float32Array, cell: LstmCell, size: number): void {
  heap.fill(0, cell.hidden, cell.hidden + size);
  heap.fill(0, cell.state, cell.state + size);
}

/** Gates hold x @ Wx + bias and get h @ Wh added; then they are activated in place. */
export function cellForward(memory: CellLayout, cell: LstmCell, step: number, batch: number): void {
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
