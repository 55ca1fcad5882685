// Plain files that are made to harm, for `npm run bench -- abuse`: bytes, line ends, controls and structures that no log should hold.
import { writeFileSync } from 'node:fs';
import { writePieces } from './abuse-archives';
import { type AbuseCase, LINE, random, text } from './abuse-case';

const MB = 1e6;
/** Some verdict, without a problem that is an error. */
const READ = /^(No verdict|All quiet|Nothing)|incident/im;
const JSON_LINE = '{"time":"2024-03-01T10:00:00Z","level":"info","msg":"ok"}\n';
/** Pieces are of so many lines. */
const MANY = 1000;

/** So many lines in pieces, each made of its number. */
const lines = (num: number, line: (i: number) => string): Iterable<string> =>
  pieces(num / MANY, (k) => Array.from({ length: MANY }, (_, i) => line(k * MANY + i)).join(''));

function* pieces(num: number, piece: (k: number) => string): Iterable<string> {
  for (let k = 0; k < num; k++) yield piece(k);
}

/** A plain file of lines with a right result: so many records, and every byte in a record or a gap. */
function readable(name: string, num: number, line: (i: number) => string, records = num): AbuseCase {
  const make = (path: string): void => writePieces(path, lines(num, line));
  return { name, file: `${name.replaceAll(/\W+/g, '-')}.log`, expected: READ, records, covers: true, make };
}

function filled(name: string, byte: number, bytes: number, expected: RegExp): AbuseCase {
  return {
    name,
    file: 'filled.log',
    expected,
    make: (path) => writeFileSync(path, Buffer.alloc(bytes, byte)),
  };
}

/** The clock of line i, one a second. */
const stamp = (i: number): string => new Date(Date.UTC(2024, 2, 1) + i * 1000).toISOString();
const words = random(3);

export const ABUSE_TEXTS: readonly AbuseCase[] = [
  filled('0 bytes', 0, 0, /empty/i),
  { ...filled('1 byte', 120, 1, READ), records: 1, covers: true },
  filled('NULs, 100 MB', 0, 100 * MB, /binary|no text/i),
  { ...filled('0xFF, 100 MB', 255, 100 * MB, /not valid|broken|U\+FFFD/i), covers: true },
  {
    name: 'random bytes, 100 MB',
    file: 'random.log',
    expected: /binary|no text/i,
    make: (path) => writePieces(path, randomBytes(100)),
  },
  readable('carriage returns only, 500,000 lines', 500_000, (i) =>
    LINE.replace('17', `${i}`).replace('\n', '\r'),
  ),
  readable('line ends of three kinds, 600,000 lines', 600_000, (i) =>
    LINE.replace('\n', ['\n', '\r\n', '\r'][i % 3]),
  ),
  readable('blanks at the ends of 300,000 lines', 300_000, (i) =>
    LINE.replace('\n', `${' '.repeat(i % 90)}\n`),
  ),
  readable('ANSI colours and OSC 8 links, 300,000 lines', 300_000, (i) =>
    LINE.replace('INFO', '\x1b[1;31mINFO\x1b[0m').replace(
      '17',
      `\x1b]8;;http://x.example/${i}\x07${i}\x1b]8;;\x07`,
    ),
  ),
  readable('ANSI sequences that never end, 20,000 lines', 20_000, (i) =>
    LINE.replace('17', `\x1b[${'9;'.repeat(i % 999)}`),
  ),
  readable('bidirectional controls, 300,000 lines', 300_000, (i) =>
    LINE.replace('request', `\u202Etseuqer\u2066${i}`),
  ),
  readable(
    'keys called __proto__ and constructor, 300,000 lines',
    300_000,
    (i) => `{"__proto__":{"level":"x"},"constructor":{"prototype":${i}},${JSON_LINE.slice(1)}`,
  ),
  readable('markup and scripts, 100,000 lines', 100_000, (i) =>
    LINE.replace('17', `<img src=x onerror=document.title='${i}'><script>document.title=1</script>`),
  ),
  readable(
    'cells that spreadsheets run, 100,000 lines',
    100_000,
    (i) => `${stamp(i)} ERROR =cmd|'/c calc'!A${i}\n`,
  ),
  {
    name: 'broken UTF-8 in every line, 300,000 lines',
    file: 'broken.log',
    expected: /not valid|broken|U\+FFFD/i,
    records: 300_000,
    covers: true,
    make(path) {
      const piece = Buffer.from(`${LINE.trim()} \xff\xc3(\xed\xa0\x80\n`.repeat(MANY), 'latin1');
      writePieces(
        path,
        Array.from({ length: 300 }, () => piece),
      );
    },
  },
  readable('100,000 sources', 100_000, (i) => LINE.replace('App', `App${i}x${(i * 7) % 9973}`)),
  readable('years from 1970 to 2199 in no order', 100_000, (i) =>
    LINE.replace('2024', String(1970 + ((words(230) + i) % 230))),
  ),
  readable('clocks that go back with every line', 200_000, (i) => `${stamp(1e6 - i)} INFO job ${i}\n`),
  readable(
    'a stack trace of a million lines',
    1_000_000,
    (i) => (i === 0 ? LINE : `\tat a.B.c${i % 9}(B.java:${i})\n`),
    100,
  ),
  readable(
    'brackets, a megabyte deep',
    MANY,
    (i) => (i === 1 ? `${'[{"a":'.repeat(2e5)}\n` : LINE),
    MANY - 1,
  ),
  {
    ...readable(
      'JSON that opens and never closes, 50 MB',
      MANY,
      (i) => (i === 0 ? `{"a":\n${' {\n'.repeat(16e6)}` : ''),
      0,
    ),
    records: undefined,
  },
  {
    name: 'CSV whose quote never closes, 100 MB',
    file: 'open.csv',
    expected: READ,
    covers: true,
    make: (path) =>
      writePieces(path, [
        'time,level,message\n2024-03-01T10:00:00Z,info,"a\n',
        ...text(100 * MB, () => 'b,c\n'.repeat(100_000)),
      ]),
  },
  readable('lines of 100,000 words', 2 * MANY, (i) => `${LINE.trim()} ${`w${i} `.repeat(10_000)}\n`),
];

/** Pieces of a megabyte, the same each time. */
function* randomBytes(megabytes: number): Iterable<Uint8Array> {
  const below = random(11);
  for (let i = 0; i < megabytes; i++) yield Uint8Array.from({ length: MB }, () => below(256));
}
