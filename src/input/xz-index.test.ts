import { expect, test } from 'vitest';
import { LOG_TEXT, XZ, XZ_BOMB } from './fixtures/archives';
import { openFiles } from './open';
import { xzStreams } from './xz-index';

const XZ_BYTES = Buffer.from(XZ, 'base64');
const zeros = (num: number): Buffer => Buffer.alloc(num);
const blobOf = (...parts: Buffer[]): Blob => new Blob(parts.map((part) => new Uint8Array(part)));

test('the streams of a file are found with their sizes, padding or not', async () => {
  const one = { begin: 0, end: XZ_BYTES.length, stated: LOG_TEXT.length };
  expect(await xzStreams(blobOf(XZ_BYTES))).toEqual([one]);
  const begin = XZ_BYTES.length + 8;
  const two = { begin, end: begin + XZ_BYTES.length, stated: LOG_TEXT.length };
  expect(await xzStreams(blobOf(XZ_BYTES, zeros(8), XZ_BYTES, zeros(4)))).toEqual([one, two]);
  const bombs = Array.from({ length: 300 }, () => Buffer.from(XZ_BOMB, 'base64'));
  const streams = await xzStreams(blobOf(...bombs));
  expect([streams?.length, streams?.[7].begin]).toEqual([300, 7 * bombs[0].length]);
});

test('no early end is taken for a whole file', async () => {
  for (let length = 1; length < XZ_BYTES.length; length += 7)
    expect([length, await xzStreams(blobOf(XZ_BYTES.subarray(0, length)))]).toEqual([length, null]);
});

test('every stream is read, and damage in the second is told', async () => {
  const open = async (...parts: Buffer[]) => {
    const file = new File([blobOf(...parts)], 'a.xz');
    const { logs, problems } = await openFiles([{ path: 'a.xz', file }]);
    return [problems.map(({ code }) => code), await Promise.all(logs.map(({ blob }) => blob.text()))];
  };
  expect(await open(XZ_BYTES, zeros(4), XZ_BYTES)).toEqual([[], [LOG_TEXT + LOG_TEXT]]);
  const damaged = Buffer.from(XZ_BYTES);
  damaged.fill(0x55, 200, 260);
  const [codes, [text]] = await open(XZ_BYTES, damaged);
  expect(codes).toEqual(['damaged-xz']);
  expect((text as string).startsWith(LOG_TEXT)).toBe(true);
});
