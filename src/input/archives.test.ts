import { gzipSync } from 'node:zlib';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import { BZIP2, BZIP2_BOMB, LOG_TEXT, XZ, XZ_BOMB, ZSTD, ZSTD_BOMB } from './fixtures/archives';
import { openFiles } from './open';
import { DEFAULT_OPEN_LIMITS } from './types';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (base64: string): Bytes => new Uint8Array(Buffer.from(base64, 'base64'));
const dropped = (path: string, bytes: Uint8Array) => ({ path, file: new File([bytes as Bytes], path) });
const gzip = (content: string | Uint8Array): Bytes => new Uint8Array(gzipSync(content));
const tar = (files: Record<string, string | Uint8Array>): Uint8Array =>
  createTar(Object.entries(files).map(([name, data]) => ({ name, data: data as Bytes })));

async function zip(files: Record<string, Uint8Array>): Promise<Bytes> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, data] of Object.entries(files))
    await writer.add(name, new BlobReader(new Blob([data as Bytes])));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

const codesOf = (problems: readonly { code: string; file: string | null }[]) =>
  problems.map(({ code, file }) => [code, file]);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

test('zstd, xz and bzip2 give the text and name what they were', async () => {
  const { logs, problems } = await openFiles([
    dropped('a.log.zst', bytesOf(ZSTD)),
    dropped('a.log.xz', bytesOf(XZ)),
    dropped('a.log.bz2', bytesOf(BZIP2)),
  ]);
  expect(problems).toEqual([]);
  expect(logs.map((log) => log.compression?.kind)).toEqual(['zstd', 'xz', 'bzip2']);
  for (const log of logs) expect(await log.blob.text()).toBe(LOG_TEXT);
});

test('half an archive of each kind is named, with what came before', async () => {
  for (const [kind, whole] of [
    ['zstd', bytesOf(ZSTD)],
    ['xz', bytesOf(XZ)],
    ['bzip2', bytesOf(BZIP2)],
    ['gzip', gzip(LOG_TEXT)],
  ] as const) {
    const half = whole.subarray(0, whole.length >> 1);
    const { logs, problems } = await openFiles([dropped(`h.${kind}`, half)]);
    expect(codesOf(problems)).toEqual([[`truncated-${kind}`, `h.${kind}`]]);
    for (const log of logs) expect(LOG_TEXT.startsWith(await log.blob.text())).toBe(true);
  }
  const whole = await zip({ 'a.log': text(LOG_TEXT) });
  const half = await openFiles([dropped('h.zip', whole.subarray(0, whole.length >> 1))]);
  expect(codesOf(half.problems)).toEqual([['damaged-zip', 'h.zip']]);
  const cut = tar({ 'a.log': LOG_TEXT, 'b.log': LOG_TEXT }).subarray(0, 12_000);
  const { logs, problems } = await openFiles([dropped('h.tar', cut)]);
  expect(codesOf(problems)).toEqual([['truncated-tar', 'h.tar']]);
  expect(logs.map((log) => log.name)).toEqual(['h.tar/a.log', 'h.tar/b.log']);
});

test('archives within archives are opened to depth 2, a tar.gz counting once; deeper ones are named', async () => {
  const deep = await zip({ 'in.tar.gz': gzip(tar({ 'a.log': LOG_TEXT, 'b.log.gz': gzip(LOG_TEXT) })) });
  const { logs, problems } = await openFiles([
    dropped('logs.tar.gz', gzip(tar({ 'a.log': LOG_TEXT, 'old/a.log.1.bz2': bytesOf(BZIP2) }))),
    dropped('deep.zip', deep),
  ]);
  expect(logs.map((log) => log.name)).toEqual([
    'logs.tar.gz/a.log',
    'logs.tar.gz/old/a.log.1.bz2',
    'deep.zip/in.tar.gz/a.log',
  ]);
  for (const log of logs) expect(await log.blob.text()).toBe(LOG_TEXT);
  expect(codesOf(problems)).toEqual([['archive-too-deep', 'deep.zip/in.tar.gz/b.log.gz']]);
});

test('names that lead out of an archive are refused by name; the rest is read', async () => {
  const bad = ['../up.log', 'a/../../b.log', '..\\win.log', 'C:\\x.log'];
  const entries = Object.fromEntries([...bad, '/abs/ok.log'].map((name) => [name, text('x\n')]));
  const { logs, problems } = await openFiles([dropped('t.tar', tar(entries))]);
  expect(logs.map((log) => log.name)).toEqual(['t.tar/abs/ok.log']);
  expect(problems.map(({ code }) => code)).toEqual(bad.map(() => 'unsafe-path'));
  bad.forEach((name, i) => {
    expect(problems[i].message).toContain(JSON.stringify(name));
  });
});

test('a zip entry that lies about its size is refused by name', async () => {
  const whole = await zip({ 'a.log': text(LOG_TEXT), 'b.log': text('good\n') });
  const view = new DataView(whole.buffer);
  let at = 0;
  // The first central directory record (PK 1 2): uncompressed size at 24.
  while (view.getUint32(at, true) !== 0x02014b50) at++;
  expect(view.getUint32(at + 24, true)).toBe(LOG_TEXT.length);
  for (const size of [10, LOG_TEXT.length + 1000]) {
    view.setUint32(at + 24, size, true);
    const { logs, problems } = await openFiles([dropped('l.zip', whole)]);
    expect(logs.map((log) => log.name)).toEqual(['l.zip/b.log']);
    expect(codesOf(problems)).toEqual([['lying-size', 'l.zip/a.log']]);
  }
});

test('bombs of each kind are stopped, and many small ones in a zip count together', async () => {
  const limits = { ...DEFAULT_OPEN_LIMITS, ratioFrom: 1e6, maxRatio: 100 };
  const letters = new Uint8Array(900_000).fill(97);
  const many = await zip(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.log`, letters])));
  const nested = await zip(
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.log.gz`, gzip(letters)])),
  );
  for (const [name, bytes] of [
    ['b.gz', gzip(new Uint8Array(8e6).fill(97))],
    ['b.zst', bytesOf(ZSTD_BOMB)],
    ['b.xz', bytesOf(XZ_BOMB)],
    ['b.bz2', bytesOf(BZIP2_BOMB)],
    ['many.zip', many],
    ['nested.zip', nested],
  ] as const) {
    const { logs, problems } = await openFiles([dropped(name, bytes)], { limits });
    const codes = new Set(problems.map(({ code }) => code));
    expect([name, [...codes]]).toEqual([name, ['archive-limit']]);
    expect(logs.reduce((sum, log) => sum + log.bytes, 0)).toBeLessThan(4e6);
  }
});

test('empty archives are named', async () => {
  const empty = await zip({});
  const { problems, logs } = await openFiles([dropped('e.zip', empty), dropped('e.gz', gzip(''))]);
  expect(logs).toEqual([]);
  expect(codesOf(problems)).toEqual([
    ['empty-file', 'e.zip'],
    ['empty-file', 'e.gz'],
  ]);
});
