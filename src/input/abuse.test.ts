import { gzipSync } from 'node:zlib';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { BZIP2, BZIP2_BOMB, XZ, XZ_BOMB, ZSTD, ZSTD_BOMB } from './fixtures/archives';
import { coveredBytes } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { openFiles } from './open';
import { readRows } from './read-rows';
import { DEFAULT_OPEN_LIMITS } from './types';

/** What each file has to give: the code of a problem, or its number of records. */
interface Case {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly problem?: string;
  readonly records?: number;
}

const LINE = '2024-03-01 10:00:00,001 INFO [main] com.example.App: request 17 done\n';
const JSON_LINE = '{"time":"2024-03-01T10:00:00Z","level":"info","msg":"ok"}\n';
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length >> 1);
const gzip = (content: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(content));
const lines = (num: number, line: (i: number) => string): string =>
  Array.from({ length: num }, (_, i) => line(i)).join('\n');
const evil = (num: number): string => lines(num, (i) => `${i}: ${'(a'.repeat(i % 40)}${'\\'.repeat(i % 7)}`);
const hash = (i: number): string => (Math.imul(i + 1, 2654435761) >>> 0).toString(36);

const letters = (num: number): Uint8Array => new Uint8Array(num).fill(97);
const tarOf = (num: number, data: string): Uint8Array =>
  createTar(Array.from({ length: num }, (_, i) => ({ name: `${i}.log`, data })));

async function zip(files: Record<string, Uint8Array | string>): Promise<Uint8Array> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, data] of Object.entries(files))
    await writer.add(name, new BlobReader(new Blob([data as Uint8Array<ArrayBuffer>])));
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

/** Changes a number of 32 bits in the n-th entry of the directory of a zip (APPNOTE.TXT 4.3.12). */
function withField(whole: Uint8Array, entry: number, at: number, value: number): Uint8Array {
  const bytes = whole.slice();
  const view = new DataView(bytes.buffer);
  let [begin, left] = [0, entry];
  while (view.getUint32(begin, true) !== 0x02014b50 || left-- > 0) begin++;
  view.setUint32(begin + at, value, true);
  return bytes;
}

const ZIP = await zip({ 'a.log': LINE.repeat(99), 'b.log': LINE.repeat(99) });
const ZIP_BOMB = await zip({ 'a.log': letters(8e6) });

