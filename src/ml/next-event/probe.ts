// What is asked of a place to run before it is trusted with sessions: the numbers of its first steps, and how long a step takes. In: what
// makes a model there, sizes, a batch at hand. Out: numbers; errors where they are not the kernel's.
import { createRandom } from '../../core/lib/random';
import { agrees } from '../agrees';
import { fastestRound } from '../lstm-probe';
import { weightOf } from './batches';
import type { CreateNextEventModel, NextEventModel, NextEventSizes } from './model';
import type { EventBatch } from './passes';

const NUM_STEPS = 3;
const LEARNING_RATE = 0.01;

interface FirstNumbers {
  readonly losses: readonly number[];
  readonly bits: Float32Array;
}

/** @throws Error in words where the first steps there are not those on `kernel` */
export async function requireSame(
  there: CreateNextEventModel,
  kernel: CreateNextEventModel,
  sizes: NextEventSizes,
  events: EventBatch,
): Promise<void> {
  const [found, right] = [
    await firstNumbers(there, sizes, events),
    await firstNumbers(kernel, sizes, events),
  ];
  const step = found.losses.findIndex(
    (loss, i) => !agrees(loss, right.losses[i]!, Math.abs(right.losses[i]!)),
  );
  if (step >= 0)
    throw new Error(
      `loss ${found.losses[step]} instead of ${right.losses[step]} at training step ${step + 1}`,
    );
  if (found.bits.some((bits, i) => !agrees(bits, right.bits[i]!)))
    throw new Error('it gives other surprises than the CPU');
}

function firstNumbers(
  create: CreateNextEventModel,
  sizes: NextEventSizes,
  events: EventBatch,
): Promise<FirstNumbers> {
  return withModel(create, sizes, async (model) => {
    const losses: number[] = [];
    for (let step = 0; step < NUM_STEPS; step++) {
      model.trainStep(events, weightOf(events), LEARNING_RATE);
      losses.push(await model.takeLoss());
    }
    return { losses, bits: await model.surprises(events) };
  });
}

/** Milliseconds a step of so many sequences, those of the batch at hand over and over. */
export function msPerEventStep(
  create: CreateNextEventModel,
  sizes: NextEventSizes,
  events: EventBatch,
  batch: number,
  now: () => number,
): Promise<number> {
  const all = repeat(events, Math.ceil(batch / events.batch));
  const divisor = weightOf(all);
  return withModel(create, { ...sizes, batch: all.batch }, (model) =>
    fastestRound(now, async () => {
      for (let step = 0; step < NUM_STEPS; step++) model.trainStep(all, divisor, LEARNING_RATE);
      await model.takeLoss();
    }).then((ms) => ms / NUM_STEPS),
  );
}

async function withModel<T>(
  create: CreateNextEventModel,
  sizes: NextEventSizes,
  work: (model: NextEventModel) => Promise<T>,
): Promise<T> {
  const model = create(sizes, createRandom(7));
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}

/** The same sequences so many times over. */
function repeat({ steps, batch, input, target, weight }: EventBatch, times: number): EventBatch {
  const wide = batch * times;
  const spread = <T extends Uint8Array | Float32Array>(from: T, to: T): T =>
    to.map((_, i) => from[Math.floor(i / wide) * batch + (i % batch)]!) as T;
  return {
    steps,
    batch: wide,
    input: spread(input, new Uint8Array(steps * wide)),
    target: spread(target, new Uint8Array(steps * wide)),
    weight: spread(weight, new Float32Array(steps * wide)),
  };
}
