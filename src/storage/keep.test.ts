import { expect, test } from 'vitest';
import { idsToDelete } from './keep';

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
