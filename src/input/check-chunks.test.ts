import fc from 'fast-check';
import { xxhash64 } from 'hash-wasm';
import { expect, test } from 'vitest';
import { testingChunks } from './check-chunks';
import { CHUNK_BYTES, fingerprintOf } from './fingerprint';

const bytesOf = (length: number, seed = 1): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + seed, 2654435761) >>> 13);

/** Which chunks of `now` are those of `before`. */
async function unchanged(before: Uint8Array<ArrayBuffer>, now: Uint8Array): Promise<boolean[]> {
  const print = await fingerprintOf(new Blob([before]));
  const text = { bytes: before.length, ...print };
  const num = Math.ceil(before.length / CHUNK_BYTES);
  return testingChunks(text, (isSame) =>
    Array.from({ length: num }, (_, chunk) =>
      isSame(chunk, now.subarray(chunk * CHUNK_BYTES, Math.min((chunk + 1) * CHUNK_BYTES, before.length))),
    ),
  );
}

test('the hash of the whole is that of the format, whatever is kept on the way', async () => {
  for (const length of [0, 1, 31, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 77])
    expect((await fingerprintOf(new Blob([bytesOf(length)]))).xxh64).toBe(await xxhash64(bytesOf(length)));
});

test('states as a stored analysis holds them: another version of the package has to understand them', async () => {
  const { states } = await fingerprintOf(new Blob([bytesOf(CHUNK_BYTES)]));
  expect(Buffer.from(states).toString('hex')).toMatchInlineSnapshot(
    `"92348e780ec3a992d24d982bdf7a6e3881c46a15c8e51cccb0ac587baca3ad0a"`,
  );
});

test('every chunk of the same bytes is the same, the last one too', async () => {
  for (const length of [5, CHUNK_BYTES, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 77])
    expect(await unchanged(bytesOf(length), bytesOf(length))).not.toContain(false);
});

test('one flipped bit is found in its chunk, and in no other', async () => {
  const length = 2 * CHUNK_BYTES + 1000;
  const before = bytesOf(length);
  await fc.assert(
    fc.asyncProperty(fc.nat(length - 1), fc.nat(7), async (place, bit) => {
      const now = before.slice();
      now[place] ^= 1 << bit;
      const wrong = (await unchanged(before, now)).flatMap((same, chunk) => (same ? [] : [chunk]));
      expect(wrong).toEqual([Math.floor(place / CHUNK_BYTES)]);
    }),
    { numRuns: 100 },
  );
});

test('what was cut off is not the same, what came behind changes nothing', async () => {
  const length = 2 * CHUNK_BYTES + 50;
  const before = bytesOf(length);
  expect(await unchanged(before, bytesOf(CHUNK_BYTES + 10))).toEqual([true, false, false]);
  expect(await unchanged(before, bytesOf(length + 999))).toEqual([true, true, true]);
});
