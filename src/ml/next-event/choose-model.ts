// Chooses where the next-event LSTM runs: on the graphics processor where there is one that agrees with the kernel and is faster on the
// batches at hand (or is asked for by name), else on the kernel, and always there where little is to be learnt. In: sizes, batches. Out: what makes a model, its name, what was measured.
import type { LstmBackendName } from '../../contracts/lstm-backends';
import { errorText } from '../../core/wording/error-text';
import { createFastKernel, hasSimd } from '../kernel/simd';
import { race, SMALL_TRAINING } from '../lstm-probe';
import { type CreateNextEventModel, type NextEventSizes, nextEventOnKernel } from './model';
import type { EventBatch } from './passes';
import { msPerEventStep, requireSame } from './probe';

export interface ChosenModel {
  readonly create: CreateNextEventModel;
  /** 'wasm simd', 'js', 'webgpu'; where that was asked for and failed 'wasm simd (webgpu: no adapter)'. */
  readonly backend: string;
  /** What was measured to choose, one sentence; absent: nothing was. */
  readonly pace?: string;
}

/** @throws Error in words where there is none. `asked`: named by the user, so a software adapter will do. */
export type StartGpu = (asked: boolean) => Promise<CreateNextEventModel>;

/** @param now milliseconds of a steady clock; only differences are used */
export async function chooseModel(
  wanted: LstmBackendName,
  sizes: NextEventSizes,
  batches: readonly EventBatch[],
  epochs: number,
  now: () => number = () => performance.now(),
  startGpu: StartGpu = startOwnGpu,
): Promise<ChosenModel> {
  const kernel = { create: nextEventOnKernel(createFastKernel), backend: hasSimd() ? 'wasm simd' : 'js' };
  // Of the middle length.
  const events = batches[batches.length >> 1];
  if ((wanted !== 'auto' && wanted !== 'webgpu') || events === undefined) return kernel;
  if (wanted === 'auto' && operationsOfEpoch(sizes, batches) * epochs < SMALL_TRAINING) return kernel;
  try {
    const create = await startGpu(wanted === 'webgpu');
    await requireSame(create, kernel.create, sizes, events);
    const gpu = { create, backend: 'webgpu' };
    if (wanted === 'webgpu') return gpu;
    const runner = (place: ChosenModel) => ({
      name: place.backend,
      ms: (batch: number) => msPerEventStep(place.create, sizes, events, batch, now),
    });
    const { isWon, pace } = await race(events.batch, runner(gpu), runner(kernel));
    return { ...(isWon ? gpu : kernel), pace };
  } catch (error) {
    return wanted === 'auto'
      ? kernel
      : { ...kernel, backend: `${kernel.backend} (webgpu: ${errorText(error)})` };
  }
}

/** Multiplications and additions: each weight is used once forward, once backward and once for its gradient, but a symbol is looked up. */
function operationsOfEpoch({ shape }: NextEventSizes, batches: readonly EventBatch[]): number {
  const rows = batches.reduce((sum, { weight }) => sum + weight.length, 0);
  return 6 * rows * shape.hidden * (4 * shape.hidden + shape.symbols + 1);
}

const startOwnGpu: StartGpu = async (asked) => {
  const { openGpuFor } = await import('../gpu/device');
  const gpu = await openGpuFor(asked);
  const { nextEventOnGpu } = await import('../gpu/gpu-next-event');
  return nextEventOnGpu(gpu);
};
