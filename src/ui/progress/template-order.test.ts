import { expect, test } from 'vitest';
import type { PreviewTemplate } from '../../contracts/preview';
import { orderTemplates } from './template-order';

const templates = (counts: Record<string, number>): PreviewTemplate[] =>
  Object.entries(counts)
    .map(([text, count]) => ({ text, count, level: 3 }))
    .sort((a, b) => b.count - a.count);
const keys = (rows: readonly { key: string }[]): string[] => rows.map(({ key }) => key);

test('begins with the most frequent', () => {
  expect(keys(orderTemplates([], templates({ b: 2, a: 9, c: 1 })))).toEqual(['a', 'b', 'c']);
});

test('rows that change places by a little stay where they are, with their new counts', () => {
  const rows = orderTemplates(['a', 'b'], templates({ a: 100, b: 110 }));
  expect(rows.map(({ key, count }) => [key, count])).toEqual([
    ['a', 100],
    ['b', 110],
  ]);
});

test('a row that is clearly more frequent goes up, past all that it outnumbers', () => {
  expect(keys(orderTemplates(['a', 'b', 'c'], templates({ a: 100, b: 90, c: 300 })))).toEqual([
    'c',
    'a',
    'b',
  ]);
  expect(keys(orderTemplates(['a', 'b', 'c'], templates({ a: 1000, b: 90, c: 300 })))).toEqual([
    'a',
    'c',
    'b',
  ]);
});

test('a new row comes at its place and one that is gone leaves', () => {
  expect(keys(orderTemplates(['a', 'b', 'c'], templates({ a: 100, c: 80, new: 90 })))).toEqual([
    'a',
    'new',
    'c',
  ]);
});

test('two templates that read alike are two rows', () => {
  const [one] = templates({ a: 5 });
  expect(keys(orderTemplates([], [one, { ...one, count: 3, level: 6 }]))).toEqual(['a', 'a #2']);
});
