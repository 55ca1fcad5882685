// With the scan kernel and without it: the same tables, whatever the number of scanners and the size of shards.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { detectFormat } from '../core/ingest/detect';
import { scanShard } from '../core/ingest/shards/shard';
import { CARRY_NONE, type ShardScanner, transferablesOf } from '../core/ingest/types';
import { textsOf } from '../core/lib/bytes-interner';
import { openedOf, rowsOf } from './fixtures/ingest-here';
import { localScanner } from './fixtures/local-scanner';
import { ingestFiles } from './ingest-files';
import { openFiles } from './open';
import type { OpenedFile } from './types';

/** As localScanner, but its scan is the plain one. */
const plainScanner: ShardScanner = {
  async scan(blob, job) {
    const bytes = new Uint8Array(await blob.slice(job.begin, job.end).arrayBuffer());
    return { ...(await localScanner.scan(blob, job)), ...scanShard(bytes, job, false) };
  },
};

async function tableOf(files: readonly OpenedFile[], scanners: readonly ShardScanner[], shardBytes?: number) {
  return rowsOf((await ingestFiles(files, DEFAULT_SETTINGS, scanners, { shardBytes })).table);
}

async function openPath(path: string): Promise<readonly OpenedFile[]> {
  const file = new File([readFileSync(path)], path, { lastModified: Date.UTC(2024, 5, 15) });
  return (await openFiles([{ path, file }])).logs;
}

const GOLDEN = join(process.cwd(), 'src/core/ingest/golden/input');
/** Real logs, outside the repository. */
const PARSING = join(process.env.HARBINGER_DATA ?? join(process.cwd(), '../shared/data'), 'parsing');

test('every golden file', async () => {
  for (const name of readdirSync(GOLDEN)) {
    const files = await openPath(join(GOLDEN, name));
    const plain = await tableOf(files, [plainScanner]);
    expect(await tableOf(files, [localScanner])).toEqual(plain);
    const three = [localScanner, plainScanner, localScanner];
    expect(await tableOf(files, three, 150)).toEqual(plain);
  }
}, 120_000);

test.skipIf(!existsSync(PARSING))(
  'every system of the parsing sets, by 1, 2, 3 and 8 scanners',
  async () => {
    for (const system of readdirSync(PARSING)) {
      const files = await openPath(join(PARSING, system, `${system}_2k.log`));
      const plain = await tableOf(files, [plainScanner]);
      for (const numScanners of [1, 2, 3, 8]) {
        const scanners = Array.from({ length: numScanners }, () => localScanner);
        expect(await tableOf(files, scanners, 40_000)).toEqual(plain);
      }
    }
  },
  120_000,
);

test('damaged files', async () => {
  const texts = readdirSync(GOLDEN).map((name) => readFileSync(join(GOLDEN, name)));
  const damaged = fc
    .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }), fc.nat(9))
    .map(([text, edits, times]) => {
      const bytes = new Uint8Array(text.length * (times + 1));
      for (let i = 0; i <= times; i++) bytes.set(text, i * text.length);
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(damaged, fc.integer({ min: 50, max: 4000 }), async (bytes, shardBytes) => {
      const files = [openedOf(bytes)];
      const plain = await tableOf(files, [plainScanner, plainScanner], shardBytes);
      expect(await tableOf(files, [localScanner, localScanner], shardBytes)).toEqual(plain);
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('results cross to another thread, shard after shard, with and without keys', () => {
  const bytes = new TextEncoder().encode('2024-03-01 00:00:01,002 INFO a.B: open blk_1\n'.repeat(3));
  const { plan } = detectFormat([bytes], { name: 'x', zone: 'UTC', whole: true });
  const block = { identifier: 'block', prefix: 'blk_', charset: 'digits', min: 1, keepPrefix: true } as const;
  const job = { fileIdx: 0, begin: 0, end: bytes.length, last: true, carry: CARRY_NONE, wantBytes: false };
  const keys = [null, block, null, block].map((identifier, shardIdx) => {
    const result = scanShard(bytes, { ...job, shardIdx, plan: { ...plan, identifier } });
    return textsOf(structuredClone(result, { transfer: transferablesOf(result) }).mentionKeys);
  });
  expect(keys).toEqual([[], ['blk_1'], [], ['blk_1']]);
});

test("the bytes that are given back are the shard's own, also where keys made the kernel's memory grow", async () => {
  const identifier = {
    identifier: 'block',
    prefix: 'blk_',
    charset: 'digits',
    min: 1,
    keepPrefix: true,
  } as const;
  const ids = Array.from({ length: 5000 }, (_, i) => `blk_${i}`);
  const texts = [
    ids.map((id) => `2024-03-01 00:00:01,002 INFO a.B: open ${id}`),
    ['time,message', ...ids.map((id) => `2024-03-01T00:00:01Z,open ${id}`)],
    ids.map((id) => `{\n "time": "2024-03-01T00:00:01Z",\n "msg": "open ${id}"\n}`),
  ];
  const styles: string[] = [];
  for (const lines of texts) {
    const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
    const { plan } = detectFormat([bytes.slice(0, 50_000)], { name: 'x', zone: 'UTC', whole: false });
    styles.push(plan.style);
    const job = { fileIdx: 0, shardIdx: 0, begin: 0, end: bytes.length, last: true, carry: CARRY_NONE };
    const wanted = { ...job, plan: { ...plan, identifier }, wantBytes: true };
    const { bytes: own, isAscii, ...found } = scanShard(bytes, wanted);
    expect(isAscii).toBe(true);
    const plain = scanShard(bytes, { ...wanted, wantBytes: false }, false);
    expect(found).toEqual({ ...plain, bytes: undefined, isAscii: undefined });
    expect(textsOf(found.mentionKeys)).toEqual(ids);
    expect([own?.buffer === bytes.buffer, own?.length]).toEqual([true, bytes.length]);
  }
  expect(new Set(styles)).toEqual(new Set(['timed', 'csv', 'blocks']));
}, 60_000);
