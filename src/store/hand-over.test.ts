import { expect, test } from 'vitest';
import type { DroppedFile } from '../contracts/threads';
import { handOver } from './hand-over';

const files = (num: number): DroppedFile[] =>
  Array.from({ length: num }, (_, i) => ({ path: `${i}.log`, file: new File([], `${i}.log`) }));

test('a few files go with the job; many go before it, in their order, a few at a time', async () => {
  const sent: (readonly DroppedFile[])[] = [];
  const analyzer = { addFiles: async (some: readonly DroppedFile[]) => void sent.push(some) };
  const { signal } = new AbortController();
  expect(await handOver(analyzer, files(100), signal)).toBe(false);
  expect(sent).toEqual([]);
  const many = files(950);
  expect(await handOver(analyzer, many, signal)).toBe(true);
  expect(sent.flat()).toEqual(many);
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(100);
});
