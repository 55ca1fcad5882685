import { describe, expect, it } from 'vitest';
import { createJsKernel, type Kernel } from './kernel/kernel';
import { type Candidate, chooseBackend } from './lstm-backend';
import { createNativeBackend } from './lstm-native';

const still = (): number => 0;

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
    const chosen = await chooseBackend([candidate('a'), candidate('b')], 'auto', still);
    expect(chosen.label).toBe('a');
  });

  it('passes over one whose losses are wrong after the first step, and says so', async () => {
    const chosen = await chooseBackend([candidate('wrong', wrongKernel), candidate('right')], 'auto', still);
    expect(chosen.backend.name).toBe('right');
    expect(chosen.label).toMatch(/^right \(wrong: loss .* instead of .* at training step 2\)$/);
  });

  it('passes over one that throws', async () => {
    const chosen = await chooseBackend([failing('gpu', 'no adapter'), candidate('b')], 'auto', still);
    expect(chosen.label).toBe('b (gpu: no adapter)');
  });

  it('tries the one that was asked for first', async () => {
    const chosen = await chooseBackend([candidate('a'), candidate('b')], 'b', still);
    expect(chosen.label).toBe('b');
  });

  it('passes over a GPU that is slower than the CPU, unless it was asked for', async () => {
    // Each look at the clock finds twice the time passed: the later probe seems slower.
    const slowing = (): (() => number) => {
      let time = 1;
      return () => (time *= 2);
    };
    const candidates = [candidate('gpu', createJsKernel, true), candidate('b')];
    expect((await chooseBackend(candidates, 'auto', slowing())).backend.name).toBe('b');
    expect((await chooseBackend(candidates, 'gpu', slowing())).backend.name).toBe('gpu');
  });

  it('rejects with every reason when none works', async () => {
    const all = [failing('a', 'broken'), failing('b', 'missing')];
    await expect(chooseBackend(all, 'auto', still)).rejects.toThrow(
      'no backend works (a: broken; b: missing)',
    );
  });
});
