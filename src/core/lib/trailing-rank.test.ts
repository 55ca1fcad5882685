import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trailingHighest } from './trailing-rank';

test('is what sorting each window gives', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 9 }), fc.constant(Number.NaN), fc.float());
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(6),
      (list, length, rank) => {
        const values = Float32Array.from(list);
        const expected = Array.from(values.keys(), (end) => {
          const held = [...values.subarray(Math.max(0, end - length), end)].filter((v) => !Number.isNaN(v));
          return held.sort((a, b) => b - a)[rank] ?? Number.NaN;
        });
        // 0 and -0 are one value.
        expect([...trailingHighest(values, length, rank)].map((v) => v + 0)).toEqual(
          expected.map((v) => v + 0),
        );
      },
    ),
  );
});
