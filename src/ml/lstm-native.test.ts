import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../core/lib/random';
import { lossAndGradients } from './kernel/backward';
import { createJsKernel } from './kernel/kernel';
import { createNativeMemory } from './kernel/memory';
import { createFastKernel } from './kernel/simd';
import type { LstmBackend } from './lstm-model';
import { createNativeBackend } from './lstm-native';
import { noiseOf } from './lstm-probe';
import { initialParameters, type LstmShape, parameterLayout } from './lstm-shape';
import { createTfjsBackend } from './lstm-tfjs';

const SHAPE: LstmShape = { steps: 4, inputs: 5, hidden: 8, latent: 3 };
const BATCH = 6;

const batchOf = (seed: number) => noiseOf(SHAPE, BATCH, createRandom(seed));

async function train(backend: LstmBackend, numSteps: number) {
  const model = backend.create(SHAPE, initialParameters(SHAPE, createRandom(9)), 0.01);
  const losses: number[] = [];
  for (let step = 0; step < numSteps; step++) {
    const { input, target } = batchOf(step % 3);
    model.trainStep(input, target, BATCH);
    losses.push(await model.takeLoss());
  }
  const last = await model.reconstructLast(batchOf(0).input, BATCH);
  model.dispose();
  return { losses, last };
}

describe('gradients of the written-out network', () => {
  for (const [name, create] of [
    ['plain', createJsKernel],
    ['SIMD', createFastKernel],
  ] as const)
    it(`are the differences of the loss, ${name} kernel`, () => {
      const memory = createNativeMemory(SHAPE, BATCH, create);
      memory.heap.set(initialParameters(SHAPE, createRandom(9)), memory.parameters);
      const { input, target } = batchOf(1);
      lossAndGradients(memory, input, target, BATCH);
      const gradients = memory.heap.slice(memory.gradients, memory.gradients + memory.numParameters);
      const lossAt = (index: number, change: number): number => {
        memory.heap[memory.parameters + index]! += change;
        const loss = lossAndGradients(memory, input, target, BATCH);
        memory.heap[memory.parameters + index]! -= change;
        return loss;
      };
      for (const place of parameterLayout(SHAPE).places)
        for (const index of [place.offset, place.offset + place.rows * place.columns - 1]) {
          const slope = (lossAt(index, 0.01) - lossAt(index, -0.01)) / 0.02;
          expect(gradients[index]!, place.name).toBeCloseTo(slope, 4);
        }
    });
});

describe('the written-out network and tfjs', () => {
  beforeAll(() => {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths(`${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  });

  for (const name of ['cpu', 'wasm'])
    it(`have the same losses and reconstructions on ${name}`, async () => {
      await setBackend(name);
      const tfjs = await train(createTfjsBackend(name), 12);
      for (const create of [createJsKernel, createFastKernel]) {
        const native = await train(createNativeBackend('js', create), 12);
        native.losses.forEach((loss, i) => {
          expect(loss, `step ${i}`).toBeCloseTo(tfjs.losses[i]!, 4);
        });
        native.last.forEach((value, i) => {
          expect(value).toBeCloseTo(tfjs.last[i]!, 3);
        });
      }
    });

  it('learn', async () => {
    const { losses } = await train(createNativeBackend('js', createFastKernel), 300);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
  });
});

describe('a reconstruction', () => {
  it('of one sequence does not depend on the others of its batch', async () => {
    const backend = createNativeBackend('js', createFastKernel);
    const model = backend.create(SHAPE, initialParameters(SHAPE, createRandom(9)), 0.01);
    const { input } = batchOf(1);
    const whole = await model.reconstructLast(input, BATCH);
    const others = input.map((value, i) => (Math.floor(i / SHAPE.inputs) % BATCH === 2 ? value : -value));
    const changed = await model.reconstructLast(others, BATCH);
    const row = (values: Float32Array) => values.subarray(2 * SHAPE.inputs, 3 * SHAPE.inputs);
    expect(row(changed)).toEqual(row(whole));
  });
});

describe('the parameters of a trained network', () => {
  const reopened: [string, () => LstmBackend][] = [
    ['js', () => createNativeBackend('js', createFastKernel)],
    ['cpu', () => createTfjsBackend('cpu')],
  ];
  it.each(reopened)('give the same reconstructions when they are opened again, %s', async (name, create) => {
    if (name === 'cpu') await setBackend(name);
    const backend = create();
    const model = backend.create(SHAPE, initialParameters(SHAPE, createRandom(9)), 0.01);
    for (let step = 0; step < 5; step++) model.trainStep(batchOf(1).input, batchOf(1).target, BATCH);
    await model.takeLoss();
    const { input } = batchOf(0);
    const parameters = await model.parameters();
    expect(parameters).not.toEqual(initialParameters(SHAPE, createRandom(9)));
    const again = backend.create(SHAPE, parameters, 0);
    expect(await again.reconstructLast(input, BATCH)).toEqual(await model.reconstructLast(input, BATCH));
    model.dispose();
    again.dispose();
  });
});
