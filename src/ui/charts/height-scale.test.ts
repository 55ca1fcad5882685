import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offScale, onScale, scaleOf } from './height-scale';

const usual = (num: number): number[] => Array.from({ length: num }, (_, i) => 90 + (i % 20));

test('one burst bends the scale; a busy hour, a short log and a lone bar do not', () => {
  expect(scaleOf([...usual(60), 5000])).toBe('root');
  expect(scaleOf([...usual(60), 900])).toBe('linear');
  expect(scaleOf([...usual(4), 5000])).toBe('linear');
  expect(scaleOf([0, 0, 0, 5000, 0, 0, 0, 0, 0, 0])).toBe('linear');
  expect(scaleOf([])).toBe('linear');
});

test('whatever the counts are, the order of heights stays, a middle bar is seen, and marks are read back', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 8, maxLength: 200 });
  fc.assert(
    fc.property(counts, (heights) => {
      const scale = scaleOf(heights);
      const bars = heights.filter((height) => height > 0).sort((a, b) => a - b);
      for (const [i, bar] of bars.entries()) {
        if (i > 0) expect(onScale(scale, bar)).toBeGreaterThanOrEqual(onScale(scale, bars[i - 1]));
        expect(offScale(scale, onScale(scale, bar)) / bar).toBeCloseTo(1, 9);
      }
      if (scale === 'root') expect(onScale(scale, bars[0])).toBeGreaterThan(0);
    }),
  );
});
