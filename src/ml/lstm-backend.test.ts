import { describe, expect, it } from 'vitest';
import { createJsKernel, type Kernel } from './kernel/kernel';
import { createFastKernel } from './kernel/simd';
import { type Candidate, chooseBackend } from './lstm-backend';
import { withMethods } from './lstm-model';
import { createNativeBackend } from './lstm-native';
import type { Workload } from './lstm-probe';

const still = (): number => 0;
const WORK: Workload = { shape: { steps: 3, inputs: 5, hidden: 8, latent: 3 }, batch: 8, numSteps: 1e9 };

function candidate(name: string, kernel = createJsKernel, mustBeFaster = false): Candidate {
  return { name, mustBeFaster, start: async () => createNativeBackend(name, kernel) };
}

/** Forgets the forget gate's gradient: the first loss is right, the next ones are not. */
function wrongKernel(numFloats: number): Kernel {
  const kernel = createJsKernel(numFloats);
  return {
    ...kernel,
    adam: (length, parameters, mean, square) =>
      kernel.heap.fill(0.1, parameters, parameters + length * Math.min(1, mean + square)),
  };
}

function failing(name: string, message: string): Candidate {
  return { name, mustBeFaster: false, start: () => Promise.reject(new Error(message)) };
}

describe('chooseBackend', () => {
  it('takes the first candidate that works', async () => {
    const chosen = await chooseBackend([candidate('a'), candidate('b')], 'auto', still, WORK);
    expect(chosen.label).toBe('a');
  });

  it('passes over one whose losses are wrong after the first step, and says so', async () => {
    const chosen = await chooseBackend(
      [candidate('wrong', wrongKernel), candidate('right')],
      'auto',
      still,
      WORK,
    );
    expect(chosen.backend.name).toBe('right');
    expect(chosen.label).toMatch(/^right \(wrong: loss .* instead of .* at training step 2\)$/);
  });

  it('passes over one that throws', async () => {
    const chosen = await chooseBackend([failing('gpu', 'no adapter'), candidate('b')], 'auto', still, WORK);
    expect(chosen.label).toBe('b (gpu: no adapter)');
  });

  it('tries the one that was asked for first', async () => {
    const chosen = await chooseBackend([candidate('a'), candidate('b')], 'b', still, WORK);
    expect(chosen.label).toBe('b');
  });

  it('passes over a GPU that is slower than the CPU, unless it was asked for, and tells what it measured', async () => {
    // Each look at the clock finds twice the time passed: the later one to be measured seems slower.
    const slowing = (): (() => number) => {
      let time = 1;
      return () => (time *= 2);
    };
    const candidates = [candidate('gpu', createJsKernel, true), candidate('b')];
    const left = await chooseBackend(candidates, 'auto', slowing(), WORK);
    expect(left).toMatchObject({
      label: 'b (gpu: slower than the CPU for a network of this size)',
      isGpu: false,
    });
    expect(left.pace).toEqual([
      expect.stringMatching(/^A training step of 8 sequences took \S+ ms on js and \S+ ms on gpu\.$/),
    ]);
    const asked = await chooseBackend(candidates, 'gpu', slowing(), WORK);
    expect(asked).toMatchObject({ label: 'gpu', pace: [], isGpu: true });
  });

  it('takes a GPU that is the faster one', async () => {
    // Time stands still once the kernel has been measured.
    let looks = 0;
    const stopping = (): number => Math.min(looks++, 3);
    const chosen = await chooseBackend(
      [candidate('gpu', createJsKernel, true), candidate('b')],
      'auto',
      stopping,
      WORK,
    );
    expect(chosen).toMatchObject({ label: 'gpu', isGpu: true });
    expect(chosen.pace).toEqual(['A training step of 8 sequences took 0.25 ms on js and 0 ms on gpu.']);
  });

  it('starts no GPU for a small training, unless it is asked for', async () => {
    const candidates = [
      candidate('gpu', createJsKernel, true),
      candidate('gl', createJsKernel, true),
      candidate('b'),
    ];
    const small = { ...WORK, numSteps: 100 };
    const left = await chooseBackend(candidates, 'auto', still, small);
    expect(left).toMatchObject({ label: 'b (gpu and gl: not tried, as the training is small)', pace: [] });
    expect((await chooseBackend(candidates, 'gpu', still, small)).label).toBe('gpu');
    expect((await chooseBackend(candidates, 'b', still, small)).label).toBe('b');
  });

  it('checks a GPU at the size that it will have, the others at a small one', async () => {
    const batches = { gpu: new Set<number>(), b: new Set<number>() };
    const noting = (name: 'gpu' | 'b', mustBeFaster: boolean): Candidate => ({
      name,
      mustBeFaster,
      start: async () =>
        withMethods(createNativeBackend(name, createFastKernel), (model) => ({
          trainStep(input, target, batch) {
            batches[name].add(batch);
            model.trainStep(input, target, batch);
          },
        })),
    });
    // Time passes only once the kernel has been measured.
    let looks = 0;
    const clock = (): number => Math.max(3, looks++);
    await chooseBackend([noting('gpu', true), noting('b', false)], 'auto', clock, { ...WORK, batch: 40 });
    expect([...batches.gpu]).toEqual([40]);
    expect([...batches.b]).toEqual([16]);
  });

  it('tries what is known never to pay only where it is asked for', async () => {
    const never: Candidate = { ...candidate('gpu', createJsKernel, true), onlyAsked: true };
    const all = [never, candidate('b')];
    expect((await chooseBackend(all, 'auto', still, WORK)).label).toBe('b');
    expect((await chooseBackend(all, 'gpu', still, WORK)).label).toBe('gpu');
  });

  it('rejects with every reason when none works', async () => {
    const all = [failing('a', 'broken'), failing('b', 'missing')];
    await expect(chooseBackend(all, 'auto', still, WORK)).rejects.toThrow(
      'no backend works (a: broken; b: missing)',
    );
  });
});
