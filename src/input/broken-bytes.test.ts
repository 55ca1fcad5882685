import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { findBroken } from './broken-bytes';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { openFiles } from './open';
import { readRows } from './read-rows';

type Bytes = Uint8Array<ArrayBuffer>;
const LINE = '2024-03-01 10:00:00,001 INFO [main] app.Store: Größe für 文件 😀 ist 17\n';
const concat = (...parts: (string | number[])[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

/** Bytes that a strict decoder takes no part of, by decoding from each place on: slow, and written quite otherwise. */
function countSlowly(bytes: Uint8Array): { num: number; firstByte: number } | null {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let [num, firstByte] = [0, -1];
  for (let at = 0; at < bytes.length; ) {
    const whole = [1, 2, 3, 4].find((length) => {
      try {
        return at + length <= bytes.length && [...strict.decode(bytes.subarray(at, at + length))].length <= 1;
      } catch {
        return false;
      }
    });
    if (!whole && num++ === 0) firstByte = at;
    at += whole ?? 1;
  }
  return num === 0 ? null : { num, firstByte };
}

test('counts as a strict decoder does, wherever the bytes lie', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const parts = [
    [0xc3],
    [0xe2, 0x82],
    [0xf0, 0x9f, 0x98],
    [0xed, 0xa0, 0x80],
    [0xc0, 0xaf],
    [0xff],
    [0xf4, 0x90, 0x80],
  ];
  for (let round = 0; round < 200; round++) {
    const pieces = Array.from({ length: 6 }, () =>
      random(2) ? LINE.slice(random(40)) : [...parts[random(parts.length)], ...(random(3) ? [] : [0x80])],
    );
    const padded = concat('x'.repeat(round % 5), ...pieces);
    const bytes = padded.subarray(round % 5);
    const expected = countSlowly(bytes);
    const found = findBroken(bytes);
    expect(found && { num: found.num, firstByte: found.firstByte }).toEqual(expected);
  }
});

test('text without an end of line at its cuts counts nothing across them', () => {
  const bytes = concat('a😀b');
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(findBroken(bytes.subarray(0, cut), false, true)).toBeNull();
    expect(findBroken(bytes.subarray(cut), true, false)).toBeNull();
  }
  expect(findBroken(concat('a', [0x80]), true)).toMatchObject({ num: 1, firstByte: 1 });
  expect(findBroken(concat('a', [0xc3, 0x28]), false, true)).toMatchObject({ num: 1, firstByte: 1 });
});

async function analyse(content: Bytes, shardBytes?: number) {
  const opened = await openFiles([{ path: 'a.log', file: new File([content], 'a.log') }]);
  const source = await ingestFiles(opened.logs, DEFAULT_SETTINGS, [localScanner], { shardBytes });
  const problems = [...opened.problems, ...source.table.problems];
  return { source, broken: problems.filter(({ code }) => code === 'broken-bytes') };
}

test('broken bytes are counted over all shards, shown as U+FFFD, and records keep their offsets', async () => {
  const bad = concat('2024-03-01 10:00:01,001 WARN [main] app.Store: bad ', [0xff, 0xc3], ' bytes\n');
  const content = concat(LINE.repeat(50), [...bad], LINE.repeat(50), [...bad]);
  const firstByte = content.indexOf(0xff);
  for (const shardBytes of [undefined, 300, 1000]) {
    const { source, broken } = await analyse(content, shardBytes);
    expect(broken).toMatchObject([{ severity: 'info', byteOffset: firstByte, lineNum: 51, file: 'a.log' }]);
    expect(broken[0].message).toMatch(
      /^4 bytes of a\.log are not utf-8 and shown as \uFFFD, the first on line 51/,
    );
    expect(source.table.length).toBe(102);
    const rows = await readRows(source, [50, 51, 101]);
    expect(rows.map((row) => row?.text.includes('bad \uFFFD\uFFFD bytes'))).toEqual([true, false, true]);
    expect(rows[1]?.text).toContain('Größe für 文件 😀 ist 17');
  }
});

test('a text without broken bytes has no such problem', async () => {
  expect((await analyse(concat(LINE.repeat(200)), 500)).broken).toEqual([]);
});

test('of transcoded text, what could not be decoded is counted', async () => {
  const text = Buffer.from(LINE.repeat(20), 'utf16le');
  // Half of a pair, in the middle of the eleventh line.
  const at = 2 * (LINE.length * 10 + 45);
  text.writeUInt16LE(0xd800, at);
  const { broken } = await analyse(new Uint8Array(text));
  expect(broken).toMatchObject([{ lineNum: 11, severity: 'info' }]);
  expect(broken[0].message).toMatch(/^1 character of a\.log is not utf-16le/);
  const before = text.subarray(0, at).toString('utf16le');
  expect(broken[0].byteOffset).toBe(Buffer.byteLength(before));
});
