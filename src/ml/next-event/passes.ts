// Forward and backward pass of the next-event LSTM, written out on the kernel's heap. In: a batch of event sequences, time-major.
// Out: for each event what the network gave it before it came; or the loss, with d loss / d parameter at memory.gradients.
import { backThroughTime, transposeWeights } from '../kernel/backward';
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

/** Bits of surprise of each target of weight above 0: -log2 of its probability, at most 125 and some. Others are 0. */
export function surprises(memory: NextEventMemory, events: EventBatch): Float32Array {
  const { heap } = memory;
  forward(memory, events);
  heap.fill(1, memory.scales, memory.scales + events.weight.length);
  softmax(memory, events);
  return events.weight.map((weight, row) =>
    weight === 0 ? 0 : -Math.log2(heap[targetAt(memory, events, row)]!),
  );
}

function softmax(memory: NextEventMemory, { weight }: EventBatch): void {
  memory.kernel.softmax(weight.length, memory.outputBias.columns, memory.logits, memory.scales);
}

const targetAt = ({ logits, outputBias }: NextEventMemory, { target }: EventBatch, row: number): number =>
  logits + row * outputBias.columns + target[row]!;

/** Hidden values of all steps, and the logits of all targets. */
function forward(memory: NextEventMemory, { steps, batch, input }: EventBatch): void {
  const { heap, kernel, cell, inputWeights, outputWeights, outputBias, logits } = memory;
  const { hidden } = memory.shape;
  const width = 4 * hidden;
  const rows = steps * batch;
  fillRows(heap, cell.gates, memory.bias.at, width, rows);
  for (let row = 0; row < rows; row++)
    kernel.addRow(width, inputWeights.at + input[row]! * width, cell.gates + row * width);
  startCell(heap, cell, batch * hidden);
  for (let step = 0; step < steps; step++) cellForward(memory, cell, step, batch);
  const { columns } = outputBias;
  const states = cell.hidden + batch * hidden;
  fillRows(heap, logits, outputBias.at, columns, rows);
  kernel.gemm(rows, columns, hidden, states, hidden, 1, outputWeights.at, columns, logits, columns, 1);
}

/** The least above 0. */
const LEAST_FLOAT = 2 ** -149;

/** Turns logits into d loss / d logits. */
function softmaxLoss(memory: NextEventMemory, events: EventBatch, divisor: number): number {
  const { heap, scales, logits, outputBias } = memory;
  const { columns } = outputBias;
  const classes = memory.shape.symbols + 1;
  const numRows = events.weight.length;
  for (let row = 0; row < numRows; row++) heap[scales + row] = events.weight[row]! / divisor;
  softmax(memory, events);
  let loss = 0;
  for (let row = 0; row < numRows; row++) {
    const begin = logits + row * columns;
    heap.fill(0, begin + classes, begin + columns);
    const weight = events.weight[row]!;
    if (weight === 0) continue;
    const target = targetAt(memory, events, row);
    loss += weight * Math.log(heap[scales + row]! / Math.max(heap[target]!, LEAST_FLOAT));
    heap[target]! -= heap[scales + row]!;
  }
  return loss;
}

function backOutput(memory: NextEventMemory, { steps, batch }: EventBatch): void {
  const { kernel, cell, outputWeights, outputBias, logits, turnedOutput } = memory;
  const { hidden } = memory.shape;
  const { columns, gradient } = outputWeights;
  const rows = steps * batch;
  const states = cell.hidden + batch * hidden;
  kernel.gemm(hidden, columns, rows, states, 1, hidden, logits, columns, gradient, columns, 1);
  for (let row = 0; row < rows; row++) kernel.addRow(columns, logits + row * columns, outputBias.gradient);
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
  const { kernel, cell, inputWeights, bias } = memory;
  const width = 4 * memory.shape.hidden;
  for (let row = 0; row < steps * batch; row++) {
    const from = cell.gateGradient + row * width;
    kernel.addRow(width, from, bias.gradient);
    kernel.addRow(width, from, inputWeights.gradient + input[row]! * width);
  }
}
