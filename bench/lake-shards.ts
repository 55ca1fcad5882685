// Servers of ClickHouse for a benchmark, each with a port and a folder of its own, and a cluster `lake` of them all. They are `clickhouse local` as the package
// chdb has it (libchdb.so), told to listen: Debian's package is of 2018 and knows no window functions. CHDB=DIR says in which folder `npm install chdb` was run.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Shard {
  /** Runs one statement in a database; rows of a query. @throws Error as the server words it */
  run(statement: string, database: string): Promise<unknown[][]>;
  /** Seconds of processor time so far. */
  cpuSeconds(): number;
  /** Most memory since the last call of `forget`, in bytes. */
  peakBytes(): number;
  forget(): void;
}

export interface Cluster {
  readonly version: string;
  readonly shards: readonly Shard[];
  close(): void;
}

const HOST = '127.0.0.1';
/** Of its own for each process. */
const FIRST_PORT = 20_000 + (process.pid % 1000) * 10;
const STARTED_MS = 60_000;
const TICKS_A_SECOND = 100;
/** Calls the library as its own program does. */
const START = `import ctypes, sys
lib = ctypes.CDLL(sys.argv[1])
args = [each.encode() for each in ['clickhouse', *sys.argv[2:]]]
lib.chdb_query_cmdline.restype = ctypes.c_void_p
lib.chdb_query_cmdline.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
lib.chdb_query_cmdline(len(args), (ctypes.c_char_p * len(args))(*args))`;
/** They listen for as long as this goes on: they are ended long before. */
const LISTEN = `SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP;
SELECT sleep(3) FROM numbers(100000) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0`;

/** A sentence where there is no library. */
export function findLibrary(): { readonly path: string } | string {
  const folder = join(process.env.CHDB ?? '', 'node_modules/@chdb');
  const [lib] = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('lib-linux')) : [];
  if (lib === undefined) return 'no ClickHouse that can be three servers: CHDB=DIR with the package chdb';
  if (spawnSync('python3', ['--version']).status !== 0)
    return 'no python3, by which the library of chdb is called';
  return { path: join(folder, lib, 'libchdb.so') };
}

/** @param root A folder for their data. @param threads Of a query on each of them. */
export async function startCluster(
  library: string,
  root: string,
  num: number,
  threads: number,
): Promise<Cluster> {
  const ports = Array.from({ length: num }, (_, i) => ({
    tcp: FIRST_PORT + 2 * i,
    http: FIRST_PORT + 2 * i + 1,
  }));
  const replicas = ports.map(
    ({ tcp }) => `<shard><replica><host>${HOST}</host><port>${tcp}</port></replica></shard>`,
  );
  const config = join(root, 'cluster.xml');
  writeFileSync(
    config,
    `<clickhouse><remote_servers><lake>${replicas.join('')}</lake></remote_servers></clickhouse>`,
  );
  const children: ChildProcess[] = [];
  const close = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  try {
    const shards = ports.map(({ tcp, http }, i) => {
      const path = join(root, `shard-${i}`);
      mkdirSync(path);
      const own = ['--config-file', config, '--path', path, '--listen_host', HOST];
      const listening = ['--tcp_port', String(tcp), '--http_port', String(http), '--query', LISTEN];
      const child = spawn('python3', ['-c', START, library, ...own, ...listening], { stdio: 'ignore' });
      children.push(child);
      return shardAt(http, child.pid!, threads);
    });
    await Promise.all(shards.map(untilStarted));
    const [[version]] = await shards[0].run('SELECT version()', 'default');
    return { version: String(version), shards, close };
  } catch (error) {
    close();
    throw error;
  }
}

function shardAt(port: number, pid: number, threads: number): Shard {
  return {
    async run(statement, database) {
      const settings = new URLSearchParams({
        database,
        default_format: 'JSONCompactEachRow',
        output_format_json_quote_64bit_integers: '0',
        max_threads: String(threads),
        max_query_size: '100000000',
        max_ast_elements: '1000000',
        max_expanded_ast_elements: '10000000',
        max_parser_backtracks: '0',
        http_receive_timeout: '7200',
        receive_timeout: '7200',
      });
      const answer = await fetch(`http://${HOST}:${port}/?${settings}`, { method: 'POST', body: statement });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text.slice(0, 1500));
      return text
        .split('\n')
        .filter((line) => line.startsWith('['))
        .map((line) => JSON.parse(line));
    },
    cpuSeconds() {
      const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[10]) + Number(fields[11])) / TICKS_A_SECOND;
    },
    peakBytes: () =>
      1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN),
    forget: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
  };
}

async function untilStarted(shard: Shard): Promise<void> {
  const until = performance.now() + STARTED_MS;
  for (;;) {
    try {
      await shard.run('CREATE DATABASE IF NOT EXISTS part', 'default');
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
