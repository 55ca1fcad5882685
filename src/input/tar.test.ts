import { createTar } from 'nanotar';
import { expect, test } from 'vitest';
import { isTar, readTar } from './tar';

const BLOCK = 512;
const tarOf = (files: Record<string, string>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createTar(Object.entries(files).map(([name, data]) => ({ name, data }))));
/** Everything of it, or the first `most` files. */
async function read(bytes: Uint8Array<ArrayBuffer>, most = 100) {
  const entries: { name: string; head: string; blob: Blob }[] = [];
  const found = await readTar(new Blob([bytes]), ({ name, head, slice }) => {
    entries.push({ name, head: new TextDecoder().decode(head), blob: slice() });
    return entries.length < most;
  });
  return { entries, ...found };
}

/** The header at `at` with its checksum made right, of signed bytes if need be. */
function seal(bytes: Uint8Array, at: number, signed = false): void {
  bytes.fill(32, at + 148, at + 156);
  const sum = bytes.subarray(at, at + BLOCK).reduce((a, b) => a + (signed && b > 127 ? b - 256 : b), 0);
  bytes.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), at + 148);
}

test('each file comes with its first bytes, empty ones are counted, and the reading can be ended', async () => {
  const bytes = tarOf({ a: 'one', b: '', c: 'three', d: 'four', e: '' });
  const { entries, numFiles, numEmpty, faultOffset } = await read(bytes);
  expect(entries.map(({ name, head }) => `${name} ${head}`)).toEqual([
    'a one',
    'b ',
    'c three',
    'd four',
    'e ',
  ]);
  expect([numFiles, numEmpty, faultOffset]).toEqual([5, 2, null]);
  expect(await entries[2].blob.text()).toBe('three');
  expect((await read(bytes, 2)).numFiles).toBe(2);
});

test('files larger than what is read at a time, between small ones, have their first bytes too', async () => {
  const large = 'x'.repeat(5_000_000);
  const { entries } = await read(tarOf({ a: 'one', b: `b${large}`, c: `c${large}`, d: 'four', e: 'e' }));
  expect(entries.map(({ name, head }) => name + head.slice(0, 2))).toEqual([
    'aon',
    'bbx',
    'ccx',
    'dfo',
    'ee',
  ]);
  expect(entries[1].head.length).toBe(16_384);
  expect((await entries[2].blob.text()).length).toBe(5_000_001);
});

test('archives of before 1988, without a mark and with signed checksums', async () => {
  const old = tarOf({ 'log\u00e9': 'text' });
  old.fill(0, 257, BLOCK);
  for (const signed of [false, true]) {
    seal(old, 0, signed);
    expect(isTar(old)).toBe(true);
    const { entries, faultOffset } = await read(old);
    expect([entries.map(({ name }) => name), faultOffset]).toEqual([['log\u00e9'], null]);
  }
  old[0] ^= 1;
  expect(isTar(old)).toBe(false);
});

test('a damaged header ends the archive there', async () => {
  const bytes = tarOf({ a: 'one', b: 'two' });
  bytes[2 * BLOCK + 1] = 90;
  const { entries, faultOffset } = await read(bytes);
  expect([entries.length, faultOffset]).toEqual([1, 2 * BLOCK]);
});

test('a size beyond the end is told, and what is there is given', async () => {
  const bytes = tarOf({ a: 'one' });
  bytes.set(new TextEncoder().encode('77777777777 '), 124);
  seal(bytes, 0);
  const { entries, faultOffset } = await read(bytes);
  expect([entries.length, faultOffset]).toEqual([1, bytes.length]);
});

test('a long name ends at its first zero, and a megabyte of zeros before a letter takes no time', async () => {
  const name = 'n'.repeat(150);
  const size = 2 ** 20;
  const bytes = new Uint8Array(BLOCK + size + 3 * BLOCK);
  bytes.set(tarOf({ '././@LongLink': '' }).subarray(0, BLOCK));
  bytes.set(new TextEncoder().encode(`${size.toString(8).padStart(11, '0')}\0`), 124);
  bytes[156] = 'L'.charCodeAt(0);
  seal(bytes, 0);
  bytes.set(new TextEncoder().encode(name), BLOCK);
  bytes[BLOCK + size - 1] = 97;
  bytes.set(tarOf({ short: 'text' }).subarray(0, 2 * BLOCK), BLOCK + size);
  const before = performance.now();
  expect((await read(bytes)).entries.map((entry) => entry.name)).toEqual([name]);
  expect(performance.now() - before).toBeLessThan(2000);
});
