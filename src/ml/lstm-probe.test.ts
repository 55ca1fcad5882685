import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFastKernel } from './kernel/simd';
import { createNativeBackend } from './lstm-native';
import { firstLosses, type Pace, paceOf, paceText, paysFrom } from './lstm-probe';

const SHAPE = { steps: 3, inputs: 5, hidden: 8, latent: 3 };
const line = (start: number, each: number): Pace => ({
  batches: [32, 512],
  ms: [start + 32 * each, start + 512 * each],
});

describe('the size from which a GPU pays', () => {
  it('parts the sizes at which it is slower from those at which it is faster', () => {
    const cost = fc.double({ min: 0.001, max: 100, noNaN: true });
    fc.assert(
      fc.property(cost, cost, cost, (start, each, kernelEach) => {
        const from = paysFrom(line(start, each), line(0, kernelEach));
        const faster = (batch: number): boolean => start + each * batch < kernelEach * batch;
        if (from === null) return !faster(5119);
        return (from < 3 || !faster(from - 2)) && faster(from + 1);
      }),
    );
  });

  it.each([
    [line(2, 0.001), line(0, 0.02), 'which is the faster one from about 110 sequences on'],
    [line(0.001, 0.001), line(0, 0.02), 'which is the faster one for steps of any size'],
    [line(2, 0.03), line(0, 0.02), 'which is not the faster one for larger steps either'],
    [line(0, 0.02), line(0, 0.02), 'which is not the faster one for larger steps either'],
  ])('is said in words, case %#', (gpu, kernel, words) => {
    expect(paceText('webgpu', gpu, 'js', kernel)).toContain(`on webgpu, ${words}.`);
  });
});

describe('the probe', () => {
  it('looks at the batch at hand and at one 16 times as large, up to 1024, but always a larger one', async () => {
    const backend = createNativeBackend('js', createFastKernel);
    const batchesOf = async (batch: number) =>
      (await paceOf(backend, { shape: SHAPE, batch }, () => 0)).batches;
    expect(await batchesOf(8)).toEqual([8, 128]);
    expect(await batchesOf(64)).toEqual([64, 1024]);
    expect(await batchesOf(400)).toEqual([400, 1600]);
  });

  it('gives losses that fall', async () => {
    const losses = await firstLosses(createNativeBackend('js', createFastKernel), { shape: SHAPE, batch: 4 });
    expect(losses).toHaveLength(5);
    expect(losses[3]).toBeLessThan(losses[0]!);
  });
});
