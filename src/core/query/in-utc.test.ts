import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textInUtc, UTC_READER } from './in-utc';
import { parseQuery } from './parse';
import { parseWhen, printWhen, resolveWhen } from './when';

const HOUR = 3_600_000;
const EAST = { toLocal: (ms: number) => ms + 2 * HOUR, toUtc: (ms: number) => ms - 2 * HOUR };
/** A log that spans midnight of that clock: 23:00 to 02:00 there. */
const READER = { clock: EAST, firstMs: Date.UTC(2024, 2, 1, 21), lastMs: Date.UTC(2024, 2, 2, 0) };

test('typed times become UTC and say so, whatever stands around them', () => {
  expect(textInUtc('level:error after:23:30 before:00:15', READER)).toBe(
    'level:error after:2024-03-01T21:30Z before:2024-03-01T22:15Z',
  );
  expect(textInUtc('-(after:2024-03-01T23:30 OR x) "after:10:00"', READER)).toBe(
    '-(after:2024-03-01T21:30Z OR x) "after:10:00"',
  );
});

test('what says that it is UTC stays, and so does all of it in UTC', () => {
  for (const text of ['after:2024-03-01T10:00Z', 'after:10:00Z', 'latency>4 /after:10:00/', 'after:'])
    expect(textInUtc(text, READER)).toBe(text);
  for (const text of ['after:10:00', '(a OR before:2024-03-01)'])
    expect(textInUtc(text, UTC_READER)).toBe(text);
});

test('read twice is read once, and a moment that is printed is that moment for any clock', () => {
  const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
  fc.assert(
    fc.property(moment, fc.boolean(), (ms, isAfter) => {
      const text = `${isAfter ? 'after' : 'before'}:${printWhen(ms)}`;
      expect(parseQuery(text).problem).toBeNull();
      expect(textInUtc(text, READER)).toBe(text);
      expect(resolveWhen(parseWhen(printWhen(ms))!, READER.firstMs, READER.lastMs, EAST)).toBe(ms);
      const local = new Date(EAST.toLocal(ms)).toISOString().slice(0, -1);
      expect(textInUtc(`after:${local}`, READER)).toBe(`after:${printWhen(ms)}`);
    }),
  );
});
