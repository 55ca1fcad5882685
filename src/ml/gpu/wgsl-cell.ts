// One LSTM layer through time in WGSL, forward and backward: the loops inside a pass (openPass). The states of a workgroup's sequences
// stay in registers and workgroup memory from the first step to the last; a step costs a barrier or two, and no dispatch.
import { gather, laneOf, type Spread, scatter } from './wgsl-common';

export interface CellPlaces {
  readonly spread: Spread;
  /** Regions: activated gates, then d loss / d gates [row, 4 * hidden]; states and hidden values after each step [row, hidden]. */
  readonly gates: string;
  readonly states: string;
  readonly hiddens: string;
  /** Where the recurrent weights [hidden, 4 * hidden] begin, and their transposed copy. */
  readonly recurrent: number;
  readonly turned: number;
  /** Expression: how many steps. */
  readonly steps: string;
}

/** What a thread calls its gates, in their order in each matrix, and d loss / d gates. */
export const GATES = ['gi', 'gf', 'gg', 'go'] as const;
export const GATE_GRADIENTS = ['di', 'df', 'dg', 'dOut'] as const;

/** Hidden values of two steps in turn, so that a step needs one barrier; gradients of the gates of one. */
export function cellMemory({ hidden, groups }: Spread): string {
  return `
var<workgroup> hiddenOf: array<V, ${2 * groups * hidden}>;
var<workgroup> gatesOf: array<V, ${4 * groups * hidden}>;`;
}

/** `begin` declares GATES with what does not come from the step before. Leaves `stateName` and hiddenOf at lastHidden. */
export function forwardLoop(cell: CellPlaces, begin: string): string {
  const { spread, recurrent, gates, states, hiddens } = cell;
  const { hidden, groups } = spread;
  const row = (lane: number): string => `(t * info.batch + b${lane})`;
  const keep = scatter(
    spread,
    (lane) => `
        ${GATES.map((gate, g) => `activations[${gates}() + ${row(lane)} * ${4 * hidden}u + ${g * hidden}u + j] = ${laneOf(spread, gate, lane)};`).join('\n        ')}
        activations[${states}() + ${row(lane)} * ${hidden}u + j] = ${laneOf(spread, 'state', lane)};`,
  );
  return `
  {
    var state = V(0.0);
    for (var t = 0u; t < ${cell.steps}; t++) {
      ${begin}
      if (t > 0u) {
        let before = (t & 1u) * ${groups * hidden}u + p * ${hidden}u;
        for (var k = 0u; k < ${hidden}u; k++) {
          let h = hiddenOf[before + k];
          let w = ${recurrent}u + k * ${4 * hidden}u + j;
          ${GATES.map((gate, g) => `${gate} += h * weights[w + ${g * hidden}u];`).join(' ')}
        }
      }
      gi = sigmoid(gi); gf = sigmoid(gf); gg = squash(gg); go = sigmoid(go);
      state = gf * state + gi * gg;
      let h = go * squash(state);
      if (info.scoring == 0u) {
        ${keep}
      }
      ${scatter(spread, (lane) => `activations[${hiddens}() + ${row(lane)} * ${hidden}u + j] = ${laneOf(spread, 'h', lane)};`)}
      hiddenOf[((t + 1u) & 1u) * ${groups * hidden}u + p * ${hidden}u + j] = h;
      workgroupBarrier();
    }
  }`;
}

/** Index in hiddenOf of unit k of group `group` after the last step of a forward loop. */
export function lastHidden({ hidden, groups }: Spread, steps: string, group: string, k: string): string {
  return `((${steps} & 1u) * ${groups * hidden}u + ${group} * ${hidden}u + ${k})`;
}

/**
 * From the last step to the first; `begin` declares dh, d loss / d hidden without what comes from the step after. Gates become d loss / d
 * gates in place; `each` runs behind that (GATE_GRADIENTS are this thread's). No barrier is pending at its end.
 */
export function backwardLoop(cell: CellPlaces, begin: string, each: string): string {
  const { spread, turned, gates, states } = cell;
  const { hidden } = spread;
  const gate = (g: number) =>
    gather(
      spread,
      (lane) => `activations[${gates}() + (t * info.batch + b${lane}) * ${4 * hidden}u + ${g * hidden}u + j]`,
    );
  const stateAt = (t: string) =>
    gather(spread, (lane) => `activations[${states}() + ((${t}) * info.batch + b${lane}) * ${hidden}u + j]`);
  return `
  {
    var dState = V(0.0);
    for (var n = 0u; n < ${cell.steps}; n++) {
      let t = ${cell.steps} - 1u - n;
      ${begin}
      if (n > 0u) {
        for (var m = 0u; m < ${4 * hidden}u; m++) {
          dh += gatesOf[p * ${4 * hidden}u + m] * weights[${turned}u + m * ${hidden}u + j];
        }
      }
      let gi = ${gate(0)};
      let gf = ${gate(1)};
      let gg = ${gate(2)};
      let go = ${gate(3)};
      let squashed = squash(${stateAt('t')});
      var before = V(0.0);
      if (t > 0u) { before = ${stateAt('t - 1u')}; }
      let d = dState + dh * go * (1.0 - squashed * squashed);
      let di = d * gg * gi * (1.0 - gi);
      let df = d * before * gf * (1.0 - gf);
      let dg = d * gi * (1.0 - gg * gg);
      let dOut = dh * squashed * go * (1.0 - go);
      dState = d * gf;
      ${scatter(spread, (lane) => GATE_GRADIENTS.map((name, g) => `activations[${gates}() + (t * info.batch + b${lane}) * ${4 * hidden}u + ${g * hidden}u + j] = ${laneOf(spread, name, lane)};`).join(' '))}
      ${each}
      workgroupBarrier();
      ${GATE_GRADIENTS.map((name, g) => `gatesOf[p * ${4 * hidden}u + ${g * hidden}u + j] = ${name};`).join(' ')}
      workgroupBarrier();
    }
  }`;
}
