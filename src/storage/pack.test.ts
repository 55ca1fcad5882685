import { expect, test } from 'vitest';
import { pack } from './pack';
import { unpack } from './unpack';

const SHARED = Float64Array.from({ length: 1000 }, (_, i) => i / 3);
const VALUE = {
  version: 3,
  first: { times: SHARED },
  text: 'a\u0000b',
  small: new Uint8Array([1, 2, 3]),
  deep: [{ times: SHARED }, null, undefined, Number.NaN],
  // A view in the middle of a larger buffer: only its own bytes may be stored.
  view: new Uint32Array(new Uint32Array(600).map((_, i) => i).buffer, 400, 300),
  empty: new Float32Array(0),
  // Words of every script, a line end, and half a surrogate pair: what a cut text may hold.
  keys: Array.from({ length: 5000 }, (_, i) => `blk_${i} é 日本 \n \ud83d`),
  tokens: Array.from({ length: 3000 }, (_, i) => ['<*>', `word${i}`, '']),
  levels: ['info', 'warn'],
};

/** What the database does: copies of the chunks, a clone of the body once all of them are written. */
function stored(value: unknown, chunkBytes?: number): { body: unknown; chunks: Uint8Array[] } {
  const packed = pack(value, chunkBytes);
  const chunks = [...mapChunks(packed.chunks())];
  return { body: structuredClone(packed.body), chunks };
}

function* mapChunks(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) yield chunk.slice();
}

function reader(chunks: readonly Uint8Array[]) {
  let taken = 0;
  return { next: async () => chunks[taken++] ?? null, taken: () => taken };
}

test('packs and unpacks to the same value, whatever the chunk size', async () => {
  for (const chunkBytes of [64, 1000, 1 << 20]) {
    const { body, chunks } = stored(VALUE, chunkBytes);
    expect(chunks.slice(0, -1).every((chunk) => chunk.length === chunkBytes)).toBe(true);
    expect(await unpack(body, reader(chunks).next)).toEqual(VALUE);
  }
});

test('large columns and long lists leave the body, small ones stay', () => {
  const { body } = stored(VALUE);
  const packed = body as typeof VALUE;
  expect(packed.small).toEqual(VALUE.small);
  expect(packed.levels).toEqual(VALUE.levels);
  expect(packed.first.times).toEqual({ harbingerColumn: 'Float64Array', bytes: 8000 });
  expect(JSON.stringify(body)).not.toContain('blk_');
});

test('what stands in two places is stored once and is one again', async () => {
  const { body, chunks } = stored({ a: SHARED, b: { c: SHARED } });
  expect(chunks.map((chunk) => chunk.length)).toEqual([8000]);
  const back = (await unpack(body, reader(chunks).next)) as { a: Float64Array; b: { c: Float64Array } };
  expect(back.b.c).toBe(back.a);
});

test('a view of a large buffer is stored without the rest of it', () => {
  const tiny = new Uint8Array(new ArrayBuffer(1 << 20), 100, 10);
  const body = pack({ tiny }).body as { tiny: Uint8Array };
  expect(body.tiny.buffer.byteLength).toBe(10);
});

test('a part that was packed first is read without the chunks of the rest', async () => {
  const { body, chunks } = stored(VALUE, 1000);
  const { next, taken } = reader(chunks);
  expect(await unpack((body as typeof VALUE).first, next)).toEqual({ times: SHARED });
  expect(taken()).toBe(8);
});

test('the size is known before anything is copied', () => {
  const { bytes, chunks } = pack(VALUE);
  const real = [...mapChunks(chunks())].reduce((sum, chunk) => sum + chunk.length, 0);
  expect(bytes / real).toBeGreaterThan(0.6);
  expect(bytes / real).toBeLessThan(1.1);
});

test('says when a chunk is missing or short instead of giving half a column', async () => {
  const { body, chunks } = stored(VALUE, 1024);
  await expect(unpack(body, reader(chunks.slice(0, -1)).next)).rejects.toThrow(/damaged/);
  const short = [...chunks.slice(0, -1), new Uint8Array(1)];
  await expect(unpack(body, reader(short).next)).rejects.toThrow(/damaged/);
});
