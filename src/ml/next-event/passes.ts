// Forward and backward pass of the next-event LSTM, written out on the kernel's heap. In: a batch of event sequences, time-major.
// Out: for each event what the network gave it before it came; or the loss, with d loss / d parameter at memory.gradients.
import { addColumns, backThroughTime, transposeWeights } from '../kernel/backward';
import { cellForward, fillRows, startCell } from '../kernel/forward';
import type { NextEventMemory } from './memory';

/** Time-major: entry t * batch + b. Input `symbols` is the beginning, target `symbols` the end. */
export interface EventBatch {
  readonly steps: number;
  readonly batch: number;
  readonly input: Uint8Array;
  readonly target: Uint8Array;
  /** Weight of each target in the loss; 0: padding. */
  readonly weight: Float32Array;
}

/** Sum of the weighted losses in nats; leaves d (loss / divisor) / d parameter at memory.gradients. */
export function lossAndGradients(memory: NextEventMemory, events: EventBatch, divisor: number): number {
  const { heap, gradients, numParameters } = memory;
  forward(memory, events);
  heap.fill(0, gradients, gradients + numParameters);
  const loss = softmaxLoss(memory, events, divisor);
  transposeWeights(memory);
  backOutput(memory, events);
  backThroughTime(memory, memory.cell, events.steps, events.batch);
  backInput(memory, events);
  return loss;
}

/** Bits of surprise of each target of weight above 0: -log2 of its probability. Others are 0. */
export function surprises(memory: NextEventMemory, events: EventBatch): Float32Array {
  const { heap } = memory;
  const classes = memory.shape.symbols + 1;
  forward(memory, events);
  return events.weight.map((weight, row) => {
    if (weight === 0) return 0;
    const begin = memory.logits + row * classes;
    const top = greatest(heap, begin, classes);
    let sum = 0;
    for (let i = begin; i < begin + classes; i++) sum += Math.exp(heap[i]! - top);
    return (Math.log(sum) - (heap[begin + events.target[row]!]! - top)) / Math.LN2;
  });
}

/** Hidden values of all steps, and the logits of all targets. */
function forward(memory: NextEventMemory, { steps, batch, input }: EventBatch): void {
  const { heap, kernel, cell, inputWeights, outputWeights, outputBias, logits } = memory;
  const { hidden } = memory.shape;
  const width = 4 * hidden;
  const rows = steps * batch;
  fillRows(heap, cell.gates, memory.bias.at, width, rows);
  for (let row = 0; row < rows; row++)
    addRow(heap, inputWeights.at + input[row]! * width, cell.gates + row * width, width);
  startCell(heap, cell, batch * hidden);
  for (let step = 0; step < steps; step++) cellForward(memory, cell, step, batch);
  const { columns } = outputBias;
  const states = cell.hidden + batch * hidden;
  fillRows(heap, logits, outputBias.at, columns, rows);
  kernel.gemm(rows, columns, hidden, states, hidden, 1, outputWeights.at, columns, logits, columns, 1);
}

/** Turns logits into d loss / d logits. */
function softmaxLoss(memory: NextEventMemory, events: EventBatch, divisor: number): number {
  const { heap } = memory;
  const classes = memory.shape.symbols + 1;
  let loss = 0;
  events.weight.forEach((weight, row) => {
    const begin = memory.logits + row * classes;
    if (weight === 0) {
      heap.fill(0, begin, begin + classes);
      return;
    }
    const top = greatest(heap, begin, classes);
    const target = begin + events.target[row]!;
    const wanted = heap[target]! - top;
    let sum = 0;
    for (let i = begin; i < begin + classes; i++) {
      heap[i] = Math.exp(heap[i]! - top);
      sum += heap[i]!;
    }
    const scale = weight / divisor;
    for (let i = begin; i < begin + classes; i++) heap[i]! *= scale / sum;
    heap[target]! -= scale;
    loss += weight * (Math.log(sum) - wanted);
  });
  return loss;
}

function backOutput(memory: NextEventMemory, { steps, batch }: EventBatch): void {
  const { heap, kernel, cell, outputWeights, outputBias, logits, turnedOutput } = memory;
  const { hidden } = memory.shape;
  const { columns, gradient } = outputWeights;
  const rows = steps * batch;
  const states = cell.hidden + batch * hidden;
  kernel.gemm(hidden, columns, rows, states, 1, hidden, logits, columns, gradient, columns, 1);
  addColumns(heap, logits, rows, columns, outputBias.gradient);
  kernel.gemm(
    rows,
    hidden,
    columns,
    logits,
    columns,
    1,
    turnedOutput,
    hidden,
    cell.hiddenGradient,
    hidden,
    0,
  );
}

function backInput(memory: NextEventMemory, { steps, batch, input }: EventBatch): void {
  const { heap, cell, inputWeights, bias } = memory;
  const width = 4 * memory.shape.hidden;
  const rows = steps * batch;
  addColumns(heap, cell.gateGradient, rows, width, bias.gradient);
  for (let row = 0; row < rows; row++)
    addRow(heap, cell.gateGradient + row * width, inputWeights.gradient + input[row]! * width, width);
}

function addRow(heap: Float32Array, from: number, to: number, width: number): void {
  for (let i = 0; i < width; i++) heap[to + i]! += heap[from + i]!;
}

function greatest(heap: Float32Array, begin: number, length: number): number {
  let top = heap[begin]!;
  for (let i = begin + 1; i < begin + length; i++) if (heap[i]! > top) top = heap[i]!;
  return top;
}
