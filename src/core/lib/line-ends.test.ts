import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLineEndFinder } from './line-ends';

it('finds what indexOf finds, wherever the bytes begin and whatever they are', () => {
  const byte = fc.oneof(fc.constantFrom(10, 11, 9, 0, 0x8a, 138, 255), fc.nat(255));
  const sizes = fc.oneof(fc.nat(12), fc.constantFrom(511, 512, 513, 2000));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), sizes, fc.nat(4), (values, padding, offset) => {
      const bytes = Uint8Array.from([...Array(offset + padding).fill(65), ...values]).subarray(offset);
      const find = createLineEndFinder(bytes);
      for (let at = 0; at <= bytes.length; at++) expect(find(at)).toBe(bytes.indexOf(10, at));
    }),
    { numRuns: 200 },
  );
});
