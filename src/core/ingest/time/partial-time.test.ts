import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NameDate } from './name-date';
import { codePartial } from './partial-code';
import { resolvePartialTimes } from './partial-time';

const DAY = 86_400_000;
const utc = (localMs: number): number => localMs;
const inYear = (month: number, day: number, hour = 0): number =>
  codePartial(1, false, Date.UTC(2000, month - 1, day, hour) - Date.UTC(2000, 0, 1));
const inDay = (hour: number, minute = 0): number => codePartial(2, false, (hour * 60 + minute) * 60_000);

function resolve(times: number[], lastModified: number | null, year: number | null = null): string[] {
  const column = Float64Array.from(times);
  resolvePartialTimes([column.subarray(0, 1), column.subarray(1)], { lastModified, year, toUtc: utc });
  return Array.from(column, (ms) => (Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 16)));
}

test('the last line is not later than the file', () => {
  expect(resolve([inYear(6, 9), inYear(7, 1)], Date.UTC(2021, 6, 2))).toEqual([
    '2021-06-09T00:00',
    '2021-07-01T00:00',
  ]);
  expect(resolve([inYear(6, 9), inYear(7, 3)], Date.UTC(2021, 6, 2))).toEqual([
    '2020-06-09T00:00',
    '2020-07-03T00:00',
  ]);
});

test('a year turns once, even where lines around New Year are out of order', () => {
  const times = [inYear(12, 31, 22), inYear(1, 1, 0), inYear(12, 31, 23), inYear(1, 1, 1), inYear(3, 1)];
  expect(resolve(times, null, 2005)).toEqual([
    '2005-12-31T22:00',
    '2006-01-01T00:00',
    '2005-12-31T23:00',
    '2006-01-01T01:00',
    '2006-03-01T00:00',
  ]);
});

test('one line with a wrong clock does not turn the year', () => {
  const times = [inYear(6, 1), inYear(1, 1), ...Array.from({ length: 9 }, (_, i) => inYear(6, 2 + i))];
  expect(resolve(times, null, 2005).at(-1)).toBe('2005-06-10T00:00');
});

test('a silence of months that spans New Year turns the year', () => {
  expect(resolve([inYear(8, 1), inYear(2, 1), inYear(2, 2)], null, 2005)).toEqual([
    '2005-08-01T00:00',
    '2006-02-01T00:00',
    '2006-02-02T00:00',
  ]);
});

test('midnight turns the day; the day is the file date', () => {
  const written = Date.UTC(2024, 5, 28, 12);
  expect(resolve([inDay(22), inDay(23, 59), inDay(0, 1), inDay(23, 58), inDay(1)], written)).toEqual([
    '2024-06-27T22:00',
    '2024-06-27T23:59',
    '2024-06-28T00:01',
    '2024-06-27T23:58',
    '2024-06-28T01:00',
  ]);
});

test('a full date in the same file gives the day better than the file does', () => {
  const full = Date.UTC(2024, 5, 28, 16, 29);
  expect(resolve([inDay(16, 28), full, inDay(16, 30)], Date.UTC(2026, 0, 1))).toEqual([
    '2024-06-28T16:28',
    '2024-06-28T16:29',
    '2024-06-28T16:30',
  ]);
});

const resolveNamed = (times: number[], named: NameDate, lastModified: number | null = null): string[] => {
  const column = Float64Array.from(times);
  const from = resolvePartialTimes([column], { lastModified, year: null, toUtc: utc, named });
  return [String(from), ...Array.from(column, (ms) => new Date(ms).toISOString().slice(0, 16))];
};
const named = (
  year: number,
  month: number | null,
  day: number | null,
  of: NameDate['of'] = 'first',
): NameDate => ({
  year,
  month,
  day,
  of,
});

