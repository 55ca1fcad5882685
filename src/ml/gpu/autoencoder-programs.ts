// The autoencoder of windows as five WGSL programs: forward (encoder, latent values, decoder), head (output, loss and their gradients),
// backward, gradients, adam. In: sizes. Out: text and layout. The same network as lstm-native.ts, with the parameters of lstm-shape.ts.
import { type LstmShape, type ParameterName, parameterLayout } from '../lstm-shape';
import type { GpuNetwork } from './trainer';
import {
  backwardLoop,
  type CellPlaces,
  cellMemory,
  forwardLoop,
  GATE_GRADIENTS,
  GATES,
  lastHidden,
} from './wgsl-cell';
import { gather, laneOf, openPass, preamble, type Region, type Spread, scatter } from './wgsl-common';
import {
  adamText,
  type GradientProduct,
  gradientsText,
  numTiles,
  recurrentProduct,
  type TurnedMatrix,
} from './wgsl-learning';

/** Rows a workgroup of the head. */
const HEAD_ROWS = 16;

export function autoencoderPrograms(shape: LstmShape): GpuNetwork {
  const { inputs, hidden, latent } = shape;
  const regions: readonly Region[] = [
    ...['encoder', 'decoder'].flatMap((name) => [
      { name: `${name}Gates`, perRow: 4 * hidden, perSequence: 0 },
      { name: `${name}States`, perRow: hidden, perSequence: 0 },
      { name: `${name}Hiddens`, perRow: hidden, perSequence: 0 },
    ]),
    { name: 'outputs', perRow: inputs, perSequence: 0 },
    { name: 'hiddenGradients', perRow: hidden, perSequence: 0 },
    { name: 'latents', perRow: 0, perSequence: latent },
    { name: 'latentGradients', perRow: 0, perSequence: latent },
    { name: 'gateSums', perRow: 0, perSequence: 4 * hidden },
    { name: 'losses', perRow: 1, perSequence: 0 },
  ];
  const { places, length } = parameterLayout(shape);
  let numWeights = length;
  const turned = (['encoderWh', 'decoderWh', 'outputW'] as const).map(
    (name): TurnedMatrix & { name: string } => {
      const { rows, columns, offset } = places.find((place) => place.name === name)!;
      const to = numWeights;
      numWeights += rows * columns;
      return { name, at: offset, rows, columns, to };
    },
  );
  const at = (name: ParameterName): number => places.find((place) => place.name === name)!.offset;
  const turnedAt = (name: string): number => turned.find((each) => each.name === name)!.to;
  const products = productsOf(shape, at);
  return {
    hidden,
    regions,
    turned,
    numWeights,
    numParameters: length,
    numTiles: numTiles(products),
    headRows: HEAD_ROWS,
    text: (spread) => {
      const encoder = cellOf('encoder', spread, at('encoderWh'), turnedAt('encoderWh'), 'info.steps');
      const decoder = cellOf('decoder', spread, at('decoderWh'), turnedAt('decoderWh'), 'info.outputs');
      return [
        preamble(spread, regions),
        cellMemory(spread),
        `var<workgroup> latentOf: array<V, ${spread.groups * latent}>;`,
        forwardText(shape, encoder, decoder, at),
        headText(shape, at, turnedAt('outputW')),
        backwardText(shape, encoder, decoder, at),
        gradientsText(products, length),
        adamText(length, turned, HEAD_ROWS),
      ].join('\n');
    },
  };
}

function cellOf(name: string, spread: Spread, recurrent: number, turned: number, steps: string): CellPlaces {
  return {
    spread,
    gates: `${name}Gates`,
    states: `${name}States`,
    hiddens: `${name}Hiddens`,
    recurrent,
    turned,
    steps,
  };
}

type At = (name: ParameterName) => number;

