import { expect, test } from 'vitest';
import { idsInTheWay, idsToDelete } from './retention';

const meta = (id: string, savedMs: number, bytes = 1) => ({ id, savedMs, bytes });

test('keeps the newest by number', () => {
  const metas = [meta('old', 1), meta('new', 3), meta('mid', 2)];
  expect(idsToDelete(metas, 2, 100)).toEqual(['old']);
  expect(idsToDelete(metas, 3, 100)).toEqual([]);
});

test('keeps the newest by bytes, and a smaller old one does not outlive a larger newer one', () => {
  const metas = [meta('a', 4, 60), meta('b', 3, 50), meta('c', 2, 5)];
  expect(idsToDelete(metas, 10, 100)).toEqual(['b', 'c']);
});

test('never deletes the newest, however large', () => {
  expect(idsToDelete([meta('a', 1, 1000)], 10, 100)).toEqual([]);
});

const MIB = 2 ** 20;

test('the oldest make room, and no more of them than it takes', () => {
  const metas = [meta('new', 3, 100 * MIB), meta('old', 1, 100 * MIB), meta('mid', 2, 100 * MIB)];
  expect(idsInTheWay(metas, 50 * MIB, 200 * MIB)).toEqual([]);
  expect(idsInTheWay(metas, 50 * MIB, 0)).toEqual(['old']);
  expect(idsInTheWay(metas, 150 * MIB, 0)).toEqual(['old', 'mid']);
});

test('what does not fit is said with both sizes, and nothing is deleted for it', () => {
  expect(() => idsInTheWay([meta('a', 1, MIB)], 50 * MIB, 10 * MIB)).toThrow(/takes 50 MiB.*leaves.*11 MiB/);
  expect(() => idsInTheWay([], 1025 * MIB, 2 ** 40)).toThrow(/takes 1,025 MiB.*at most 1,024 MiB/);
});