const CASES: readonly Case[] = [
  { name: 'nothing', content: '', problem: 'empty-file' },
  { name: 'one byte', content: 'x', records: 1 },
  { name: 'one line feed', content: '\n', records: 0 },
  { name: 'one return', content: '\r', records: 0 },
  { name: 'one NUL', content: '\0', problem: 'binary-file' },
  { name: 'NULs', content: new Uint8Array(100_000), problem: 'binary-file' },
  { name: 'NULs behind a log', content: LINE.repeat(2000) + '\0'.repeat(60_000), records: 2000 },
  { name: '0xFF', content: new Uint8Array(100_000).fill(255), problem: 'broken-bytes', records: 1 },
  { name: 'only a byte order mark', content: '\uFEFF', records: 0 },
  { name: 'only a UTF-16 mark', content: new Uint8Array([255, 254]), records: 0 },
  {
    name: 'UTF-16 of odd length',
    content: new Uint8Array([255, 254, 65, 0, 66]),
    problem: 'broken-bytes',
    records: 1,
  },
  { name: 'returns only', content: LINE.repeat(500).replaceAll('\n', '\r'), records: 500 },
  {
    name: 'endings mixed',
    content: LINE + LINE.replace('\n', '\r\n') + LINE.replace('\n', '\r') + LINE,
    records: 4,
  },
  { name: 'a progress bar', content: `${LINE}${'\r 12 %'.repeat(5000)}\n${LINE}`, records: 2 },
  { name: 'a line of 20 MB', content: new Uint8Array(20_000_000).fill(97), records: 1 },
  { name: 'a line of 3 MB in a log', content: `${LINE + LINE.trim() + 'y'.repeat(3e6)}\n${LINE}` },
  { name: 'a million empty lines', content: '\n'.repeat(1_000_000), records: 0 },
  { name: 'a million empty lines in a log', content: LINE + '\n'.repeat(1_000_000) + LINE },
  { name: 'blanks only', content: ' '.repeat(300_000), records: 0 },
  {
    name: '200,000 unique lines',
    content: lines(200_000, (i) => `${hash(i)} ${hash(i * 7)}`),
    problem: 'too-many-shapes',
    records: 200_000,
  },
  { name: 'ANSI colours', content: LINE.replace('INFO', '\x1b[31mINFO\x1b[0m').repeat(50), records: 50 },
  { name: 'OSC 8 links', content: `\x1b]8;;http://x.example\x07a\x1b]8;;\x07 ${LINE}`.repeat(9), records: 9 },
  { name: 'ANSI without an end', content: `${LINE}\x1b[31;\x1b]8;;${'9'.repeat(9000)}\n`.repeat(9) },
  { name: 'bidi controls', content: LINE.replace('request', '\u202Egnp.exe\u2066').repeat(9), records: 9 },
  {
    name: 'prototype keys',
    content: `{"__proto__":{"level":"x"},"constructor":1,${JSON_LINE.slice(1)}`.repeat(9),
    records: 9,
  },
  {
    name: 'prototype columns',
    content: `time,__proto__,message\n${'2024-03-01T10:00:00Z,a,b\n'.repeat(9)}`,
    records: 9,
  },
  { name: 'brackets, nested', content: '[{"a":'.repeat(50_000) },
  { name: 'braces at every line', content: '{\n'.repeat(100_000) },
  {
    name: 'JSON that opens and never closes',
    content: `${JSON_LINE.replaceAll(',', ',\n ').repeat(9)}{"a":\n${' {\n'.repeat(500_000)}`,
    problem: 'json-cut-off',
  },
  {
    name: 'JSON, cut',
    content: `[\n${JSON_LINE.repeat(99).replaceAll('}\n', '},\n')}{"time":"2024-0`,
    problem: 'json-cut-off',
  },
  {
    name: 'a quote that never closes',
    content: `time,level,message\n2024-03-01T10:00:00Z,info,"a\n${'b,c\n'.repeat(300_000)}`,
  },
  {
    name: 'a journal with a lying length',
    content:
      `__CURSOR=a\n__REALTIME_TIMESTAMP=1709287200123456\nMESSAGE=x\n\n`.repeat(9) +
      '__CURSOR=b\nMESSAGE\n\xff\xff\xff\x7f\0\0\0\0x\n',
  },
  { name: 'text for slow patterns', content: evil(3000), records: 3000 },
  {
    name: 'dates that cannot be',
    content: '2024-02-31 25:61:61 ERROR x\n9999-99-99 99:99:99 INFO y\n'.repeat(9),
  },
  { name: 'half a gzip', content: half(gzip(LINE.repeat(999))), problem: 'truncated-gzip' },
  { name: 'half a zstd', content: half(bytesOf(ZSTD)), problem: 'truncated-zstd' },
  { name: 'half an xz', content: half(bytesOf(XZ)), problem: 'truncated-xz' },
  { name: 'half a bzip2', content: half(bytesOf(BZIP2)), problem: 'truncated-bzip2' },
  {
    name: 'half a tar',
    content: half(createTar([{ name: 'a.log', data: LINE.repeat(99) }])),
    problem: 'truncated-tar',
  },
  { name: 'a zip of nothing but its mark', content: 'PK\x03\x04', problem: 'damaged-zip' },
  { name: 'a gzip of nothing but its mark', content: new Uint8Array([31, 139]), problem: 'truncated-gzip' },
  { name: 'a gzip bomb', content: gzip(new Uint8Array(8e6)), problem: 'archive-limit' },
  { name: 'a zstd bomb', content: bytesOf(ZSTD_BOMB), problem: 'archive-limit' },
  { name: 'an xz bomb', content: bytesOf(XZ_BOMB), problem: 'archive-limit' },
  { name: 'a bzip2 bomb', content: bytesOf(BZIP2_BOMB), problem: 'archive-limit' },
  { name: 'a zip bomb', content: ZIP_BOMB, problem: 'archive-limit' },
  { name: 'a zip bomb in a zip', content: await zip({ 'in.zip': ZIP_BOMB }), problem: 'archive-limit' },
  { name: 'a tar bomb in a gzip', content: gzip(tarOf(9, 'a'.repeat(2e6))), problem: 'archive-limit' },
  { name: 'half a zip', content: half(ZIP), problem: 'damaged-zip' },
  { name: 'half a tar.gz', content: half(gzip(tarOf(9, evil(99)))), problem: 'truncated-gzip' },
  { name: 'a zip that states too little', content: withField(ZIP, 0, 24, 7), problem: 'lying-size' },
  { name: 'a zip that states too much', content: withField(ZIP, 0, 24, 2e9), problem: 'lying-size' },
  {
    name: 'a zip whose files overlap',
    content: withField(ZIP, 1, 42, 0),
    problem: 'lying-size',
    records: 99,
  },
  {
    name: 'a zip that points outside itself',
    content: withField(ZIP, 0, 42, 4e9),
    records: 99,
    problem: 'damaged-zip',
  },
  { name: 'gzip in gzip in gzip', content: gzip(gzip(gzip(LINE))), problem: 'archive-too-deep' },
  { name: 'names that lead out', content: await zip({ '../../etc/a.log': LINE }), problem: 'unsafe-path' },
  { name: 'a tar of 3,000 empty files', content: tarOf(3000, ''), problem: 'empty-file' },
  { name: 'a tar of 1,500 files', content: tarOf(1500, LINE), records: 1500 },
  { name: 'UTF-16 without a mark', content: Buffer.from(LINE.repeat(999), 'utf16le'), records: 999 },
  {
    name: 'a gzip with rubbish behind it',
    content: Buffer.concat([gzip(LINE), letters(99)]),
    problem: 'damaged-gzip',
    records: 1,
  },
  {
    name: 'a picture',
    content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    problem: 'binary-file',
  },
];

test('there are at least 60', () => expect(CASES.length).toBeGreaterThanOrEqual(60));

test.each(CASES)(
  '$name',
  async ({ name, content, problem, records }) => {
    const file = new File([content as Uint8Array<ArrayBuffer>], name, { lastModified: 1.7e12 });
    const limits = { ...DEFAULT_OPEN_LIMITS, ratioFrom: 1e6, maxRatio: 100 };
    const { logs, problems } = await openFiles([{ path: name, file }], { limits });
    const source = await ingestFiles(logs, DEFAULT_SETTINGS, [localScanner]);
    const { table } = source;
    const all = [...problems, ...table.problems];
    if (problem) expect(all.map(({ code }) => code)).toContain(problem);
    else expect(all).toEqual([]);
    for (const item of all)
      expect([item.file?.startsWith(name) ?? true, item.message !== '']).toEqual([true, true]);
    table.files.forEach((summary, idx) => {
      expect(coveredBytes(table, idx)).toBe(summary.bytes);
    });
    if (records !== undefined) expect(table.length).toBe(records);
    const ends = [0, table.length - 1].filter((row) => row >= 0 && row < table.length);
    for (const parts of await readRows(source, ends)) expect(parts).not.toBeNull();
  },
  60_000,
);
