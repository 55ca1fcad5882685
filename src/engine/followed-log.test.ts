import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { localScanner } from '../input/fixtures/local-scanner';
import { readRows } from '../input/read-rows';
import { LivingFolder } from './fixtures/living-file';
import { FollowedLog } from './followed-log';

const ignore = (): void => {};
const NAME = 'app.log';
let numMade = 0;
/** Each line is like no other. */
const lines = (num: number): string =>
  Array.from({ length: num }, () => {
    const at = new Date(Date.UTC(2026, 2, 1) + 250 * numMade).toISOString();
    return `${at} INFO [main] com.example.App: request ${numMade++} of ${'customer'.slice(numMade % 7)} was served\n`;
  }).join('');

async function textsOf(log: FollowedLog): Promise<string[]> {
  const read = log.read();
  const rows = Array.from({ length: read.table.length }, (_, row) => row);
  const found = await readRows(read, rows);
  return found.map((parts) => parts!.text.trimEnd());
}

async function following(folder: LivingFolder, hasFolder = true): Promise<FollowedLog> {
  const source = { file: folder.file(NAME), folder: hasFolder ? folder.folder() : null };
  const log = new FollowedLog({ name: NAME, source, settings: DEFAULT_SETTINGS }, [localScanner]);
  await log.take(ignore);
  await log.begin();
  return log;
}

async function lookedThrough(log: FollowedLog): Promise<void> {
  while ((await log.look()).hasMore);
}

type Step =
  | { readonly kind: 'lines'; readonly num: number; readonly cut: number }
  | { readonly kind: 'rename' | 'rename-later' | 'copy' | 'look' };

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('lines' as const),
      num: fc.integer({ min: 1, max: 40 }),
      cut: fc.nat(60),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('look' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('rename' as const, 'rename-later' as const, 'copy' as const),
    }),
  },
);

test('whatever is appended, in any pieces, over renames, copies and refused reads: every line is there once, and in order', async () => {
  let rotations = 0;
  let cuts = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 30 }),
      fc.nat(10),
      async (steps: Step[], refuse) => {
        const folder = new LivingFolder();
        let written = lines(60);
        folder.write(NAME, written);
        const log = await following(folder);
        folder.refused01 = refuse / 100;
        let rest = '';
        let isLooked = true;
        // What is written and renamed before any look at it cannot be told from what was never there.
        let isSeen = true;
        const write = (text: string): void => {
          folder.write(NAME, text);
          written += text;
          isLooked = false;
        };
        for (const each of steps) {
          if (each.kind === 'lines') {
            const all = rest + lines(each.num);
            const cut = all.length - each.cut;
            if (each.cut > 0) cuts++;
            write(all.slice(0, cut));
            rest = all.slice(cut);
            continue;
          }
          if (each.kind === 'look') {
            await lookedThrough(log);
            isSeen ||= folder.files.get(NAME)!.length > 0;
            isLooked = true;
            continue;
          }
          // A log is rotated between two writes of whole lines.
          if (rest !== '') write(rest);
          rest = '';
          if (!isSeen) continue;
          isSeen = false;
          if (each.kind === 'copy') folder.copyAndTruncate(NAME);
          else folder.rename(NAME, each.kind === 'rename');
          if (each.kind === 'rename-later') {
            expect((await log.look()).isAway).toBe(true);
            folder.truncate(NAME);
          }
          if (!isLooked) rotations++;
          await lookedThrough(log);
          isLooked = true;
        }
        if (rest !== '') write(rest);
        await lookedThrough(log);
        await log.end();
        expect(await textsOf(log)).toEqual(written.trimEnd().split('\n'));
      },
    ),
    { numRuns: 80 },
  );
  expect(rotations).toBeGreaterThan(30);
  expect(cuts).toBeGreaterThan(100);
}, 120_000);

test('without its folder what came between the last look and a rotation is missing, and that is said', async () => {
  const folder = new LivingFolder();
  folder.write(NAME, lines(60));
  const log = await following(folder, false);
  folder.write(NAME, lines(5));
  folder.rename(NAME);
  folder.write(NAME, lines(7));
  expect((await log.look()).anew).toEqual({ old: null });
  await lookedThrough(log);
  expect(log.last.numRows).toBe(67);
});

test('a file that is written anew over the same beginning is told by the last bytes that were taken', async () => {
  const folder = new LivingFolder();
  const [head, tail] = [lines(60), lines(20)];
  folder.write(NAME, head + tail);
  const log = await following(folder, false);
  folder.truncate(NAME);
  folder.write(NAME, head + lines(40));
  expect((await log.look()).anew).toEqual({ old: null });
  await lookedThrough(log);
  expect(log.last.numRows).toBe(80 + 100);
});

test('of too much the older half is let go; what stays is the end of the log, whole, with its text', async () => {
  const folder = new LivingFolder();
  let written = lines(300);
  folder.write(NAME, written);
  const source = { file: folder.file(NAME), folder: folder.folder() };
  const job = { name: NAME, source, settings: DEFAULT_SETTINGS };
  const log = new FollowedLog(job, [localScanner], { maxRows: 1000, maxBytes: 2 ** 30 });
  await log.take(ignore);
  await log.begin();
  let letGo = 0;
  let most = 0;
  for (let i = 0; i < 60; i++) {
    const more = lines(100);
    written += more;
    folder.write(NAME, more);
    if (i % 17 === 16) folder.rename(NAME);
    for (let hasMore = true; hasMore; ) {
      const came = await log.look();
      letGo += came.letGo ?? 0;
      hasMore = came.hasMore;
      most = Math.max(most, log.last.numRows);
    }
  }
  expect(most).toBeLessThanOrEqual(1100);
  expect(letGo).toBeGreaterThan(4000);
  const kept = written.trimEnd().split('\n').slice(letGo);
  expect(await textsOf(log)).toEqual(kept);
});

test.each([
  ['a compressed file', new Uint8Array([31, 139, 8, 0, 0, 0, 0, 0, 0, 3])],
  ['UTF-16', new Uint8Array(Buffer.from(`\ufeff${lines(60)}`, 'utf16le'))],
])('%s cannot be followed, and says so', async (_, bytes) => {
  const folder = new LivingFolder();
  folder.write(NAME, bytes);
  await expect(following(folder)).rejects.toThrow(/app\.log cannot be followed\. /);
});
