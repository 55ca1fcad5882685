// The next-event LSTM of sessions as five WGSL programs: forward, head (logits, softmax, loss and their gradients; surprises), backward,
// gradients, adam. In: sizes and the places of the parameters. Out: text and layout. The same network as next-event/passes.ts.
import { MAX_NATS } from '../kernel/kernel';
import type { NextEventMemory } from '../next-event/memory';
import type { GpuNetwork } from './trainer';
import { backwardLoop, type CellPlaces, cellMemory, forwardLoop, GATES } from './wgsl-cell';
import { gather, openPass, preamble, type Region } from './wgsl-common';
import {
  adamText,
  type GradientProduct,
  gradientsText,
  numTiles,
  recurrentProduct,
  type TurnedMatrix,
} from './wgsl-learning';

/** Rows a workgroup of the head: their logits stay in its memory, 16 KiB of which there are everywhere. */
const HEAD_ROWS = 16;
export const MAX_CLASSES = 200;

/** Where the matrices lie among the parameters, and their sizes. */
export type NextEventPlaces = Pick<
  NextEventMemory,
  | 'shape'
  | 'parameters'
  | 'numParameters'
  | 'inputWeights'
  | 'recurrent'
  | 'bias'
  | 'outputWeights'
  | 'outputBias'
>;

export function nextEventPrograms(places: NextEventPlaces): GpuNetwork {
  const { shape, parameters, numParameters, inputWeights, recurrent, bias, outputWeights, outputBias } =
    places;
  const { hidden } = shape;
  const classes = shape.symbols + 1;
  const { columns } = outputWeights;
  const at = {
    input: inputWeights.at - parameters,
    recurrent: recurrent.at - parameters,
    bias: bias.at - parameters,
    output: outputWeights.at - parameters,
    outputBias: outputBias.at - parameters,
  };
  const regions: readonly Region[] = [
    { name: 'gates', perRow: 4 * hidden, perSequence: 0 },
    { name: 'states', perRow: hidden, perSequence: 0 },
    { name: 'hiddens', perRow: hidden, perSequence: 0 },
    { name: 'logitGradients', perRow: classes, perSequence: 0 },
    { name: 'hiddenGradients', perRow: hidden, perSequence: 0 },
    { name: 'bits', perRow: 1, perSequence: 0 },
    { name: 'losses', perRow: 1, perSequence: 0 },
  ];
  const turned: readonly TurnedMatrix[] = [
    { at: at.recurrent, rows: hidden, columns: 4 * hidden, to: numParameters },
    { at: at.output, rows: hidden, columns, to: numParameters + 4 * hidden * hidden },
  ];
  const products = productsOf(hidden, classes, columns, at);
  return {
    hidden,
    regions,
    turned,
    numParameters,
    numWeights: numParameters + 4 * hidden * hidden + hidden * columns,
    numTiles: numTiles(products),
    headRows: HEAD_ROWS,
    text: (spread) => {
      const cell: CellPlaces = {
        spread,
        gates: 'gates',
        states: 'states',
        hiddens: 'hiddens',
        recurrent: at.recurrent,
        turned: turned[0]!.to,
        steps: 'info.steps',
      };
      return [
        preamble(spread, regions),
        cellMemory(spread),
        forwardText(cell, at),
        headText({ hidden, classes, columns, at, turned: turned[1]!.to }),
        backwardText(cell),
        gradientsText(products, numParameters),
        adamText(numParameters, turned, HEAD_ROWS),
      ].join('\n');
    },
  };
}

type At = Readonly<Record<'input' | 'recurrent' | 'bias' | 'output' | 'outputBias', number>>;

/** A symbol is a row of the input weights: what a one-hot product would give. */
function forwardText(cell: CellPlaces, at: At): string {
  const { spread } = cell;
  const { hidden } = spread;
  const input = (gate: number) =>
    gather(
      spread,
      (lane) =>
        `weights[${at.input + gate * hidden}u + u32(data[info.inputAt + t * info.batch + b${lane}]) * ${4 * hidden}u + j]`,
    );
  const gates = GATES.map(
    (name, gate) => `var ${name} = weights[${at.bias + gate * hidden}u + j] + ${input(gate)};`,
  );
  return `
${openPass('forward', spread)}
  ${forwardLoop(cell, gates.join('\n      '))}
}`;
}

interface Head {
  readonly hidden: number;
  readonly classes: number;
  readonly columns: number;
  readonly at: At;
  readonly turned: number;
}

