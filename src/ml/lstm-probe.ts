// What is asked of a backend before it is trusted with a training: the losses of its first steps, and how long a step takes. In: a
// backend, the sizes of the training at hand. Out: numbers; and from two sizes, the size of a batch from which one is the faster.
import { createRandom } from '../core/lib/random';
import { countOf } from '../core/wording/plural';
import type { LstmBackend, LstmModel } from './lstm-model';
import { initialParameters, type LstmShape } from './lstm-shape';

/** A training as it is about to be done. */
export interface Workload {
  readonly shape: LstmShape;
  /** Sequences a step. */
  readonly batch: number;
}

const NUM_STEPS = 4;
const NUM_ROUNDS = 3;
const LEARNING_RATE = 0.005;
/** How many times the batch the second look at the speed has, at most so many sequences. */
const LARGER = 16;
const MAX_LARGER = 1024;
/** The lines are believed up to so many times the larger batch. */
const FURTHEST = 10;

/** Losses of the first steps on seeded noise; the last one is of a reconstruction. */
export function firstLosses(backend: LstmBackend, workload: Workload): Promise<number[]> {
  return withModel(backend, workload, async (model, { input, target }) => {
    const losses: number[] = [];
    for (let step = 0; step < NUM_STEPS; step++) {
      model.trainStep(input, target, workload.batch);
      losses.push(await model.takeLoss());
    }
    const values = await model.reconstructLast(input, workload.batch);
    losses.push(values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length);
    return losses;
  });
}

/** Milliseconds a step, the fastest of some rounds; each ends with its loss, as an epoch of the smallest training does. */
function msPerStep(backend: LstmBackend, workload: Workload, now: () => number): Promise<number> {
  return withModel(backend, workload, async (model, { input, target }) => {
    model.trainStep(input, target, workload.batch);
    await model.takeLoss();
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < NUM_ROUNDS; round++) {
      const begun = now();
      for (let step = 0; step < NUM_STEPS; step++) model.trainStep(input, target, workload.batch);
      await model.takeLoss();
      best = Math.min(best, (now() - begun) / NUM_STEPS);
    }
    return best;
  });
}

async function withModel<T>(
  backend: LstmBackend,
  { shape, batch }: Workload,
  work: (model: LstmModel, noise: { input: Float32Array; target: Float32Array }) => Promise<T>,
): Promise<T> {
  const random = createRandom(7);
  const size = shape.steps * batch * shape.inputs;
  const target = Float32Array.from({ length: size }, () => random.normal());
  const input = target.map((value) => value + 0.3 * random.normal());
  const model = backend.create(shape, initialParameters(shape, random.fork('probe')), LEARNING_RATE);
  try {
    return await work(model, { input, target });
  } finally {
    model.dispose();
  }
}

/** Milliseconds a step at the batch at hand, and at a larger one. */
export interface Pace {
  readonly batches: readonly [number, number];
  readonly ms: readonly [number, number];
}

/** Sequences of the second look at the speed. */
export const largerBatch = (batch: number): number =>
  Math.max(4 * batch, Math.min(MAX_LARGER, LARGER * batch));

export async function paceOf(backend: LstmBackend, workload: Workload, now: () => number): Promise<Pace> {
  const larger = largerBatch(workload.batch);
  const small = await msPerStep(backend, workload, now);
  const large = await msPerStep(backend, { ...workload, batch: larger }, now);
  return { batches: [workload.batch, larger], ms: [small, large] };
}

/**
 * Sequences a step from which `gpu` is the faster one, by straight lines through both paces: a start that costs the same
 * whatever the size, and a share for each sequence. 1: whatever the size. Null: not for ten times the larger batch either.
 */
export function paysFrom(gpu: Pace, kernel: Pace): number | null {
  const line = ({ batches, ms }: Pace) => {
    const each = (ms[1] - ms[0]) / (batches[1] - batches[0]);
    return { each, start: ms[0] - each * batches[0] };
  };
  const [a, b] = [line(gpu), line(kernel)];
  if (a.each >= b.each) return a.start < b.start && gpu.ms[1] < kernel.ms[1] ? 1 : null;
  const from = Math.max(1, Math.ceil((a.start - b.start) / (b.each - a.each)));
  return from <= FURTHEST * gpu.batches[1] ? from : null;
}

/** 'A training step of 64 sequences took 1.3 ms on js and 0.42 ms on webgpu, which is the faster one from about 20 sequences on.' */
export function paceText(name: string, gpu: Pace, kernelName: string, kernel: Pace): string {
  const ms = (value: number): string => `${Number(value.toPrecision(2))} ms`;
  const from = paysFrom(gpu, kernel);
  const then =
    from === null
      ? 'which is not the faster one for larger steps either'
      : from === 1
        ? 'which is the faster one for steps of any size'
        : `which is the faster one from about ${Number(from.toPrecision(2))} sequences on`;
  return `A training step of ${countOf(gpu.batches[0], 'sequence')} took ${ms(kernel.ms[0])} on ${kernelName} and ${ms(gpu.ms[0])} on ${name}, ${then}.`;
}
