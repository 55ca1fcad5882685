// Gradients and Adam in WGSL. In: what the passes left in the activations. Out: parameters moved by one step, in two dispatches.
// The gradients are products A^T * B over all rows, cut into tiles and into parts of the rows; each part is summed by one
// workgroup from the first row to the last, and Adam adds the parts in their order: the same bits on each run.
import { ADAM } from '../lstm-model';

/** gradient[m, n] = sum over rows of a(row, m) * b(row, n); b lies at `b` in the activations, row behind row. */
export interface GradientProduct {
  /** Expression of `row` and `m`, valid below m; the one of a further row m, always 1, gives the gradient of the bias. */
  readonly a: string;
  readonly m: number;
  readonly b: string;
  readonly n: number;
  /** Expression: how many rows. */
  readonly rows: string;
  /** Where the matrix begins among the parameters, how long its rows are there, and where its bias begins; null: it has none. */
  readonly at: number;
  readonly columns: number;
  readonly bias: number | null;
}

/** That of the recurrent weights [hidden, 4 * hidden] at `at`: gates of each step but the first, by the hidden values before them. */
export function recurrentProduct(
  hiddens: string,
  gates: string,
  hidden: number,
  at: number,
): GradientProduct {
  const width = 4 * hidden;
  return {
    a: `activations[${hiddens}() + row * ${hidden}u + m]`,
    m: hidden,
    b: `${gates}() + info.batch * ${width}u`,
    n: width,
    rows: '((info.steps - 1u) * info.batch)',
    at,
    columns: width,
    bias: null,
  };
}

const TILE = 32;
const DEPTH = 16;

const rowsOf = ({ m, bias }: GradientProduct): number => m + (bias === null ? 0 : 1);
const tilesOf = (product: GradientProduct): number =>
  Math.ceil(rowsOf(product) / TILE) * Math.ceil(product.n / TILE);

export const numTiles = (products: readonly GradientProduct[]): number =>
  products.reduce((sum, product) => sum + tilesOf(product), 0);

/** Parts into which the rows are cut: enough threads for many rows, and at most 32 MB of partial sums. */
export function partsOf(rows: number, numParameters: number): number {
  return Math.max(1, Math.min(Math.ceil(rows / 512), Math.floor(8e6 / numParameters), 64));
}

/** Dispatched as (tiles, parts). Eight by eight threads, each four by four of a tile of 32 by 32. */
export function gradientsText(products: readonly GradientProduct[], numParameters: number): string {
  let first = 0;
  const branches = products.map((product, i) => {
    const across = Math.ceil(product.n / TILE);
    const begin = first;
    first += tilesOf(product);
    return `if (tile < ${first}u) {
    which = ${i}u; row0 = (tile - ${begin}u) / ${across}u * ${TILE}u; column0 = (tile - ${begin}u) % ${across}u * ${TILE}u; rows = ${product.rows};
  }`;
  });
  const loadA = products.map(
    (product, i) => `case ${i}u: {
      if (m < ${product.m}u) { return ${product.a}; }
      return select(0.0, 1.0, m < ${rowsOf(product)}u);
    }`,
  );
  const loadB = products.map(
    (product, i) => `case ${i}u: {
      if (n < ${product.n}u) { return activations[${product.b} + row * ${product.n}u + n]; }
      return 0.0;
    }`,
  );
  const store = products.map(
    (product, i) => `case ${i}u: {
      if (n >= ${product.n}u) { return; }
      if (m < ${product.m}u) { partial[at + ${product.at}u + m * ${product.columns}u + n] = value; }
      ${product.bias === null ? '' : `else if (m == ${product.m}u) { partial[at + ${product.bias}u + n] = value; }`}
    }`,
  );
  return `
fn leftAt(which: u32, row: u32, m: u32) -> f32 {
  switch (which) { ${loadA.join('\n    ')} default: { return 0.0; } }
}
fn rightAt(which: u32, row: u32, n: u32) -> f32 {
  switch (which) { ${loadB.join('\n    ')} default: { return 0.0; } }
}
fn keep(which: u32, at: u32, m: u32, n: u32, value: f32) {
  switch (which) { ${store.join('\n    ')} default: {} }
}
var<workgroup> left: array<f32, ${DEPTH * TILE}>;
var<workgroup> right: array<f32, ${DEPTH * TILE}>;

@compute @workgroup_size(64)
fn gradients(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3<u32>) {
  let tile = group.x;
  var which = 0u; var row0 = 0u; var column0 = 0u; var rows = 0u;
  ${branches.join(' else ')}
  let size = (rows + info.parts - 1u) / info.parts;
  let end = min(rows, (group.y + 1u) * size);
  let x = thread % 8u;
  let y = thread / 8u;
  var sums: array<vec4<f32>, 4>;
  for (var begin = group.y * size; begin < end; begin += ${DEPTH}u) {
    for (var i = thread; i < ${DEPTH * TILE}u; i += 64u) {
      let row = begin + i / ${TILE}u;
      var l = 0.0;
      var r = 0.0;
      if (row < end) {
        l = leftAt(which, row, row0 + i % ${TILE}u);
        r = rightAt(which, row, column0 + i % ${TILE}u);
      }
      left[i] = l;
      right[i] = r;
    }
    workgroupBarrier();
    for (var k = 0u; k < ${DEPTH}u; k++) {
      let l = k * ${TILE}u + 4u * y;
      let r = k * ${TILE}u + 4u * x;
      let b = vec4<f32>(right[r], right[r + 1u], right[r + 2u], right[r + 3u]);
      sums[0] += left[l] * b;
      sums[1] += left[l + 1u] * b;
      sums[2] += left[l + 2u] * b;
      sums[3] += left[l + 3u] * b;
    }
    workgroupBarrier();
  }
  let at = group.y * ${numParameters}u;
  for (var i = 0u; i < 4u; i++) {
    for (var k = 0u; k < 4u; k++) {
      keep(which, at, row0 + 4u * y + i, column0 + 4u * x + k, sums[i][k]);
    }
  }
}`;
}

