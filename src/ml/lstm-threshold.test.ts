import { describe, expect, it } from 'vitest';
import { outOfFoldThreshold, positionScale, worstScores } from './lstm-threshold';

describe('scores', () => {
  it('are those of the worst position, not the mean', () => {
    const scale = Float64Array.of(1, 2);
    expect([...worstScores(Float64Array.of(3, 0, -1, -8), scale)]).toEqual([3, 4]);
  });

  it('use a scale with a floor', () => {
    expect([...positionScale(Float64Array.of(3, 0, 3, 0), 2)]).toEqual([3, 0.6]);
  });
});

describe('the threshold', () => {
  it('is mean + 4 deviations of a few scores', () => {
    expect(outOfFoldThreshold(Float64Array.of(1, 3))).toBeCloseTo(2 + 4);
  });

  it('is not raised by a few incidents inside the baseline', () => {
    const quiet = Array.from({ length: 40 }, (_, i) => 1 + (i % 5) / 10);
    const contaminated = outOfFoldThreshold(Float64Array.of(...quiet, 9, 30));
    expect(contaminated).toBeCloseTo(outOfFoldThreshold(Float64Array.from(quiet)), 9);
  });

  it('keeps a long tail that belongs to the log', () => {
    const scores = Float64Array.from({ length: 300 }, (_, i) => (i % 12 === 0 ? 1 + i / 30 : 0.2));
    const above = scores.filter((score) => score > outOfFoldThreshold(scores)).length;
    expect(above).toBeLessThanOrEqual(0.05 * 300);
  });

  it('is at least the 99.5 % quantile of many', () => {
    const scores = Float64Array.from({ length: 2000 }, (_, i) => (i >= 1980 ? 100 : 1));
    expect(outOfFoldThreshold(scores)).toBe(100);
  });
});
