import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import { LEVEL_ERROR } from '../../contracts/units';
import { isLearnt } from '../baseline/learnt-windows';
import { START } from '../features/fixtures/small-log';
import { maxScaleOf, votesUnder } from './max-scale';
import { MAX_ODD_SHARE01, repeatedSince } from './seasonality';

const PER_DAY = 24;
const NUM = PER_DAY * 20;

/** Windows of an hour; an error in some. */
function featuresOf(errors: readonly number[]): FeatureMatrix {
  const isError = new Set(errors);
  const rowBegin = new Uint32Array(NUM + 1);
  for (let w = 0; w < NUM; w++) rowBegin[w + 1] = rowBegin[w] + (isError.has(w) ? 1 : 0);
  const num = rowBegin[NUM];
  return {
    grid: { startMs: START, windowMs: 3_600_000, length: NUM, reason: '' },
    counts: {
      numRows: NUM,
      numColumns: 1,
      rowBegin,
      column: new Uint32Array(num),
      count: new Uint32Array(num).fill(3),
    },
    templateLevel: Uint8Array.of(LEVEL_ERROR),
  } as unknown as FeatureMatrix;
}

const base: Baseline = { begin: 12, end: 60, startMs: START, endMs: START, reason: '' };
const leftOut = new Uint8Array(NUM).fill(1, 20, 23);

/**
 * The votes under one threshold in the plainest words: 1 where the score exceeds the threshold; what is learnt is taken as good, so none of its windows gets a vote, and neither does
 * what comes at this hour each day or week.
 */
function votesOutside(
  features: FeatureMatrix,
  baseline: Baseline,
  score: Float32Array,
  threshold: number,
): Uint8Array {
  return Uint8Array.from(score, (value, w) => {
    if (!(value > threshold) || isLearnt(baseline, w)) return 0;
    return isHabit(features, score, threshold, w) ? 0 : 1;
  });
}

/** True where `window` repeats the same hour of two days, or weeks, before it, and the time since then was calm. */
function isHabit(features: FeatureMatrix, score: Float32Array, threshold: number, window: number): boolean {
  return repeatedSince(features, score, window).some((first) => isCalm(score, threshold, first, window));
}

function isCalm(score: Float32Array, threshold: number, begin: number, end: number): boolean {
  let numOdd = 0;
  for (let w = begin; w < end; w++) if (score[w] > threshold) numOdd++;
  return numOdd <= MAX_ODD_SHARE01 * (end - begin);
}

test('under every factor the votes are those of the score above the threshold, habits and windows left out included', () => {
  const level = fc.integer({ min: 1, max: 40 }).map((n) => n / 8);
  const days = fc.array(
    fc.record({
      hour: fc.nat(PER_DAY - 1),
      from: fc.nat(15),
      days: fc.integer({ min: 2, max: 12 }),
      score: level,
    }),
    { maxLength: 6 },
  );
  const nothing = fc.array(fc.nat(NUM - 1), { maxLength: 5 });
  let numHabits = 0;
  fc.assert(
    fc.property(
      days,
      fc.array(level, { minLength: 7, maxLength: 7 }),
      nothing,
      nothing,
      (jobs, calm, gaps, errors) => {
        const score = Float32Array.from({ length: NUM }, (_, w) => calm[w % calm.length] / 4);
        for (const job of jobs)
          for (let day = job.from; day < Math.min(20, job.from + job.days); day++)
            score[day * PER_DAY + job.hour] = job.score;
        for (const w of gaps) score[w] = Number.NaN;
        const features = featuresOf(errors);
        for (const baseline of [base, { ...base, leftOut }]) {
          const maxScale = maxScaleOf(features, baseline, score, 0.5);
          for (const factor of [0.1, 0.4, 1, 1.7, 2.5, 6, 10]) {
            const votes = votesOutside(features, baseline, score, 0.5 * factor);
            expect(votesUnder(maxScale, factor)).toEqual(votes);
            numHabits += score.filter((value, w) => w >= 60 && value > 0.5 * factor && !votes[w]).length;
          }
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(numHabits).toBeGreaterThan(100);
});

test('a window whose score does not count has no vote under any factor', () => {
  const score = new Float32Array(NUM).fill(9);
  const maxScale = maxScaleOf(featuresOf([]), base, score, 1, (w) => w !== 70);
  expect([maxScale[69], maxScale[70], maxScale[30]]).toEqual([9, Number.NaN, Number.NaN]);
});
