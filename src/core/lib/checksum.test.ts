import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf, checksumOfValue } from './checksum';

test('one flipped bit is found wherever it stands, whatever the length', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(bytes, fc.nat(), fc.nat(7), (original, place, bit) => {
      const flipped = original.slice();
      flipped[place % original.length] ^= 1 << bit;
      expect(checksumOf(flipped)).not.toBe(checksumOf(original));
    }),
    { numRuns: 2000 },
  );
});

test('a byte more or less is found, zeros too', () => {
  for (let length = 0; length < 70; length++)
    expect(checksumOf(new Uint8Array(length))).not.toBe(checksumOf(new Uint8Array(length + 1)));
});

test('where the bytes lie in their buffer makes no difference', () => {
  const buffer = new Uint8Array(300).map((_, i) => i * 31);
  for (let at = 0; at < 9; at++) {
    const view = buffer.subarray(at, at + 101);
    expect(checksumOf(view)).toBe(checksumOf(view.slice()));
  }
});

test('values that JSON writes alike are told apart', () => {
  const alike = [
    null,
    Number.NaN,
    undefined,
    'n',
    'NaN',
    0,
    -0,
    '0',
    'undefined',
    [],
    {},
    new Float32Array(1),
  ];
  const sums = alike.map((each) => checksumOfValue({ each }));
  expect(new Set(sums).size).toBe(alike.length);
  expect(checksumOfValue({ a: new Float64Array([1, 2]) })).toBe(
    checksumOfValue({ a: new Float64Array([1, 2]) }),
  );
  expect(checksumOfValue({ a: new Float64Array([1, 2]) })).not.toBe(
    checksumOfValue({ a: new Float64Array([1, 3]) }),
  );
});
