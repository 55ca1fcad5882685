// The matrix product of kernel.ts in WebAssembly SIMD: tiles of 4 rows by 8 columns held in registers. Each element is summed
// in the order of k, whatever tile it falls in, so a row's result does not depend on the other rows.
import { type Code, op, type ValueType, type WasmFunction } from './wasm-module';

const NAMES = ['m', 'n', 'k', 'a', 'aRow', 'aColumn', 'b', 'bRow', 'c', 'cRow', 'accumulate'] as const;
const P = Object.fromEntries(NAMES.map((name, i) => [name, i])) as Record<(typeof NAMES)[number], number>;
const NUM_PARAMETERS = NAMES.length;
const [I, J, LEFT, B_AT, C_AT] = [11, 12, 13, 14, 15] as const;
/** One address into A, one into C's row, for each row of a tile. */
const A_AT = [16, 17, 18, 19] as const;
const B4 = [20, 21] as const;
const SUMS = [22, 23, 24, 25, 26, 27, 28, 29] as const;
const SCALAR_SUM = [30, 31, 32, 33] as const;
const LOCALS: readonly ValueType[] = [
  ...new Array<ValueType>(9).fill('i32'),
  ...new Array<ValueType>(10).fill('v128'),
  ...new Array<ValueType>(4).fill('f32'),
];

/** Parameters as in Kernel.gemm, with addresses and strides in bytes. k is at least 1. */
export function gemmFunction(): WasmFunction {
  const body = [
    ...op.int(0),
    ...op.set(I),
    ...op.whileLoop(reaches(I, 4, P.m), rowBlock(4)),
    ...op.whileLoop(reaches(I, 1, P.m), rowBlock(1)),
  ];
  return { name: 'gemm', numParameters: NUM_PARAMETERS, locals: LOCALS, body };
}

/** limit > counter + size - 1 */
function reaches(counter: number, size: number, limit: number): Code {
  return [...op.get(limit), ...op.get(counter), ...op.int(size - 1), ...op.add, ...op.isGreater];
}

function advance(local: number, by: Code): Code {
  return [...op.get(local), ...by, ...op.add, ...op.set(local)];
}

function rowBlock(numRows: number): Code {
  return [
    ...op.int(0),
    ...op.set(J),
    ...op.whileLoop(reaches(J, 8, P.n), tile(numRows, 8)),
    ...op.whileLoop(reaches(J, 4, P.n), tile(numRows, 4)),
    ...op.whileLoop(reaches(J, 1, P.n), tile(numRows, 1)),
    ...advance(I, op.int(numRows)),
  ];
}

function tile(numRows: number, width: number): Code {
  const rows = Array.from({ length: numRows }, (_, r) => r);
  return [
    ...rows.flatMap((r) => [
      ...[...op.get(P.a), ...op.get(I), ...op.int(r), ...op.add, ...op.get(P.aRow), ...op.mul, ...op.add],
      ...op.set(A_AT[r]!),
    ]),
    ...[...op.get(P.b), ...op.get(J), ...op.int(4), ...op.mul, ...op.add, ...op.set(B_AT)],
    ...eachRowOfC(rows, (r) => [
      ...op.get(P.accumulate),
      ...op.ifElse(loadSums(r, width), clearSums(r, width)),
    ]),
    ...[...op.get(P.k), ...op.set(LEFT)],
    ...op.repeatLoop(
      [
        ...loadB(width),
        ...rows.flatMap((r) => [...multiplyAdd(r, width), ...advance(A_AT[r]!, op.get(P.aColumn))]),
        ...advance(B_AT, op.get(P.bRow)),
        ...advance(LEFT, op.int(-1)),
      ],
      op.get(LEFT),
    ),
    ...eachRowOfC(rows, (r) => storeSums(r, width)),
    ...advance(J, op.int(width)),
  ];
}

/** With C_AT at column J of each row of the tile in turn. */
function eachRowOfC(rows: readonly number[], body: (row: number) => Code): Code {
  return [
    ...[...op.get(P.c), ...op.get(I), ...op.get(P.cRow), ...op.mul, ...op.add],
    ...[...op.get(J), ...op.int(4), ...op.mul, ...op.add, ...op.set(C_AT)],
    ...rows.flatMap((r) => [...body(r), ...advance(C_AT, op.get(P.cRow))]),
  ];
}

/** Registers of row r: one for each four columns; a single column has a float instead. */
function sumsOf(row: number, width: number): number[] {
  return Array.from({ length: width / 4 }, (_, v) => SUMS[row * 2 + v]!);
}

function loadSums(row: number, width: number): Code {
  if (width === 1) return [...op.get(C_AT), ...op.floatLoad(0), ...op.set(SCALAR_SUM[row]!)];
  return sumsOf(row, width).flatMap((sum, v) => [...op.get(C_AT), ...op.load4(16 * v), ...op.set(sum)]);
}

function clearSums(row: number, width: number): Code {
  if (width === 1) return [...op.float(0), ...op.set(SCALAR_SUM[row]!)];
  return sumsOf(row, width).flatMap((sum) => [...op.constant4(0), ...op.set(sum)]);
}

function storeSums(row: number, width: number): Code {
  if (width === 1) return [...op.get(C_AT), ...op.get(SCALAR_SUM[row]!), ...op.floatStore(0)];
  return sumsOf(row, width).flatMap((sum, v) => [...op.get(C_AT), ...op.get(sum), ...op.store4(16 * v)]);
}

function loadB(width: number): Code {
  return sumsOf(0, width === 1 ? 0 : width).flatMap((_, v) => [
    ...op.get(B_AT),
    ...op.load4(16 * v),
    ...op.set(B4[v]!),
  ]);
}

function multiplyAdd(row: number, width: number): Code {
  const a = op.get(A_AT[row]!);
  if (width === 1) {
    const product = [...a, ...op.floatLoad(0), ...op.get(B_AT), ...op.floatLoad(0), ...op.floatMul];
    return [...op.get(SCALAR_SUM[row]!), ...product, ...op.floatAdd, ...op.set(SCALAR_SUM[row]!)];
  }
  return sumsOf(row, width).flatMap((sum, v) => [
    ...[...op.get(sum), ...a, ...op.loadSpread(0), ...op.get(B4[v]!), ...op.mul4, ...op.add4],
    ...op.set(sum),
  ]);
}
