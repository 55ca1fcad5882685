import { gzipSync } from 'node:zlib';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import type { Question } from '../contracts/threads';
import { BZIP2_BOMB, XZ_BOMB, ZSTD_BOMB } from './fixtures/archives';
import { openFiles } from './open';
import { sizeText } from './questions';
import { DEFAULT_OPEN_LIMITS, type OpenLimits } from './types';

type Bytes = Uint8Array<ArrayBuffer>;
const LIMITS: OpenLimits = { ...DEFAULT_OPEN_LIMITS, ratioFrom: 1e6, maxRatio: 100 };
const bytesOf = (base64: string): Bytes => new Uint8Array(Buffer.from(base64, 'base64'));
const letters = (num: number): Bytes => new Uint8Array(num).fill(97);
const gzip = (content: string | Uint8Array): Bytes => new Uint8Array(gzipSync(content));
const noise = (lines: number): string =>
  Array.from({ length: lines }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 0).toString(36)).join('\n');

async function zip(files: Record<string, Uint8Array>): Promise<Bytes> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, data] of Object.entries(files))
    await writer.add(name, new BlobReader(new Blob([data as Bytes])));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

/** Opens one file and answers its questions in turn; the last answer holds for the rest. */
async function openAnswering(name: string, bytes: Bytes, answers: boolean[], limits = LIMITS) {
  const asked: Question[] = [];
  const ask = async (question: Question): Promise<boolean> =>
    answers[Math.min(asked.push(question), answers.length) - 1];
  const { logs, problems } = await openFiles([{ path: name, file: new File([bytes], name) }], {
    limits,
    ask,
  });
  const total = logs.reduce((sum, log) => sum + log.bytes, 0);
  return { asked, codes: problems.map(({ code }) => code), total, logs };
}

// 8 MB of one letter each. Neither bzip2 nor a zstd that was piped states its size.
const BOMBS: readonly [string, Bytes][] = [
  ['b.gz', gzip(letters(8e6))],
  ['b.zst', bytesOf(ZSTD_BOMB)],
  ['b.xz', bytesOf(XZ_BOMB)],
  ['b.bz2', bytesOf(BZIP2_BOMB)],
];

test.each(BOMBS)('%s: a no keeps exactly what lies within the bound, a yes all', async (name, bytes) => {
  const no = await openAnswering(name, bytes, [false]);
  expect(no.asked.map(({ code, file }) => [code, file])).toEqual([['archive-ratio', name]]);
  expect(no.codes).toEqual(['archive-limit']);
  expect(no.total).toBe(1e6);
  const yes = await openAnswering(name, bytes, [true]);
  expect([yes.codes, yes.total >= 8e6]).toEqual([[], true]);
  expect(yes.asked.every(({ code }) => code === 'archive-ratio')).toBe(true);
});

test('where the size is stated it is asked once, beforehand; else at each doubling', async () => {
  const [, , xz, bz2] = await Promise.all(BOMBS.map(([name, bytes]) => openAnswering(name, bytes, [true])));
  expect(xz.asked.length).toBe(1);
  expect(xz.asked[0].message).toContain('says that it unpacks to 8.4 MB');
  expect(xz.asked[0]).toMatchObject({ yes: 'Go on', no: 'Only the first 1.0 MB' });
  const bounds = bz2.asked.map(({ no }) => no);
  expect(bounds).toEqual(['1.0 MB', '2.0 MB', '4.0 MB', '8.0 MB'].map((size) => `Only the first ${size}`));
  expect(bz2.asked[0].message).toMatch(/^b\.bz2 has given .* from the first .* of its /);
});

test('a no at the second question keeps what the first one granted', async () => {
  const members = Buffer.concat([gzip(letters(900_000)), gzip(letters(5e6)), gzip('x')]) as unknown as Bytes;
  const { asked, total, codes } = await openAnswering('m.gz', members, [true, false]);
  expect(asked.length).toBe(2);
  expect([total, codes]).toEqual([2e6, ['archive-limit']]);
});

test('a log of an ordinary ratio is never asked about, however large', async () => {
  const { asked, codes, total } = await openAnswering('a.gz', gzip(noise(900_000)), [false]);
  expect([asked, codes]).toEqual([[], []]);
  expect(total).toBeGreaterThan(5 * LIMITS.ratioFrom);
});

test('a log that turns into a bomb is noticed by what came out last', async () => {
  const start = noise(400_000);
  const both = Buffer.concat([Buffer.from(start), letters(2e7)]);
  const members = Buffer.concat([gzip(both), gzip('x')]) as unknown as Bytes;
  const { asked, total } = await openAnswering('t.gz', members, [false]);
  expect(asked.map(({ code }) => code)).toEqual(['archive-ratio']);
  expect(total).toBeLessThan(start.length + 4e6);
});

test('what all files of a drop unpack to is counted together', async () => {
  const limits = { ...LIMITS, ratioFrom: 1e9, maxBytes: 2e6 };
  const asked: Question[] = [];
  const ask = (question: Question): boolean => asked.push(question) > 99;
  const files = ['a.gz', 'b.gz', 'c.gz'].map((name) => ({
    path: name,
    file: new File([gzip(noise(200_000))], name),
  }));
  const { logs, problems } = await openFiles(files, { limits, ask });
  expect(asked.map(({ code, file }) => [code, file])).toEqual([['archive-large', 'b.gz']]);
  expect(logs.reduce((sum, log) => sum + log.bytes, 0)).toBe(2e6);
  expect(problems.map(({ code }) => code)).toEqual(['archive-limit', 'archive-limit']);
});

test('a zip is asked about by its directory, before anything is unpacked', async () => {
  const bytes = await zip(
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.log`, letters(9e5)])),
  );
  const yes = await openAnswering('z.zip', bytes, [true]);
  expect(yes.asked.map(({ code }) => code)).toEqual(['archive-ratio']);
  expect(yes.asked[0].message).toContain('says that it unpacks to 18.0 MB');
  expect([yes.total, yes.codes]).toEqual([18e6, []]);
  const no = await openAnswering('z.zip', bytes, [false]);
  expect([no.total, no.codes]).toEqual([1e6, ['archive-limit', 'archive-limit']]);
});

test.each(['zip', 'tar'])('%s: many files are asked about; a no opens the first ones', async (kind) => {
  const names = Array.from({ length: 30 }, (_, i) => `${i}.log`);
  const bytes =
    kind === 'zip'
      ? await zip(Object.fromEntries(names.map((name) => [name, letters(9)])))
      : (createTar(names.map((name) => ({ name, data: letters(9) }))) as Bytes);
  const limits = { ...DEFAULT_OPEN_LIMITS, maxEntries: 10 };
  const no = await openAnswering(`m.${kind}`, bytes, [false], limits);
  expect(no.asked).toMatchObject([
    { code: 'archive-many-files', yes: 'Open all 30', no: 'Only the first 10' },
  ]);
  expect([no.logs.length, no.codes]).toEqual([10, ['archive-many-files']]);
  const yes = await openAnswering(`m.${kind}`, bytes, [true], limits);
  expect([yes.logs.length, yes.codes]).toEqual([30, []]);
});

test('sizes as people write them', () => {
  expect([0, 999, 1000, 99_949, 1e6, 3.04e9].map(sizeText)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '99.9 kB',
    '1.0 MB',
    '3.0 GB',
  ]);
});