/** A matrix whose transposed copy stands behind the parameters. */
export interface TurnedMatrix {
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
  readonly to: number;
}

/** Transposed copies as they stand at the beginning: `weights` has the parameters, and room for the copies. */
export function turn(weights: Float32Array, matrices: readonly TurnedMatrix[]): void {
  for (const { at, rows, columns, to } of matrices)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        weights[to + column * rows + row] = weights[at + row * columns + column]!;
}

/** Floats in use as constants of WGSL. */
const float = (value: number): string => {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
};

/** Dispatched over the parameters; its first workgroup adds the losses of the head's workgroups, of `headRows` rows each, to `loss`. */
export function adamText(numParameters: number, turned: readonly TurnedMatrix[], headRows: number): string {
  const groups = `(info.outputs * info.batch + ${headRows - 1}u) / ${headRows}u`;
  const copies = turned.map(
    ({ at, rows, columns, to }) =>
      `if (i >= ${at}u && i < ${at + rows * columns}u) { weights[${to}u + (i - ${at}u) % ${columns}u * ${rows}u + (i - ${at}u) / ${columns}u] = value; }`,
  );
  return `
var<workgroup> lossOf: array<f32, 64>;

@compute @workgroup_size(64)
fn adam(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3<u32>) {
  if (group.x == 0u) {
    var sum = 0.0;
    for (var i = thread; i < ${groups}; i += 64u) { sum += activations[losses() + i]; }
    lossOf[thread] = sum;
    workgroupBarrier();
    if (thread == 0u) {
      var all = 0.0;
      for (var i = 0u; i < 64u; i++) { all += lossOf[i]; }
      loss[0] += all * info.lossFactor;
    }
  }
  let i = group.x * 64u + thread;
  if (i >= ${numParameters}u) { return; }
  var gradient = 0.0;
  for (var part = 0u; part < info.parts; part++) { gradient += partial[part * ${numParameters}u + i]; }
  let mean = ${float(ADAM.beta1)} * moments[i] + ${float(1 - ADAM.beta1)} * gradient;
  let square = ${float(ADAM.beta2)} * moments[${numParameters}u + i] + ${float(1 - ADAM.beta2)} * gradient * gradient;
  moments[i] = mean;
  moments[${numParameters}u + i] = square;
  let value = weights[i] - mean * info.rate / (sqrt(square * info.second) + ${float(ADAM.epsilon)});
  weights[i] = value;
  ${copies.join('\n  ')}
}`;
}
