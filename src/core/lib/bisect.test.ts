import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lowerBound, lowerBoundNear } from './bisect';

test('a search from a place on finds what a search of everything finds behind it', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 80 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: -1, max: 61 }), fc.nat(80), (all, value, place) => {
      const sorted = all.sort((a, b) => a - b);
      const begin = Math.min(place, sorted.length);
      expect(lowerBoundNear(sorted, value, begin)).toBe(lowerBound(sorted, value, begin));
    }),
  );
});
