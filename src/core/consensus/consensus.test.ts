import { expect, test } from 'vitest';
import type { DetectorName, DetectorResult } from '../../contracts/scores';
import { vote } from './consensus';

const result = (
  name: DetectorName,
  votes: readonly number[],
  abstained: string | null = null,
): DetectorResult => ({
  name,
  backend: 'js',
  numRows: 1,
  seconds: 0,
  threshold: 1,
  abstained,
  score: new Float32Array(votes.length),
  vote: Uint8Array.from(votes),
  reasons: {},
  lossCurve: [],
});

test('two of three confirm, one is watched', () => {
  const { confirmed, watch } = vote([
    result('baseline', [0, 1, 1, 1]),
    result('iforest', [0, 0, 1, 1]),
    result('lstm', [0, 0, 0, 1]),
  ]);
  expect([...confirmed]).toEqual([0, 0, 1, 1]);
  expect([...watch]).toEqual([0, 1, 0, 0]);
});

test('one that abstained has no vote; the other two must agree', () => {
  const { confirmed, watch } = vote([
    result('baseline', [1, 1]),
    result('iforest', [0, 1]),
    result('lstm', [1, 1], 'too little history'),
  ]);
  expect([...confirmed]).toEqual([0, 1]);
  expect([...watch]).toEqual([1, 0]);
});

test('one alone confirms nothing', () => {
  const abstained = result('iforest', [0, 0], 'too little history');
  expect([...vote([result('baseline', [1, 0]), abstained]).confirmed]).toEqual([0, 0]);
  expect([...vote([result('baseline', [1, 0]), abstained]).watch]).toEqual([1, 0]);
  expect(vote([]).confirmed).toHaveLength(0);
});
