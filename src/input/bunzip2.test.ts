import { expect, test } from 'vitest';
import { Budget } from './budget';
import { bunzip2 } from './bunzip2';
import { BZIP2, LOG_TEXT } from './fixtures/archives';
import { streamState } from './stream-state';
import { DEFAULT_OPEN_LIMITS } from './types';

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const run = (...parts: Uint8Array[]) => {
  const blob = new Blob(parts as Uint8Array<ArrayBuffer>[]);
  const stream = streamState('a.bz2', blob.size);
  return bunzip2(blob, { budget: new Budget(DEFAULT_OPEN_LIMITS), stream, onRead: () => undefined });
};

test('one stream, several streams, padding', async () => {
  const whole = bytesOf(BZIP2);
  const one = await run(whole);
  expect([one.fault, await one.blob.text()]).toEqual([null, LOG_TEXT]);
  const two = await run(whole, whole);
  expect([two.fault, await two.blob.text()]).toEqual([null, LOG_TEXT + LOG_TEXT]);
  const padded = await run(whole, new Uint8Array(100));
  expect([padded.fault, await padded.blob.text()]).toEqual([null, LOG_TEXT]);
});

test('every early end is told, and no bit can be wrong in silence', async () => {
  const whole = bytesOf(BZIP2);
  for (let length = 4; length < whole.length; length += 37)
    expect([length, (await run(whole.subarray(0, length))).fault]).toEqual([length, 'truncated']);
  for (let at = 4; at < whole.length - 12; at += 29) {
    const bad = whole.slice();
    bad[at] ^= 0x10;
    const { fault, blob } = await run(bad);
    expect([at, fault !== null || (await blob.text()) === LOG_TEXT]).toEqual([at, true]);
  }
});
