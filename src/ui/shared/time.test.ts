import { expect, test } from 'vitest';
import { formatRange, formatTime, offsetMinutes } from './time';

const SUMMER = Date.UTC(2026, 6, 1, 12, 0, 0);
const WINTER = Date.UTC(2026, 0, 1, 23, 30, 0);

test('zones by name, by offset, and unknown ones as UTC', () => {
  expect(formatTime(SUMMER)).toBe('2026-07-01 12:00:00');
  expect(formatTime(SUMMER, 'Europe/Berlin')).toBe('2026-07-01 14:00:00');
  expect(formatTime(WINTER, 'Europe/Berlin')).toBe('2026-01-02 00:30:00');
  expect(formatTime(WINTER, '-02:30')).toBe('2026-01-01 21:00:00');
  expect(offsetMinutes(SUMMER, 'Mars/Olympus')).toBe(0);
});

test('a range names the second date only where it differs', () => {
  expect(formatRange(SUMMER, SUMMER + 300_000)).toBe('2026-07-01 12:00 – 12:05');
  expect(formatRange(SUMMER, SUMMER + 5000)).toBe('2026-07-01 12:00:00 – 12:00:05');
  expect(formatRange(SUMMER + 600, SUMMER + 800)).toBe('2026-07-01 12:00:00.600 – 12:00:00.800');
  expect(formatRange(WINTER, WINTER + 3_600_000)).toBe('2026-01-01 23:30 – 2026-01-02 00:30');
});

test('a time that is none does not throw', () => {
  expect(formatTime(Number.NaN)).toBe('– –');
  expect(formatTime(9e18)).toBe('– –');
});