test('the date in the name of a file comes before that of the file', () => {
  const today = Date.UTC(2026, 10, 28);
  const clocks = [inDay(23, 30), inDay(0, 10)];
  const first = ['name', '2024-05-14T23:30', '2024-05-15T00:10'];
  expect(resolveNamed(clocks, named(2024, 5, 14), today)).toEqual(first);
  const last = ['name', '2024-05-13T23:30', '2024-05-14T00:10'];
  expect(resolveNamed(clocks, named(2024, 5, 14, 'last'), today)).toEqual(last);
  expect(resolveNamed([inDay(9)], named(2024, 5, null), today)).toEqual(['written', '2026-11-27T09:00']);
  const turn = [inYear(12, 31, 22), inYear(1, 1, 1)];
  expect(resolveNamed(turn, named(2023, 12, 31), today)).toEqual([
    'name',
    '2023-12-31T22:00',
    '2024-01-01T01:00',
  ]);
  expect(resolveNamed(turn, named(2024, 1, 1, 'last'), today)).toEqual([
    'name',
    '2023-12-31T22:00',
    '2024-01-01T01:00',
  ]);
  expect(resolveNamed([inYear(12, 30)], named(2024, 1, 2), today)[1]).toBe('2023-12-30T00:00');
  expect(resolveNamed([inYear(3, 1)], named(2019, null, null), today)[1]).toBe('2019-03-01T00:00');
  const full = Date.UTC(2021, 2, 4, 9, 1);
  expect(resolveNamed([inDay(9), full], named(2024, 5, 14), today)[1]).toBe('2021-03-04T09:00');
});

test('a date between clocks moves those behind it to its day, if it is theirs', () => {
  const head = Date.UTC(2024, 4, 14, 9);
  const later = Date.UTC(2024, 4, 20, 8);
  expect(resolve([head, inDay(9, 1), inDay(10), later, inDay(8, 5), inDay(9)], null).slice(1)).toEqual([
    '2024-05-14T09:01',
    '2024-05-14T10:00',
    '2024-05-20T08:00',
    '2024-05-20T08:05',
    '2024-05-20T09:00',
  ]);
  // A date that only stands in the text of a line.
  const quoted = Date.UTC(2030, 0, 1, 15);
  expect(resolve([head, inDay(9, 1), quoted, inDay(9, 2)], null).at(-1)).toBe('2024-05-14T09:02');
});

test('records without a time stay so, and fractions survive', () => {
  const column = Float64Array.from([codePartial(2, true, 59_378_905.123), Number.NaN]);
  expect(resolvePartialTimes([column], { lastModified: 10 * DAY, year: null, toUtc: utc })).toBe('written');
  expect(column[0]).toBeCloseTo(9 * DAY + 59_378_905.123, 3);
  expect(column[1]).toBeNaN();
});

/** The rollovers as they were first written down: every code in a list, every cycle in another. */
function cyclesOfList(ms: readonly number[], length: number, back: number): number[] {
  let cycle = 0;
  let previous = ms[0];
  return ms.map((value, i) => {
    if (value < previous - back) {
      const next = ms.slice(i, i + 8);
      if (next.filter((later) => later < previous - back).length * 2 < next.length) return cycle;
      cycle++;
    } else if (cycle > 0 && value > previous + length - back) return cycle - 1;
    previous = value;
    return cycle;
  });
}

test('any order of clocks, cut into any columns: the rollovers of a plain list', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  fc.assert(
    fc.property(fc.array(hour, { minLength: 1, maxLength: 60 }), fc.nat(60), (hours, cut) => {
      const column = Float64Array.from(hours, (h) => inDay(h));
      resolvePartialTimes([column.subarray(0, cut), column.subarray(cut)], {
        lastModified: 1000 * DAY,
        year: null,
        toUtc: utc,
      });
      const cycles = cyclesOfList(hours, 24, 2);
      const expected = hours.map((h, i) => (cycles[i] - cycles[0]) * 24 + h - hours[0]);
      expect(Array.from(column, (ms) => (ms - column[0]) / 3_600_000)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