function headText({ hidden, classes, columns, at, turned }: Head): string {
  return `
var<workgroup> logitOf: array<f32, ${HEAD_ROWS * classes}>;
var<workgroup> topOf: array<f32, ${HEAD_ROWS}>;
var<workgroup> sumOf: array<f32, ${HEAD_ROWS}>;
var<workgroup> lossOfRow: array<f32, ${HEAD_ROWS}>;

@compute @workgroup_size(64)
fn head(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3<u32>) {
  let rows = info.steps * info.batch;
  let first = group.x * ${HEAD_ROWS}u;
  for (var i = thread; i < ${HEAD_ROWS * classes}u; i += 64u) {
    let row = first + i / ${classes}u;
    let column = i % ${classes}u;
    var value = 0.0;
    if (row < rows) {
      value = weights[${at.outputBias}u + column];
      for (var k = 0u; k < ${hidden}u; k++) {
        value += activations[hiddens() + row * ${hidden}u + k] * weights[${at.output}u + k * ${columns}u + column];
      }
    }
    logitOf[i] = value;
  }
  workgroupBarrier();
  if (thread < ${HEAD_ROWS}u) {
    let row = first + thread;
    let begin = thread * ${classes}u;
    var top = logitOf[begin];
    for (var c = 1u; c < ${classes}u; c++) { top = max(top, logitOf[begin + c]); }
    var sum = 0.0;
    for (var c = 0u; c < ${classes}u; c++) { sum += exp(max(logitOf[begin + c] - top, -${MAX_NATS}.0)); }
    topOf[thread] = top;
    sumOf[thread] = sum;
    var nats = 0.0;
    if (row < rows) {
      let weight = data[info.weightAt + row];
      let next = u32(data[info.targetAt + row]);
      nats = log(sum) - max(logitOf[begin + next] - top, -${MAX_NATS}.0);
      if (info.scoring == 1u) { activations[bits() + row] = select(nats * 1.4426950408889634, 0.0, weight == 0.0); }
      nats *= weight;
    }
    lossOfRow[thread] = nats;
  }
  workgroupBarrier();
  if (info.scoring == 1u) { return; }
  if (thread == 0u) {
    var sum = 0.0;
    for (var i = 0u; i < ${HEAD_ROWS}u; i++) { sum += lossOfRow[i]; }
    activations[losses() + group.x] = sum;
  }
  for (var i = thread; i < ${HEAD_ROWS * classes}u; i += 64u) {
    let r = i / ${classes}u;
    let row = first + r;
    if (row < rows) {
      let share = exp(max(logitOf[i] - topOf[r], -${MAX_NATS}.0)) / sumOf[r];
      let wanted = select(0.0, 1.0, u32(data[info.targetAt + row]) == i % ${classes}u);
      let value = (share - wanted) * data[info.weightAt + row] * info.gradientFactor;
      logitOf[i] = value;
      activations[logitGradients() + row * ${classes}u + i % ${classes}u] = value;
    }
  }
  workgroupBarrier();
  for (var i = thread; i < ${HEAD_ROWS * hidden}u; i += 64u) {
    let r = i / ${hidden}u;
    if (first + r < rows) {
      var value = 0.0;
      for (var c = 0u; c < ${classes}u; c++) {
        value += logitOf[r * ${classes}u + c] * weights[${turned}u + c * ${hidden}u + i % ${hidden}u];
      }
      activations[hiddenGradients() + (first + r) * ${hidden}u + i % ${hidden}u] = value;
    }
  }
}`;
}

function backwardText(cell: CellPlaces): string {
  const { spread } = cell;
  const dh = gather(
    spread,
    (lane) => `activations[hiddenGradients() + (t * info.batch + b${lane}) * ${spread.hidden}u + j]`,
  );
  return `
${openPass('backward', spread)}
  ${backwardLoop(cell, `var dh = ${dh};`, '')}
}`;
}

function productsOf(hidden: number, classes: number, columns: number, at: At): readonly GradientProduct[] {
  const width = 4 * hidden;
  const rows = '(info.steps * info.batch)';
  return [
    {
      a: 'select(0.0, 1.0, u32(data[info.inputAt + row]) == m)',
      m: classes,
      b: 'gates()',
      n: width,
      rows,
      at: at.input,
      columns: width,
      bias: at.bias,
    },
    recurrentProduct('hiddens', 'gates', hidden, at.recurrent),
    {
      a: `activations[hiddens() + row * ${hidden}u + m]`,
      m: hidden,
      b: 'logitGradients()',
      n: classes,
      rows,
      at: at.output,
      columns,
      bias: at.outputBias,
    },
  ];
}
