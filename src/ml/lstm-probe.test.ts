import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFastKernel } from './kernel/simd';
import { createNativeBackend } from './lstm-native';
import { fastestRound, firstLosses, type Pace, paysFrom, race } from './lstm-probe';

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

  it.each<[string, number, (batch: number) => number, (batch: number) => number, boolean, string]>([
    [
      'a start that costs',
      64,
      (n) => 2 + n / 1000,
      (n) => n / 50,
      false,
      ', which is the faster one from about 110 sequences on.',
    ],
    [
      'faster throughout',
      64,
      (n) => n / 100,
      (n) => n / 50,
      true,
      ', which is the faster one for steps of any size.',
    ],
    [
      'slower throughout',
      64,
      (n) => 1 + n / 40,
      (n) => n / 50,
      false,
      ', which is not the faster one for larger steps either.',
    ],
    [
      'faster when small only',
      64,
      (n) => 0.5 + n / 80,
      (n) => n / 50 + Math.min(1, 64 / n) - n / 80,
      true,
      ' on webgpu.',
    ],
    ['far behind', 64, (n) => 20 + n / 1000, (n) => n / 50, false, ' on webgpu.'],
  ])('is said in words: %s', async (_, batch, gpu, kernel, isWon, words) => {
    const asked: number[] = [];
    const runner = (name: string, of: (batch: number) => number) => ({
      name,
      ms: async (batch: number) => {
        asked.push(batch);
        return of(batch);
      },
    });
    const told = await race(batch, runner('webgpu', gpu), runner('js', kernel));
    expect(told.isWon).toBe(isWon);
    expect(told.pace).toMatch(/^A training step of 64 sequences took \S+ ms on js and \S+ ms on webgpu/);
    expect(told.pace.endsWith(words)).toBe(true);
    expect(asked).toEqual(gpu(batch) > 10 * kernel(batch) ? [64, 64] : [64, 64, 1024, 1024]);
  });
});

describe('the probe', () => {
  it('takes the fastest of three rounds behind the first, fewer where they take long', async () => {
    const rounds = async (...took: number[]): Promise<[number, number]> => {
      let [time, at] = [0, 0];
      const ms = await fastestRound(
        () => time,
        async () => {
          time += took[at++]!;
        },
      );
      return [ms, at];
    };
    expect(await rounds(900, 5, 3, 4, 1)).toEqual([3, 4]);
    expect(await rounds(5, 200, 100)).toEqual([200, 2]);
  });

  it('gives losses that fall', async () => {
    const losses = await firstLosses(createNativeBackend('js', createFastKernel), { shape: SHAPE, batch: 4 });
    expect(losses).toHaveLength(5);
    expect(losses[3]).toBeLessThan(losses[0]!);
  });
});
