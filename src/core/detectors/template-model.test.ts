import { expect, test } from 'vitest';
import type { CountMatrix } from '../../contracts/features';
import { createTemplateModel, isSteady, learnWindow, normalOf } from './template-model';

/** One column whose count in each window is given; 0 is absent. */
function matrixOf(counts: readonly number[]): CountMatrix {
  const rowBegin = new Uint32Array(counts.length + 1);
  counts.forEach((count, w) => {
    rowBegin[w + 1] = rowBegin[w] + (count > 0 ? 1 : 0);
  });
  const present = counts.filter((count) => count > 0);
  return {
    numRows: counts.length,
    numColumns: 1,
    rowBegin,
    column: new Uint32Array(present.length),
    count: Uint32Array.from(present),
  };
}

function learn(counts: readonly number[]) {
  const model = createTemplateModel(1);
  const matrix = matrixOf(counts);
  for (let w = 0; w < counts.length; w++) learnWindow(model, matrix, w);
  return model;
}

const deviations = (counts: readonly number[], count: number): number => {
  const { mean, sd } = normalOf(learn(counts), 0);
  return (Math.log1p(count) - mean) / sd;
};

test('a steady template may vary by a quarter, but neither double often nor fall silent', () => {
  const counts = Array.from({ length: 40 }, () => 20);
  expect(isSteady(learn(counts), 0)).toBe(true);
  expect(Math.abs(deviations(counts, 25))).toBeLessThan(1);
  expect(deviations(counts, 80)).toBeGreaterThan(4);
  expect(deviations(counts, 0)).toBeLessThan(-8);
});

test('the usual burst of a nightly job is no news, ten times as much is', () => {
  const counts = Array.from({ length: 288 * 3 }, (_, w) => (w % 288 === 20 ? 30 : 0));
  expect(isSteady(learn(counts), 0)).toBe(false);
  expect(Math.abs(deviations(counts, 33))).toBeLessThan(1);
  expect(deviations(counts, 400)).toBeGreaterThan(4);
});

test('of a template that was never learnt, a line is little and a flood is much', () => {
  const counts = Array.from({ length: 40 }, () => 0);
  expect(deviations(counts, 1)).toBeLessThan(2);
  expect(deviations(counts, 20)).toBeGreaterThan(4);
});
