import { expect, test } from 'vitest';
import { countOf, plural, someOf, timesInWords } from './plural';

test('only one is singular', () => {
  expect([0, 1, 2].map((num) => plural(num, 'window'))).toEqual(['windows', 'window', 'windows']);
  expect([1, 0.5].map((num) => plural(num, 'it is', 'they are'))).toEqual(['it is', 'they are']);
});

test('a count has its thousands grouped', () => {
  expect([0, 1, 12_345].map((num) => countOf(num, 'line'))).toEqual(['0 lines', '1 line', '12,345 lines']);
  expect(countOf(1.5, 'second')).toBe('1.5 seconds');
  expect(countOf(2, 'analysis', 'analyses')).toBe('2 analyses');
});

test('a part of a list is empty where there is none', () => {
  expect([0, 1, 12_345].map((num) => someOf(num, 'mark'))).toEqual(['', '1 mark', '12345 marks']);
  expect(someOf(3, 'edit of templates', 'edits of templates')).toBe('3 edits of templates');
});

test('one time is once', () => {
  expect([0, 1, 2, 1000].map(timesInWords)).toEqual(['0 times', 'once', '2 times', '1000 times']);
});
