import { expect, test } from 'vitest';
import type { Template } from '../../contracts/tables';
import type { EpochMs, RowIdx } from '../../contracts/units';
import { selectTemplates } from './sort-templates';

const template = (text: string, count: number, level: number, firstMs: number | null): Template => ({
  text,
  count,
  level,
  firstMs: firstMs as EpochMs | null,
  lastMs: firstMs as EpochMs | null,
  firstRow: 0 as RowIdx,
  source: 0,
});
const TEMPLATES = [
  template('GET <*>', 50, 3, 2000),
  template('Timeout after <NUM> ms', 5, 6, 3000),
  template('started', 50, 3, null),
  template('retry <NUM>', 7, 5, 1000),
];
const ALL = { text: '', minLevel: 0, sort: 'count', descending: true, newSinceMs: null, as: 'list' } as const;

test('sorts by count, ties by id', () => {
  expect(selectTemplates(TEMPLATES, ALL)).toEqual([0, 2, 3, 1]);
  expect(selectTemplates(TEMPLATES, { ...ALL, descending: false })).toEqual([1, 3, 0, 2]);
});

test('a template without times comes last in both directions', () => {
  expect(selectTemplates(TEMPLATES, { ...ALL, sort: 'first' }).at(-1)).toBe(2);
  expect(selectTemplates(TEMPLATES, { ...ALL, sort: 'first', descending: false })).toEqual([3, 0, 1, 2]);
});

test('filters by text, by id and by level', () => {
  expect(selectTemplates(TEMPLATES, { ...ALL, text: 'TIMEOUT' })).toEqual([1]);
  expect(selectTemplates(TEMPLATES, { ...ALL, text: 't4' })).toEqual([3]);
  expect(selectTemplates(TEMPLATES, { ...ALL, minLevel: 5 })).toEqual([3, 1]);
});

test('new since a time are those whose first record is not before it', () => {
  expect(selectTemplates(TEMPLATES, { ...ALL, newSinceMs: 2000 })).toEqual([0, 1]);
  expect(selectTemplates(TEMPLATES, { ...ALL, newSinceMs: 2001 })).toEqual([1]);
});
