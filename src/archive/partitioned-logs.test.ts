// The structured log by days and components, read back by DuckDB as a lake: the same rows, and what is not asked for is not read.
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilePart } from '../contracts/exported-file';
import type { LogShard, LogTable } from '../contracts/tables';
import { readMessages, START, TEMPLATES, tableOf } from './fixtures/awkward-result';
import { logRows } from './log-rows';
import { initParquet, structuredParquet } from './parquet';
import { componentFolders, dateFolder, OTHER } from './partition-folders';
import { partitionedLogs, type WaitLimits } from './partitioned-logs';
import { directoryEnd, directoryEntry, zipOf } from './zip-store';

const folder = mkdtempSync(join(tmpdir(), 'harbinger-partitions-'));
const DAY_MS = 86_400_000;
let numLakes = 0;

beforeAll(async () => {
  await initParquet(
    readFileSync(createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm')),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Names that are hostile to paths, to readers of paths, to file systems and to browsers. */
const NAMES = [
  '..',
  '.',
  '../../etc/passwd',
  'a/b\\c',
  'a=b',
  'component=x/date=2000-01-01',
  '100%',
  '%2F',
  '%',
  'ünïcödé 日本 🚀',
  'with blank',
  ' blank before',
  'blank behind ',
  'dot behind.',
  'CON:',
  "it's",
  '"quoted"',
  '<b>*?|',
  '[x]{y}^`~',
  '~home',
  'App',
  '42',
  '-',
] as const;
/** Names that no folder is sure to be called. */
const NAMELESS = [
  'null',
  'app',
  'APP',
  'x'.repeat(300),
  '日'.repeat(70),
  'a\nb',
  'a\u0000b',
  'a\u202eb',
  '\ud800',
  OTHER,
  '__HIVE_DEFAULT_PARTITION__',
] as const;

/** A table of one file whose rows are of these components in turn, each so many ms after the one before. */
function tableBy(components: readonly string[], numRows: number, stepMs: number): LogTable {
  const plain = tableOf([numRows]);
  const [shard] = plain.shards;
  const num = components.length;
  const own: LogShard = {
    ...shard,
    timeMs: shard.timeMs.map((_, i) => (i % 50 === 49 ? Number.NaN : START + i * stepMs)),
    kind: shard.kind.map((_, i) => i % num),
  };
  const ofKind = (value: number) => new Uint8Array(num).fill(value);
  return {
    ...plain,
    shards: [own],
    sources: ['', ...components.filter((name) => name !== '')],
    kinds: {
      ...plain.kinds,
      length: num,
      shape: new Uint32Array(num),
      level: ofKind(3),
      status: ofKind(0),
      stated: ofKind(3),
      source: Uint32Array.from(components, (name) =>
        name === '' ? 0 : 1 + components.filter((each) => each !== '').indexOf(name),
      ),
    },
  };
}
const templatesOf = (table: LogTable) => ({ ...TEMPLATES, ofKind: new Uint32Array(table.kinds.length) });

async function partsOf(
  table: LogTable,
  limits?: WaitLimits,
  maxFolders?: number,
): Promise<readonly FilePart[]> {
  const rows = logRows(table, templatesOf(table), readMessages, 700);
  return partitionedLogs(rows, componentFolders(table, maxFolders), undefined, limits);
}

async function laidOut(parts: readonly FilePart[]): Promise<string> {
  const root = join(folder, String(numLakes++));
  for (const { path, blob } of parts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), new Uint8Array(await blob.arrayBuffer()));
  }
  return root;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("set timezone = 'UTC'");
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
  }
}

const lake = (root: string): string =>
  `read_parquet('${root}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)`;
const COLUMNS = 'line, timestamp, level, status, effective_level, source, template_id, template, message';

describe('DuckDB reads the folder', () => {
  test.each<[string, WaitLimits | undefined]>([
    ['written at the end', undefined],
    ['written whenever 300 rows of a folder wait', { partRows: 300, chars: 1e9 }],
    ['written whenever much waits in all', { partRows: 1e9, chars: 20_000 }],
  ])(
    '%s: the same rows as structured_logs.parquet, days and components of their folders',
    async (_, limits) => {
      const table = tableBy(['', ...NAMES], 2400, 100_000);
      const root = await laidOut(await partsOf(table, limits));
      const whole = join(root, '..', `${numLakes}.parquet`);
      const rows = logRows(table, templatesOf(table), readMessages);
      writeFileSync(whole, new Uint8Array(await (await structuredParquet(rows)).arrayBuffer()));
      const both = `(select ${COLUMNS} from ${lake(root)} except all select ${COLUMNS} from '${whole}') union all (select ${COLUMNS} from '${whole}' except all select ${COLUMNS} from ${lake(root)})`;
      expect(await query(both)).toEqual([]);
      const [{ n }] = await query(`select count(*)::int as n from ${lake(root)}`);
      expect(n).toBe(2400);
      const wrong = await query(
        `select * from ${lake(root)} where date is distinct from strftime(timestamp, '%Y-%m-%d') or component is distinct from case when source = 'run/app-0.log' then null else source end`,
      );
      expect(wrong).toEqual([]);
      const found = await query(`select distinct component as c from ${lake(root)}`);
      expect(new Set(found.map(({ c }) => c))).toEqual(new Set([null, ...NAMES]));
    },
  );

  test('and a name that is no name of a folder lies in the one for others', async () => {
    const table = tableBy(['App', 'App', ...NAMELESS], 2600, 1000);
    const root = await laidOut(await partsOf(table));
    const found = await query(
      `select component as c, count(*)::int as n from ${lake(root)} group by 1 order by 1`,
    );
    expect(found).toEqual([
      { c: 'App', n: 400 },
      { c: OTHER, n: 2200 },
    ]);
  });

  test('each row group in the order of time, with what is least and greatest in it', async () => {
    const table = tableBy(['a', 'b'], 150_000, 100);
    const root = await laidOut(await partsOf(table));
    const groups = await query(
      `select file_name as f, row_group_id as g, row_group_num_rows::int as n, stats_min_value as low, stats_max_value as high from parquet_metadata('${root}/**/*.parquet') where path_in_schema = 'timestamp' order by 1, 2`,
    );
    const ofDay = groups.filter(({ f }) => String(f).includes('date=2026'));
    expect(ofDay.map(({ n }) => n)).toEqual([65_536, 9464, 65_536, 6464]);
    for (const [i, { f, low, high }] of ofDay.entries()) {
      expect(String(low) < String(high)).toBe(true);
      if (ofDay[i - 1]?.f === f) expect(String(low) > String(ofDay[i - 1].high)).toBe(true);
    }
    const unordered = await query(
      `select 1 from (select timestamp as t, lag(timestamp) over (partition by filename order by file_row_number) as b from read_parquet('${root}/**/*.parquet', filename = true, file_row_number = true)) where t < b`,
    );
    expect(unordered).toEqual([]);
  });
});

describe('what is not asked for is not read', () => {
  /** Every byte of the data of these row groups is spoilt: whoever reads one of them fails. */
  async function spoilt(root: string, isSpoilt: (file: string, group: number) => boolean): Promise<number> {
    const chunks = await query(
      `select file_name as f, row_group_id::int as g, coalesce(dictionary_page_offset, data_page_offset)::double as b, total_compressed_size::double as n from parquet_metadata('${root}/**/*.parquet')`,
    );
    const wrong = chunks.filter(({ f, g }) => isSpoilt(String(f), Number(g)));
    for (const { f, b, n } of wrong) {
      const file = openSync(String(f), 'r+');
      writeSync(file, new Uint8Array(Number(n)).fill(0xff), 0, Number(n), Number(b));
    }
    return wrong.length;
  }
  const table = tableBy(['a', 'b'], 300_000, 2000);
  const lastDay = dateFolder(START + 6 * DAY_MS);

  test.each<[string, string, (file: string) => boolean]>([
    ['of another day', "date = '2026-03-12'", (file) => !file.includes('date=2026-03-12')],
    ['of another component', "component = 'b'", (file) => !file.includes('component=b')],
  ])('files %s', async (_, where, isSpoilt) => {
    const root = await laidOut(await partsOf(table));
    const [{ n }] = await query(`select count(message)::int as n from ${lake(root)} where ${where}`);
    expect(await spoilt(root, isSpoilt)).toBeGreaterThan(0);
    expect(await query(`select count(message)::int as n from ${lake(root)} where ${where}`)).toEqual([{ n }]);
    expect(n).toBeGreaterThan(0);
    await expect(query(`select count(message) from ${lake(root)}`)).rejects.toThrow();
  });

  test('row groups of another time', async () => {
    const short = tableBy(['a'], 200_000, 100);
    const root = await laidOut(await partsOf(short));
    const where = `timestamp >= '${new Date(START + 150_000 * 100).toISOString()}'`;
    const [{ n }] = await query(`select count(message)::int as n from ${lake(root)} where ${where}`);
    expect(await spoilt(root, (file, group) => file.includes('date=2026') && group < 2)).toBeGreaterThan(0);
    expect(await query(`select count(message)::int as n from ${lake(root)} where ${where}`)).toEqual([{ n }]);
    await expect(query(`select count(message) from ${lake(root)}`)).rejects.toThrow();
  });

  test('the last day is one of several', () => expect(lastDay).toBe('date=2026-03-16'));
});

describe('folders', () => {
  test('are as many as were allowed, those of the components with the fewest records left out first', async () => {
    const components = [...Array(6).fill('often'), ...Array(3).fill('seldom'), 'rare'];
    const parts = await partsOf(tableBy(components, 3000, 120_000), undefined, 20);
    const of = (name: string) =>
      new Set(parts.map(({ path }) => dirname(path)).filter((path) => path.endsWith(`=${name}`))).size;
    // Five days; the records without a time are rare ones.
    expect([of('often'), of('seldom'), of('rare'), of(OTHER)]).toEqual([5, 0, 0, 6]);
    expect(new Set(parts.map(({ path }) => dirname(path))).size).toBeLessThanOrEqual(20);
  });

  test('none for a component of less than a record in a thousand', async () => {
    const components = [...Array(1999).fill('often'), 'once'];
    const parts = await partsOf(tableBy(components, 6000, 10));
    expect(parts.some(({ path }) => path.includes('component=once'))).toBe(false);
    expect(parts.some(({ path }) => path.includes(OTHER))).toBe(true);
  });

  test('of too many days are refused with a sentence', () => {
    expect(() => componentFolders(tableBy(['a'], 5000, DAY_MS))).toThrow(
      /^Not saved: the records are of 4,901 days/,
    );
  });

  test('a path leads nowhere else, and no two are one where case does not count', async () => {
    const parts = await partsOf(tableBy(['', ...NAMES, ...NAMELESS], 6000, 60_000));
    const paths = parts.map(({ path }) => path);
    for (const path of paths) {
      expect(path).toMatch(/^date=[^/]+\/component=[^/]+\/part-\d+\.parquet$/);
      expect(path).not.toMatch(/[\\:*?"<>|]|[ .]\//);
      expect(new TextEncoder().encode(path.split('/')[1]).length).toBeLessThan(200);
    }
    expect(new Set(paths.map((path) => path.normalize('NFKC').toLowerCase())).size).toBe(paths.length);
  });
});

describe('the zip', () => {
  test('holds the files as they are, by another reader', async () => {
    const parts = await partsOf(tableBy(['', ...NAMES], 2000, 60_000));
    const zip = zipOf(parts);
    const reader = new ZipReader(new BlobReader(zip), { checkSignature: true, checkOverlappingEntry: true });
    const entries = (await reader.getEntries()).filter((entry) => !entry.directory);
    expect(entries.map(({ filename }) => filename)).toEqual(parts.map(({ path }) => path));
    for (const [i, entry] of entries.entries()) {
      const text = await entry.getData(new TextWriter('latin1'), { checkSignature: true });
      expect(text.length).toBe(parts[i].blob.size);
    }
  });

  test('has places beyond 4 GB and more files than 65,534 in zip64', () => {
    const entry = directoryEntry({ path: 'a', crc32: 1, blob: { size: 5 } }, 2 ** 33);
    const view = new DataView(entry.buffer);
    expect([view.getUint32(42, true), view.getUint16(30, true)]).toEqual([0xffffffff, 12]);
    expect([view.getUint16(47, true), view.getUint16(49, true), Number(view.getBigUint64(51, true))]).toEqual(
      [1, 8, 2 ** 33],
    );
    expect(directoryEntry({ path: 'a', crc32: 1, blob: { size: 5 } }, 7).length).toBe(47);
    expect(directoryEnd(3, 100, 2000).length).toBe(22);
    for (const [num, at] of [
      [70_000, 5],
      [3, 2 ** 32],
    ]) {
      const end = new DataView(directoryEnd(num, 100, at).buffer);
      expect(end.byteLength).toBe(56 + 20 + 22);
      expect([
        Number(end.getBigUint64(32, true)),
        Number(end.getBigUint64(48, true)),
        Number(end.getBigUint64(64, true)),
      ]).toEqual([num, at, at + 100]);
    }
  });
});
