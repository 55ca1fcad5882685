// What gpu-programs.spec.ts runs in a page: our WGSL programs beside the same networks in plain JavaScript, with the same numbers.
import { createRandom } from '../src/core/lib/random';
import { openGpu } from '../src/ml/gpu/device';
import { createGpuBackend } from '../src/ml/gpu/gpu-lstm';
import { nextEventOnGpu } from '../src/ml/gpu/gpu-next-event';
import { createJsKernel } from '../src/ml/kernel/kernel';
import type { LstmBackend } from '../src/ml/lstm-model';
import { createNativeBackend } from '../src/ml/lstm-native';
import { noiseOf } from '../src/ml/lstm-probe';
import { initialParameters, type LstmShape, parameterLayout } from '../src/ml/lstm-shape';
import { batchOf, weightOf } from '../src/ml/next-event/batches';
import { createNextEventMemory, initialise } from '../src/ml/next-event/memory';
import { type CreateNextEventModel, nextEventOnKernel } from '../src/ml/next-event/model';
import { type EventBatch, lossAndGradients } from '../src/ml/next-event/passes';

const RATE = 0.005;

/** Vendor and architecture; null: there is no adapter, not even a software one. */
export function adapterName(): Promise<string | null> {
  return openGpu().then(
    ({ adapter }) => adapter,
    () => null,
  );
}

const noise = (shape: LstmShape, batch: number, seed: number) => noiseOf(shape, batch, createRandom(seed));

const startOf = (shape: LstmShape): Float32Array => initialParameters(shape, createRandom(9));
const gpuBackend = async (): Promise<LstmBackend> => createGpuBackend('webgpu', await openGpu());

async function train(backend: LstmBackend, shape: LstmShape, batch: number, numSteps: number) {
  const model = backend.create(shape, startOf(shape), RATE);
  const losses: number[] = [];
  for (let step = 0; step < numSteps; step++) {
    const { input, target } = noise(shape, batch, step % 5);
    model.trainStep(input, target, batch);
    losses.push(await model.takeLoss());
  }
  const last = await model.reconstructLast(noise(shape, batch, 0).input, batch);
  const parameters = await model.parameters();
  model.dispose();
  return { losses, last: [...last], parameters: [...parameters] };
}

export async function trainOnGpu(shape: LstmShape, batch: number, numSteps: number) {
  return train(await gpuBackend(), shape, batch, numSteps);
}

export function trainPlainly(shape: LstmShape, batch: number, numSteps: number) {
  return train(createNativeBackend('js', createJsKernel), shape, batch, numSteps);
}

/** First and last parameter of each matrix: its gradient, and the slope of the loss there, both by the programs. */
export async function gradients(shape: LstmShape, batch: number) {
  const { input, target } = noise(shape, batch, 1);
  const backend = await gpuBackend();
  const lossAt = async (index: number, change: number): Promise<number> => {
    const parameters = startOf(shape);
    parameters[index]! += change;
    const model = backend.create(shape, parameters, 0);
    model.trainStep(input, target, batch);
    const loss = await model.takeLoss();
    model.dispose();
    return loss;
  };
  const found: { name: string; gradient: number; slope: number }[] = [];
  const all = await firstMoments(async () => {
    const model = backend.create(shape, startOf(shape), 0);
    model.trainStep(input, target, batch);
    await model.takeLoss();
  });
  for (const { name, rows, columns, offset } of parameterLayout(shape).places)
    for (const index of [offset, offset + rows * columns - 1]) {
      const slope = ((await lossAt(index, 0.01)) - (await lossAt(index, -0.01))) / 0.02;
      // Adam's first moment is a tenth of the first gradient.
      found.push({ name, slope, gradient: all[index]! * 10 });
    }
  return found;
}

/** What `step` leaves as Adam's first moments. */
async function firstMoments(step: () => Promise<unknown>): Promise<Float32Array> {
  const { device } = await openGpu();
  const { buffers } = await watching(async (calls) => {
    await step();
    return calls;
  });
  const moments = buffers.find(({ label }) => label === 'moments')!;
  const copy = device.createBuffer({ size: moments.size, usage: 1 | 8 });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(moments, 0, copy, 0, moments.size);
  device.queue.submit([encoder.finish()]);
  await copy.mapAsync(1);
  return new Float32Array(copy.getMappedRange().slice(0));
}

interface Calls {
  readonly buffers: GPUBuffer[];
  dispatches: number;
  encoders: number;
  bytesUp: number;
  /** Label of the source and bytes of each copy that leaves the device. */
  readonly copies: { from: string; bytes: number }[];
}

/** Notes what `work` asks of WebGPU. */
async function watching<T>(work: (calls: Calls) => Promise<T>): Promise<T> {
  const calls: Calls = { buffers: [], dispatches: 0, encoders: 0, bytesUp: 0, copies: [] };
  const undo: (() => void)[] = [];
  const around = <K extends string>(
    object: Record<K, unknown>,
    name: K,
    note: (args: never, made: never) => void,
  ) => {
    const own = object[name] as (...args: unknown[]) => unknown;
    object[name] = function (this: unknown, ...args: unknown[]) {
      const made = own.apply(this, args);
      note(args as never, made as never);
      return made;
    };
    undo.push(() => {
      object[name] = own;
    });
  };
  const of = (type: { prototype: object }) => type.prototype as Record<string, unknown>;
  around(of(GPUDevice), 'createBuffer', (_: unknown, made: GPUBuffer) => calls.buffers.push(made));
  around(of(GPUDevice), 'createCommandEncoder', () => calls.encoders++);
  around(of(GPUComputePassEncoder), 'dispatchWorkgroups', () => calls.dispatches++);
  around(of(GPUQueue), 'writeBuffer', ([, , data]: [unknown, unknown, ArrayBufferView]) => {
    calls.bytesUp += data.byteLength;
  });
  around(of(GPUCommandEncoder), 'copyBufferToBuffer', ([from, , , , bytes]: [GPUBuffer, 0, 0, 0, number]) =>
    calls.copies.push({ from: from.label, bytes }),
  );
  try {
    return await work(calls);
  } finally {
    for (const each of undo) each();
  }
}

