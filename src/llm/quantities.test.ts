import { expect, test } from 'vitest';
import { quantitiesIn, statedKeys } from './quantities';

const keysIn = (text: string): readonly string[] => quantitiesIn(text).map(({ key }) => key);

test('one quantity has one key, however it is written', () => {
  expect(keysIn('22 minutes, 22 min, 22min, 22-minute, twenty-two')).toEqual([
    ...['22 min', '22 min', '22 min', '22 min'],
    '20',
  ]);
  expect(keysIn('1,580 lines, 1580 lines')).toEqual(['1580', '1580']);
  expect(keysIn('5%, 5 percent, 2.50 s, 3 hours, 4 KB')).toEqual(['5 %', '5 %', '2.5 s', '3 h', '4 bytes']);
  expect(keysIn('between 22–30 and 40-50')).toEqual(['22', '30', '40', '50']);
  expect(keysIn('at 2026-03-10T13:30:07Z or 2026-03-10 13:30')).toEqual([
    ...['2026-03-10', '13:30:07'],
    ...['2026-03-10', '13:30'],
  ]);
  expect(keysIn('five times, thousands, half, doubled, tenfold, noon')).toEqual([
    ...['5', 'thousands', 'half', 'doubled', 'tenfold', 'noon'],
  ]);
});

test('figures of other scripts are quantities too, and never stated', () => {
  expect(keysIn('٩٩ ½ ９９')).toEqual(['٩٩', '½', '９９']);
  expect(statedKeys('99 lines, 9').has('９９')).toBe(false);
});

test('names with digits, one and second are none', () => {
  expect(keysIn('T29 db1 10.0.0.5 2.31.4 HikariPool-1 /v2/x 5m one of the second kind')).toEqual([]);
});

test('what was stated may be claimed to the minute, and without its unit, but not with another', () => {
  const keys = statedKeys('22 minutes before 2026-03-10 13:30:07 UTC, 0 expected');
  for (const key of ['22 min', '22', '13:30:07', '13:30', '2026-03-10', '0'])
    expect(keys.has(key)).toBe(true);
  for (const key of ['22 h', '13', '30', '07', '13:31', '2026']) expect(keys.has(key)).toBe(false);
});
