import { expect, test } from 'vitest';
import { createFastKernel } from '../kernel/simd';
import { batchOf } from './batches';
import { chooseModel, type StartGpu } from './choose-model';
import { type CreateNextEventModel, nextEventOnKernel } from './model';

const SIZES = { shape: { symbols: 3, hidden: 8 }, maxSteps: 4, batch: 2 };
const EVENTS = batchOf([{ symbols: Uint8Array.of(0, 1, 2), weight: 1, endWeight: 1 }], 3);

/** Epochs, so that the training is no small one. */
const MANY = 1e8;

test('without WebGPU the kernel runs it; that it was asked for elsewhere is said', async () => {
  const on = async (...args: Parameters<typeof chooseModel>) => (await chooseModel(...args)).backend;
  expect(await on('auto', SIZES, [EVENTS], MANY)).toBe('wasm simd');
  expect(await on('webgpu', SIZES, [EVENTS], MANY)).toBe('wasm simd (webgpu: no adapter)');
  for (const other of ['webgl', 'js', 'wasm', 'cpu'] as const)
    expect(await on(other, SIZES, [EVENTS], MANY)).toBe('wasm simd');
  expect(await on('webgpu', SIZES, [], MANY)).toBe('wasm simd');
});

const kernel = nextEventOnKernel(createFastKernel);
const gpu: StartGpu = async () => kernel;
/** Looks at the clock while one is measured, as the kernel is first: at the beginning, and behind each of three rounds. */
const LOOKS = 4;
const fastFirst = (): (() => number) => {
  let looks = 0;
  return () => Math.max(LOOKS - 1, looks++);
};
const fastLast = (): (() => number) => {
  let looks = 0;
  return () => Math.min(LOOKS - 1, looks++);
};

test('a GPU is taken under auto where it is faster, and what was measured is said either way', async () => {
  const slower = await chooseModel('auto', SIZES, [EVENTS], MANY, fastFirst(), gpu);
  expect(slower.backend).toBe('wasm simd');
  expect(slower.pace).toBe('A training step of 1 sequence took 0 ms on wasm simd and 0.33 ms on webgpu.');
  const faster = await chooseModel('auto', SIZES, [EVENTS], MANY, fastLast(), gpu);
  expect(faster).toMatchObject({ backend: 'webgpu', create: kernel });
  expect(faster.pace).toBe('A training step of 1 sequence took 0.33 ms on wasm simd and 0 ms on webgpu.');
});

test('for a small training none is started, unless it is asked for', async () => {
  const never: StartGpu = () => Promise.reject(new Error('started'));
  expect(await chooseModel('auto', SIZES, [EVENTS], 100, () => 0, never)).not.toHaveProperty('pace');
  expect((await chooseModel('webgpu', SIZES, [EVENTS], 100, () => 0, never)).backend).toBe(
    'wasm simd (webgpu: started)',
  );
});

test('one that is asked for is not measured', async () => {
  const asked = await chooseModel('webgpu', SIZES, [EVENTS], MANY, fastFirst(), gpu);
  expect(asked).toEqual({ backend: 'webgpu', create: kernel });
});

test.each<[string, (create: CreateNextEventModel) => CreateNextEventModel, RegExp]>([
  [
    'losses',
    (create) => (sizes, random) => {
      const model = create(sizes, random);
      let taken = 0;
      return { ...model, takeLoss: async () => (await model.takeLoss()) * (++taken === 2 ? 1.01 : 1) };
    },
    /^wasm simd \(webgpu: loss .* at training step 2\)$/,
  ],
  [
    'surprises',
    (create) => (sizes, random) => {
      const model = create(sizes, random);
      return {
        ...model,
        surprises: async (events) => (await model.surprises(events)).fill(Number.NaN, 1, 2),
      };
    },
    /^wasm simd \(webgpu: it gives other surprises than the CPU\)$/,
  ],
])('one that gives other %s is passed over', async (_, wrong, label) => {
  const start: StartGpu = async () => wrong(kernel);
  expect((await chooseModel('webgpu', SIZES, [EVENTS], MANY, () => 0, start)).backend).toMatch(label);
  expect((await chooseModel('auto', SIZES, [EVENTS], MANY, () => 0, start)).backend).toBe('wasm simd');
});
