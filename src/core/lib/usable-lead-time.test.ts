import { expect, test } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { usableLeadMs } from './usable-lead-time';

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
