import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DroppedFile } from '../../contracts/threads';
import { ingest } from '../fixtures/ingest-here';
import {
  COMPACT_EXPORT_HASH,
  COMPACT_JOURNAL,
  FIELD,
  field,
  type MadeField,
  makeJournal,
  PACKED,
  REGULAR_EXPORT_HASH,
  REGULAR_JOURNAL,
} from '../fixtures/journals';
import { openFiles } from '../open';
import { readRows } from '../read-rows';
import { DEFAULT_OPEN_LIMITS } from '../types';

const dropped = (content: Uint8Array, path = 'system.journal'): DroppedFile => ({
  path,
  file: new File([content as Uint8Array<ArrayBuffer>], path),
});

const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Text, and the problems but for the word that it is text of a journal. */
async function read(content: Uint8Array) {
  const { logs, problems } = await openFiles([dropped(content)]);
  const text = logs.length > 0 ? await logs[0].blob.text() : '';
  return { text, problems: problems.filter(({ code }) => code !== 'journal-as-text') };
}

const numbersIn = (text: string): number[] =>
  Array.from(text.matchAll(/^__CURSOR=s=(?:cd){16};i=([0-9a-f]+);/gm), ([, num]) => Number.parseInt(num, 16));

const SHARED = [field('_HOSTNAME=web1'), field('SYSLOG_IDENTIFIER=app')];
const ENTRIES = Array.from({ length: 9 }, (_, i): MadeField[] => [
  ...SHARED,
  field(`PRIORITY=${i % 2 ? 6 : 3}`),
  field(i === 4 ? 'MESSAGE=two\nlines' : `MESSAGE=job ${i} finished`),
]);
const ALL = ENTRIES.map((_, i) => i + 1);

test.each([
  ['regular', REGULAR_JOURNAL, REGULAR_EXPORT_HASH],
  ['compact', COMPACT_JOURNAL, COMPACT_EXPORT_HASH],
])('a %s journal of systemd gives what journalctl exports of it, to the byte', async (_, journal, hash) => {
  const { logs, problems } = await openFiles([dropped(base64(journal), 'var/log/user-1000.journal.zst')]);
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['journal-as-text', 'info']]);
  expect(problems[0].message).toContain('lines and bytes are those of that text');
  expect(logs[0].compression).toEqual({ kind: 'journal', bytes: 8_388_608 });
  const text = new Uint8Array(await logs[0].blob.arrayBuffer());
  expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
});

test('the records are read: times, levels, sources, messages', async () => {
  const { logs } = await openFiles([dropped(base64(COMPACT_JOURNAL), 'a.zst')]);
  const source = await ingest(logs);
  expect(source.table.files[0].format).toBe('journald-export');
  const times = source.table.shards.flatMap(({ timeMs }) => [...timeMs]);
  expect(times).toEqual([0, 1, 2, 3, 4, 5].map((i) => (1_709_287_200_000_000 + i * 1_700_123) / 1000));
  const parts = (await readRows(source, [0, 1, 3, 4])).map((part) => part!);
  expect(parts.map(({ level }) => level)).toEqual(['info', 'info', 'info', 'error']);
  expect(parts.map((part) => part.source)).toEqual(['nginx', 'sshd', 'sshd', 'nginx']);
  expect(parts[1].message).toBe('Accepted publickey for anna from 10.0.0.7 port 40112');
  expect(parts[2].message.split('\n')[0]).toBe('två rader');
});

