import { expect, test } from 'vitest';
import { createRandom } from '../../lib/random';
import { meaningOf } from './is-measure';

const random = createRandom(1);
const sampleOf = (of: (i: number) => number) =>
  Array.from({ length: 80 }, (_, i) => ({ window: i >> 1, value: of(i) }));

test('latencies, queues and percents measure something', () => {
  expect(meaningOf(sampleOf(() => Math.round(40 * Math.exp(random.normal()))))).toBe('measure');
  expect(meaningOf(sampleOf(() => random.int(3)))).toBe('measure');
  expect(meaningOf(sampleOf(() => 80 + random.int(15)))).toBe('measure');
});

test('what counts up, as sequences, times and process ids do, does not; nor what goes down to its end', () => {
  expect(meaningOf(sampleOf((i) => 1_770_000_000 + 30 * i + random.int(20)))).toBeNull();
  expect(meaningOf(sampleOf((i) => 2000 + 40 * i + random.int(30)))).toBeNull();
  expect(meaningOf(sampleOf((i) => 9000 - 100 * i))).toBeNull();
});

test('names of many digits come back exactly, constants never change, a run has one number', () => {
  const pids = [2034, 2035, 2036, 2101];
  expect(meaningOf(sampleOf(() => pids[random.int(4)]))).toBeNull();
  expect(meaningOf(sampleOf(() => 8080))).toBeNull();
  expect(meaningOf(sampleOf((i) => (i < 40 ? 17 : 18)))).toBeNull();
});

test('statuses of responses are told from three digits that measure', () => {
  const statuses = [200, 200, 200, 201, 304, 404, 500];
  expect(meaningOf(sampleOf(() => statuses[random.int(7)]))).toBe('status');
  expect(meaningOf(sampleOf(() => 200 + random.int(200)))).toBe('measure');
});

test('too few values mean nothing', () => {
  expect(meaningOf(sampleOf(() => random.int(90)).slice(0, 29))).toBeNull();
});