function forwardText(
  { inputs, hidden, latent }: LstmShape,
  encoder: CellPlaces,
  decoder: CellPlaces,
  at: At,
): string {
  const { spread } = encoder;
  const width = 4 * hidden;
  const bias = (of: number, prefix: string, type: 'var' | 'let') =>
    GATES.map((gate, g) => `${type} ${gate}${prefix} = V(weights[${of + g * hidden}u + j]);`).join(' ');
  const add = (of: number, prefix: string) => `
        let w = ${of}u + k * ${width}u + j;
        ${GATES.map((gate, g) => `${gate}${prefix} += x * weights[w + ${g * hidden}u];`).join(' ')}`;
  return `
${openPass('forward', spread)}
  ${forwardLoop(
    encoder,
    `${bias(at('encoderBias'), '', 'var')}
      for (var k = 0u; k < ${inputs}u; k++) {
        let x = ${gather(spread, (lane) => `data[info.inputAt + (t * info.batch + b${lane}) * ${inputs}u + k]`)};
        ${add(at('encoderWx'), '')}
      }`,
  )}
  for (var i = j; i < ${latent}u; i += ${hidden}u) {
    var value = V(weights[${at('latentBias')}u + i]);
    for (var k = 0u; k < ${hidden}u; k++) {
      value += hiddenOf[${lastHidden(spread, 'info.steps', 'p', 'k')}] * weights[${at('latentW')}u + k * ${latent}u + i];
    }
    value = squash(value);
    latentOf[p * ${latent}u + i] = value;
    ${scatter(spread, (lane) => `activations[latents() + b${lane} * ${latent}u + i] = ${laneOf(spread, 'value', lane)};`)}
  }
  workgroupBarrier();
  ${bias(at('decoderBias'), 'Before', 'var')}
  for (var k = 0u; k < ${latent}u; k++) {
    let x = latentOf[p * ${latent}u + k];
    ${add(at('decoderWx'), 'Before')}
  }
  ${forwardLoop(decoder, GATES.map((gate) => `var ${gate} = ${gate}Before;`).join(' '))}
}`;
}

/** Outputs, or errors times the factor; d loss / d hidden of the decoder; the sum of squares of each workgroup. */
function headText({ inputs, hidden }: LstmShape, at: At, turned: number): string {
  return `
var<workgroup> errorOf: array<f32, ${HEAD_ROWS * inputs}>;
var<workgroup> squareOf: array<f32, 64>;

@compute @workgroup_size(64)
fn head(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3<u32>) {
  let rows = info.outputs * info.batch;
  var squares = 0.0;
  for (var i = thread; i < ${HEAD_ROWS * inputs}u; i += 64u) {
    let row = group.x * ${HEAD_ROWS}u + i / ${inputs}u;
    let column = i % ${inputs}u;
    if (row < rows) {
      var value = weights[${at('outputBias')}u + column];
      for (var k = 0u; k < ${hidden}u; k++) {
        value += activations[decoderHiddens() + row * ${hidden}u + k] * weights[${at('outputW')}u + k * ${inputs}u + column];
      }
      if (info.scoring == 0u) {
        // Step s of the decoder stands for window steps - 1 - s.
        let window = info.steps - 1u - row / info.batch;
        let error = value - data[info.targetAt + (window * info.batch + row % info.batch) * ${inputs}u + column];
        squares += error * error;
        value = error * info.gradientFactor;
        errorOf[i] = value;
      }
      activations[outputs() + row * ${inputs}u + column] = value;
    }
  }
  squareOf[thread] = squares;
  workgroupBarrier();
  if (info.scoring == 1u) { return; }
  if (thread == 0u) {
    var sum = 0.0;
    for (var i = 0u; i < 64u; i++) { sum += squareOf[i]; }
    activations[losses() + group.x] = sum;
  }
  for (var i = thread; i < ${HEAD_ROWS * hidden}u; i += 64u) {
    let row = group.x * ${HEAD_ROWS}u + i / ${hidden}u;
    if (row < rows) {
      var value = 0.0;
      for (var k = 0u; k < ${inputs}u; k++) {
        value += errorOf[i / ${hidden}u * ${inputs}u + k] * weights[${turned}u + k * ${hidden}u + i % ${hidden}u];
      }
      activations[hiddenGradients() + row * ${hidden}u + i % ${hidden}u] = value;
    }
  }
}`;
}

