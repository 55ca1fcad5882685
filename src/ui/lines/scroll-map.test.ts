import { expect, test } from 'vitest';
import { createScrollMap, ROW_HEIGHT } from './scroll-map';

test('a short log scrolls pixel by pixel', () => {
  const map = createScrollMap(1000, 440);
  expect(map).toMatchObject({ height: 22_000, scaled: false });
  expect(map.rowAt(33)).toBe(1.5);
  expect(map.scrollTopOf(10)).toBe(220);
  expect(map.rowAt(1e9)).toBe(980);
});

test('ten million rows: both ends are reached, and there and back is the same row', () => {
  const map = createScrollMap(10_000_000, 660);
  expect(map.scaled).toBe(true);
  expect(map.height).toBeLessThan(17_000_000);
  expect(map.rowAt(0)).toBe(0);
  expect(map.rowAt(map.height - 660)).toBe(10_000_000 - 660 / ROW_HEIGHT);
  for (const row of [1, 1234, 5_000_000, 9_999_900])
    expect(map.rowAt(map.scrollTopOf(row))).toBeCloseTo(row, 3);
});

test('fewer rows than the view holds', () => {
  expect(createScrollMap(3, 660).rowAt(50)).toBe(0);
  expect(createScrollMap(0, 660).scrollTopOf(5)).toBe(0);
});
