// Where everything of the next-event LSTM lies on a kernel's heap: parameters, moments, gradients, activations. In: sizes, the
// most steps and sequences of a batch. Out: offsets, in floats. Symbols are rows of inputWeights: a one-hot product is a lookup.
import type { Random } from '../../core/lib/random';
import { type CreateKernel, NUM_ADAM_CONSTANTS } from '../kernel/kernel';
import type { CellLayout, LstmCell, TrainedLayout } from '../kernel/memory';

export interface NextEventShape {
  /** Kinds of events; as an input one more stands for the beginning, as an output for the end. */
  readonly symbols: number;
  readonly hidden: number;
}

export interface NextEventMemory extends CellLayout, TrainedLayout {
  readonly shape: NextEventShape;
  readonly maxSteps: number;
  readonly maxBatch: number;
  readonly inputWeights: Place;
  readonly bias: Place;
  readonly outputWeights: Place;
  readonly outputBias: Place;
  readonly recurrent: Place;
  readonly turnedOutput: number;
  readonly transposed: readonly { rows: number; columns: number; from: number; to: number }[];
  readonly cell: LstmCell;
  /** [steps, batch, width of outputBias]: logits, then d loss / d logits. */
  readonly logits: number;
  /** [steps, batch]: what each row of d loss / d logits is scaled by. */
  readonly scales: number;
}

/** A matrix among the parameters, and its gradient. */
export interface Place {
  readonly rows: number;
  readonly columns: number;
  readonly at: number;
  readonly gradient: number;
}

export function createNextEventMemory(
  shape: NextEventShape,
  maxSteps: number,
  maxBatch: number,
  createKernel: CreateKernel,
): NextEventMemory {
  const { symbols, hidden } = shape;
  let numFloats = 0;
  const take = (size: number): number => {
    const at = numFloats;
    numFloats += (size + 3) & ~3;
    return at;
  };
  const width = 4 * hidden;
  const classes = symbols + 1;
  // The kernel works on eight columns at a time: what is behind the classes is never likely and learns nothing.
  const padded8 = (classes + 7) & ~7;
  const sizes = [
    [classes, width],
    [hidden, width],
    [1, width],
    [hidden, padded8],
    [1, padded8],
  ] as const;
  const padded = (rows: number, columns: number): number => (rows * columns + 3) & ~3;
  const numParameters = sizes.reduce((sum, [rows, columns]) => sum + padded(rows, columns), 0);
  const parameters = take(3 * numParameters);
  const gradients = take(numParameters);
  let offset = 0;
  const [inputWeights, recurrent, bias, outputWeights, outputBias] = sizes.map(([rows, columns]): Place => {
    const place = { rows, columns, at: parameters + offset, gradient: gradients + offset };
    offset += padded(rows, columns);
    return place;
  }) as [Place, Place, Place, Place, Place];
  const rows = maxSteps * maxBatch;
  const rest = {
    adamConstants: take(NUM_ADAM_CONSTANTS),
    stateGradient: take(maxBatch * hidden),
    logits: take(rows * padded8),
    scales: take(rows),
    cell: {
      weights: recurrent.at,
      turnedWeights: take(hidden * width),
      weightGradient: recurrent.gradient,
      gates: take(rows * width),
      gateGradient: take(rows * width),
      hidden: take((rows + maxBatch) * hidden),
      hiddenGradient: take(rows * hidden),
      state: take((rows + maxBatch) * hidden),
      squashed: take(rows * hidden),
    },
  };
  const turnedOutput = take(hidden * padded8);
  const transposed = [
    { rows: hidden, columns: width, from: recurrent.at, to: rest.cell.turnedWeights },
    { rows: hidden, columns: padded8, from: outputWeights.at, to: turnedOutput },
  ];
  const kernel = createKernel(numFloats);
  return {
    ...{ shape, maxSteps, maxBatch, kernel, heap: kernel.heap, parameters, numParameters, gradients },
    ...{ inputWeights, recurrent, bias, outputWeights, outputBias, turnedOutput, transposed },
    ...rest,
  };
}

/** Glorot uniform, forget bias 1. The same seed gives the same parameters. */
export function initialise(memory: NextEventMemory, random: Random): void {
  const { heap, inputWeights, recurrent, outputWeights, bias, outputBias, shape } = memory;
  const classes = shape.symbols + 1;
  const drawn = [
    { ...inputWeights, used: inputWeights.columns },
    { ...recurrent, used: recurrent.columns },
    { ...outputWeights, used: classes },
  ];
  for (const { rows, columns, used, at } of drawn) {
    const limit = Math.sqrt(6 / (rows + used));
    for (let row = 0; row < rows; row++)
      for (let i = at + row * columns; i < at + row * columns + used; i++)
        heap[i] = (2 * random.next() - 1) * limit;
  }
  heap.fill(1, bias.at + shape.hidden, bias.at + 2 * shape.hidden);
  heap.fill(NEVER, outputBias.at + classes, outputBias.at + outputBias.columns);
}

/** Logit of what is no class. */
const NEVER = -1e30;
