// Reading speed of the built page, in one run: a made log goes from `File` to columns and templates; the same page reads the
// same file in raw slices, in two workers, as the yardstick. Also what the main thread felt and what the tab grew by.
// `npx tsx bench/run-throughput.ts [MEGABYTES] [hdfs|mix ...] [--dist DIR]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { hasSamples, type LogKind, makeLog } from './make-log';
import { type Watched, watchRenderers } from './renderer-memory';
import { serveFolder } from './static-server';

const MB = 1e6;
const TIMEOUT_MS = 30 * 60_000;
const NAMES: Readonly<Record<LogKind, string>> = {
  hdfs: 'lines like those of HDFS',
  mix: 'ten systems, interleaved',
};

interface Measured {
  /** Seconds of reading all bytes, the better of before and after. */
  readonly rawSeconds: number;
  readonly stageSeconds: Readonly<Record<string, number>>;
  /** From the drop to the verdict on screen. */
  readonly wallSeconds: number;
  readonly bytes: number;
  readonly records: number;
  /** Tasks of the main thread over 50 ms, in ms. */
  readonly longTasks: readonly number[];
  /** Null: not known on this system. */
  readonly watched: Watched | null;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string' } } });
const numBytes = Number(positionals.find((arg) => /^\d+$/.test(arg)) ?? 300) * MB;
const named = positionals.filter((arg): arg is LogKind => arg in NAMES);
if (values.dist === undefined) await ensureBuild();
for (const kind of named.length > 0 ? named : (['hdfs', 'mix'] as const)) {
  if (hasSamples(kind)) report(kind, await run(kind));
  else console.log(`${kind}: not measured, its samples are not there (HARBINGER_DATA)`);
}

async function run(kind: LogKind): Promise<Measured> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-bench-'));
  const path = join(dir, `${kind}.log`);
  makeLog(kind, numBytes, path);
  const site = await serveFolder({ dir: values.dist ?? DIST });
  const profile = join(dir, 'profile');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGS],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(site.url);
    // A tab of its own: the policy of the product's page lets no other worker start there.
    const plain = await context.newPage();
    await readRaw(plain, path); // Into the cache of the disk, for both alike.
    const before = await readRaw(plain, path);
    await page.bringToFront();
    const measured = await measure(page, path, profile);
    await plain.bringToFront();
    const after = await readRaw(plain, path);
    return { ...measured, rawSeconds: Math.min(before, after) };
  } finally {
    await context.close();
    await site.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

function report(kind: LogKind, m: Measured): void {
  const { open = 0, ingest = 0, drain = 0 } = m.stageSeconds;
  const seconds = open + ingest + drain;
  const size = m.bytes / MB;
  const rate = size / seconds;
  const later = Object.entries(m.stageSeconds).map(([stage, value]) => `${stage} ${value.toFixed(1)}`);
  const longest = Math.max(0, ...m.longTasks).toFixed(0);
  const rows: [string, string][] = [
    [kind, `${size.toFixed(0)} MB, ${m.records.toLocaleString('en')} records: ${NAMES[kind]}, fresh values`],
    ['raw slices, two workers', `${(size / m.rawSeconds).toFixed(0)} MB/s`],
    [
      'to columns and templates',
      `${rate.toFixed(0)} MB/s, ${(m.records / seconds / 1e6).toFixed(2)}M lines/s`,
    ],
    ['share of the raw rate', `${((100 * m.rawSeconds) / seconds).toFixed(0)} %`],
    ['drop to verdict', `${m.wallSeconds.toFixed(1)} s (${later.join(', ')})`],
    [
      'tab grew by, at its peak',
      m.watched === null ? 'not known here' : `${m.watched.grownMb.toFixed(0)} MB`,
    ],
    [
      'processor time of reading',
      m.watched === null ? 'not known here' : `${m.watched.processorSeconds(seconds).toFixed(1)} s`,
    ],
    ['main thread over 50 ms', `${m.longTasks.length} tasks, longest ${longest} ms`],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(26)} ${value}`);
  console.log('');
}

/** Seconds in which two workers read the file in slices of 16 MB, and do nothing else. */
async function readRaw(page: Page, path: string): Promise<number> {
  await page.evaluate(() => {
    document.getElementById('raw')?.remove();
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'raw' });
    document.body.append(input);
  });
  await page.locator('#raw').setInputFiles(path);
  return page.evaluate(async () => {
    const file = (document.getElementById('raw') as HTMLInputElement).files?.[0] as File;
    const code = `onmessage = async ({ data: { file, first, step } }) => {
      let sum = 0;
      for (let at = first; at < file.size; at += step) {
        const bytes = new Uint8Array(await file.slice(at, at + 2 ** 24).arrayBuffer());
        sum += bytes[bytes.length - 1];
      }
      postMessage(sum);
    }; postMessage('ready');`;
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const workers = [0, 1].map(() => new Worker(url));
    // Written out twice: tsx wraps named functions in a helper that the page does not have.
    await Promise.all(workers.map((worker) => new Promise((resolve) => (worker.onmessage = resolve))));
    const began = performance.now();
    const ends = workers.map((worker) => new Promise((resolve) => (worker.onmessage = resolve)));
    for (const [i, worker] of workers.entries())
      worker.postMessage({ file, first: i * 2 ** 24, step: 2 ** 25 });
    await Promise.all(ends);
    const seconds = (performance.now() - began) / 1000;
    for (const worker of workers) worker.terminate();
    return seconds;
  });
}

async function measure(page: Page, path: string, profile: string): Promise<Omit<Measured, 'rawSeconds'>> {
  await page.getByTestId('drop-zone').waitFor();
  await page.evaluate(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    Object.assign(globalThis, { longTasks: tasks });
  });
  const memory = watchRenderers(profile);
  const began = performance.now();
  await givePaths(page, [path]);
  await untilDone(page, TIMEOUT_MS);
  const wallSeconds = (performance.now() - began) / 1000;
  const watched = memory.stop();
  const longTasks = await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
  await page.getByTestId('tab-exports').click();
  const saved = await saveExport(page, 'run_summary.json', profile, TIMEOUT_MS);
  const { stage_seconds: stageSeconds, totals } = JSON.parse(readFileSync(saved, 'utf8'));
  return { stageSeconds, wallSeconds, bytes: totals.bytes, records: totals.records, longTasks, watched };
}
