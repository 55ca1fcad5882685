import { IsolationForest } from 'isolation-forest';
import { expect, test } from 'vitest';
import type { Baseline, FeatureMatrix } from '../contracts/features';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { chooseBaseline } from '../core/baseline/choose';
import { buildFeatures } from '../core/features/features';
import {
  burst,
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../core/features/fixtures/small-log';
import { createRandom } from '../core/lib/random';
import { detectByForest } from './isolation-forest';
import { type ForestRow, fitForest } from './isolation-forest-trees';

/** Two thousand rows in a ball around 0. */
function ball(seed: number): ForestRow[] {
  const random = createRandom(seed);
  return Array.from({ length: 2000 }, () => ({ x: random.normal(), y: random.normal() }));
}
const OUTLIER = { x: 9, y: -9 };

test('the package builds each tree on all rows, so its own scores of normal rows are too high and never the same', () => {
  const rows = ball(1);
  const grow = () => {
    const forest = new IsolationForest(25, 64);
    const [tree] = forest.fit(rows);
    return { scores: forest.predict(rows.slice(0, 200)), tree };
  };
  const first = grow();
  const sizes = leafSizes(first.tree.getRootNode() as unknown as Node);
  expect(sizes.reduce((a, b) => a + b, 0)).toBe(rows.length);
  expect(grow().scores).not.toEqual(first.scores);
  const ours = fitForest(rows, { numTrees: 25, sampleSize: 64, seed: 1 });
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  expect(mean(rows.slice(0, 200).map(ours.score))).not.toBeCloseTo(mean(first.scores), 1);
});

interface Node {
  readonly leftChild?: Node;
  readonly rightChild?: Node;
  size(): number;
}

function leafSizes(node: Node): number[] {
  if (!node.leftChild || !node.rightChild) return [node.size()];
  return [...leafSizes(node.leftChild), ...leafSizes(node.rightChild)];
}

test('scores as the paper says: about one half and below for normal rows, well above for an outlier', () => {
  const forest = fitForest(ball(1), { numTrees: 100, sampleSize: 256, seed: 1 });
  expect(forest.score({ x: 0, y: 0 })).toBeLessThan(0.45);
  expect(forest.score(OUTLIER)).toBeGreaterThan(0.7);
});

test('the seed decides, and Math.random is left as it was', () => {
  const { random } = Math;
  const scoreOf = (seed: number): number =>
    fitForest(ball(1), { numTrees: 20, sampleSize: 64, seed }).score(OUTLIER);
  expect(scoreOf(7)).toBe(scoreOf(7));
  expect(scoreOf(7)).not.toBe(scoreOf(8));
  expect(Math.random).toBe(random);
  expect(() =>
    fitForest([null as unknown as ForestRow, {}], { numTrees: 1, sampleSize: 2, seed: 1 }),
  ).toThrow();
  expect(Math.random).toBe(random);
});

test('without background rows a column that is constant in normal times is never split', () => {
  const random = createRandom(2);
  const normal = Array.from({ length: 300 }, () => ({ volume: random.normal(), errors: 0 }));
  const blind = fitForest(normal, { numTrees: 100, sampleSize: 256, seed: 1 });
  expect(blind.score({ volume: 0, errors: 50 })).toBe(blind.score({ volume: 0, errors: 0 }));
});

const TEXTS = [...STEADY_TEXTS, 'disk <*> failed', 'replica <*> lost'];

function inputOf(records: readonly TestRecord[], baseline?: Baseline) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  return { features, baseline: baseline ?? chooseBaseline(features, DEFAULT_SETTINGS, table), seed: 1 };
}
const detect = (records: readonly TestRecord[], baseline?: Baseline) =>
  detectByForest(inputOf(records, baseline), { thresholdScale: 1 });
const votedWindows = (vote: Uint8Array): number[] => [...vote.keys()].filter((w) => vote[w] === 1);

test('finds errors where the baseline had none, and names the columns that isolate the window', () => {
  const result = detect([...steadyRecords(120), ...burst(90, 6, 20), ...burst(90, 7, 10)]);
  expect(votedWindows(result.vote)).toContain(90);
  expect(votedWindows(result.vote).length).toBeLessThanOrEqual(3);
  expect(result.reasons[90].map((reason) => reason.text).join()).toContain('Number of errors');
});

test('the same input gives the same scores; a scale above every score gives no vote', () => {
  const records = [...steadyRecords(80), ...burst(60, 6, 20)];
  expect(detect(records).score).toEqual(detect(records).score);
  expect(votedWindows(detectByForest(inputOf(records), { thresholdScale: 10 }).vote)).toEqual([]);
});

test('where empty windows are routine they have no score', () => {
  const sparse = steadyRecords(300).filter(
    ({ timeMs }) => Math.floor((timeMs - START) / (5 * MINUTE)) % 3 === 0,
  );
  const result = detect(sparse);
  expect(result.score[1]).toBeNaN();
  expect(result.score[0]).toBeGreaterThan(0);
  expect(votedWindows(result.vote).length).toBeLessThanOrEqual(2);
});

test('the only thing that a log says falls silent: the windows without it are isolated', () => {
  const beat = steadyRecords(100).filter(
    ({ timeMs, template }) => template === 0 && Math.floor((timeMs - START) / (5 * MINUTE)) % 100 < 70,
  );
  const back = steadyRecords(100).filter(
    ({ timeMs, template }) => template === 0 && Math.floor((timeMs - START) / (5 * MINUTE)) >= 74,
  );
  const result = detect([...beat, ...back]);
  expect(votedWindows(result.vote)).toEqual([70, 71, 72, 73]);
  expect(result.reasons[70][0].text).toContain('Fall of steady templates');
});

test('cutting the log after a window leaves scores and votes up to it unchanged', () => {
  const records = [...steadyRecords(80), ...burst(50, 6, 5), ...burst(64, 7, 20)];
  const { baseline } = inputOf(records);
  const whole = detect(records);
  for (const last of [40, 50, 63, 64, 77]) {
    const cut = detect(
      records.filter(({ timeMs }) => timeMs < START + (last + 1) * 5 * MINUTE),
      baseline,
    );
    expect(cut.score).toEqual(whole.score.subarray(0, cut.score.length));
    expect(cut.vote).toEqual(whole.vote.subarray(0, cut.vote.length));
  }
});

test('too little history: it abstains', () => {
  expect(detect(steadyRecords(20)).abstained).toContain('only 8 windows');
});
