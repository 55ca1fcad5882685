import { gzipSync } from 'node:zlib';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import type { DroppedFile } from '../contracts/threads';
import { isChangesFile } from './changes-file';
import { openFiles } from './open';
import { DEFAULT_OPEN_LIMITS } from './types';

const LOG = '2024-03-01 00:00:00,001 INFO [main] com.example.App: started\n'.repeat(200);

const dropped = (path: string, content: string | Uint8Array, lastModified = 0): DroppedFile => ({
  path,
  file: new File([content as Uint8Array<ArrayBuffer>], path, { lastModified }),
});
const open = (...files: DroppedFile[]) => openFiles(files);
const gzip = (content: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(content));
const concat = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

test('plain and gzip files give the same text', async () => {
  const { logs, problems } = await open(dropped('a.log', LOG, 1e12), dropped('b.log.gz', gzip(LOG)));
  expect(problems).toEqual([]);
  expect(await Promise.all(logs.map((log) => log.blob.text()))).toEqual([LOG, LOG]);
  expect(logs[0]).toMatchObject({
    name: 'a.log',
    bytes: LOG.length,
    compression: null,
    lastModified: 1e12,
    encoding: 'utf-8',
  });
  expect(logs[1].compression).toEqual({ kind: 'gzip', bytes: gzip(LOG).length });
});

test('gzip of several members, and zero-padded', async () => {
  const members = concat(gzip('one\n'.repeat(50)), gzip('two\n'.repeat(50)));
  const padded = concat(gzip(LOG), new Uint8Array(1000));
  const { logs, problems } = await open(dropped('m.gz', members), dropped('p.gz', padded));
  expect(problems).toEqual([]);
  expect(await logs[0].blob.text()).toBe('one\n'.repeat(50) + 'two\n'.repeat(50));
  expect(await logs[1].blob.text()).toBe(LOG);
});

test('half of a gzip keeps what came out and says where it ends', async () => {
  const random = Array.from({ length: 40_000 }, (_, i) => `line ${i} ${(i * 2654435761) % 4294967296}`).join(
    '\n',
  );
  const whole = gzip(random);
  const half = whole.subarray(0, whole.length >> 1);
  const { logs, problems } = await open(dropped('h.log.gz', half));
  expect(problems).toMatchObject([{ code: 'truncated-gzip', severity: 'warning', byteOffset: half.length }]);
  const text = await logs[0].blob.text();
  expect(text.length).toBeGreaterThan(random.length / 3);
  expect(random.startsWith(text)).toBe(true);
});

