import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listLineEnds } from './line-ends';

it('lists the line feeds of a range', () => {
  const byte = fc.constantFrom(10, 10, 0x0b, 0, 255);
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 60 }), fc.nat(60), fc.nat(60), fc.nat(3), (list, a, b, shift) => {
      const bytes = Uint8Array.from([...Array(shift).fill(10), ...list]).subarray(shift);
      const [from, to] = [Math.min(a, b, list.length), Math.min(Math.max(a, b), list.length)];
      const out = new Uint32Array(60);
      const num = listLineEnds(bytes, from, to, out);
      const wanted = list.flatMap((value, i) => (value === 10 && i >= from && i < to ? [i] : []));
      expect([...out.subarray(0, num)]).toEqual(wanted);
    }),
  );
});
