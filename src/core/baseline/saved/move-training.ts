/**
 * A training on saved rows for the columns of another log. In: TrainedLstm in the columns of the saved templates, the column of each. Out:
 * the same in the new columns; null where two templates have become one column, as counts then are others than those trained on.
 */
import type { TrainedInputs, TrainedLstm } from '../../../contracts/trained-lstm';

export function moveTraining(
  trained: TrainedLstm | null,
  columnOf: Uint32Array,
  numColumns: number,
  muted?: Uint8Array,
): TrainedLstm | null {
  if (trained === null || new Set(columnOf).size < columnOf.length) return null;
  if (muted && columnOf.some((column) => muted[column] === 1)) return null;
  return { ...trained, inputs: moveInputs(trained.inputs, columnOf, numColumns) };
}

function moveInputs(inputs: TrainedInputs, columnOf: Uint32Array, numColumns: number): TrainedInputs {
  const { templates, deviation, pca } = inputs;
  const moved = templates.map((template) => columnOf[template]);
  // Columns ascend, as they do in the rows that they are compared with.
  const order = Array.from(moved.keys()).sort((a, b) => moved[a] - moved[b]);
  const numWindows = new Uint32Array(numColumns);
  inputs.numWindows.forEach((num, template) => {
    numWindows[columnOf[template]] = num;
  });
  const components = new Float64Array(pca.components.length);
  for (let c = 0; c < pca.numComponents; c++)
    order.forEach((from, to) => {
      components[c * pca.numColumns + to] = pca.components[c * pca.numColumns + from];
    });
  return {
    ...inputs,
    templates: Uint32Array.from(order, (i) => moved[i]),
    deviation: Float64Array.from(order, (i) => deviation[i]),
    pca: { ...pca, mean: Float64Array.from(order, (i) => pca.mean[i]), components },
    numWindows,
  };
}
