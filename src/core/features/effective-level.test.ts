import { expect, test } from 'vitest';
import { FAILS_BY_STATUS } from '../../contracts/features';
import {
  effectiveLevelOfKinds,
  failuresOfTemplates,
  gravityOfTemplates,
  weighedLevelOfKinds,
} from './effective-level';
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
  expect([...gravityOfTemplates(table, templates)]).toEqual([3, 6, 6]);
  const gravity = effectiveLevelOfKinds(table, templates);
  expect([gravity[table.shards[0].kind[0]], gravity[table.shards[0].kind[2]]]).toEqual([3, 6]);
});

// Stated level, level by the status of 503 -> what it weighs in the vote: only a line of information is calmed.
test.each([
  [3, 3],
  [4, 4],
  [0, 6],
  [5, 6],
  [6, 6],
  [7, 7],
])('a response of 5xx in a line that states level %i weighs as level %i', (stated, weight) => {
  const counted = Math.max(stated, 6);
  const { table, templates } = tablesOf([{ timeMs: 0, template: 0, level: counted }], ['GET <*> <*>']);
  const { kinds } = table;
  const told = {
    ...table,
    kinds: { ...kinds, stated: kinds.level.map((level) => (level >= 6 ? stated : level)) },
  };
  expect(weighedLevelOfKinds(told)[table.shards[0].kind[0]]).toBe(weight);
  expect([...gravityOfTemplates(told, templates)]).toEqual([weight]);
  expect([...failuresOfTemplates(told, templates)]).toEqual([weight < 5 ? FAILS_BY_STATUS : 0]);
});

test('of one template that holds both, errors that are stated count', () => {
  const records = [
    { timeMs: 0, template: 0, level: 6 },
    { timeMs: 0, template: 0, level: 7 },
  ];
  const { table, templates } = tablesOf(records, ['GET <*> <*>']);
  const { kinds } = table;
  const stated = kinds.level.map((level) => (level === 6 ? 3 : level));
  const told = { ...table, kinds: { ...kinds, stated } };
  expect([...gravityOfTemplates(told, templates)]).toEqual([7]);
});
