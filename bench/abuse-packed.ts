// More archives that are made to harm, for `npm run bench -- abuse`: names that lead out, archives in archives, wrong checksums.
import { gzipSync } from 'node:zlib';
import { tarOf, writePieces, zipBomb, zipOfZips } from './abuse-archives';
import { type AbuseCase, LINE, TOO_MUCH } from './abuse-case';

const LOG = Buffer.from(LINE.repeat(100_000));
const READ = /^(No verdict|All quiet)|incident/im;

/** A tar of one file of this name, in pieces. */
function tarNamed(name: string): Buffer {
  const tar = Buffer.concat([...tarOf(1, LINE.repeat(9))]);
  tar.fill(0, 0, 100);
  tar.write(name, 0);
  tar.write('        ', 148);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return tar;
}

/** A gzip whose checksum is another one. */
function gzipWithWrongSum(): Buffer {
  const packed = gzipSync(LOG);
  packed[packed.length - 6] ^= 255;
  return packed;
}

const zipIn = (file: Buffer): Buffer => Buffer.concat(zipOfZips(file, 1));

export const ABUSE_PACKED: readonly AbuseCase[] = [
  {
    name: 'tar in gzip, 200 files of 64 MB',
    file: 'bomb.tar.gz',
    bomb: true,
    expected: TOO_MUCH,
    make(path) {
      const member = gzipSync(Buffer.concat([...tarOf(1, 'a'.repeat(64e6))]).subarray(0, -1024));
      writePieces(
        path,
        Array.from({ length: 200 }, () => member),
      );
    },
  },
  {
    name: 'gzip in gzip in gzip of 4 GB',
    file: 'deep.gz',
    bomb: true,
    expected: /deep|times as much|unpacks to/,
    make(path) {
      const inner = gzipSync(Buffer.alloc(1e9));
      writePieces(path, [gzipSync(gzipSync(Buffer.concat([inner, inner, inner, inner])))]);
    },
  },
  {
    name: 'zip in zip in zip in zip',
    file: 'deep.zip',
    expected: /deep/,
    make: (path) => writePieces(path, [zipIn(zipIn(zipIn(zipIn(LOG))))]),
  },
  {
    name: 'zip of 60,000 entries on one name',
    file: 'same.zip',
    bomb: true,
    expected: /times as much|unpacks to|files/,
    make: (path) => writePieces(path, zipBomb({ pieces: 1, entries: 60_000, stated: null })),
  },
  {
    name: 'zip that states 4 GB for 64 MB',
    file: 'more.zip',
    bomb: true,
    expected: /not of the size|times as much|unpacks to/,
    make: (path) => writePieces(path, zipBomb({ pieces: 1, entries: 1, stated: 4e9 })),
  },
  {
    name: 'tar whose name leads out',
    file: 'out.tar',
    expected: /\.\.\/\.\.\/etc/,
    make: (path) => writePieces(path, [tarNamed('../../etc/passwd.log')]),
  },
  {
    name: 'gzip with a wrong checksum',
    file: 'sum.log.gz',
    expected: /checksum|damaged/i,
    make: (path) => writePieces(path, [gzipWithWrongSum()]),
  },
  {
    name: 'gzip of 2,000 members and 50 MB of zeros behind',
    file: 'members.log.gz',
    expected: READ,
    records: 200_000,
    make: (path) =>
      writePieces(path, [
        ...Array.from({ length: 2000 }, () => gzipSync(LINE.repeat(100))),
        Buffer.alloc(50e6),
      ]),
  },
  {
    name: 'gzip with 50 MB of rubbish behind',
    file: 'rubbish.log.gz',
    expected: /damaged|behind|after/i,
    records: 100_000,
    make: (path) => writePieces(path, [gzipSync(LOG), Buffer.alloc(50e6, 97)]),
  },
];
