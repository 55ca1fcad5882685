// Trains one next-event LSTM (after DeepLog: Du et al., CCS 2017) and asks it for surprises. In: distinct sequences with weights,
// a seed. Out: the loss of each epoch; bits of each event of a sequence.
import type { Random } from '../../core/lib/random';
import { adamStep } from '../kernel/adam';
import type { CreateKernel } from '../kernel/kernel';
import { batchOf, byLength, type SymbolSequence } from './batches';
import { createNextEventMemory, initialise, type NextEventMemory, type NextEventShape } from './memory';
import { type EventBatch, lossAndGradients, surprises } from './passes';

export interface NextEventPlan {
  readonly hidden: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly epochs: number;
}

/** A pause takes a browser 4 ms, as long as some ten steps. */
const STEPS_BETWEEN_PAUSES = 24;

export class NextEventNetwork {
  readonly lossCurve: number[] = [];
  private readonly memory: NextEventMemory;
  private readonly batch: number;

  /** `maxLength`: most events of a sequence that it will ever see. */
  constructor(
    shape: NextEventShape,
    { batch }: NextEventPlan,
    maxLength: number,
    createKernel: CreateKernel,
    random: Random,
  ) {
    this.batch = batch;
    this.memory = createNextEventMemory(shape, maxLength + 1, batch, createKernel);
    initialise(this.memory, random.fork('parameters'));
  }

  /** Mean loss of an event in nats goes to lossCurve after each epoch. Lets other work of the thread in between. */
  async train(
    sequences: readonly SymbolSequence[],
    plan: NextEventPlan,
    random: Random,
    onEpoch: (loss: number) => void,
  ): Promise<void> {
    const batches = this.batchesOf(sequences);
    const total = batches.reduce((sum, { weight }) => sum + sumOf(weight), 0);
    const order = random.fork('order');
    let stepNum = 0;
    let nextPause = STEPS_BETWEEN_PAUSES;
    for (let epoch = 0; epoch < plan.epochs; epoch++) {
      let loss = 0;
      for (const each of shuffled(batches, order)) {
        loss += lossAndGradients(this.memory, each, total / batches.length);
        // Falls to nothing at the end: the last batches would else have the most say.
        const rate = plan.learningRate * (1 - stepNum / (plan.epochs * batches.length));
        adamStep(this.memory, rate, ++stepNum);
      }
      this.lossCurve.push(loss / total);
      onEpoch(loss / total);
      if (stepNum < nextPause) continue;
      nextPause = stepNum + STEPS_BETWEEN_PAUSES;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Bits of each event and of the end (0 where its weight is 0), sequence by sequence. */
  surprises(sequences: readonly SymbolSequence[]): Float32Array[] {
    const found: Float32Array[] = new Array(sequences.length);
    for (const indices of byLength(sequences, this.batch)) {
      const events = batchOf(
        indices.map((i) => sequences[i]!),
        this.memory.shape.symbols,
      );
      const bits = surprises(this.memory, events);
      indices.forEach((i, b) => {
        const length = sequences[i]!.symbols.length + 1;
        found[i] = Float32Array.from({ length }, (_, t) => bits[t * events.batch + b]!);
      });
    }
    return found;
  }

  private batchesOf(sequences: readonly SymbolSequence[]): EventBatch[] {
    return byLength(sequences, this.batch).map((indices) =>
      batchOf(
        indices.map((i) => sequences[i]!),
        this.memory.shape.symbols,
      ),
    );
  }
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
