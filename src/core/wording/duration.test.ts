import { expect, test } from 'vitest';
import {
  durationInShort,
  durationInWords,
  elapsedInShort,
  exactDuration,
  leadInShort,
  leadInWords,
  minutesBeforeInWords,
  roundDuration,
  spanInShort,
  spanInWords,
} from './duration';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('a duration is in the greatest unit that it fills', () => {
  const sizes = [100, 1000, 90_000, 5 * MINUTE, 90 * MINUTE, 100 * MINUTE, DAY, 7 * DAY];
  expect(sizes.map(durationInWords)).toEqual([
    '0.1 seconds',
    '1 second',
    '1.5 minutes',
    '5 minutes',
    '1.5 hours',
    '1.67 hours',
    '1 day',
    '7 days',
  ]);
});

test('a span is rounded before it is put into words', () => {
  const spans = [45_400, 119 * MINUTE + 40_000, 36 * HOUR + 10 * MINUTE, 50 * HOUR];
  expect(spans.map(spanInWords)).toEqual(['45 seconds', '2 hours', '1.5 days', '2 days']);
});

test('an exact duration loses nothing', () => {
  const sizes = [1500, 5 * MINUTE, 90 * MINUTE, 100 * MINUTE, HOUR, DAY, 36 * HOUR];
  expect(sizes.map(exactDuration)).toEqual([
    '1.5 seconds',
    '5 minutes',
    '90 minutes',
    '100 minutes',
    '1 hour',
    '1 day',
    '36 hours',
  ]);
});

test('a round duration is a whole number of a unit', () => {
  const spans = [1000, 90_000, 90 * MINUTE, 36 * HOUR, 2.4 * DAY, 1500 * DAY];
  expect(spans.map(roundDuration)).toEqual([
    '1 second',
    '90 seconds',
    '90 minutes',
    '36 hours',
    '2 days',
    '1,500 days',
  ]);
});

test('a short duration has two units', () => {
  const durations = [0, 29_000, 45_000, 12 * MINUTE, 185 * MINUTE, 52 * HOUR];
  expect(durations.map(durationInShort)).toEqual(['0 s', '29 s', '1 min', '12 min', '3 h 5 min', '2 d 4 h']);
});

test('what work takes keeps its seconds', () => {
  expect([0, 0.34, 12.6, 130, 11_100].map(elapsedInShort)).toEqual([
    '0 s',
    '0.3 s',
    '13 s',
    '2 min 10 s',
    '3 h 5 min',
  ]);
});

test('a short span has one unit', () => {
  const spans = [5000, 25 * MINUTE, 8 * HOUR, 76.8 * HOUR, 9 * DAY];
  expect(spans.map(spanInShort)).toEqual(['5.0 s', '25 min', '8 h', '3.2 days', '9 days']);
});

test('a lead is rounded down', () => {
  expect(leadInWords(26.9 * MINUTE)).toBe('26 minutes');
  expect(leadInShort(26.9 * MINUTE)).toBe('26 min');
  expect(leadInWords(90_000)).toBe('90 seconds');
  expect(leadInWords(1000)).toBe('1 second');
  expect(leadInShort(1999)).toBe('1 s');
});

test('a change in the first confirmed window is not before it', () => {
  expect([0, 0.4, 1, 1.6, 90].map(minutesBeforeInWords)).toEqual([
    'in the first confirmed window',
    'less than a minute before',
    '1 minute before',
    '2 minutes before',
    '90 minutes before',
  ]);
});
