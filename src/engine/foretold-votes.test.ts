// The search for thresholds foretells what a run under them votes: the three detectors themselves are run under several factors, on windows
// with an ill stretch in the baseline (left out), a nightly habit and, once, windows called normal.
import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../contracts/features';
import type { Detector, DetectorResult } from '../contracts/scores';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { TrainedLstm } from '../contracts/trained-lstm';
import { chooseBaseline } from '../core/baseline/choose';
import { createRevoter } from '../core/benchmark/optimise-votes';
import { createBaselineDetector } from '../core/detectors/baseline';
import { detectWithRetraining } from '../core/detectors/retrain';
import { buildFeatures } from '../core/features/features';
import {
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../core/features/fixtures/small-log';
import { hasBit } from '../core/lib/bitset';
import { createIsolationForestDetector } from '../ml/isolation-forest';
import { createFastKernel } from '../ml/kernel/simd';
import { createLstmDetector } from '../ml/lstm-detector';
import { createNativeBackend } from '../ml/lstm-native';

const PER_DAY = 48;
const NUM = 7 * PER_DAY;
const FACTORS = [0.1, 0.3, 0.55, 0.9, 1, 1.2, 1.35, 3, 10];

const during = (window: number, template: number, num: number, level: number): TestRecord[] =>
  Array.from({ length: num }, (_, i) => ({
    timeMs: START + (window + (i + 0.5) / num) * 30 * MINUTE,
    template,
    level,
  }));

/** A week in windows of half an hour: ill in the baseline, a backup each night after it, errors at times. */
function logInput() {
  const steady = steadyRecords(NUM).map(({ timeMs, template }) => ({
    timeMs: START + (timeMs - START) * 6,
    template,
  }));
  const nights = [3, 4, 5, 6].flatMap((day) => [
    ...during(day * PER_DAY + 4, 6, 60, 5),
    ...during(day * PER_DAY + 4, 1, 300, 3),
  ]);
  const ill = [60, 61, 62, 200, 230, 231, 300].flatMap((w, i) => during(w, 7, 6 + 9 * i, 6));
  const records = inOrder([...steady, ...nights, ...ill]);
  const { table, templates } = tablesOf(records, [...STEADY_TEXTS, 'slow query <*>', 'disk <*> failed']);
  const features = buildFeatures(table, templates, { windowMinutes: 30 }) as FeatureMatrix;
  return { features, baseline: chooseBaseline(features, DEFAULT_SETTINGS, table), seed: 1 };
}

const input = logInput();
let trained: TrainedLstm | null = null;

/** The LSTM trains once: a factor is put to its scores afterwards. */
const lstmUnder = (thresholdScale: number): Detector => {
  const start = async () => createNativeBackend('js', createFastKernel);
  const candidates = [{ name: 'js', mustBeFaster: false, start }] as const;
  const detector = createLstmDetector({
    backend: 'auto',
    epochs: 8,
    thresholdScale,
    now: () => 0,
    candidates,
  });
  return {
    name: 'lstm',
    async detect(job, onProgress) {
      const result = await detector.detect({ ...job, trained }, onProgress);
      trained = result.trained ?? trained;
      return result;
    },
  };
};

const DETECTORS: Readonly<Record<string, (thresholdScale: number) => Detector>> = {
  baseline: (thresholdScale) => createBaselineDetector({ thresholdScale }),
  iforest: (thresholdScale) => createIsolationForestDetector({ thresholdScale }),
  lstm: lstmUnder,
};

const NOT_MARKED = new Uint8Array(NUM);
const MARKED = new Uint8Array(NUM).fill(1, 230, 232);
const CASES = [
  ['baseline', NOT_MARKED],
  ['iforest', NOT_MARKED],
  ['lstm', NOT_MARKED],
  ['baseline', MARKED],
  ['iforest', MARKED],
] as const;

test('there is something to foretell: windows left out, habits, and scores above the threshold that are no vote', async () => {
  expect(input.baseline.leftOut).toContain(1);
  const result = await runUnder('baseline', NOT_MARKED, 0.9);
  const nightly = [3, 4, 5, 6].map((day) => day * PER_DAY + 4);
  expect(nightly.every((w) => result.score[w] > result.threshold!)).toBe(true);
  expect(nightly.map((w) => result.vote[w])).toEqual([1, 0, 0, 0]);
  const forest = await runUnder('iforest', NOT_MARKED, 0.55);
  const above = [...forest.score.keys()].filter((w) => forest.score[w] > forest.threshold!);
  const later = above.filter((w) => w >= input.baseline.end);
  expect(later.filter((w) => forest.vote[w]).length).toBeLessThan(later.length / 2);
});

test.each(CASES)(
  '%s: a run under each factor votes as foretold from one under another',
  async (name, marked) => {
    const runs = new Map<number, DetectorResult>();
    for (const factor of FACTORS) runs.set(factor, await runUnder(name, marked, factor));
    const numVotes = [...runs.values()].map(({ vote }) => vote.reduce((sum, each) => sum + each, 0));
    expect(new Set(numVotes).size).toBeGreaterThan(2);
    for (const from of [0.3, 1, 3]) {
      const revoter = createRevoter(runs.get(from)!, from, NOT_MARKED);
      for (const [factor, { vote }] of runs) {
        const bits = revoter.votes(factor);
        expect(Array.from(vote, (_, w) => (hasBit(bits, w) ? 1 : 0))).toEqual([...vote]);
      }
    }
  },
  120_000,
);

function runUnder(name: string, marked: Uint8Array, factor: number): Promise<DetectorResult> {
  return detectWithRetraining(DETECTORS[name](factor), input, marked, () => {});
}
