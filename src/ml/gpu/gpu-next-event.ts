// The next-event LSTM on the graphics processor, behind the interface of every place to run. In: batches of events. Out: losses and
// surprises that agree with next-event/passes.ts.
import { createJsKernel } from '../kernel/kernel';
import { createFastKernel } from '../kernel/simd';
import { createNextEventMemory, initialise, type NextEventShape } from '../next-event/memory';
import type { CreateNextEventModel } from '../next-event/model';
import { type EventBatch, surprises } from '../next-event/passes';
import { requireSameNumbers } from './checked';
import type { Gpu } from './device';
import { MAX_CLASSES, nextEventPrograms } from './next-event-programs';
import { type GpuBatch, GpuTrainer } from './trainer';
import { MAX_HIDDEN } from './wgsl-common';

/** Sequences that are asked about together: with 300 events each, and 32 units, 50 MB of activations. */
const SCORE_BATCH = 128;

export function nextEventOnGpu(gpu: Gpu): CreateNextEventModel {
  return ({ shape, batch }, random) => {
    if (shape.hidden > MAX_HIDDEN) throw new Error(`more than ${MAX_HIDDEN} hidden units`);
    if (shape.symbols >= MAX_CLASSES) throw new Error(`more than ${MAX_CLASSES} kinds of events`);
    // Parameters lie as on a kernel's heap, and are drawn there.
    const places = createNextEventMemory(shape, 1, 1, createJsKernel);
    initialise(places, random);
    const initial = places.heap.subarray(places.parameters, places.parameters + places.numParameters);
    const trainer = new GpuTrainer(gpu, nextEventPrograms(places), initial, batch);
    let isChecked = false;
    return {
      scoreBatch: SCORE_BATCH,
      trainStep(events, divisor, learningRate) {
        isChecked = false;
        trainer.learn(batchOf(events, 1 / divisor), learningRate);
      },
      takeLoss: () => trainer.takeLoss(),
      async surprises(events) {
        const bits = await trainer.score(batchOf(events, 0), 'bits', events.weight.length);
        if (isChecked) return bits;
        requireKernel(shape, await trainer.parameters(), events, bits);
        isChecked = true;
        return bits;
      },
      dispose: () => trainer.dispose(),
    };
  };
}

function batchOf({ steps, batch, input, target, weight }: EventBatch, gradientFactor: number): GpuBatch {
  const size = steps * batch;
  const data = new Float32Array(3 * size);
  data.set(input);
  data.set(target, size);
  data.set(weight, 2 * size);
  const places = { targetAt: size, weightAt: 2 * size };
  return { data, batch, steps, outputs: steps, ...places, gradientFactor, lossFactor: 1 };
}

/** The first surprises behind a training are held against the kernel's with the same parameters. @throws GpuFault */
function requireKernel(
  shape: NextEventShape,
  parameters: Float32Array,
  events: EventBatch,
  bits: Float32Array,
): void {
  const memory = createNextEventMemory(shape, events.steps, events.batch, createFastKernel);
  memory.heap.set(parameters, memory.parameters);
  requireSameNumbers(bits, surprises(memory, events));
}
