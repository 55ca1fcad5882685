// What is asked of a backend before it is trusted with a training: the losses of its first steps, and how long a step takes. In: a
// backend, the sizes of the training at hand. Out: numbers; and from two sizes, the size of a batch from which one is the faster.
import { createRandom, type Random } from '../core/lib/random';
import { countOf } from '../core/wording/plural';
import type { LstmBackend, LstmModel } from './lstm-model';
import { initialParameters, type LstmShape } from './lstm-shape';

interface Sizes {
  readonly shape: LstmShape;
  /** Sequences a step. */
  readonly batch: number;
}

/** A training as it is about to be done. */
export interface Workload extends Sizes {
  /** Steps of all trainings together. */
  readonly numSteps: number;
}

/**
 * Multiplications and additions below which no GPU is tried: the kernel needs about a second for so many, as long as a GPU may need to
 * start. Counted, not timed, so that what is said of it is the same on each run.
 */
export const SMALL_TRAINING = 2e10;

const NUM_STEPS = 4;
const NUM_ROUNDS = 3;
const ENOUGH_MS = 150;
/** Times the kernel's, beyond which a GPU is not looked at twice. */
const FAR_BEHIND = 10;
const LEARNING_RATE = 0.005;
/** How many times the batch the second look at the speed has, at most so many sequences. */
const LARGER = 16;
const MAX_LARGER = 1024;
/** The lines are believed up to so many times the larger batch. */
const FURTHEST = 10;

/** Losses of the first steps on seeded noise; the last one is of a reconstruction. */
export function firstLosses(backend: LstmBackend, workload: Sizes): Promise<number[]> {
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
export function msPerStep(backend: LstmBackend, workload: Sizes, now: () => number): Promise<number> {
  return withModel(backend, workload, (model, { input, target }) =>
    fastestRound(now, async () => {
      for (let step = 0; step < NUM_STEPS; step++) model.trainStep(input, target, workload.batch);
      await model.takeLoss();
    }).then((ms) => ms / NUM_STEPS),
  );
}

/** Milliseconds of the fastest round behind the first, which compiles; no more of them than a moment allows. */
export async function fastestRound(now: () => number, round: () => Promise<void>): Promise<number> {
  await round();
  const begun = now();
  let [best, last] = [Number.POSITIVE_INFINITY, begun];
  for (let i = 0; i < NUM_ROUNDS && last - begun < ENOUGH_MS; i++) {
    await round();
    const ended = now();
    best = Math.min(best, ended - last);
    last = ended;
  }
  return best;
}

/** A batch of noise, and the same with the noise that the detector adds to windows before they are learnt: [steps, batch, inputs]. */
export function noiseOf({ steps, inputs }: LstmShape, batch: number, random: Random) {
  const target = Float32Array.from({ length: steps * batch * inputs }, () => random.normal());
  return { target, input: target.map((value) => value + 0.3 * random.normal()) };
}

async function withModel<T>(
  backend: LstmBackend,
  { shape, batch }: Sizes,
  work: (model: LstmModel, noise: ReturnType<typeof noiseOf>) => Promise<T>,
): Promise<T> {
  const random = createRandom(7);
  const noise = noiseOf(shape, batch, random);
  const model = backend.create(shape, initialParameters(shape, random.fork('probe')), LEARNING_RATE);
  try {
    return await work(model, noise);
  } finally {
    model.dispose();
  }
}

/** Milliseconds a step at the batch at hand, and at a larger one. */
export interface Pace {
  readonly batches: readonly [number, number];
  readonly ms: readonly [number, number];
}

/** One that takes part in a race: its name, and the milliseconds of a step of so many sequences. */
interface Runner {
  readonly name: string;
  ms(batch: number): Promise<number>;
}

export interface Race {
  /** Whether the GPU is the faster one on the batch at hand. */
  readonly isWon: boolean;
  /**
   * 'A training step of 64 sequences took 1.3 ms on js and 0.42 ms on webgpu, which is the faster one from about 20 sequences on.'
   */
  readonly pace: string;
}

/** The batch at hand on both; a larger one too, unless the GPU is so far behind that it costs more than it tells. */
export async function race(batch: number, gpu: Runner, kernel: Runner): Promise<Race> {
  const here = await kernel.ms(batch);
  const there = await gpu.ms(batch);
  const ms = (value: number): string => `${Number(value.toPrecision(2))} ms`;
  const took = `A training step of ${countOf(batch, 'sequence')} took ${ms(here)} on ${kernel.name} and ${ms(there)} on ${gpu.name}`;
  const isWon = there < here;
  if (there > FAR_BEHIND * here) return { isWon, pace: `${took}.` };
  const larger = Math.max(4 * batch, Math.min(MAX_LARGER, LARGER * batch));
  const batches = [batch, larger] as const;
  const kernelPace: Pace = { batches, ms: [here, await kernel.ms(larger)] };
  const from = paysFrom({ batches, ms: [there, await gpu.ms(larger)] }, kernelPace);
  return { isWon, pace: `${took}${fromInWords(from, isWon)}.` };
}

/** What the lines say against what was just measured is left unsaid: the two are close. */
function fromInWords(from: number | null, isWon: boolean): string {
  if (from === null) return isWon ? '' : ', which is not the faster one for larger steps either';
  if (from === 1) return isWon ? ', which is the faster one for steps of any size' : '';
  return `, which is the faster one from about ${Number(from.toPrecision(2))} sequences on`;
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
