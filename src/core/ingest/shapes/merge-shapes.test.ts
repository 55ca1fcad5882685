import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internLists } from './fixtures/packed-shapes';
import { ShapeMerger } from './merge-shapes';

/** Global number of each list. */
function merge(merger: ShapeMerger, lists: string[][]): number[] {
  const { packed, ids } = internLists(lists);
  const global = merger.merge(packed, 0);
  return ids.map((id) => global[id]);
}

const list = fc.array(fc.constantFrom('a', 'b', 'c', 'dé'), { maxLength: 5 });

test('the same list is the same shape, in order of first occurrence, however the lists are cut into shards', () => {
  fc.assert(
    fc.property(fc.array(fc.array(list, { maxLength: 8 }), { maxLength: 5 }), (shards) => {
      const parts = new ShapeMerger();
      const ids = shards.flatMap((lists) => merge(parts, lists));
      const whole = new ShapeMerger();
      expect(ids).toEqual(merge(whole, shards.flat()));
      const table = parts.table();
      expect(table).toEqual(whole.table());
      expect(ids.map((id) => table.tokens[id])).toEqual(shards.flat());
      expect(table.count.reduce((a, b) => a + b, 0)).toBe(ids.length);
    }),
  );
});

test('beyond the limit new shapes are known by three tokens, then by none; known ones stay themselves', () => {
  const merger = new ShapeMerger({ maxShapes: 8 });
  const distinct = (i: number): string[] => ['job', i % 2 === 0 ? 'even' : 'odd', 'has', `w${'x'.repeat(i)}`];
  const lists = Array.from({ length: 8 }, (_, i) => distinct(i));
  merge(merger, lists);
  expect(merger.numCoarse).toBe(0);
  const [one, other, third, known] = merge(merger, [
    distinct(8),
    distinct(10),
    ['quite', 'other', 'text'],
    distinct(3),
  ]);
  expect(merger.tokensOf(one)).toEqual(['job', 'even', 'has', '<*>']);
  expect(other).toBe(one);
  expect(merger.tokensOf(third)).toEqual(['<*>']);
  expect(known).toBe(3);
  expect(merger.numCoarse).toBe(3);
  expect(merge(merger, [['yet', 'another', 'one']])[0]).toBe(third);
});
