import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/lib/random';
import { createJsKernel } from '../kernel/kernel';
import { createNextEventMemory, initialise } from '../next-event/memory';
import { autoencoderPrograms } from './autoencoder-programs';
import { nextEventPrograms } from './next-event-programs';
import type { GpuNetwork } from './trainer';
import { floatsBefore, INFO_BYTES, MAX_HIDDEN, sequencesOf, spreadOver, writeInfo } from './wgsl-common';
import { partsOf, turn } from './wgsl-learning';

/** What every adapter has (WebGPU, limits): threads of a workgroup, bytes of its memory. */
const [THREADS, BYTES] = [256, 16_384];
const hidden = fc.integer({ min: 1, max: MAX_HIDDEN });

describe('a workgroup of a pass', () => {
  it('stays within the limits that every adapter has, whatever the sizes', () => {
    fc.assert(
      fc.property(hidden, fc.integer({ min: 1, max: 10_000 }), (units, batch) => {
        const spread = spreadOver(units, batch);
        const floatsOfUnit = 6;
        return (
          spread.groups * units <= THREADS &&
          4 * floatsOfUnit * units * sequencesOf(spread) <= BYTES &&
          spread.lanes >= 1
        );
      }),
    );
  });

  it('has more sequences where the batch is large', () => {
    expect([8, 512, 2048].map((batch) => sequencesOf(spreadOver(32, batch)))).toEqual([2, 4, 8]);
  });
});

describe('parts of the rows', () => {
  it('are one at least, none too small, and hold at most 32 MB of sums', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 100, max: 2e6 }),
        (rows, numParameters) => {
          const parts = partsOf(rows, numParameters);
          return parts === 1 || (parts * numParameters * 4 <= 32e6 && rows / parts > 256);
        },
      ),
    );
  });
});

describe('the layout of a network', () => {
  const autoencoder = autoencoderPrograms({ steps: 6, inputs: 14, hidden: 32, latent: 12 });
  const memory = createNextEventMemory({ symbols: 9, hidden: 12 }, 1, 1, createJsKernel);
  initialise(memory, createRandom(1));
  it.each<[string, GpuNetwork]>([
    ['autoencoder', autoencoder],
    ['next event', nextEventPrograms(memory)],
  ])('of the %s: regions lie one behind the other, transposed copies behind the parameters', (_, network) => {
    const { regions, turned, numParameters, numWeights } = network;
    const begins = [
      ...regions.map(({ name }) => floatsBefore(regions, name, 6, 5)),
      floatsBefore(regions, null, 6, 5),
    ];
    regions.forEach(({ perRow, perSequence }, i) => {
      expect(begins[i + 1]! - begins[i]!).toBe(5 * (6 * perRow + perSequence));
    });
    const places = turned.map(({ to, rows, columns }) => [to, to + rows * columns]);
    expect([numParameters, ...places.map(([, end]) => end)]).toEqual([
      ...places.map(([begin]) => begin),
      numWeights,
    ]);
  });

  it('has copies that are transposed', () => {
    const weights = Float32Array.of(1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0);
    turn(weights, [{ at: 0, rows: 2, columns: 3, to: 6 }]);
    expect([...weights.subarray(6)]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('has the values of a step in the order of the struct, in a slot of their own', () => {
    const view = new DataView(new ArrayBuffer(2 * INFO_BYTES));
    const ofBatch = {
      batch: 1,
      steps: 2,
      outputs: 3,
      scoring: 1,
      inputAt: 5,
      targetAt: 6,
      weightAt: 7,
      parts: 8,
    } as const;
    writeInfo(view, INFO_BYTES, { ...ofBatch, rate: 0.5, second: 2.5, gradientFactor: 4.5, lossFactor: 8.5 });
    const text = autoencoder.text(spreadOver(32, 8));
    const struct = /struct Info \{([^}]*)\}/.exec(text)![1]!;
    const fields = struct
      .split(',')
      .map((field) => field.trim())
      .filter((field) => field !== '');
    const read = fields.map((field, i) =>
      field.endsWith('u32')
        ? view.getUint32(INFO_BYTES + 4 * i, true)
        : view.getFloat32(INFO_BYTES + 4 * i, true),
    );
    expect(fields.map((field) => field.split(':')[0])).toEqual([
      ...Object.keys(ofBatch),
      'rate',
      'second',
      'gradientFactor',
      'lossFactor',
    ]);
    expect(read).toEqual([1, 2, 3, 1, 5, 6, 7, 8, 0.5, 2.5, 4.5, 8.5]);
    expect(4 * fields.length).toBeLessThanOrEqual(INFO_BYTES);
  });
});
