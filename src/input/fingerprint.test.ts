import { xxhash64 } from 'hash-wasm';
import { expect, test } from 'vitest';
import { createFingerprint, fingerprintOf } from './fingerprint';

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('shards are hashed in file order, whatever order they come in', async () => {
  const print = await createFingerprint();
  print.add(1, bytesOf('two'));
  expect(print.numWaiting()).toBe(1);
  print.add(0, bytesOf('one'));
  expect(print.numWaiting()).toBe(0);
  expect(print.end(2).xxh64).toBe(await xxhash64('onetwo'));
  expect(print.end(2).xxh64).toBe(await xxhash64('onetwo'));
});

test('a missing shard gives none', async () => {
  const print = await createFingerprint();
  print.add(1, bytesOf('two'));
  expect(print.end(2).xxh64).toBeNull();
});

test('what one file left behind does not reach the next, nor files that are read at the same time each other', async () => {
  for (let round = 0; round < 3; round++) {
    const [first, second] = await Promise.all([createFingerprint(), createFingerprint()]);
    first.add(0, bytesOf('a'));
    second.add(0, bytesOf('b'));
    first.add(1, bytesOf(`c${round}`));
    expect(first.end(2).xxh64).toBe(await xxhash64(`ac${round}`));
    expect((await fingerprintOf(new Blob(['whole']))).xxh64).toBe(await xxhash64('whole'));
    second.add(1, bytesOf('d'));
    expect(second.end(2).xxh64).toBe(await xxhash64('bd'));
  }
});
