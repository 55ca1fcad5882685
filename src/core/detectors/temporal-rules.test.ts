import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { chooseBaseline } from '../baseline/choose';
import { buildFeatures } from '../features/features';
import {
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../features/fixtures/small-log';
import { createRandom } from '../lib/random';
import { detectByBaseline } from './baseline';
import { mineTemporalRules, missingConsequents } from './temporal-rules';

const STEPS = Array.from({ length: 12 }, (_, i) => `attach step ${'abcdefghijkl'[i]} done`);
const TEXTS = [...STEADY_TEXTS, ...STEPS];
const FIRST = STEADY_TEXTS.length;

/** A job of twelve steps, a second apart, every other window; `broken` ones stop after the second step, and no error is logged. */
function jobs(numWindows: number, broken: readonly number[]): TestRecord[] {
  const random = createRandom(7);
  return Array.from({ length: numWindows }, (_, w) => {
    const begin = START + (w * 5 + 0.5 + random.next()) * MINUTE;
    if (w % 2 === 1) return [];
    const steps = broken.includes(w) ? STEPS.slice(0, 2) : STEPS;
    return steps.map((_, i) => ({ timeMs: begin + i * 1000, template: FIRST + i }));
  }).flat();
}

function featuresOf(records: readonly TestRecord[]) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  return { features, baseline: chooseBaseline(features, DEFAULT_SETTINGS, table), seed: 1 };
}
const logWith = (broken: readonly number[]) => [...steadyRecords(100), ...jobs(100, broken)];

test('rules are mined where one thing follows another without exception, and not among murmurs', () => {
  const { features } = featuresOf(logWith([]));
  const input = { occurrences: features.occurrences!, grid: features.grid };
  const rules = mineTemporalRules(
    input,
    Array.from({ length: 40 }, (_, w) => w),
  );
  expect(rules.some(({ a, b }) => a === FIRST && b === FIRST + 11)).toBe(true);
  expect(rules.some(({ a, b }) => a === FIRST + 11 && b === FIRST)).toBe(false);
  expect(rules.every(({ a, b }) => a >= FIRST && b >= FIRST)).toBe(true);
});

test('a job that stops half way is found though no line of it is odd, and what stayed away is named', () => {
  const input = featuresOf(logWith([70]));
  const result = detectByBaseline(input, { thresholdScale: 1 });
  expect([...result.vote.keys()].filter((w) => result.vote[w])).toEqual([70]);
  expect(result.reasons[70].map((reason) => reason.text).join()).toContain('did not follow T');
});

test('what is broken again and again says less each time', () => {
  const { features, baseline } = featuresOf(logWith([60, 70, 80]));
  const input = { occurrences: features.occurrences!, grid: features.grid };
  const rules = mineTemporalRules(
    input,
    Array.from({ length: 40 }, (_, w) => w),
  );
  const missing = missingConsequents(input, rules, baseline.end);
  const bits = [60, 70, 80].map((w) => missing.get(w)![0].bits);
  expect(bits[0]).toBeGreaterThan(bits[1]);
  expect(bits[1]).toBeGreaterThan(bits[2]);
});

test('cutting the log leaves the verdict on earlier windows as it was: what is not yet due is not missing', () => {
  const records = inOrder(logWith([60, 74]));
  const whole = detectByBaseline(featuresOf(records), { thresholdScale: 1 });
  const { baseline } = featuresOf(records);
  fc.assert(
    fc.property(fc.integer({ min: baseline.end, max: 98 }), (last) => {
      const { features } = featuresOf(
        records.filter(({ timeMs }) => timeMs < START + (last + 1) * 5 * MINUTE),
      );
      const cut = detectByBaseline({ features, baseline, seed: 1 }, { thresholdScale: 1 });
      expect(cut.score).toEqual(whole.score.subarray(0, cut.score.length));
    }),
    { numRuns: 15 },
  );
});
