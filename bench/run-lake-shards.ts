/**
 * The SQL of lake/ on one, two and three servers of ClickHouse: `npx tsx bench/run-lake-shards.ts [MEGABYTES,...] [DATA_DIR]`. Lines lie on all servers, ten
 * thousand after ten thousand, whatever file they are of; each server reads its own and matches them to templates (lake_records), and one asks them all by
 * Distributed tables and counts. First real logs on three servers, against the page's own counting and verdict; then made logs of growing size. A server has one
 * thread a query. Draws docs/lake-shards.svg where sizes were measured.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { clickhouse } from '../src/core/lake/dialects/clickhouse';
import { HOME_NAMES } from '../src/core/lake/home/table-kind';
import type { LakeModel } from '../src/core/lake/model';
import { lakeScript } from '../src/core/lake/script';
import { compareLake } from '../src/engine/fixtures/compare-lake';
import { countLog } from '../src/engine/fixtures/count-log';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import {
  RECORDS_QUERY,
  runOf,
  statementsOf,
  TEMPLATE_WINDOWS_QUERY,
  WINDOWS_QUERY,
} from '../src/engine/fixtures/lake-duckdb';
import { lakeModelOf } from '../src/engine/lake-model';
import { ROOT } from './build';
import { reportHome } from './lake-home';
import { type Cluster, findLibrary, type Shard, startCluster } from './lake-shards';
import { hasSamples, makeLog } from './make-log';
import { type Curve, drawShards } from './scaling-plot';

const [sizes = '200,1000', dataDir = process.env.HARBINGER_DATA ?? '../shared/data'] = process.argv.slice(2);
const SETTINGS = { ...DEFAULT_SETTINGS, year: 2016 };
/** Lines of a file that lie together. */
const BLOCK_LINES = 10_000;
/** Of a made log so much is mined. */
const MINED_BYTES = 8e6;
const THREADS = 1;

