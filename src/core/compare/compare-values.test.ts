import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SideValues } from '../../contracts/compare';
import { ValueSummary } from '../drain/value-summary';
import { compareValues } from './compare-values';

function valuesOf(template: number, ...wildcards: readonly (readonly string[])[]): SideValues {
  return {
    template,
    text: 'took <*>',
    numRead: wildcards[0].length,
    wildcards: wildcards.map((values, position) => {
      const summary = new ValueSummary();
      for (const value of values) summary.add(value);
      return { position, nth: 0, ...summary.figures() };
    }),
  };
}

const repeat = (value: string, times: number): string[] => new Array<string>(times).fill(value);

test('a value that only the second side holds is named with its count; one that both hold is not', () => {
  const before = valuesOf(3, [...repeat('eu', 40), ...repeat('us', 40)]);
  const after = valuesOf(5, [...repeat('eu', 30), ...repeat('us', 20), ...repeat('ap', 30)]);
  const [change, ...others] = compareValues([before, after]);
  expect(others).toEqual([]);
  expect(change.onlyAfter).toEqual([['ap', 30]]);
  expect(change.onlyBefore).toEqual([]);
  expect(change.templates).toEqual([3, 5]);
});

test('a median that left the middle half of the other side is a shift, with its unit', () => {
  const numbers = (from: number): string[] => Array.from({ length: 60 }, (_, i) => `${from + (i % 20)}ms`);
  const [change] = compareValues([valuesOf(0, numbers(100)), valuesOf(0, numbers(400))]);
  expect(change.medians?.map(Math.round)).toEqual([110, 410]);
  expect(change.unit).toBe('ms');
  expect(compareValues([valuesOf(0, numbers(100)), valuesOf(0, numbers(105))])).toEqual([]);
});

test('numbers that count up are no shift', () => {
  const orders = (from: number): string[] => Array.from({ length: 60 }, (_, i) => `${from + 3 * i}`);
  expect(compareValues([valuesOf(0, orders(50_000)), valuesOf(0, orders(60_000))])).toEqual([]);
  // The same numbers again and again are a measure.
  const sizes = (from: number): string[] => Array.from({ length: 60 }, (_, i) => `${from + (i % 9)}`);
  expect(compareValues([valuesOf(0, sizes(50_000)), valuesOf(0, sizes(60_000))])).toHaveLength(1);
});

test('ids that never come again are no new values', () => {
  const ids = (from: number): string[] => Array.from({ length: 50 }, (_, i) => `req-${from + i}x`);
  expect(compareValues([valuesOf(0, ids(0)), valuesOf(0, ids(900))])).toEqual([]);
});

test('values of one and the same kind are no change, and swapping the sides mirrors what is', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', '12', '700');
  const list = fc.array(word, { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(list, list, (a, b) => {
      const [x, y] = [valuesOf(0, a), valuesOf(1, b)];
      expect(compareValues([x, { ...x, template: 1 }])).toEqual([]);
      const there = compareValues([x, y]);
      const back = compareValues([y, x]);
      const plain = (changes: typeof there, isMirrored: boolean) =>
        changes.map(({ onlyBefore, onlyAfter, medians, strength }) => ({
          only: isMirrored ? [onlyAfter, onlyBefore] : [onlyBefore, onlyAfter],
          medians: medians && (isMirrored ? [medians[1], medians[0]] : [...medians]),
          strength: strength.toFixed(6),
        }));
      expect(plain(back, true)).toEqual(plain(there, false));
    }),
  );
});
