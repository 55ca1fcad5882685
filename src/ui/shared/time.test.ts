import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWhen, printWhen, resolveWhen } from '../../core/query/when';
import { firstsOfMonths, isOneDay, shownClock, wholeSteps } from './time';

const SUMMER = Date.UTC(2026, 6, 1, 12, 0, 0);
const WINTER = Date.UTC(2026, 0, 1, 23, 30, 0);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UTC = shownClock('UTC');

test('zones by name, by offset, and unknown ones as UTC, which is what they are called then', () => {
  expect(UTC.time(SUMMER)).toBe('2026-07-01 12:00:00');
  expect(shownClock('Europe/Berlin').time(SUMMER)).toBe('2026-07-01 14:00:00');
  expect(shownClock('Europe/Berlin').time(WINTER)).toBe('2026-01-02 00:30:00');
  expect(shownClock('-02:30').time(WINTER)).toBe('2026-01-01 21:00:00');
  expect(shownClock('Mars/Olympus').time(SUMMER)).toBe('2026-07-01 12:00:00');
  expect(shownClock('Mars/Olympus').zone).toBe('UTC');
  expect(shownClock('Europe/Berlin')).toBe(shownClock('Europe/Berlin'));
});

test('a range names the second date only where it differs', () => {
  expect(UTC.range(SUMMER, SUMMER + 300_000)).toBe('2026-07-01 12:00 – 12:05');
  expect(UTC.range(SUMMER, SUMMER + 5000)).toBe('2026-07-01 12:00:00 – 12:00:05');
  expect(UTC.range(SUMMER + 600, SUMMER + 800)).toBe('2026-07-01 12:00:00.600 – 12:00:00.800');
  expect(UTC.range(WINTER, WINTER + HOUR)).toBe('2026-01-01 23:30 – 2026-01-02 00:30');
  expect(shownClock('Europe/Berlin').range(WINTER, WINTER + HOUR)).toBe('2026-01-02 00:30 – 01:30');
});

test('a time that is none does not throw', () => {
  for (const zone of ['UTC', 'Europe/Berlin']) {
    expect(shownClock(zone).time(Number.NaN)).toBe('– –');
    expect(shownClock(zone).time(9e18)).toBe('– –');
  }
});

test('marks of an axis are whole steps of the clock, in order and within the span, through changes of clocks', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', '-03:30'];
  const steps = [60_000, 900_000, HOUR, 6 * HOUR, 24 * HOUR];
  const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2025, 0, 1) });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      start,
      fc.constantFrom(...steps),
      fc.integer({ min: 1, max: 60 }),
      (zone, startMs, step, num) => {
        const shown = shownClock(zone);
        const endMs = startMs + step * num;
        const marks = wholeSteps(startMs, endMs, step, shown);
        expect(marks.length).toBeGreaterThanOrEqual(num - 2);
        for (const [i, ms] of marks.entries()) {
          expect(ms >= startMs && ms <= endMs && (i === 0 || ms > marks[i - 1])).toBe(true);
          expect(shown.clock.toLocal(ms) % step).toBe(0);
        }
      },
    ),
  );
});

test('months begin where the clock says so', () => {
  const months = firstsOfMonths(Date.UTC(2025, 11, 5), Date.UTC(2026, 4, 1), 2, shownClock('Europe/Berlin'));
  expect(months.map(shownClock('Europe/Berlin').time)).toEqual([
    '2026-01-01 00:00:00',
    '2026-03-01 00:00:00',
    '2026-05-01 00:00:00',
  ]);
});

test('one day by one clock may be two by another', () => {
  expect(isOneDay([WINTER - HOUR, WINTER], UTC)).toBe(true);
  expect(isOneDay([WINTER - HOUR, WINTER], shownClock('Europe/Berlin'))).toBe(false);
});

test('years below 100 are not those of the last century: the zero of some programs is of the year 1', () => {
  const zero = Date.parse('0001-01-01T00:00:00Z');
  expect(shownClock('UTC').time(zero + DAY)).toBe('0001-01-02 00:00:00');
  // Local mean time, as before all zones.
  expect(shownClock('Europe/Berlin').time(zero + DAY)).toBe('0001-01-02 00:53:28');
  const moment = fc.integer({
    min: Date.parse('0001-01-03T00:00:00Z'),
    max: Date.parse('9999-12-31T23:59:59Z'),
  });
  fc.assert(
    fc.property(moment, (ms) => {
      expect(resolveWhen(parseWhen(printWhen(ms))!, Number.NaN, Number.NaN)).toBe(ms);
      expect(Math.abs(shownClock('America/New_York').clock.toLocal(ms) - ms)).toBeLessThan(DAY);
    }),
  );
});
