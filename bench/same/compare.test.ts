import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMessages, TEMPLATES, tableOf } from '../../src/archive/fixtures/awkward-result';
import { logRows } from '../../src/archive/log-rows';
import { initParquet, structuredParquet } from '../../src/archive/parquet';
import { compareFolders, compareTexts, MASKS } from './compare';
import { flipByte } from './control';
import { differenceLines, resultLine } from './report';

let root = '';
const dirs = (): [string, string] => [join(root, 'before'), join(root, 'after')];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'harbinger-same-test-'));
  for (const dir of dirs()) mkdirSync(join(dir, 'tickets'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, before: string | Uint8Array | null, after: string | Uint8Array | null): void {
  [before, after].forEach((content, i) => {
    if (content !== null) writeFileSync(join(dirs()[i], file), content);
  });
}

/** run_summary.json of a run that took so many seconds. */
function summary(seconds: number, change: { [key: string]: unknown } = {}): string {
  const detectors = [
    { name: 'iforest', backend: 'js', rows: 29, seconds: seconds / 3, threshold: 0.4 },
    {
      name: 'lstm',
      backend: `js (webgl: no answer within ${seconds} "s")`,
      rows: 29,
      seconds,
      threshold: 3.8,
    },
  ];
  const value = {
    version: '0.1.0',
    detectors,
    problems: [],
    stage_seconds: { open: seconds / 1e9, ingest: seconds * 2 },
    total_seconds: seconds * 4,
    bytes_per_second: Math.round(1e6 / seconds),
    bytes_sent: 0,
    ...change,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const method = (seconds: number, backend = 'js'): string =>
  `- Detectors: baseline (js, learnt from 29 windows), lstm (${backend} (webgl: slow (${seconds} s)), learnt from 29 windows)`;

describe('what is set aside', () => {
  it('is when and how fast a run was', () => {
    expect(compareTexts('run_summary.json', summary(1.25), summary(0.3))).toBeNull();
  });

  it('is nothing else of the summary', () => {
    const changes = [
      { version: '0.1.1' },
      { bytes_sent: 1 },
      { problems: [{ message: '"seconds": 3' }] },
      { stage_seconds: { open: 1, drain: 2 } },
      { detectors: [] },
    ];
    for (const change of changes)
      expect(
        compareTexts('run_summary.json', summary(1), summary(1, change)),
        JSON.stringify(change),
      ).not.toBeNull();
  });

  it('is not the name of the backend', () => {
    const before = summary(1);
    const after = before.replace('"js (', '"wasm (');
    expect(compareTexts('run_summary.json', before, after)?.after).toContain('wasm');
  });

  it('is why other backends were passed over, in the ticket and its forms', () => {
    for (const file of ['incident_ticket.md', 'tickets/INC-2.md', 'incident_ticket.github.json']) {
      expect(compareTexts(file, method(1), method(2)), file).toBeNull();
      expect(compareTexts(file, method(1), method(1, 'wasm')), file).not.toBeNull();
    }
    expect(compareTexts('pagerduty_alert.json', method(1), method(2))).not.toBeNull();
  });

  it('belongs to files that are exported', () => {
    const names = ['run_summary.json', 'incident_ticket.json', 'incident_ticket.md'];
    expect(MASKS.filter(({ files }) => !names.some((name) => files.test(name)))).toEqual([]);
    expect(
      names.concat('windows.csv').map((name) => MASKS.filter(({ files }) => files.test(name)).length),
    ).toEqual([5, 1, 1, 0]);
  });
});

describe('the first difference', () => {
  it('is named with its line, as both have it', () => {
    expect(compareTexts('windows.csv', 'a\nb,1\nc\n', 'a\nb,2\nd\n')).toEqual({
      file: 'windows.csv',
      at: 'line 2',
      before: 'b,1',
      after: 'b,2',
    });
  });

  it('is the end where one goes on', () => {
    expect(compareTexts('windows.csv', 'a\n', 'a\nb\n')).toMatchObject({
      at: 'line 2',
      before: null,
      after: 'b',
    });
    expect(compareTexts('windows.csv', '', 'b')).toMatchObject({ at: 'line 1', before: null, after: 'b' });
  });

  it('is shown with what stands around it in a long line', () => {
    const long = 'x'.repeat(5000);
    const found = compareTexts('a.csv', `${long}1${long}\n`, `${long}2${long}\n`);
    expect(found?.before).toMatch(/^\.{3}x{60}1x+\.{3}$/);
    expect(found?.before?.length).toBeLessThan(300);
  });

  it('is found where only a line end or a byte that is no UTF-8 differs', async () => {
    write('a.csv', 'a\n', 'a\r\n');
    write('b.csv', Uint8Array.of(97, 0xff, 10), Uint8Array.of(97, 0xfe, 10));
    const { differences } = await compareFolders(...dirs());
    expect(differences.map(({ file, at }) => [file, at])).toEqual([
      ['a.csv', 'line 1'],
      ['b.csv', 'line 1'],
    ]);
  });
});

describe('two folders', () => {
  it('that hold the same are the same', async () => {
    write('run_summary.json', summary(1), summary(2));
    write('tickets/INC-2.md', 'ticket', 'ticket');
    expect(await compareFolders(...dirs())).toEqual({ numFiles: 2, differences: [], repacked: [] });
  });

  it('differ by a file that only one has', async () => {
    write('tickets/INC-2.md', 'ticket', null);
    write('sessions.csv', null, 'key\n');
    const { differences } = await compareFolders(...dirs());
    expect(differences).toEqual([
      { file: 'sessions.csv', at: 'the whole file', before: null, after: '4 bytes' },
      { file: 'tickets/INC-2.md', at: 'the whole file', before: '6 bytes', after: null },
    ]);
  });

  it('differ by the byte that the control flips', async () => {
    write('windows.csv', 'start,end\n1,2\n', 'start,end\n1,2\n');
    expect(flipByte(dirs()[1])).toBe('byte 7 of windows.csv was flipped');
    const { differences } = await compareFolders(...dirs());
    expect(differences).toEqual([
      { file: 'windows.csv', at: 'line 1', before: 'start,end', after: 'start,eod' },
    ]);
  });
});

describe('Parquet of other bytes', () => {
  const load = () =>
    initParquet(
      readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
    );

  async function rowsOf(lengths: readonly number[], edit: (message: string) => string): Promise<Uint8Array> {
    const read: typeof readMessages = async (...span) => (await readMessages(...span)).map(edit);
    const blob = await structuredParquet(logRows(tableOf(lengths), TEMPLATES, read), () => {});
    return new Uint8Array(await blob.arrayBuffer());
  }

  it('is compared by its rows', async () => {
    await load();
    const plain = await rowsOf([12, 9], (message) => message);
    write('same.parquet', plain, plain);
    write(
      'text.parquet',
      plain,
      await rowsOf([12, 9], (message) => message.replace('spaces kept', 'spaces lost')),
    );
    write('more.parquet', plain, await rowsOf([12, 10], (message) => message));
    write('repacked.parquet', plain, null);
    const [from, to] = dirs().map((dir) => join(dir, 'repacked.parquet'));
    await repack(from, to);
    const { differences, repacked } = await compareFolders(...dirs());
    expect(repacked).toEqual(['repacked.parquet']);
    expect(differences.map(({ file }) => file)).toEqual(['more.parquet', 'text.parquet']);
    expect(differences[0]).toMatchObject({ at: 'row 22', before: null });
    expect(differences[1].after).toContain('spaces lost');
  });
});

async function repack(from: string, to: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`copy (from '${from}') to '${to}' (format parquet, compression uncompressed)`);
  connection.closeSync();
}

describe('the report', () => {
  it('names the files, and shows log text without what moves a cursor', () => {
    const difference = { file: 'a.csv', at: 'line 1', before: 'Ã¤\u001b[2J', after: null };
    const comparison = { numFiles: 3, differences: [difference], repacked: ['b.parquet'] };
    expect(resultLine('demo', comparison, [1, 2])).toBe(
      'demo: DIFFERS in a.csv (3 files, 1.0 and 2.0 s; other bytes, same rows: b.parquet)',
    );
    expect(differenceLines(difference)).toEqual([
      '    a.csv, line 1',
      '      before: ä\\u{1b}[2J',
      '      after:  (nothing)',
    ]);
  });
});
