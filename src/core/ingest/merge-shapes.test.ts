import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShapeMerger } from './merge-shapes';
import { packShapes } from './pack-shapes';

const pack = (lists: string[][]) =>
  packShapes({ tokens: lists, count: new Float64Array(lists.length).fill(1) });
const list = fc.array(fc.constantFrom('a', 'b', 'c', '<*>'), { maxLength: 5 });

test('the same list is the same shape, in order of first occurrence, however the lists are cut into shards', () => {
  fc.assert(
    fc.property(fc.array(fc.array(list, { maxLength: 8 }), { maxLength: 5 }), (shards) => {
      const parts = new ShapeMerger();
      const ids = shards.flatMap((lists) => [...parts.merge(pack(lists), 0)]);
      const whole = new ShapeMerger();
      expect(ids).toEqual([...whole.merge(pack(shards.flat()), 0)]);
      const table = parts.table();
      expect(table).toEqual(whole.table());
      expect(ids.map((id) => table.tokens[id])).toEqual(shards.flat());
      expect(table.count.reduce((a, b) => a + b, 0)).toBe(ids.length);
    }),
  );
});

test('beyond the limit new shapes are known by three tokens, then by none; known ones stay themselves', () => {
  const merger = new ShapeMerger({ maxShapes: 8 });
  const distinct = (i: number): string[] => ['job', `kind${i % 2}`, 'has', `word${i}`];
  const lists = Array.from({ length: 8 }, (_, i) => distinct(i));
  merger.merge(pack(lists), 0);
  expect(merger.numCoarse).toBe(0);
  const [one, other, third, known] = merger.merge(
    pack([distinct(8), distinct(10), ['quite', 'other', 'text'], distinct(3)]),
    0,
  );
  expect(merger.tokensOf(one)).toEqual(['job', 'kind0', 'has', '<*>']);
  expect(other).toBe(one);
  expect(merger.tokensOf(third)).toEqual(['<*>']);
  expect(known).toBe(3);
  expect(merger.numCoarse).toBe(3);
  expect(merger.merge(pack([['yet', 'another', 'one']]), 0)[0]).toBe(third);
});
