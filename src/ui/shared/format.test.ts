import { expect, test } from 'vitest';
import { formatBytes, formatScore, formatShare, formatShort } from './format';

test('sizes and counts', () => {
  expect([0, 999, 1000, 15_400_000, 2_000_000_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '15 MB',
    '2.0 GB',
  ]);
  expect([0, 950, 1200, 38_506, 2_500_000].map(formatShort)).toEqual(['0', '950', '1.2k', '39k', '2.5M']);
});

test('a share just under one is not called 100 %', () => {
  expect([0, 0.0004, 0.5, 0.99999, 1].map(formatShare)).toEqual([
    '0 %',
    '< 0.1 %',
    '50.0 %',
    '99.9 %',
    '100 %',
  ]);
});

test('scores of any scale', () => {
  expect([Number.NaN, 0.041234, 3.21, 1234.5].map(formatScore)).toEqual(['–', '0.0412', '3.21', '1,235']);
});
