// Pieces of WebAssembly SIMD that the kernel's functions are put together from: arithmetic on four floats, exp.
// exp as in Cephes' expf (S. Moshier): within 2 units in the last place, and the same bits on every machine.
import { type Code, op, type ValueType } from './wasm-module';

export const all = (value: number): Code => op.constant4(value);
export const product = (...factors: Code[]): Code => [
  ...factors[0]!,
  ...factors.slice(1).flatMap((factor) => [...factor, ...op.mul4]),
];
export const sum = (a: Code, b: Code): Code => [...a, ...b, ...op.add4];
export const difference = (a: Code, b: Code): Code => [...a, ...b, ...op.sub4];
export const load = (address: number): Code => [...op.get(address), ...op.load4(0)];
export const store = (address: number, value: Code): Code => [...op.get(address), ...value, ...op.store4(0)];
export const keep = (local: number, value: Code): Code => [...value, ...op.set(local)];
export const advance = (local: number, by: Code): Code => [
  ...op.get(local),
  ...by,
  ...op.add,
  ...op.set(local),
];

const EXP_POLYNOMIAL = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
];

/** exp of `value`, using the two v128 locals. */
export function exp(value: Code, x: number, n: number): Code {
  const [X, N] = [op.get(x), op.get(n)];
  const polynomial = EXP_POLYNOMIAL.slice(1).reduce<Code>(
    (code, coefficient) => sum(product(code, X), all(coefficient)),
    all(EXP_POLYNOMIAL[0]!),
  );
  const powerOfTwo = [
    ...N,
    ...op.toInt4,
    ...op.int(127),
    ...op.intSpread,
    ...op.intAdd4,
    ...op.int(23),
    ...op.intShiftLeft4,
  ];
  return [
    ...keep(x, [...value, ...all(87), ...op.min4, ...all(-87), ...op.max4]),
    ...keep(n, [...product(X, all(Math.LOG2E)), ...op.round4]),
    ...keep(x, difference(X, product(N, all(0.693359375)))),
    ...keep(x, difference(X, product(N, all(-2.1219444e-4)))),
    ...product(sum(sum(product(polynomial, X, X), X), all(1)), powerOfTwo),
  ];
}

export function repeat(type: ValueType, times: number): ValueType[] {
  return new Array<ValueType>(times).fill(type);
}
