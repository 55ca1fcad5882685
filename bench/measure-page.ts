// What a browser makes of one large file, for the benchmarks of speed and memory. In: a built page, a file. Out: stages, rates,
// growth of the tab, what the main thread felt, and when the first results were on the screen.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { type Watched, watchRenderers } from './renderer-memory';
import { serveFolder } from './static-server';

export const MB = 1e6;
const TIMEOUT_MS = 30 * 60_000;

export interface Measured {
  /** Seconds of reading all bytes in raw slices, the better of before and after. */
  readonly rawSeconds: number;
  readonly stageSeconds: Readonly<Record<string, number>>;
  /** From the drop to the verdict on screen. */
  readonly wallSeconds: number;
  /** From the drop to a histogram and templates on screen; null: they were not seen before the result. */
  readonly firstSeconds: number | null;
  readonly bytes: number;
  readonly records: number;
  readonly templates: number;
  /** Tasks of the main thread over 50 ms, in ms. */
  readonly longTasks: readonly number[];
  /** Null: not known on this system. */
  readonly watched: Watched | null;
}

/** Seconds to columns and templates. */
export function readSeconds({ stageSeconds }: Measured): number {
  const { open = 0, ingest = 0, drain = 0 } = stageSeconds;
  return open + ingest + drain;
}

/** Opens the page in a browser of its own, drops the file, waits for the verdict. */
export async function measureFile(path: string, dist: string): Promise<Measured> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-browser-'));
  const site = await serveFolder({ dir: dist });
  const context = await chromium.launchPersistentContext(dir, {
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
    const measured = await measure(page, path, dir);
    await plain.bringToFront();
    const after = await readRaw(plain, path);
    return { ...measured, rawSeconds: Math.min(before, after) };
  } finally {
    await context.close();
    await site.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Seconds in which two workers read the file in slices of 16 MB, and do nothing else. */
export async function readRaw(page: Page, path: string): Promise<number> {
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
  await page.evaluate(watchPage);
  const memory = watchRenderers(profile);
  await page.evaluate(() => Object.assign(globalThis, { dropped: performance.now() }));
  const began = performance.now();
  await givePaths(page, [path]);
  await untilDone(page, TIMEOUT_MS);
  const wallSeconds = (performance.now() - began) / 1000;
  const watched = memory.stop();
  const felt = await page.evaluate(() => {
    const { longTasks, firstMs, dropped } = globalThis as unknown as Felt;
    return { longTasks, firstSeconds: firstMs === null ? null : (firstMs - dropped) / 1000 };
  });
  await page.getByTestId('tab-exports').click();
  const saved = await saveExport(page, 'run_summary.json', profile, TIMEOUT_MS);
  const { stage_seconds: stageSeconds, totals } = JSON.parse(readFileSync(saved, 'utf8'));
  const csv = readFileSync(await saveExport(page, 'templates.csv', profile, TIMEOUT_MS), 'utf8');
  const templates = csv.trimEnd().split('\n').length - 1;
  return {
    stageSeconds,
    wallSeconds,
    ...felt,
    bytes: totals.bytes,
    records: totals.records,
    templates,
    watched,
  };
}

interface Felt {
  readonly longTasks: number[];
  readonly firstMs: number | null;
  readonly dropped: number;
}

/** Runs in the page: notes long tasks, and when the first histogram and templates are there. */
function watchPage(): void {
  const felt = { longTasks: [] as number[], firstMs: null as number | null };
  Object.assign(globalThis, felt);
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) felt.longTasks.push(duration);
  });
  tasks.observe({ entryTypes: ['longtask'] });
  const changes = new MutationObserver(() => {
    if (!document.querySelector('[data-testid=preview-histogram]')) return;
    if (!document.querySelector('[data-testid=preview-templates] li')) return;
    changes.disconnect();
    Object.assign(globalThis, { firstMs: performance.now() });
  });
  changes.observe(document.body, { childList: true, subtree: true });
}
