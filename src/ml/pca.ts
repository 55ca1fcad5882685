// Principal components of a dense matrix by orthogonal iteration, finished by a Jacobi eigensolver on the small projection.
// In: rows and columns. Out: the leading components, deterministic (fixed start, fixed signs). Golub and Van Loan, 8.2 and 8.5.
import { createRandom } from '../core/lib/random';

export interface Pca {
  readonly numColumns: number;
  readonly numComponents: number;
  readonly mean: Float64Array;
  /** numComponents * numColumns, row-major, orthonormal rows, greatest variance first. */
  readonly components: Float64Array;
  /** Variance of the rows along each component, at least 0. */
  readonly variance: Float64Array;
}

const ITERATIONS = 24;
const OVERSAMPLING = 8;

/** `values` is numRows * numColumns, row-major; gives at most numComponents, fewer when the rows do not span them. */
export function fitPca(
  values: Float64Array,
  numRows: number,
  numColumns: number,
  numComponents: number,
): Pca {
  const mean = columnMeans(values, numRows, numColumns);
  const centred = values.map((value, i) => value - mean[i % numColumns]!);
  const size = Math.min(numComponents + OVERSAMPLING, numColumns, Math.max(numRows - 1, 0));
  const basis = startBasis(size, numColumns);
  orthonormalise(basis, size, numColumns);
  for (let i = 0; i < ITERATIONS; i++) {
    multiplyCovariance(basis, size, centred, numRows, numColumns);
    orthonormalise(basis, size, numColumns);
  }
  const { components, variance } = rayleighRitz(basis, size, centred, numRows, numColumns);
  const floor = 1e-9 * Math.max(variance[0] ?? 0, 1e-9);
  const kept = Math.min(numComponents, variance.findIndex((v) => v <= floor) >>> 0, size);
  const leading = components.slice(0, kept * numColumns);
  fixSigns(leading, kept, numColumns);
  return { numColumns, numComponents: kept, mean, components: leading, variance: variance.slice(0, kept) };
}

/** Coordinates of one row (numColumns values) along the components. */
export function projectPca(pca: Pca, row: Float64Array): Float64Array {
  const { numColumns, numComponents, mean, components } = pca;
  const out = new Float64Array(numComponents);
  for (let c = 0; c < numComponents; c++) {
    let sum = 0;
    for (let j = 0; j < numColumns; j++) sum += components[c * numColumns + j]! * (row[j]! - mean[j]!);
    out[c] = sum;
  }
  return out;
}

function columnMeans(values: Float64Array, numRows: number, numColumns: number): Float64Array {
  const mean = new Float64Array(numColumns);
  for (let i = 0; i < values.length; i++) mean[i % numColumns]! += values[i]!;
  return mean.map((sum) => sum / Math.max(numRows, 1));
}

function startBasis(size: number, numColumns: number): Float64Array {
  const random = createRandom(1);
  return Float64Array.from({ length: size * numColumns }, () => random.normal());
}

/** basis row <- X' X basis row: one pass over the matrix a row, never the covariance itself. */
function multiplyCovariance(
  basis: Float64Array,
  size: number,
  centred: Float64Array,
  numRows: number,
  numColumns: number,
): void {
  for (let b = 0; b < size; b++) {
    const vector = basis.subarray(b * numColumns, (b + 1) * numColumns);
    const next = new Float64Array(numColumns);
    for (let row = 0; row < numRows; row++) {
      const at = row * numColumns;
      let dot = 0;
      for (let j = 0; j < numColumns; j++) dot += centred[at + j]! * vector[j]!;
      for (let j = 0; j < numColumns; j++) next[j]! += dot * centred[at + j]!;
    }
    vector.set(next);
  }
}

/** Modified Gram-Schmidt, twice; a row that vanishes (rank used up) is left 0. */
function orthonormalise(basis: Float64Array, size: number, numColumns: number): void {
  for (let b = 0; b < size; b++) {
    const vector = basis.subarray(b * numColumns, (b + 1) * numColumns);
    const before = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++)
      for (let a = 0; a < b; a++) {
        const other = basis.subarray(a * numColumns, (a + 1) * numColumns);
        const share = dot(vector, other);
        for (let j = 0; j < numColumns; j++) vector[j]! -= share * other[j]!;
      }
    const norm = Math.sqrt(dot(vector, vector));
    const scale = norm > 1e-12 * before && norm > 0 ? 1 / norm : 0;
    for (let j = 0; j < numColumns; j++) vector[j]! *= scale;
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Eigenvectors of the covariance within the basis, by descending variance. */
function rayleighRitz(
  basis: Float64Array,
  size: number,
  centred: Float64Array,
  numRows: number,
  numColumns: number,
): { components: Float64Array; variance: Float64Array } {
  const image = basis.slice();
  multiplyCovariance(image, size, centred, numRows, numColumns);
  const small = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const sides = [rowOf(basis, i, numColumns), rowOf(image, j, numColumns)] as const;
      const mirrored = [rowOf(basis, j, numColumns), rowOf(image, i, numColumns)] as const;
      small[i * size + j] = (dot(...sides) + dot(...mirrored)) / (2 * Math.max(numRows - 1, 1));
    }
  const { values, vectors } = jacobiEigen(small, size);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const components = new Float64Array(size * numColumns);
  order.forEach((from, to) => {
    for (let b = 0; b < size; b++)
      for (let j = 0; j < numColumns; j++)
        components[to * numColumns + j]! += vectors[b * size + from]! * basis[b * numColumns + j]!;
  });
  return { components, variance: Float64Array.from(order, (i) => Math.max(values[i]!, 0)) };
}

function rowOf(matrix: Float64Array, row: number, numColumns: number): Float64Array {
  return matrix.subarray(row * numColumns, (row + 1) * numColumns);
}

/** Cyclic Jacobi on a symmetric matrix; vectors in columns. */
export function jacobiEigen(
  matrix: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let rotated = false;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) rotated = rotate(a, vectors, size, p, q) || rotated;
    if (!rotated) break;
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): boolean {
  const off = a[p * size + q]!;
  const scale = Math.abs(a[p * size + p]!) + Math.abs(a[q * size + q]!);
  if (off === 0 || Math.abs(off) < 1e-15 * scale) return false;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(t * t + 1);
  const sin = t * cos;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, cos, sin);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, cos, sin);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q, cos, sin);
  return true;
}

function turn(values: Float64Array, i: number, j: number, cos: number, sin: number): void {
  const x = values[i]!;
  const y = values[j]!;
  values[i] = cos * x - sin * y;
  values[j] = sin * x + cos * y;
}

/** The greatest coordinate of a component is positive. */
function fixSigns(components: Float64Array, numComponents: number, numColumns: number): void {
  for (let c = 0; c < numComponents; c++) {
    const row = rowOf(components, c, numColumns);
    let greatest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(greatest)) greatest = value;
    if (greatest < 0) for (let j = 0; j < numColumns; j++) row[j]! *= -1;
  }
}
