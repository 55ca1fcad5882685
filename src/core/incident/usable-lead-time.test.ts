import { expect, test } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { leadInShort, leadInWords, usableLeadMs } from './usable-lead-time';

const MINUTE = 60_000;
const led = (leadMinutes: number | null) => ({
  leadMinutes,
  start: 0 as EpochMs,
  end: (20 * MINUTE) as EpochMs,
  windowBegin: 7,
  windowEnd: 11,
});

test('a lead can be used from the end of its first window', () => {
  expect(usableLeadMs(led(31))).toBe(26 * MINUTE);
  expect(usableLeadMs(led(31.4))).toBe(26.4 * MINUTE);
  expect(usableLeadMs(led(5 + 1 / 60))).toBe(1000);
});

test('less than a second is too late, and no lead stays none', () => {
  expect(usableLeadMs(led(5.001))).toBe(0);
  expect(usableLeadMs(led(5))).toBe(0);
  expect(usableLeadMs(led(null))).toBeNull();
});

test('a lead is rounded down', () => {
  expect(leadInWords(26.9 * MINUTE)).toBe('26 minutes');
  expect(leadInShort(26.9 * MINUTE)).toBe('26 min');
  expect(leadInWords(90_000)).toBe('90 seconds');
  expect(leadInWords(1000)).toBe('1 second');
  expect(leadInShort(1999)).toBe('1 s');
});
