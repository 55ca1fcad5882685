// The abusive inputs of `npm run bench -- abuse`, at full size. Each: how it is made, and what the page has to say of it.
import { truncateSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { BZIP2, BZIP2_BOMB, XZ, XZ_BOMB, ZSTD } from '../src/input/fixtures/archives';
import { repeated, tarOf, writeGzipBomb, writePieces, zipBomb, zipOfZips, zstdBomb } from './abuse-archives';
import { type AbuseCase, LINE, random, TOO_MUCH, text } from './abuse-case';
import { ABUSE_PACKED } from './abuse-packed';
import { ABUSE_TEXTS } from './abuse-texts';

const GB = 1e9;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A million lines of sixty random words of letters only: no two alike, and nothing that a mask would take out. */
function* uniqueLines(): Iterable<string> {
  const below = random(5);
  const word = (): string => Array.from({ length: 2 + below(4) }, () => LETTERS[below(26)]).join('');
  for (let group = 0; group < 10_000; group++)
    yield Array.from({ length: 100 }, () => `${Array.from({ length: 60 }, word).join(' ')}\n`).join('');
}

/** Lines of a log whose numbers differ: packed as logs are. */
function realLog(bytes: number): Buffer {
  const below = random(9);
  return Buffer.concat(
    [
      ...text(bytes, (i) => LINE.replace('17', String(below(1e9))).replace('00,001', `${10 + (i % 50)},001`)),
    ].map((line) => Buffer.from(line)),
  );
}

function cut(path: string, pieces: Iterable<Uint8Array | string>): void {
  const all = Buffer.concat([...pieces].map((piece) => Buffer.from(piece as Uint8Array)));
  writePieces(path, [all]);
  truncateSync(path, all.length >> 1);
}

const fixture = (base64: string): Buffer => Buffer.from(base64, 'base64');

const ABUSE_LARGE: readonly AbuseCase[] = [
  {
    name: 'gzip, 10 GB of zeros',
    file: 'b.gz',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writeGzipBomb(path, 0, 160),
  },
  {
    name: 'gzip, 10 members of 1 GB of one letter',
    file: 'm.gz',
    bomb: true,
    expected: TOO_MUCH,
    make(path) {
      const member = gzipSync(Buffer.alloc(GB, 97));
      writePieces(
        path,
        Array.from({ length: 10 }, () => member),
      );
    },
  },
  {
    name: 'zip, one file of 10 GB',
    file: 'one.zip',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writePieces(path, zipBomb({ pieces: 160, entries: 1, stated: null })),
  },
  {
    name: 'zip, 5,000 entries on the same 1 GB',
    file: 'overlap.zip',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writePieces(path, zipBomb({ pieces: 16, entries: 5000, stated: null })),
  },
  {
    name: 'zip that states 1,000 bytes for 1 GB',
    file: 'lying.zip',
    bomb: true,
    expected: /not of the size/,
    make: (path) => writePieces(path, zipBomb({ pieces: 16, entries: 1, stated: 1000 })),
  },
  {
    name: 'zip of 16 zips of 4 GB each',
    file: 'nested.zip',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) =>
      writePieces(path, zipOfZips(Buffer.concat(zipBomb({ pieces: 60, entries: 1, stated: null })), 16)),
  },
  {
    name: 'xz, 10 GB',
    file: 'b.xz',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writePieces(path, repeated(XZ_BOMB, 10 * GB)),
  },
  {
    name: 'bzip2, 10 GB',
    file: 'b.bz2',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writePieces(path, repeated(BZIP2_BOMB, 10 * GB)),
  },
  {
    name: 'zstd, 10 GB',
    file: 'b.zst',
    bomb: true,
    expected: TOO_MUCH,
    make: (path) => writePieces(path, zstdBomb(10 * GB)),
  },
  {
    name: 'tar of 2 million empty files',
    file: 'empty.tar',
    bomb: true,
    expected: /2,000,000 empty files/,
    make: (path) => writePieces(path, tarOf(2_000_000, '')),
  },
  {
    name: 'tar of 200,000 files of one line',
    file: 'many.tar',
    bomb: true,
    expected: /200,000 files/,
    make: (path) => writePieces(path, tarOf(200_000, LINE)),
  },
  {
    name: 'one line of 1 GB',
    file: 'line.log',
    expected: /^No verdict/m,
    records: 1,
    covers: true,
    make: (path) =>
      writePieces(
        path,
        text(GB, () => 'payload=0123456789abcdef '.repeat(40_000)),
      ),
  },
  {
    name: '10 million empty lines',
    file: 'empty.log',
    records: 0,
    covers: true,
    expected: /nothing|no record|No verdict/i,
    make: (path) => writePieces(path, ['\n'.repeat(10_000_000)]),
  },
  {
    name: 'a million unique lines of 60 words',
    file: 'unique.log',
    expected: /^No verdict[\s\S]*distinct/m,
    // Some begin with 'at', as lines of a trace do.
    records: 999_645,
    covers: true,
    make: (path) => writePieces(path, uniqueLines()),
  },
  {
    name: 'UTF-16 without a mark, 200 MB',
    file: 'wide.log',
    expected: /^No verdict|^All quiet|incident/im,
    make(path) {
      const wide = Buffer.from(realLog(10_000_000).toString('latin1'), 'utf16le');
      writePieces(
        path,
        Array.from({ length: 10 }, () => wide),
      );
    },
  },
  {
    name: 'half a gzip of 50 MB',
    file: 'h.log.gz',
    expected: /ends in the middle of its gzip/,
    make: (path) => cut(path, [gzipSync(realLog(50_000_000))]),
  },
  {
    name: 'half an xz',
    file: 'h.log.xz',
    expected: /ends in the middle of its xz/,
    make: (path) => cut(path, [fixture(XZ)]),
  },
  {
    name: 'half a bzip2',
    file: 'h.log.bz2',
    expected: /ends in the middle of its bzip2/,
    make: (path) => cut(path, [fixture(BZIP2)]),
  },
  {
    name: 'half a zstd',
    file: 'h.log.zst',
    expected: /ends in the middle of its zstd/,
    make: (path) => cut(path, [fixture(ZSTD)]),
  },
  {
    name: 'half a zip',
    file: 'h.zip',
    expected: /Not all of h\.zip could be read/,
    make: (path) => cut(path, zipOfZips(realLog(1_000_000), 20)),
  },
  {
    name: 'half a tar',
    file: 'h.tar',
    expected: /ends early or is damaged/,
    make: (path) => cut(path, tarOf(1001, LINE.repeat(20))),
  },
  {
    name: 'half a tar.gz',
    file: 'h.tar.gz',
    expected: /ends in the middle of its gzip/,
    make: (path) => cut(path, [gzipSync(Buffer.concat([...tarOf(1001, LINE.repeat(20))]))]),
  },
  {
    name: 'a file deleted while it is read',
    file: 'gone.log',
    deleteWhileRead: true,
    expected: /could not be read/,
    make: (path) =>
      writePieces(
        path,
        text(600_000_000, () => LINE.repeat(10_000)),
      ),
  },
];

export const ABUSE_CASES: readonly AbuseCase[] = [...ABUSE_LARGE, ...ABUSE_PACKED, ...ABUSE_TEXTS];