test.each([false, true])('entries of a journal made here, compact: %s', async (compact) => {
  const { text, problems } = await read(makeJournal(ENTRIES, { compact }).bytes);
  expect(problems).toEqual([]);
  const records = text.split(/(?<=\n\n)(?=__CURSOR)/);
  expect(records).toHaveLength(9);
  expect(records[1]).toBe(
    `__CURSOR=s=${'cd'.repeat(16)};i=2;b=${'ab'.repeat(16)};m=1e8480;t=${(1.700000001e15).toString(16)};x=0\n` +
      `__REALTIME_TIMESTAMP=1700000001000000\n__MONOTONIC_TIMESTAMP=2000000\n_BOOT_ID=${'ab'.repeat(16)}\n` +
      '_HOSTNAME=web1\nSYSLOG_IDENTIFIER=app\nPRIORITY=6\nMESSAGE=job 1 finished\n\n',
  );
  expect(records[4]).toContain('\nMESSAGE\n\x09\0\0\0\0\0\0\0two\nlines\n\n');
});

test.each(PACKED)('a field that is compressed with %s', async (_, flags, packed) => {
  const entry = [...SHARED, { bytes: base64(packed), flags }];
  for (const compact of [false, true]) {
    const { text, problems } = await read(makeJournal([entry, entry], { compact }).bytes);
    expect(problems).toEqual([]);
    expect(text.split(`\n${FIELD}\n`)).toHaveLength(3);
  }
});

test.each(PACKED)(
  'a field that is damaged within its %s is left out, the rest is read',
  async (_, flags, packed) => {
    const bytes = base64(packed);
    bytes.fill(0xff, 9, bytes.length - 4);
    const { text, problems } = await read(makeJournal([[...SHARED, { bytes, flags }], SHARED]).bytes);
    expect(numbersIn(text)).toEqual([1, 2]);
    expect(problems.map(({ code }) => code)).toEqual(['damaged-fields']);
    expect(text).not.toContain('MESSAGE');
  },
);

test('cut at any byte: the entries before that, and where it ends', async () => {
  const { bytes, entryAt } = makeJournal(ENTRIES);
  const whole = (await read(bytes)).text;
  const tail = bytes.findLastIndex((byte) => byte !== 0);
  for (let end = 8; end < bytes.length; end += 3) {
    const { text, problems } = await read(bytes.subarray(0, end));
    expect(whole.startsWith(text)).toBe(true);
    const numWhole = entryAt.filter((at) => at + 64 + 4 * 16 <= end).length;
    expect(numbersIn(text)).toEqual(ALL.slice(0, numWhole));
    const expected = { code: 'truncated-journal', byteOffset: end, severity: numWhole ? 'warning' : 'error' };
    if (end <= tail - 8) expect(problems).toMatchObject([expected]);
    else if (problems.length > 0) expect(problems).toMatchObject([expected]);
  }
});

test('behind damage the entries are found again', async () => {
  const { bytes, entryAt } = makeJournal(ENTRIES);
  bytes.fill(0xee, entryAt[3], entryAt[3] + 40);
  const { text, problems } = await read(bytes);
  expect(numbersIn(text)).toEqual(ALL.filter((num) => num !== 4));
  expect(problems).toMatchObject([{ code: 'damaged-journal', severity: 'warning', byteOffset: entryAt[3] }]);
  expect(problems[0].message).toContain('8 of the 9 entries');
});

test('an entry that a message of a damaged journal holds is not taken for one', async () => {
  const forged = makeJournal([...ENTRIES, ...ENTRIES]);
  // Number 18 of a journal of nine.
  const entry = forged.bytes.slice(forged.entryAt[17], forged.entryAt[17] + 128);
  const name = new TextEncoder().encode('MESSAGE=');
  const message = { bytes: new Uint8Array([...name, ...entry]) };
  const { bytes, entryAt } = makeJournal([...ENTRIES.slice(0, 2), [message], ...ENTRIES.slice(3)]);
  bytes.fill(0xee, entryAt[1], entryAt[1] + 16);
  expect(numbersIn((await read(bytes)).text)).toEqual(ALL.filter((num) => num !== 2));
});

