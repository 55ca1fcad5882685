import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock } from './zone-clock';

const ZONES = Intl.supportedValuesOf('timeZone');
const moment = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2037, 11, 31) });
/** Near a change, where it matters. */
const HOUR = 3_600_000;

/** What Intl shows, by another way than the clock takes: one text, in the order that Swedes write dates. */
function shownByIntl(ms: number, zone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(ms);
  return shown;
}

const shown = (localMs: number): string => new Date(localMs).toISOString().slice(0, 19).replace('T', ' ');

/** The first instants of all offsets that a zone had in a year. */
function changesOf(zone: string, year: number): readonly number[] {
  const { toLocal } = createClock(zone);
  const found: number[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += HOUR)
    if (toLocal(ms + HOUR) - toLocal(ms) !== HOUR) found.push(ms + HOUR);
  return found;
}

test('shows what Intl shows, in every zone, at any time and around each change of clocks', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moment, (zone, ms) => {
      expect(shown(createClock(zone).toLocal(ms))).toBe(shownByIntl(ms, zone));
    }),
    { numRuns: 400 },
  );
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])
    for (const change of changesOf(zone, 2024))
      for (const ms of [-1, 0, 1, -HOUR / 2, HOUR / 2, -HOUR, HOUR].map((by) => change + by))
        expect(shown(createClock(zone).toLocal(ms))).toBe(shownByIntl(Math.floor(ms / 1000) * 1000, zone));
});

test('what is shown, typed again, is that moment, or the first of the two that look the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moment, (zone, ms) => {
      const { toLocal, toUtc } = createClock(zone);
      const again = toUtc(toLocal(ms));
      expect(toLocal(again)).toBe(toLocal(ms));
      expect(again).toBeLessThanOrEqual(ms);
      expect(ms - again).toBeLessThanOrEqual(24 * HOUR);
    }),
    { numRuns: 400 },
  );
});

test('an hour that is shown twice is the first, one that is never shown is after the change', () => {
  const { toUtc, toLocal } = createClock('Europe/Berlin');
  expect(toUtc(Date.UTC(2024, 9, 27, 2, 30))).toBe(Date.UTC(2024, 9, 27, 0, 30));
  const never = Date.UTC(2024, 2, 31, 2, 30);
  expect(toLocal(toUtc(never))).toBe(never + HOUR);
  const newYork = createClock('America/New_York');
  expect(newYork.toUtc(Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 5, 30));
});

test('fixed offsets, and zones that nobody knows', () => {
  expect(createClock('+05:30').toLocal(0)).toBe(5.5 * HOUR);
  expect(createClock('-08:00').toUtc(0)).toBe(8 * HOUR);
  expect(createClock('Mars/Olympus').toLocal(7)).toBe(7);
});