const library = findLibrary();
if (typeof library === 'string') console.log(`skipped: ${library}`);
else {
  const root = mkdtempSync(join(tmpdir(), 'harbinger-shards-'));
  try {
    for (const [i, [name, textsOf]] of realLogs().entries())
      await compareReal(name, textsOf(), join(root, `real-${i}`));
    if (hasSamples('hdfs')) await measureSizes(sizes.split(',').filter(Boolean).map(Number), root);
    else console.log('sizes were not measured: the samples of made logs are not there (HARBINGER_DATA)');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Texts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

function realLogs(): readonly (readonly [name: string, texts: () => Texts])[] {
  const one = (path: string) => (): Texts =>
    new Map([['log.log', new Uint8Array(gunzipSync(readFileSync(join(dataDir, path))))]]);
  const dir = join(dataDir, 'parsing');
  const ten = (): Texts =>
    new Map(
      readdirSync(dir).map((name) => [
        `${name}.log`,
        new Uint8Array(readFileSync(join(dir, name, `${name}_2k.log`))),
      ]),
    );
  const [hdfs, openstack] = ['hdfs_2pct/HDFS_2pct.log.gz', 'incidents/openstack_v8/openstack_v8.log.gz'];
  const all = [
    ['HDFS 2 %', hdfs, one(hdfs)],
    ['OpenStack v8', openstack, one(openstack)],
    ['a mix of ten', 'parsing', ten],
  ] as const;
  return all.flatMap(([name, path, texts]) => {
    if (existsSync(join(dataDir, path))) return [[name, texts] as const];
    console.log(`${name}: not compared, it is not there (HARBINGER_DATA)`);
    return [];
  });
}

async function compareReal(name: string, texts: Texts, folder: string): Promise<void> {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  for (const [path, text] of texts) writeFileSync(join(folder, 'logs', path), text);
  const files = [...texts].map(([path, content]) => ({ path, content }));
  const counted = await countLog(files, SETTINGS);
  const model = await lakeModelOf(counted);
  const run = await onServers(3, model, folder, async ({ shards: [first] }) => {
    const rows = (query: string) => first.run(query, 'default');
    const [records, windows, templateWindows, [coverage]] = [
      await rows(RECORDS_QUERY),
      await rows(WINDOWS_QUERY),
      await rows(TEMPLATE_WINDOWS_QUERY),
      await rows('SELECT * FROM lake_coverage'),
    ];
    return { records, windows, templateWindows, coverage };
  });
  const found = compareLake(counted, model, runOf({ ...run.kept, seconds: run.wall }));
  const same = percent(1 - found.otherTemplate / found.numRecords);
  console.log(
    `${name} on three servers of ClickHouse ${run.version} (lines on each: ${run.lines.join(', ')}): same template ${same} of ${found.numRecords} lines, ${found.moreRecords} records more, cells of windows off by more than 1e-6: ${found.otherCells.length} of ${found.numCells}; ${figures(run)}`,
  );
  for (const cell of found.otherCells.slice(0, 3)) console.log(`    ${cell}`);
  await reportHome('three servers', folder, await judgeLog(files, SETTINGS), SETTINGS);
}

async function measureSizes(megabytes: readonly number[], root: string): Promise<void> {
  const curves = [1, 2, 3].map((num) => ({
    num,
    all: [] as [number, number][],
    slowest: [] as [number, number][],
  }));
  for (const size of megabytes) {
    const folder = join(root, `made-${size}`);
    mkdirSync(join(folder, 'logs'), { recursive: true });
    const path = join(folder, 'logs', 'made.log');
    makeLog('hdfs', size * 1e6, path);
    const content = new Uint8Array(readFileSync(path).subarray(0, MINED_BYTES));
    const part = content.slice(0, content.lastIndexOf(10) + 1);
    const counted = await countLog([{ path: 'made.log', content: part }], SETTINGS);
    const model = await lakeModelOf(counted);
    for (const { num, all, slowest } of curves) {
      const run = await onServers(num, model, folder, async ({ shards: [first] }) =>
        first.run('SELECT * FROM lake_coverage', 'default'),
      );
      const [[, heads, , , unknown]] = run.kept as number[][];
      console.log(
        `${size} MB made as HDFS, ${num} ${num === 1 ? 'server' : 'servers'}: ${figures(run)}; ${heads} records, ${percent(1 - unknown / heads)} known`,
      );
      const mb = statSync(path).size / 1e6;
      all.push([mb, run.cpu]);
      slowest.push([mb, run.slowestCpu]);
    }
    rmSync(folder, { recursive: true });
  }
  if (megabytes.length < 2) return;
  const named = (of: 'all' | 'slowest'): Curve[] =>
    curves.map(({ num, [of]: points }) => ({ name: `${num} ${num === 1 ? 'server' : 'servers'}`, points }));
  writeFileSync(join(ROOT, 'docs/lake-shards.svg'), drawShards(named('all'), named('slowest')));
}

interface Run<T> {
  readonly version: string;
  readonly lines: readonly number[];
  /** Seconds from the first statement to the last file: by the clock, of the servers' processors, and of the one that took most to read its own lines. */
  readonly wall: number;
  readonly cpu: number;
  readonly slowestCpu: number;
  readonly wallRecords: number;
  /** Most memory of a server, and what one got from the others, in bytes. */
  readonly peak: number;
  readonly received: number;
  readonly results: number;
  readonly kept: T;
}

async function onServers<T>(
  num: number,
  model: LakeModel,
  folder: string,
  ask: (cluster: Cluster) => Promise<T>,
): Promise<Run<T>> {
  const data = mkdtempSync(join(folder, 'data-'));
  const cluster = await startCluster((library as { path: string }).path, data, num, THREADS);
  const { shards, version } = cluster;
  const [first] = shards;
  try {
    const lines = await Promise.all(shards.map((shard, i) => load(shard, folder, i, num)));
    const script = lakeScript(model, clickhouse, '').replaceAll(
      /FUNCTION file\('(\w+)\.parquet'/g,
      `FUNCTION file('${folder}/$1.parquet'`,
    );
    const statements = statementsOf(script).filter((each) => !/^(SET |--.*\nSET )/.test(each));
    const isOf = (table: string) => (each: string) =>
      new RegExp(`(?:TABLE IF EXISTS|TABLE|VIEW) ${table}\\b`).test(each);
    const ofRecords = statements.filter(isOf('lake_records'));
    const rest = statements.filter((each) => !isOf('lake_records')(each) && !isOf('lake_lines')(each));
    for (const shard of shards) shard.forget();
    const before = {
      cpu: sum(shards),
      each: shards.map((each) => each.cpuSeconds()),
      received: await received(first),
    };
    const begin = performance.now();
    await Promise.all(
      shards.map(async (shard) => {
        for (const statement of ofRecords) await shard.run(statement, 'part');
      }),
    );
    const wallRecords = (performance.now() - begin) / 1000;
    const slowestCpu = Math.max(...shards.map((each, i) => each.cpuSeconds() - before.each[i]));
    for (const [name, local] of [
      ['lake_lines', 'raw'],
      ['lake_records', 'lake_records'],
    ])
      await first.run(
        `CREATE TABLE ${name} AS part.${local} ENGINE = Distributed(lake, part, ${local})`,
        'default',
      );
    for (const statement of rest) await first.run(statement, 'default');
    const wall = (performance.now() - begin) / 1000;
    const results = Object.values(HOME_NAMES).reduce(
      (all, name) => all + statSync(join(folder, `${name}.parquet`)).size,
      0,
    );
    const figuresOf = { wall, wallRecords, slowestCpu, cpu: sum(shards) - before.cpu, results };
    const got = (await received(first)) - before.received;
    const peak = Math.max(...shards.map((each) => each.peakBytes()));
    return { version, lines, ...figuresOf, peak, received: got, kept: await ask(cluster) };
  } finally {
    cluster.close();
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The lines of a server: every num-th block. How many they are. */
async function load(shard: Shard, folder: string, i: number, num: number): Promise<number> {
  await shard.run(
    'CREATE TABLE raw (file String, seq Int64, line String) ENGINE = MergeTree ORDER BY (file, seq)',
    'part',
  );
  await shard.run('CREATE VIEW lake_lines AS SELECT file, seq, line FROM raw', 'part');
  await shard.run(
    `INSERT INTO raw SELECT file, seq, line FROM (SELECT _path AS file, toInt64(rowNumberInAllBlocks()) + 1 AS seq, line FROM file('${folder}/logs/*.log', 'LineAsString', 'line String')) WHERE intDiv(seq - 1, ${BLOCK_LINES}) % ${num} = ${i} SETTINGS max_threads = 1`,
    'part',
  );
  const [[lines]] = await shard.run('SELECT count() FROM raw', 'part');
  return Number(lines);
}

function sum(shards: readonly Shard[]): number {
  return shards.reduce((all, each) => all + each.cpuSeconds(), 0);
}

async function received(first: Shard): Promise<number> {
  const [row] = await first.run(
    "SELECT value FROM system.events WHERE event = 'NetworkReceiveBytes'",
    'default',
  );
  return Number(row?.[0] ?? 0);
}

function figures({ wall, wallRecords, cpu, slowestCpu, peak, received: got, results }: Run<unknown>): string {
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  return `${wall.toFixed(1)} s (${wallRecords.toFixed(1)} s of them lines to records), ${cpu.toFixed(1)} s of processors, the server that took most for its lines ${slowestCpu.toFixed(1)} s; at most ${mb(peak)} MB of memory a server, ${mb(got)} MB over the network to the one that counts, ${mb(results)} MB of results`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100_000) / 1000} %`;
}