test('damage inside a gzip is told from its early end', async () => {
  const bytes = gzip(Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}`).join('\n'));
  bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 200);
  const { problems } = await open(dropped('d.gz', bytes));
  expect(problems).toMatchObject([{ code: 'damaged-gzip' }]);
});

test('a bomb is stopped at the limit, by name', async () => {
  const bomb = gzip(new Uint8Array(4e6).fill(97));
  const limits = { ...DEFAULT_OPEN_LIMITS, ratioFrom: 1e6, maxRatio: 100 };
  const { logs, problems } = await openFiles([dropped('bomb.gz', bomb)], { limits });
  expect(problems).toMatchObject([{ code: 'archive-limit', file: 'bomb.gz' }]);
  expect(logs[0].bytes).toBeLessThan(2e6);
});

test('tar, tar.gz and zip give their files by name', async () => {
  const tar = createTar([
    { name: 'run/a.log', data: LOG },
    { name: '../../etc/b.log', data: 'x\n' },
  ]);
  const writer = new ZipWriter(new BlobWriter());
  await writer.add('in/c.log', new BlobReader(new Blob([LOG])));
  await writer.add('in/d.log.gz', new BlobReader(new Blob([gzip(LOG) as Uint8Array<ArrayBuffer>])));
  const zip = new Uint8Array(await (await writer.close()).arrayBuffer());
  const { logs, problems } = await open(
    dropped('t.tar', tar),
    dropped('u.tgz', gzip(tar)),
    dropped('z.zip', zip),
  );
  expect(problems.map(({ code, file }) => [code, file])).toEqual([
    ['unsafe-path', 't.tar'],
    ['unsafe-path', 'u.tgz'],
  ]);
  expect(problems[0].message).toContain('../../etc/b.log');
  expect(logs.map((log) => log.name)).toEqual([
    't.tar/run/a.log',
    'u.tgz/run/a.log',
    'z.zip/in/c.log',
    'z.zip/in/d.log.gz',
  ]);
  expect(await logs[1].blob.text()).toBe(LOG);
  expect(await logs[3].blob.text()).toBe(LOG);
});

test('UTF-16 with and without a mark and Latin-1 become UTF-8', async () => {
  const text = `${LOG}Fehler: Größe überschritten\n`;
  const wide = new Uint8Array(Buffer.from(text, 'utf16le'));
  const files = [
    dropped('bom.log', concat(new Uint8Array([0xff, 0xfe]), wide)),
    dropped('be.log', concat(new Uint8Array([0xfe, 0xff]), new Uint8Array(Buffer.from(wide).swap16()))),
    dropped('le.log', wide),
    dropped('latin.log', new Uint8Array(Buffer.from(text, 'latin1'))),
    dropped('utf8.log', text),
  ];
  const { logs } = await open(...files);
  expect(logs.map((log) => log.encoding)).toEqual([
    'utf-16le',
    'utf-16be',
    'utf-16le',
    'windows-1252',
    'utf-8',
  ]);
  for (const log of logs) expect(await log.blob.text()).toBe(text);
});

test('empty, binary and unreadable files are named and left out; the rest is opened', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 255);
  const gone = { path: 'gone.log', file: new File(['x'], 'gone.log') };
  Object.defineProperty(gone.file, 'slice', {
    value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
  });
  const { logs, problems } = await open(
    dropped('empty.log', ''),
    dropped('picture.log', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])),
    dropped('noise.bin', noise),
    gone,
    dropped('a.log', LOG),
  );
  expect(logs.map((log) => log.name)).toEqual(['a.log']);
  expect(problems.map(({ code, file }) => [code, file])).toEqual([
    ['file-unreadable', 'gone.log'],
    ['empty-file', 'empty.log'],
    ['binary-file', 'picture.log'],
    ['binary-file', 'noise.bin'],
  ]);
});

test('NULs after a crash do not make a log binary', async () => {
  const { logs, problems } = await open(dropped('n.log', `${LOG}${'\0'.repeat(4096)}\n${LOG}`));
  expect(problems).toEqual([]);
  expect(logs).toHaveLength(1);
});

test('files of the same name get a number', async () => {
  const { logs } = await open(dropped('a.log', LOG), dropped('a.log', LOG), dropped('a.log', LOG));
  expect(logs.map((log) => log.name)).toEqual(['a.log', 'a.log (2)', 'a.log (3)']);
});

test('lists of changes are told from logs', async () => {
  const changes = 'time,kind,what,source\n2024-03-01T10:00:00Z,deploy,app 1.2,ci\n';
  expect(isChangesFile(changes, 'x.csv')).toBe(true);
  expect(isChangesFile('[{"time":"2024-03-01T10:00:00Z","change":"scaled to 3"}]', 'x.json')).toBe(true);
  expect(isChangesFile('date;description\n2024-03-01;x', 'deployments.csv')).toBe(true);
  expect(isChangesFile('timestamp,source,level,message\n', 'changes.csv')).toBe(false);
  expect(isChangesFile('timestamp,source,message\n', 'app.csv')).toBe(false);
  expect(isChangesFile('{"time":"x","level":"info","msg":"deploy"}', 'deploy.json')).toBe(false);
  expect(isChangesFile(LOG, 'deploy.log')).toBe(false);
  expect(isChangesFile('\uFEFFdate;change\n2026-01-01;x', 'list.csv')).toBe(true);
  expect(isChangesFile('time,kind,what,source\n', 'list.csv')).toBe(true);
  const parsed = 'LineId,Date,Time,Level,Component,Content,EventId,EventTemplate\n';
  expect(isChangesFile(parsed, 'changes.csv')).toBe(false);
  const jsonLog = '{"time":"2026-01-01T00:00:00Z","level":"info","message":"deployed"}\n{"time":1}\n';
  expect(isChangesFile(jsonLog, 'changes.json')).toBe(false);
  expect(isChangesFile('2026-03-01 12:00:00 INFO change applied, type x\n', 'changes.txt')).toBe(false);
  expect(isChangesFile('', 'changes.csv')).toBe(false);
  const opened = await open(dropped('changes.csv', changes), dropped('a.log', LOG));
  expect(opened.changes.map((file) => file.name)).toEqual(['changes.csv']);
  expect(opened.logs.map((file) => file.name)).toEqual(['a.log']);
});
