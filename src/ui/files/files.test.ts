import { expect, test } from 'vitest';
import type { Problem } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { isUnread, leftOutOf } from './files-view';

const FILE = { ...fixtureResult().files[0], name: 'a.zip/app.log' };
const problem = (part: Partial<Problem>): Problem => ({
  severity: 'error',
  code: 'file-unreadable',
  message: 'gone',
  file: 'b.log',
  lineNum: null,
  byteOffset: null,
  ...part,
});

test('a file that gave nothing has a card; an archive of which files were read has not', () => {
  const problems = [
    problem({}),
    problem({ message: 'once is enough' }),
    problem({ file: 'a.zip' }),
    problem({ file: 'c.log', severity: 'warning' }),
    problem({ file: null }),
  ];
  expect([...leftOutOf([FILE], problems)]).toEqual([['b.log', 'gone']]);
});

test('not read: no record, and bytes that could not be had', () => {
  const gaps = [{ begin: 0, end: 10, reason: 'unreadable' }];
  expect(isUnread({ ...FILE, numRecords: 0, gaps })).toBe(true);
  expect(isUnread({ ...FILE, numRecords: 5, gaps })).toBe(false);
  expect(isUnread({ ...FILE, numRecords: 0, gaps: [] })).toBe(false);
});
