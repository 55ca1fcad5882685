// Chooses where the next-event LSTM runs: on the graphics processor where there is one that agrees with the kernel and is faster on the
// batches at hand (or is asked for by name), else on the kernel. In: sizes, batches. Out: what makes a model, and its name.
import type { LstmBackendName } from '../../contracts/lstm-backends';
import { createRandom } from '../../core/lib/random';
import { errorText } from '../../core/wording/error-text';
import { createFastKernel, hasSimd } from '../kernel/simd';
import {
  type CreateNextEventModel,
  type NextEventModel,
  type NextEventSizes,
  nextEventOnKernel,
} from './model';
import type { EventBatch } from './passes';

export interface ChosenModel {
  readonly create: CreateNextEventModel;
  /** 'wasm simd', 'js', 'webgpu'; where that was asked for and failed 'wasm simd (webgpu: no adapter)'. */
  readonly backend: string;
}

const NUM_STEPS = 3;
const NUM_ROUNDS = 3;
const LEARNING_RATE = 0.01;
/** Parts of a loss; of a surprise, or of a bit where it is less. */
const TOLERANCE = 1e-3;

/** @param now milliseconds of a steady clock; only differences are used */
export async function chooseModel(
  wanted: LstmBackendName,
  sizes: NextEventSizes,
  batches: readonly EventBatch[],
  now: () => number = () => performance.now(),
): Promise<ChosenModel> {
  const kernel = { create: nextEventOnKernel(createFastKernel), backend: hasSimd() ? 'wasm simd' : 'js' };
  // Of the middle length.
  const events = batches[batches.length >> 1];
  if ((wanted !== 'auto' && wanted !== 'webgpu') || events === undefined) return kernel;
  try {
    const create = await startGpu(wanted === 'webgpu');
    const on = async <T>(place: CreateNextEventModel, work: (model: NextEventModel) => Promise<T>) => {
      const model = place(sizes, createRandom(7));
      return work(model).finally(() => model.dispose());
    };
    requireSame(await on(create, firstNumbers(events)), await on(kernel.create, firstNumbers(events)));
    if (wanted === 'auto') {
      const [there, here] = [
        await on(create, msPerStep(events, now)),
        await on(kernel.create, msPerStep(events, now)),
      ];
      if (there >= here) return kernel;
    }
    return { create, backend: 'webgpu' };
  } catch (error) {
    return wanted === 'auto'
      ? kernel
      : { ...kernel, backend: `${kernel.backend} (webgpu: ${errorText(error)})` };
  }
}

async function startGpu(asked: boolean): Promise<CreateNextEventModel> {
  const { openGpu } = await import('../gpu/device');
  const gpu = await openGpu();
  if (gpu.isSoftware && !asked) throw new Error('software adapter');
  const { nextEventOnGpu } = await import('../gpu/gpu-next-event');
  return nextEventOnGpu(gpu);
}

interface FirstNumbers {
  readonly losses: readonly number[];
  readonly bits: Float32Array;
}

const firstNumbers =
  (events: EventBatch) =>
  async (model: NextEventModel): Promise<FirstNumbers> => {
    const losses: number[] = [];
    for (let step = 0; step < NUM_STEPS; step++) {
      model.trainStep(events, divisorOf(events), LEARNING_RATE);
      losses.push(await model.takeLoss());
    }
    return { losses, bits: await model.surprises(events) };
  };

/** @throws Error where they differ */
function requireSame(found: FirstNumbers, right: FirstNumbers): void {
  const step = found.losses.findIndex((loss, i) =>
    differs(loss, right.losses[i]!, Math.abs(right.losses[i]!)),
  );
  if (step >= 0)
    throw new Error(
      `loss ${found.losses[step]} instead of ${right.losses[step]} at training step ${step + 1}`,
    );
  if (found.bits.some((bits, i) => differs(bits, right.bits[i]!, Math.max(1, right.bits[i]!))))
    throw new Error('it gives other surprises than the CPU');
}

const differs = (value: number, right: number, scale: number): boolean =>
  !(Math.abs(value - right) <= TOLERANCE * scale);

const divisorOf = ({ weight }: EventBatch): number => weight.reduce((sum, each) => sum + each, 0);

const msPerStep =
  (events: EventBatch, now: () => number) =>
  async (model: NextEventModel): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    // The first round compiles.
    for (let round = 0; round <= NUM_ROUNDS; round++) {
      const begun = now();
      for (let step = 0; step < NUM_STEPS; step++) model.trainStep(events, divisorOf(events), LEARNING_RATE);
      await model.takeLoss();
      if (round > 0) best = Math.min(best, (now() - begun) / NUM_STEPS);
    }
    return best;
  };
