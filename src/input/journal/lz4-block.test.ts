import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELD, PACKED } from '../fixtures/journals';
import { lz4Block } from './lz4-block';

const [, , base64] = PACKED.find(([name]) => name === 'lz4')!;
const BLOCK = new Uint8Array(Buffer.from(base64, 'base64')).subarray(8);

test('a block of lz4 1.9 gives its text', () => {
  expect(new TextDecoder().decode(lz4Block(BLOCK, FIELD.length)!)).toBe(FIELD);
});

test('a match may reach into itself, and lengths go on over many bytes', () => {
  // 'ab', then 2 + 4 + 255 + 255 + 11 bytes from two before; then one literal.
  const block = Uint8Array.of(0x2f, 97, 98, 2, 0, 255, 255, 11, 0x10, 99);
  const size = 2 + 15 + 255 + 255 + 11 + 4 + 1;
  const text = new TextDecoder().decode(lz4Block(block, size)!);
  expect(text).toBe(`${'ab'.repeat(270)}${'c'}`.padStart(size, 'ab'));
});

test('of any other size, or cut anywhere, it is refused', () => {
  expect(lz4Block(BLOCK, FIELD.length - 1)).toBeNull();
  expect(lz4Block(BLOCK, FIELD.length + 1)).toBeNull();
  for (let end = 0; end < BLOCK.length; end++)
    expect(lz4Block(BLOCK.subarray(0, end), FIELD.length)).toBeNull();
});

test('any bytes give the stated size or nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(2000), (bytes, size) => {
      const out = lz4Block(bytes, size);
      return out === null || out.length === size;
    }),
    { numRuns: 5000 },
  );
});
