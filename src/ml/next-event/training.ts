// Trains one next-event LSTM (after DeepLog: Du et al., CCS 2017) and asks it for surprises. In: batches of sequences with weights,
// a seed. Out: the loss of each epoch; bits of each event of a sequence.
import type { Random } from '../../core/lib/random';
import { batchOf, byLength, type SymbolSequence, weightOf } from './batches';
import type { CreateNextEventModel, NextEventModel, NextEventSizes } from './model';
import type { EventBatch } from './passes';

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
  private readonly model: NextEventModel;
  private readonly symbols: number;

  constructor(sizes: NextEventSizes, createModel: CreateNextEventModel, random: Random) {
    this.symbols = sizes.shape.symbols;
    this.model = createModel(sizes, random.fork('parameters'));
  }

  /** Mean loss of an event in nats goes to lossCurve after each epoch. Lets other work of the thread in between. */
  async train(
    batches: readonly EventBatch[],
    plan: NextEventPlan,
    random: Random,
    onEpoch: (loss: number) => void,
  ): Promise<void> {
    const total = batches.reduce((sum, each) => sum + weightOf(each), 0);
    const order = random.fork('order');
    let stepNum = 0;
    let nextPause = STEPS_BETWEEN_PAUSES;
    for (let epoch = 0; epoch < plan.epochs; epoch++) {
      for (const each of shuffled(batches, order)) {
        // Falls to nothing at the end: the last batches would else have the most say.
        const rate = plan.learningRate * (1 - stepNum / (plan.epochs * batches.length));
        this.model.trainStep(each, total / batches.length, rate);
        stepNum++;
      }
      const loss = await this.model.takeLoss();
      this.lossCurve.push(loss / total);
      onEpoch(loss / total);
      if (stepNum < nextPause) continue;
      nextPause = stepNum + STEPS_BETWEEN_PAUSES;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Bits of each event and of the end (0 where its weight is 0), sequence by sequence. */
  async surprises(sequences: readonly SymbolSequence[]): Promise<Float32Array[]> {
    const found: Float32Array[] = new Array(sequences.length);
    for (const indices of byLength(sequences, this.model.scoreBatch)) {
      const events = batchOf(
        indices.map((i) => sequences[i]!),
        this.symbols,
      );
      const bits = await this.model.surprises(events);
      indices.forEach((i, b) => {
        const length = sequences[i]!.symbols.length + 1;
        found[i] = Float32Array.from({ length }, (_, t) => bits[t * events.batch + b]!);
      });
    }
    return found;
  }

  dispose(): void {
    this.model.dispose();
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
