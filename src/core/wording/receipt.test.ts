import { expect, test } from 'vitest';
import type { FileSummary, ReadFrom } from '../../contracts/tables';
import { assumptionsOf, receiptOf } from './receipt';

const read = (value: string, from: ReadFrom['from'], by: string): ReadFrom => ({ value, from, by });
const file = (part: Partial<FileSummary>): FileSummary => part as FileSummary;
const reading = (year: ReadFrom | null, zone: ReadFrom | null) => ({
  zone,
  year,
  day: null,
  dateOrder: null,
  clockChanges: [],
});
const rules = {
  format: read('syslog', 'decided', '98 % of its sampled lines'),
  level: read('from words', 'assumed', 'words'),
  records: read('a line', 'decided', 'what its lines begin with'),
};

test('each rule with where it is from; what a file does not need is not listed', () => {
  const rows = receiptOf(
    file({
      rules,
      reading: reading(
        read('2024', 'assumed', 'the date of the file'),
        read('UTC', 'assumed', 'its lines state none'),
      ),
    }),
  );
  expect(
    rows.map(({ what, read: { value, from }, setting }) => `${what} ${value} ${from} ${setting}`),
  ).toEqual([
    'Format syslog decided format',
    'Zone UTC assumed zone',
    'Year 2024 assumed year',
    'Level from words assumed format',
    'Records a line decided format',
  ]);
  expect(receiptOf(file({}))).toEqual([]);
});

test('at the head stands what is assumed of times, once for all files that have it alike', () => {
  const [utc, stated] = [
    read('UTC', 'assumed', 'its lines state none'),
    read('+02:00', 'stated', 'its lines'),
  ];
  const files = [
    file({ rules, reading: reading(null, utc) }),
    file({ rules, reading: reading(read('2024', 'assumed', 'the date of the file'), utc) }),
    file({ rules, reading: reading(null, stated) }),
  ];
  expect(assumptionsOf(files)).toEqual([
    { what: 'Zone', value: 'UTC', by: 'its lines state none', setting: 'zone', fileIdx: [0, 1] },
    { what: 'Year', value: '2024', by: 'the date of the file', setting: 'year', fileIdx: [1] },
  ]);
});
