// One step of an LSTM cell in WebAssembly SIMD, four units at a time: activations forward, gradients backward.
import { advance, all, difference, exp, keep, load, product, repeat, store, sum } from './simd-code';
import { type Code, op, type WasmFunction } from './wasm-module';

function sigmoid(value: Code, x: number, n: number): Code {
  return [...all(1), ...sum(exp(difference(all(0), value), x, n), all(1)), ...op.div4];
}

function tanh(value: Code, x: number, n: number): Code {
  return difference(product(all(2), sigmoid(product(all(2), value), x, n)), all(1));
}

/** Calls `body` for each four units of each row; `moving` addresses go on by 16 bytes, gate addresses by rows of gates. */
function overUnits(
  batch: number,
  rowBytes: number,
  left: number,
  gates: readonly (readonly [number, number, number, number])[],
  moving: readonly number[],
  body: Code,
): Code {
  const startRow = gates.flatMap(([first, ...others]) =>
    others.flatMap((other, i) =>
      keep(other, [...op.get(i === 0 ? first : others[i - 1]!), ...op.get(rowBytes), ...op.add]),
    ),
  );
  return op.repeatLoop(
    [
      ...startRow,
      ...keep(left, op.get(rowBytes)),
      ...op.repeatLoop(
        [
          ...body,
          ...[...gates.flat(), ...moving].flatMap((local) => advance(local, op.int(16))),
          ...advance(left, op.int(-16)),
        ],
        op.get(left),
      ),
      // The output gate's address has come to the end of the row: there the next one begins.
      ...gates.flatMap(([first, , , last]) => keep(first, op.get(last))),
      ...advance(batch, op.int(-1)),
    ],
    op.get(batch),
  );
}

/** Parameters: batch, bytes of a row of hidden values (a multiple of 16), then addresses as in Kernel.cellForward. */
export function cellForwardFunction(): WasmFunction {
  const [batch, rowBytes, gateI, stateBefore, stateAfter, squashed, hiddenAfter] = [
    0, 1, 2, 3, 4, 5, 6,
  ] as const;
  const [left, gateF, gateG, gateO] = [7, 8, 9, 10] as const;
  const [i, f, g, o, state, tanhState, x, n] = [11, 12, 13, 14, 15, 16, 17, 18] as const;
  const body = [
    ...keep(i, sigmoid(load(gateI), x, n)),
    ...keep(f, sigmoid(load(gateF), x, n)),
    ...keep(g, tanh(load(gateG), x, n)),
    ...keep(o, sigmoid(load(gateO), x, n)),
    ...keep(state, sum(product(op.get(f), load(stateBefore)), product(op.get(i), op.get(g)))),
    ...keep(tanhState, tanh(op.get(state), x, n)),
    ...store(gateI, op.get(i)),
    ...store(gateF, op.get(f)),
    ...store(gateG, op.get(g)),
    ...store(gateO, op.get(o)),
    ...store(stateAfter, op.get(state)),
    ...store(squashed, op.get(tanhState)),
    ...store(hiddenAfter, product(op.get(o), op.get(tanhState))),
  ];
  const gates = [[gateI, gateF, gateG, gateO]] as const;
  return {
    name: 'cellForward',
    numParameters: 7,
    locals: [...repeat('i32', 4), ...repeat('v128', 8)],
    body: overUnits(batch, rowBytes, left, gates, [stateBefore, stateAfter, squashed, hiddenAfter], body),
  };
}

/** Parameters: batch, bytes of a row of hidden values (a multiple of 16), then addresses as in Kernel.cellBackward. */
export function cellBackwardFunction(): WasmFunction {
  const [batch, rowBytes, gateI, stateBefore, squashed, hiddenGradient, stateGradient, toI] = [
    0, 1, 2, 3, 4, 5, 6, 7,
  ] as const;
  const [left, gateF, gateG, gateO, toF, toG, toO] = [8, 9, 10, 11, 12, 13, 14] as const;
  const [i, f, g, o, tanhState, dHidden, dState] = [15, 16, 17, 18, 19, 20, 21] as const;
  const oneMinus = (local: number): Code => difference(all(1), op.get(local));
  const oneMinusSquare = (local: number): Code => difference(all(1), product(op.get(local), op.get(local)));
  const body = [
    ...[...keep(i, load(gateI)), ...keep(f, load(gateF)), ...keep(g, load(gateG)), ...keep(o, load(gateO))],
    ...[...keep(tanhState, load(squashed)), ...keep(dHidden, load(hiddenGradient))],
    ...keep(dState, sum(load(stateGradient), product(op.get(dHidden), op.get(o), oneMinusSquare(tanhState)))),
    ...store(toI, product(op.get(dState), op.get(g), op.get(i), oneMinus(i))),
    ...store(toF, product(op.get(dState), load(stateBefore), op.get(f), oneMinus(f))),
    ...store(toG, product(op.get(dState), op.get(i), oneMinusSquare(g))),
    ...store(toO, product(op.get(dHidden), op.get(tanhState), op.get(o), oneMinus(o))),
    ...store(stateGradient, product(op.get(dState), op.get(f))),
  ];
  const gates = [
    [gateI, gateF, gateG, gateO],
    [toI, toF, toG, toO],
  ] as const;
  return {
    name: 'cellBackward',
    numParameters: 8,
    locals: [...repeat('i32', 7), ...repeat('v128', 7)],
    body: overUnits(
      batch,
      rowBytes,
      left,
      gates,
      [stateBefore, squashed, hiddenGradient, stateGradient],
      body,
    ),
  };
}

/** Parameters: bytes of the parameters (a multiple of 16), then addresses as in Kernel.adam. */
export function adamFunction(): WasmFunction {
  const [left, parameters, mean, square, gradients, constants] = [0, 1, 2, 3, 4, 5] as const;
  const [gradient, first, second] = [6, 7, 8] as const;
  const constant = (index: number): Code => [...op.get(constants), ...op.loadSpread(4 * index)];
  const step: Code = [
    ...product(op.get(first), constant(4)),
    ...[...product(op.get(second), constant(5)), ...op.sqrt4, ...constant(6), ...op.add4],
    ...op.div4,
  ];
  const body = [
    ...keep(gradient, load(gradients)),
    ...keep(first, sum(product(load(mean), constant(0)), product(op.get(gradient), constant(1)))),
    ...keep(
      second,
      sum(product(load(square), constant(2)), product(op.get(gradient), op.get(gradient), constant(3))),
    ),
    ...store(mean, op.get(first)),
    ...store(square, op.get(second)),
    ...store(parameters, difference(load(parameters), step)),
    ...[parameters, mean, square, gradients].flatMap((local) => advance(local, op.int(16))),
    ...advance(left, op.int(-16)),
  ];
  return {
    name: 'adam',
    numParameters: 6,
    locals: repeat('v128', 3),
    body: op.repeatLoop(body, op.get(left)),
  };
}
