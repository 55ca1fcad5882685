import { expect, test } from 'vitest';
import type { BaselineRows } from '../../../contracts/saved-baseline';
import { LEVEL_ERROR, NUM_LEVELS } from '../../../contracts/units';
import { createRandom } from '../../lib/random';
import { DRIFT_THRESHOLDS, fleetDrift } from './fleet-drift';

const HOUR_MS = 3_600_000;
const TEXTS = ['request <*> done', 'cache miss', 'request <*> failed'];

interface Shape {
  readonly days?: number;
  readonly seed?: number;
  /** Mean of records a window, by template; the last are errors. */
  readonly rates?: readonly number[];
  /** Of these rates in the second half. */
  readonly later?: number;
  readonly texts?: readonly string[];
}

/** Windows of an hour. */
function rowsOf({
  days = 14,
  seed = 1,
  rates = [60, 30, 0.2],
  later = 1,
  texts = TEXTS,
}: Shape): BaselineRows {
  const random = createRandom(seed);
  const num = days * 24;
  const gravity = texts.map((text) => (text.endsWith('failed') ? LEVEL_ERROR : 3));
  const rowBegin = new Uint32Array(num + 1);
  const [column, count]: [number[], number[]] = [[], []];
  const levels = new Uint32Array(num * NUM_LEVELS);
  for (let w = 0; w < num; w++) {
    rates.forEach((rate, t) => {
      const mean = rate * (w * 2 >= num ? later : 1);
      const some = Math.floor(mean * (0.8 + 0.4 * random.next()) + random.next());
      if (some === 0) return;
      column.push(t);
      count.push(some);
      levels[w * NUM_LEVELS + gravity[t]] += some;
    });
    rowBegin[w + 1] = column.length;
  }
  return {
    windowMs: HOUR_MS,
    templates: texts.map((text, t) => ({
      text,
      level: gravity[t] === LEVEL_ERROR ? 'error' : 'quiet',
      gravity: gravity[t],
    })),
    sources: [{ name: 'a', print: 'a' }],
    startMs: Float64Array.from({ length: num }, (_, w) => w * HOUR_MS),
    source: new Uint16Array(num),
    counts: {
      numRows: num,
      numColumns: texts.length,
      rowBegin,
      column: Uint32Array.from(column),
      count: Uint32Array.from(count),
    },
    columns: [],
    values: new Float32Array(0),
    levelCounts: levels,
    gravityCounts: levels,
    sightings: { rowBegin: new Uint32Array(num + 1), template: new Uint32Array(0), tick: new Uint32Array(0) },
  };
}

const between = (before: Shape, now: Shape) =>
  fleetDrift(new Map([['api', rowsOf(before)]]), new Map([['api', rowsOf({ seed: 2, ...now })]]))[0];

test('two times of the same are the same, whatever the seed', () => {
  for (let seed = 10; seed < 30; seed++)
    expect(between({ seed }, { seed: seed + 100 })).toMatchObject({ verdict: 'same', why: [] });
});

test.each<[string, Shape, RegExp]>([
  ['twice as many records', { rates: [120, 60, 0.4] }, /^2\.0\d times as many records a window$/],
  ['half as many', { rates: [30, 15, 0.1] }, /^0\.5\d? times as many/],
  ['another mix', { rates: [30, 60, 0.2] }, /^another mix of templates \(divergence 0\.0\d+\)$/],
  ['more errors', { rates: [58, 30, 2.2] }, /^2\.\d % of the records are errors, before 0\.2 %$/],
  [
    'a template that was never seen',
    { rates: [60, 27, 0.2, 3], texts: [...TEXTS, 'lease renewed'] },
    /^3\.\d % of the records are of templates/,
  ],
])('%s moved, and nothing else is said', (_, now, said) => {
  const { verdict, why, numbers, own } = between({}, now);
  expect(verdict).toBe('moved');
  expect(why).toEqual([expect.stringMatching(said)]);
  expect(numbers).not.toBeNull();
  expect(own?.volumeRatio).toBeCloseTo(1, 1);
});

test('what moved as much within the older one is no drift', () => {
  expect(between({ later: 2 }, { rates: [120, 60, 0.4] })).toMatchObject({ verdict: 'same' });
});

test('too few days or windows are said, and so is a component that one of them lacks', () => {
  expect(between({ days: 5 }, {})).toMatchObject({
    verdict: 'cannot tell',
    why: [`the older is of 5.0 days, and ${DRIFT_THRESHOLDS.days} are needed`],
    numbers: null,
  });
  expect(between({}, { days: 2 }).why).toEqual(['the newer has 48 windows with records, and 100 are needed']);
  const [one, two] = [new Map([['a', rowsOf({})]]), new Map([['b', rowsOf({})]])];
  expect(fleetDrift(one, two).map(({ component, verdict }) => [component, verdict])).toEqual([
    ['a', 'gone'],
    ['b', 'new'],
  ]);
});
