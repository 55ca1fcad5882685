import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/lib/random';
import { createJsKernel } from '../kernel/kernel';
import { createFastKernel } from '../kernel/simd';
import { batchOf } from './batches';
import { createNextEventMemory, initialise } from './memory';
import { lossAndGradients, surprises } from './passes';

const SHAPE = { symbols: 5, hidden: 8 };
const SEQUENCES = [
  { symbols: Uint8Array.of(0, 1, 2, 1), weight: 3, endWeight: 2 },
  { symbols: Uint8Array.of(4, 3), weight: 1, endWeight: 0 },
  { symbols: Uint8Array.of(), weight: 1, endWeight: 1 },
];
const EVENTS = batchOf(SEQUENCES, SHAPE.symbols);

function memoryOn(create: typeof createJsKernel, maxSteps = 5, maxBatch = 3) {
  const memory = createNextEventMemory(SHAPE, maxSteps, maxBatch, create);
  initialise(memory, createRandom(4));
  return memory;
}

describe('a batch of sequences', () => {
  it('gives each event the one before it, and knows padding from the end', () => {
    const row = (t: number, b: number): number[] =>
      [EVENTS.input, EVENTS.target, EVENTS.weight].map((each) => each[t * EVENTS.batch + b]);
    expect(EVENTS.steps).toBe(5);
    expect([row(0, 0), row(1, 0), row(4, 0)]).toEqual([
      [5, 0, 3],
      [0, 1, 3],
      [1, 5, 2],
    ]);
    expect([row(2, 1), row(3, 1)]).toEqual([
      [3, 5, 0],
      [5, 5, 0],
    ]);
  });
});

describe('the next-event LSTM', () => {
  for (const [name, create] of [
    ['plain', createJsKernel],
    ['SIMD', createFastKernel],
  ] as const)
    it(`has the differences of its loss as gradients, ${name} kernel`, () => {
      const memory = memoryOn(create);
      lossAndGradients(memory, EVENTS, 7);
      const gradients = memory.heap.slice(memory.gradients, memory.gradients + memory.numParameters);
      const slopeAt = (offset: number): number => {
        const at = memory.parameters + offset;
        const lossWith = (change: number): number => {
          memory.heap[at] += change;
          const loss = lossAndGradients(memory, EVENTS, 7);
          memory.heap[at] -= change;
          return loss;
        };
        return (lossWith(0.01) - lossWith(-0.01)) / 0.02 / 7;
      };
      const { inputWeights, recurrent, bias, outputWeights, outputBias } = memory;
      for (const place of [inputWeights, recurrent, bias, outputWeights, outputBias])
        for (const i of [0, place.columns - 1, place.rows * place.columns - 1]) {
          const offset = place.at + i - memory.parameters;
          expect(gradients[offset], `${offset}`).toBeCloseTo(slopeAt(offset), 3);
        }
      expect(gradients.some((value) => Math.abs(value) > 0.05)).toBe(true);
    });

  it('gives probabilities: over all next events they add up to 1', () => {
    const memory = memoryOn(createFastKernel);
    const sum = [0, 1, 2, 3, 4, 5].reduce((total, next) => {
      const symbols = next === 5 ? [0, 1] : [0, 1, next];
      const events = batchOf([{ symbols: Uint8Array.from(symbols), weight: 1, endWeight: 1 }], SHAPE.symbols);
      return total + 2 ** -surprises(memory, events)[2];
    }, 0);
    expect(sum).toBeCloseTo(1, 5);
  });

  it('judges a sequence the same, whatever else is in its batch and however large the memory is', () => {
    const together = surprises(memoryOn(createFastKernel, 40, 32), EVENTS);
    const [first] = SEQUENCES;
    const alone = surprises(memoryOn(createFastKernel), batchOf([first], SHAPE.symbols));
    alone.forEach((bits, t) => {
      expect(together[t * EVENTS.batch]).toBeCloseTo(bits, 5);
    });
  });
});
