// Reading speed of the built page: a made log goes from `File` to columns and templates; the same page reads the same file
// in raw slices as the yardstick. Also what the main thread felt. `npx tsx bench/run-throughput.ts [MEGABYTES]`.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { serveFolder } from './static-server';

const MB = 1e6;
const numBytes = Number(process.argv[2] ?? 200) * MB;
const TIMEOUT_MS = 30 * 60_000;

const dir = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
await ensureBuild();
const site = await serveFolder({ dir: DIST });
const context = await chromium.launchPersistentContext(join(dir, 'profile'), {
  executablePath: ensureChromium(),
  args: [...BROWSER_ARGS],
});
try {
  const file = join(dir, 'blocks.log');
  writeLog(file, numBytes);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(site.url);
  const rawRate = await readRaw(page, file);
  await page.reload();
  report(await measure(page, file), rawRate);
} finally {
  await context.close();
  await site.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

interface Measured {
  readonly readSeconds: number;
  readonly totalSeconds: number;
  readonly records: number;
  /** Tasks of the main thread over 50 ms, in ms. */
  readonly longTasks: readonly number[];
}

function report({ readSeconds, totalSeconds, records, longTasks }: Measured, rawRate: number): void {
  const rate = numBytes / MB / readSeconds;
  const rows: [string, string][] = [
    ['file', `${numBytes / MB} MB, ${records.toLocaleString('en')} lines like those of HDFS, fresh values`],
    ['raw slices of 16 MB', `${rawRate.toFixed(0)} MB/s`],
    [
      'to columns and templates',
      `${rate.toFixed(0)} MB/s, ${(records / readSeconds / 1e6).toFixed(2)}M lines/s`,
    ],
    ['share of the raw rate', `${((100 * rate) / rawRate).toFixed(0)} %`],
    ['whole analysis', `${totalSeconds.toFixed(1)} s`],
    [
      'main thread over 50 ms',
      `${longTasks.length} tasks, longest ${Math.max(0, ...longTasks).toFixed(0)} ms`,
    ],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(26)} ${value}`);
}

/** MB/s of slice().arrayBuffer() one after the other, best of two. */
async function readRaw(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'raw' });
    document.body.append(input);
  });
  await page.locator('#raw').setInputFiles(path);
  const seconds = await page.evaluate(async () => {
    const file = (document.getElementById('raw') as HTMLInputElement).files?.[0] as File;
    const times: number[] = [];
    for (let run = 0; run < 2; run++) {
      const began = performance.now();
      for (let at = 0; at < file.size; at += 2 ** 24) await file.slice(at, at + 2 ** 24).arrayBuffer();
      times.push((performance.now() - began) / 1000);
    }
    return Math.min(...times);
  });
  return numBytes / MB / seconds;
}

async function measure(page: Page, path: string): Promise<Measured> {
  await page.getByTestId('drop-zone').waitFor();
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({
      entryTypes: ['longtask'],
    });
    Object.assign(globalThis, { longTasks: tasks });
  });
  await givePaths(page, [path]);
  await untilDone(page, TIMEOUT_MS);
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  await page.getByTestId('tab-exports').click();
  const summary = JSON.parse(
    readFileSync(await saveExport(page, 'run_summary.json', dir, TIMEOUT_MS), 'utf8'),
  );
  const { open = 0, ingest = 0, drain = 0 } = summary.stage_seconds;
  const seconds = Object.values<number>(summary.stage_seconds);
  const totalSeconds = seconds.reduce((sum, value) => sum + value, 0);
  return { readSeconds: open + ingest + drain, totalSeconds, records: summary.totals.records, longTasks };
}

/** Lines with the wording of a DataNode's log; every number is drawn anew, so that no cache of values is flattered. */
function writeLog(path: string, size: number): void {
  const out = openSync(path, 'w');
  const random = lcg(20261122);
  const ip = () => `10.${250 + random(2)}.${random(256)}.${random(256)}`;
  const block = () => `blk_${random(2) ? '-' : ''}${random(2 ** 31)}${random(2 ** 31)}`;
  const bodies = [
    () =>
      `INFO dfs.DataNode$DataXceiver: Receiving block ${block()} src: /${ip()}:${random(65536)} dest: /${ip()}:50010`,
    () =>
      `INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: ${ip()}:50010 is added to ${block()} size ${random(2 ** 26)}`,
    () => `INFO dfs.DataNode$PacketResponder: PacketResponder ${random(3)} for block ${block()} terminating`,
    () =>
      `INFO dfs.DataNode$PacketResponder: Received block ${block()} of size ${random(2 ** 26)} from /${ip()}`,
    () => `WARN dfs.DataNode$DataXceiver: ${ip()}:50010:Got exception while serving ${block()} to /${ip()}:`,
    () =>
      `INFO dfs.FSDataset: Deleting block ${block()} file /mnt/hadoop/dfs/data/current/subdir${random(64)}/${block()}`,
  ];
  const start = Date.UTC(2008, 10, 9, 20, 35, 18);
  let chunk = '';
  for (let written = 0, i = 0; written < size; i++) {
    const time = new Date(start + i * 4).toISOString();
    const stamp = `${time.slice(2, 4)}${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11, 19).replaceAll(':', '')}`;
    const line = `${stamp} ${random(30_000)} ${bodies[random(40) === 0 ? 4 + random(2) : random(4)]?.()}\n`;
    chunk += line;
    written += line.length;
    if (chunk.length < 2 ** 22) continue;
    writeSync(out, chunk);
    chunk = '';
  }
  writeSync(out, chunk);
  closeSync(out);
}

/** Whole numbers below a bound (Numerical Recipes' generator). */
function lcg(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