/** What `numSteps` steps of a training ask of the device behind the first one, the loss taken once at their end. */
export async function countCalls(shape: LstmShape, batch: number, numSteps: number) {
  const model = (await gpuBackend()).create(shape, startOf(shape), RATE);
  const { input, target } = noise(shape, batch, 1);
  model.trainStep(input, target, batch);
  await model.takeLoss();
  const counted = await watching(async (calls) => {
    for (let step = 0; step < numSteps; step++) model.trainStep(input, target, batch);
    await model.takeLoss();
    return calls;
  });
  model.dispose();
  const { dispatches, encoders, bytesUp, copies } = counted;
  return { dispatches, encoders, bytesUp, copies, bytesOfBatch: 8 * input.length };
}

/** What a model says that has taken a step when `harm` is done to its device or its batch; and what one says that is begun behind it. */
export async function fault(harm: 'destroyed' | 'refused' | 'no number'): Promise<[string, string]> {
  const shape = { steps: 6, inputs: 14, hidden: 32, latent: 12 };
  const { input, target } = noise(shape, 8, 1);
  const harms = {
    destroyed: async () => (await openGpu()).device.destroy(),
    // More than any adapter has.
    refused: async () => void (await openGpu()).device.createBuffer({ size: 2 ** 50, usage: 128 }),
    'no number': async () => void input.fill(Number.NaN),
  };
  const says = async (between: () => Promise<void>): Promise<string> => {
    const model = (await gpuBackend()).create(shape, startOf(shape), RATE);
    try {
      for (let step = 0; step < 3; step++) {
        model.trainStep(input, target, 8);
        await model.takeLoss();
        if (step === 1) await between();
      }
      return 'fine';
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    } finally {
      model.dispose();
    }
  };
  const first = await says(harms[harm]);
  input.set(target);
  return [first, await says(async () => {})];
}

/** Sequences of a seeded habit, some of them of other lengths, one empty, one whose end is not known. */
function events(symbols: number, batch: number, longest: number): EventBatch {
  const random = createRandom(3);
  const sequences = Array.from({ length: batch }, (_, i) => ({
    symbols: Uint8Array.from(
      { length: i === 0 ? 0 : 1 + random.int(longest) },
      (_, t) => (t * 3 + random.int(3)) % symbols,
    ),
    weight: 1 + random.int(20),
    endWeight: i === 1 ? 0 : 1 + random.int(20),
  }));
  return batchOf(sequences, symbols);
}

export interface EventSizes {
  readonly symbols: number;
  readonly hidden: number;
  readonly batch: number;
  readonly longest: number;
}

async function learnEvents(create: CreateNextEventModel, sizes: EventSizes, numSteps: number) {
  const { symbols, hidden, batch, longest } = sizes;
  const asked = events(symbols, batch, longest);
  const model = create({ shape: { symbols, hidden }, maxSteps: longest + 1, batch }, createRandom(4));
  const divisor = weightOf(asked);
  const losses: number[] = [];
  for (let step = 0; step < numSteps; step++) {
    model.trainStep(asked, divisor, 0.01);
    losses.push((await model.takeLoss()) / divisor);
  }
  const bits = [...(await model.surprises(asked))];
  model.dispose();
  return { losses, bits };
}

export async function learnEventsOnGpu(sizes: EventSizes, numSteps: number) {
  return learnEvents(nextEventOnGpu(await openGpu()), sizes, numSteps);
}

export function learnEventsPlainly(sizes: EventSizes, numSteps: number) {
  return learnEvents(nextEventOnKernel(createJsKernel), sizes, numSteps);
}

/** Gradients of all parameters by the programs and by plain JavaScript, whose own are held against slopes by its tests. */
export async function eventGradients({ symbols, hidden, batch, longest }: EventSizes) {
  const asked = events(symbols, batch, longest);
  const sizes = { shape: { symbols, hidden }, maxSteps: longest + 1, batch };
  const create = nextEventOnGpu(await openGpu());
  const moments = await firstMoments(async () => {
    const model = create(sizes, createRandom(4));
    model.trainStep(asked, 7, 0);
    await model.takeLoss();
  });
  const memory = createNextEventMemory(sizes.shape, sizes.maxSteps, batch, createJsKernel);
  initialise(memory, createRandom(4));
  lossAndGradients(memory, asked, 7);
  const { gradients, numParameters, heap } = memory;
  return {
    gpu: [...moments.subarray(0, numParameters)].map((moment) => moment * 10),
    plain: [...heap.subarray(gradients, gradients + numParameters)],
  };
}

export async function countEventCalls({ symbols, hidden, batch, longest }: EventSizes, numSteps: number) {
  const asked = events(symbols, batch, longest);
  const create = nextEventOnGpu(await openGpu());
  const model = create({ shape: { symbols, hidden }, maxSteps: longest + 1, batch }, createRandom(4));
  const { dispatches, copies } = await watching(async (calls) => {
    for (let step = 0; step < numSteps; step++) model.trainStep(asked, 1, 0.01);
    await model.takeLoss();
    return calls;
  });
  model.dispose();
  return { dispatches, copies };
}
