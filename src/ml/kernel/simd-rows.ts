// Rows of floats in WebAssembly SIMD, four at a time: a sum, a softmax.
import { MAX_NATS } from './kernel';
import { advance, all, difference, exp, keep, load, product, repeat, store, sum } from './simd-code';
import { type Code, op, type WasmFunction } from './wasm-module';

/** Parameters: bytes of a row (a multiple of 16), then addresses as in Kernel.addRow. */
export function addRowFunction(): WasmFunction {
  const [left, from, to] = [0, 1, 2] as const;
  const body = [
    ...store(to, sum(load(to), load(from))),
    ...[from, to].flatMap((local) => advance(local, op.int(16))),
    ...advance(left, op.int(-16)),
  ];
  return { name: 'addRow', numParameters: 3, locals: [], body: op.repeatLoop(body, op.get(left)) };
}

/** Parameters: rows, bytes of a row (a multiple of 16), then addresses as in Kernel.softmax. */
export function softmaxFunction(): WasmFunction {
  const [rows, rowBytes, logits, scales] = [0, 1, 2, 3] as const;
  const [left, at, top, total, value, x, n] = [4, 5, 6, 7, 8, 9, 10] as const;
  const overRow = (body: Code): Code => [
    ...keep(at, op.get(logits)),
    ...keep(left, op.get(rowBytes)),
    ...op.repeatLoop([...body, ...advance(at, op.int(16)), ...advance(left, op.int(-16))], op.get(left)),
  ];
  const row = [
    ...keep(top, load(logits)),
    ...overRow(keep(top, [...op.get(top), ...load(at), ...op.max4])),
    ...joinLanes(top, op.max4),
    ...keep(total, all(0)),
    ...overRow([
      ...keep(value, exp([...difference(load(at), op.get(top)), ...all(-MAX_NATS), ...op.max4], x, n)),
      ...store(at, op.get(value)),
      ...keep(total, sum(op.get(total), op.get(value))),
    ]),
    ...joinLanes(total, op.add4),
    ...keep(total, [...op.get(scales), ...op.loadSpread(0), ...op.get(total), ...op.div4]),
    ...overRow(store(at, product(load(at), op.get(total)))),
    ...keep(logits, op.get(at)),
    ...advance(scales, op.int(4)),
    ...advance(rows, op.int(-1)),
  ];
  return {
    name: 'softmax',
    numParameters: 4,
    locals: [...repeat('i32', 2), ...repeat('v128', 5)],
    body: op.repeatLoop(row, op.get(rows)),
  };
}

/** Leaves in all four places what `join` makes of the four. */
function joinLanes(local: number, join: Code): Code {
  return [op.turn4(2, 3, 0, 1), op.turn4(1, 0, 3, 2)].flatMap((turned) =>
    keep(local, [...op.get(local), ...op.get(local), ...op.get(local), ...turned, ...join]),
  );
}