function backwardText(
  { hidden, latent }: LstmShape,
  encoder: CellPlaces,
  decoder: CellPlaces,
  at: At,
): string {
  const { spread } = encoder;
  const width = 4 * hidden;
  const sums = ['sumI', 'sumF', 'sumG', 'sumO'];
  return `
${openPass('backward', spread)}
  ${sums.map((name) => `var ${name} = V(0.0);`).join(' ')}
  ${backwardLoop(
    decoder,
    `var dh = ${gather(spread, (lane) => `activations[hiddenGradients() + (t * info.batch + b${lane}) * ${hidden}u + j]`)};`,
    sums.map((name, g) => `${name} += ${GATE_GRADIENTS[g]};`).join(' '),
  )}
  ${sums.map((name, g) => `gatesOf[p * ${width}u + ${g * hidden}u + j] = ${name};`).join(' ')}
  ${scatter(spread, (lane) => sums.map((name, g) => `activations[gateSums() + b${lane} * ${width}u + ${g * hidden}u + j] = ${laneOf(spread, name, lane)};`).join(' '))}
  workgroupBarrier();
  for (var i = j; i < ${latent}u; i += ${hidden}u) {
    var value = V(0.0);
    for (var k = 0u; k < ${width}u; k++) {
      value += gatesOf[p * ${width}u + k] * weights[${at('decoderWx')}u + i * ${width}u + k];
    }
    let z = ${gather(spread, (lane) => `activations[latents() + b${lane} * ${latent}u + i]`)};
    value *= 1.0 - z * z;
    latentOf[p * ${latent}u + i] = value;
    ${scatter(spread, (lane) => `activations[latentGradients() + b${lane} * ${latent}u + i] = ${laneOf(spread, 'value', lane)};`)}
  }
  workgroupBarrier();
  var dLast = V(0.0);
  for (var k = 0u; k < ${latent}u; k++) {
    dLast += latentOf[p * ${latent}u + k] * weights[${at('latentW')}u + j * ${latent}u + k];
  }
  ${backwardLoop(encoder, 'var dh = select(V(0.0), dLast, n == 0u);', '')}
}`;
}

function productsOf({ inputs, hidden, latent }: LstmShape, at: At): readonly GradientProduct[] {
  const width = 4 * hidden;
  const rows = '(info.steps * info.batch)';
  const recurrent = (name: 'encoder' | 'decoder'): GradientProduct =>
    recurrentProduct(`${name}Hiddens`, `${name}Gates`, hidden, at(`${name}Wh`));
  return [
    {
      a: `data[info.inputAt + row * ${inputs}u + m]`,
      m: inputs,
      b: 'encoderGates()',
      n: width,
      rows,
      at: at('encoderWx'),
      columns: width,
      bias: at('encoderBias'),
    },
    recurrent('encoder'),
    {
      a: `activations[encoderHiddens() + (row + (info.steps - 1u) * info.batch) * ${hidden}u + m]`,
      m: hidden,
      b: 'latentGradients()',
      n: latent,
      rows: 'info.batch',
      at: at('latentW'),
      columns: latent,
      bias: at('latentBias'),
    },
    {
      a: `activations[latents() + row * ${latent}u + m]`,
      m: latent,
      b: 'gateSums()',
      n: width,
      rows: 'info.batch',
      at: at('decoderWx'),
      columns: width,
      bias: at('decoderBias'),
    },
    recurrent('decoder'),
    {
      a: `activations[decoderHiddens() + row * ${hidden}u + m]`,
      m: hidden,
      b: 'outputs()',
      n: inputs,
      rows,
      at: at('outputW'),
      columns: inputs,
      bias: at('outputBias'),
    },
  ];
}
