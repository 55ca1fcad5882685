import { expect, test } from 'vitest';
import { SESSION_WHYS, type SessionColumns } from '../contracts/session-detectors';
import { createRandom } from '../core/lib/random';
import { detectSessionsByForest } from './session-forest';

/** 300 sessions of like size and duration; the last four: too long, too slow, young (no columns), usual. */
function columns(): SessionColumns {
  const random = createRandom(8);
  const rows = Array.from({ length: 300 }, () => [3 + random.int(3) / 4, 2 + random.int(4) / 4, 1, 0]);
  rows[296] = [9, 2.25, 1, 0];
  rows[297] = [3.25, 12, 1, 0];
  rows[298] = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  rows[299] = [3.25, 2.25, 1, 0];
  return { names: ['events', 'duration', 'kinds', 'rarity'], values: Float32Array.from(rows.flat()) };
}

test('sessions unlike those learnt are odd, by the column that makes them so; young ones have no score', () => {
  const { score, vote, why, threshold } = detectSessionsByForest(columns(), 90, 1);
  expect([...vote.subarray(296)]).toEqual([1, 1, 0, 0]);
  expect(SESSION_WHYS[why[296]]).toBe('events');
  expect(SESSION_WHYS[why[297]]).toBe('duration');
  expect(score[298]).toBeNaN();
  expect(score[299]).toBeLessThan(threshold!);
  expect(vote.subarray(0, 296).filter((each) => each === 1).length).toBeLessThan(9);
});

test('the same seed gives the same scores', () => {
  expect(detectSessionsByForest(columns(), 90, 3)).toEqual(detectSessionsByForest(columns(), 90, 3));
});