test('any bytes changed: nothing is thrown, a changed byte makes no more than one record, and what is missing is told', async () => {
  const { bytes } = makeJournal(ENTRIES, { compact: true, room: 64 });
  const edits = fc.array(fc.tuple(fc.integer({ min: 8, max: bytes.length - 1 }), fc.nat(255)), {
    minLength: 1,
    maxLength: 12,
  });
  let numTold = 0;
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const changed = bytes.slice();
      for (const [at, value] of changes) changed[at] = value;
      const { text, problems } = await read(changed);
      const records = text.split('__CURSOR=').length - 1;
      // A byte may make an entry of another object: only sealed journals could tell.
      expect(records).toBeLessThanOrEqual(9 + changes.length);
      if (records < 9) expect(problems.length).toBeGreaterThan(0);
      if (problems.length > 0) numTold++;
      for (const { message } of problems) expect(message).toMatch(/^system\.journal |of system\.journal /);
    }),
    { numRuns: 400 },
  );
  expect(numTold).toBeGreaterThan(100);
});

test('places that lead nowhere, to themselves or back into the header are left out', async () => {
  const { bytes, entryAt } = makeJournal(ENTRIES);
  const view = new DataView(bytes.buffer);
  const places = [0, 8, entryAt[2], bytes.length - 8, bytes.length + 8, 2 ** 40, 12, 2 ** 53].map(BigInt);
  places.forEach((place, i) => {
    view.setBigUint64(entryAt[i] + 64, place, true);
  });
  const { text, problems } = await read(bytes);
  expect(numbersIn(text)).toEqual(ALL);
  expect(text.match(/_HOSTNAME/g)).toHaveLength(1);
  expect(problems).toMatchObject([{ code: 'damaged-fields', byteOffset: 0 }]);
  expect(problems[0].message).toMatch(/^8 fields/);
});

test('fields and entries beyond what a record can hold are left out and told', async () => {
  const large = { bytes: new TextEncoder().encode(`MESSAGE=${'x'.repeat(600_000)}`) };
  const half = { bytes: new TextEncoder().encode(`NOTE=${'y'.repeat(500_000)}`) };
  const stated = { bytes: new Uint8Array(64), flags: 2 };
  new DataView(stated.bytes.buffer).setUint32(0, 4e9, true);
  const { text, problems } = await read(
    makeJournal([[...SHARED, large], [half, half, half], [stated]]).bytes,
  );
  expect(numbersIn(text)).toEqual([1, 2, 3]);
  expect(text.length).toBeLessThan(1.1e6);
  expect(problems).toMatchObject([{ code: 'large-fields', severity: 'info' }]);
  expect(problems[0].message).toMatch(/^3 fields/);
});

test('a journal that would give far more than its size is stopped as an archive is', async () => {
  const half = { bytes: new TextEncoder().encode(`NOTE=${'y'.repeat(400_000)}`) };
  const { bytes } = makeJournal(Array.from({ length: 200 }, () => [half, half]));
  const limits = { ...DEFAULT_OPEN_LIMITS, ratioFrom: 1e6, maxRatio: 10 };
  const { logs, problems } = await openFiles([dropped(bytes)], { limits });
  expect(problems).toMatchObject([{ code: 'archive-limit' }]);
  expect(logs[0].bytes).toBeLessThan(20e6);
});

test('a journal without entries, one of a kind not known here, and one that ends in its header', async () => {
  expect((await read(makeJournal([]).bytes)).problems).toMatchObject([{ code: 'empty-file' }]);
  const { bytes } = makeJournal(ENTRIES);
  bytes[12] |= 0x40;
  const { text, problems } = await read(bytes);
  expect([text, problems.map(({ code, severity }) => [code, severity])]).toEqual([
    '',
    [['unknown-journal', 'error']],
  ]);
  expect(problems[0].message).toContain('journalctl --file system.journal -o export');
  const short = await read(bytes.subarray(0, 100));
  expect(short.problems).toMatchObject([{ code: 'truncated-journal', severity: 'error', byteOffset: 100 }]);
});
