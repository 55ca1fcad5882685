import { expect, test } from 'vitest';
import { pack, unpack } from './pack';

const VALUE = {
  version: 1,
  text: 'a\u0000b',
  small: new Uint8Array([1, 2, 3]),
  deep: [{ times: Float64Array.from({ length: 1000 }, (_, i) => i / 3) }, null, undefined, Number.NaN],
  // A view in the middle of a larger buffer: only its own bytes may be stored.
  view: new Uint32Array(new Uint32Array(600).map((_, i) => i).buffer, 400, 300),
};

test('packs and unpacks to the same value, whatever the chunk size', () => {
  for (const chunkBytes of [64, 1000, 1 << 20]) {
    const packed = pack(VALUE, chunkBytes, 100);
    expect(unpack(structuredClone(packed.body), packed.chunks)).toEqual(VALUE);
  }
});

test('cuts large columns and leaves small ones', () => {
  const packed = pack(VALUE, 1024, 100);
  expect(packed.chunks.map((c) => c.length)).toEqual([
    1024, 1024, 1024, 1024, 1024, 1024, 1024, 832, 1024, 176,
  ]);
  expect((packed.body as typeof VALUE).small).toBe(VALUE.small);
  expect(packed.bytes).toBe(8000 + 1200 + 3);
});

test('says when a chunk is missing or short instead of giving half a column', () => {
  const packed = pack(VALUE, 1024, 100);
  expect(() => unpack(packed.body, packed.chunks.slice(0, -1))).toThrow(/damaged/);
  const short = [...packed.chunks.slice(0, -1), new Uint8Array(1)];
  expect(() => unpack(packed.body, short)).toThrow(/cut short/);
});
