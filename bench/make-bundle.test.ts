import { expect, test } from 'vitest';
import { classify, TRIAGE_BYTES } from '../src/input/triage/classify';
import { makeBundle } from './make-bundle';

test('a bundle has as many files as were asked for, sixty of them logs, and the same bytes each time', () => {
  const [one, two] = [[...makeBundle(1000)], [...makeBundle(1000)]];
  expect(one.length).toBe(1000);
  expect(one.filter(({ isLog }) => isLog).length).toBe(60);
  expect(new Set(one.map(({ path }) => path)).size).toBe(1000);
  expect(two.map(({ path, isLog }) => [path, isLog])).toEqual(one.map(({ path, isLog }) => [path, isLog]));
  // Byte by byte through the matcher it would take a minute.
  expect(two.filter(({ bytes }, i) => Buffer.compare(bytes, one[i].bytes) !== 0)).toEqual([]);
});

test('its logs are told from the rest', () => {
  const wrong = [...makeBundle(1000)].filter(({ path, bytes, isLog }) => {
    if (path.endsWith('.gz')) return false;
    const { kind } = classify(path, bytes.subarray(0, TRIAGE_BYTES), bytes.length);
    return (kind === 'log' || kind === 'events') !== isLog;
  });
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
