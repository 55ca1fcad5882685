import { expect, test } from 'vitest';
import { effectiveLevelOfKinds, gravityOfTemplates } from './effective-level';
import { tablesOf } from './fixtures/small-log';
import { levelOfWords } from './level-words';

test('words stand in for a level that is missing', () => {
  expect(levelOfWords('Out of Memory: Killed process <*>')).toBe(7);
  expect(levelOfWords('connection refused by <*>')).toBe(6);
  expect(levelOfWords('retrying in <*> s')).toBe(5);
  expect(levelOfWords('session opened for user <*>')).toBe(0);
});

test('a stated level is not overruled by words, but the end of a process is grave', () => {
  const records = [
    { timeMs: 0, template: 0, level: 3 },
    { timeMs: 0, template: 1, level: 3 },
    { timeMs: 0, template: 2, level: 0 },
  ];
  const { table, templates } = tablesOf(records, ['0 errors found', 'Shutting down mysqld', 'disk failed']);
  expect([...gravityOfTemplates(templates)]).toEqual([3, 6, 6]);
  const gravity = effectiveLevelOfKinds(table, templates);
  expect([gravity[table.shards[0].kind[0]], gravity[table.shards[0].kind[2]]]).toEqual([3, 6]);
});
