// Speed of the workbench in the built page, in one run: a made log is dropped, its lines are searched and filtered; a page beside it reads the same
// file in raw slices, in two workers, as the yardstick. `npx tsx bench/run-search.ts [MEGABYTES] [--dist DIR]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { givePaths, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { hasSamples, makeLog } from './make-log';
import { MB, readRaw } from './measure-page';
import { serveFolder } from './static-server';

const TIMEOUT_MS = 20 * 60_000;
/** Columns alone; then texts: a word, words that are nowhere, expressions with and without a literal, a field. */
const COLUMNS = ['level>=warn', 'template:T3', 'component:PacketResponder after:21:00 before:23:00'];
const TEXTS = [
  '"blk_-16"',
  '"lost connection"',
  '/terminat(ed|ing) in \\d+/',
  '/(retry|refus)[a-z]+ \\d{4}/',
  'size>67108863',
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string' } } });
const numBytes = Number(positionals[0] ?? 300) * MB;
if (values.dist === undefined) await ensureBuild();
if (hasSamples('hdfs')) await measure();
else console.log('not measured, its samples are not there (HARBINGER_DATA)');

async function measure(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-search-'));
  const site = await serveFolder({ dir: values.dist ?? DIST });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
  try {
    const path = join(dir, 'hdfs.log');
    makeLog('hdfs', numBytes, path);
    const page = await browser.newPage();
    await page.goto(site.url);
    // A tab of its own: the policy of the product's page lets no other worker start there.
    const plain = await browser.newPage();
    await readRaw(plain, path);
    const rawBefore = await readRaw(plain, path);
    await page.bringToFront();
    await givePaths(page, [path]);
    await untilDone(page, TIMEOUT_MS);
    await page.getByTestId('tab-lines').click();
    await page.getByTestId('lines').waitFor();
    await page.evaluate(watchTasks);
    const rows = [...COLUMNS, ...TEXTS];
    const measured: [string, Asked][] = [];
    for (const query of rows) measured.push([query, await ask(page, query)]);
    const longTasks = await page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
    await plain.bringToFront();
    const raw = Math.min(rawBefore, await readRaw(plain, path));
    report(measured, raw, longTasks);
  } finally {
    await browser.close();
    await site.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Asked {
  /** From Enter to the whole answer on screen, and to the first lines of it. */
  readonly wholeMs: number;
  readonly firstMs: number;
  /** Of the search of texts alone, as the page's worker measured it; null: none was. */
  readonly searchSeconds: number | null;
  readonly status: string;
}

async function ask(page: Page, query: string): Promise<Asked> {
  await page.getByTestId('line-search').fill('');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('[data-testid=lines-status]')?.dataset.state === 'done',
  );
  await page.waitForTimeout(1500);
  await page.getByTestId('line-search').focus();
  await page.keyboard.insertText(query);
  return page.evaluate(async () => {
    const status = document.querySelector<HTMLElement>('[data-testid=lines-status]') as HTMLElement;
    const input = document.querySelector<HTMLInputElement>('[data-testid=line-search]') as HTMLInputElement;
    const began = performance.now();
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    let firstMs = -1;
    await new Promise((resolve) => setTimeout(resolve, 4));
    for (;;) {
      const { state, hits } = status.dataset;
      const hasSome = state === 'done' || (hits === undefined ? state !== 'reading' : Number(hits) > 0);
      if (firstMs < 0 && hasSome) firstMs = performance.now() - began;
      if (state !== 'running' && state !== 'reading') break;
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
    const wholeMs = performance.now() - began;
    const seconds = status.dataset.seconds;
    return {
      wholeMs,
      firstMs,
      searchSeconds: seconds === undefined ? null : Number(seconds),
      status: status.textContent ?? '',
    };
  });
}

/** Runs in the page: notes tasks over 50 ms. */
function watchTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

function report(
  measured: readonly (readonly [string, Asked])[],
  rawSeconds: number,
  tasks: readonly number[],
): void {
  const size = numBytes / MB;
  console.log(`raw slices, two workers    ${(size / rawSeconds).toFixed(0)} MB/s, ${size.toFixed(0)} MB`);
  for (const [query, { wholeMs, firstMs, searchSeconds, status }] of measured) {
    const search =
      searchSeconds === null
        ? ''
        : `, ${(size / searchSeconds).toFixed(0)} MB/s, ${((100 * rawSeconds) / searchSeconds).toFixed(0)} % of raw, first ${firstMs.toFixed(0)} ms`;
    console.log(
      `${query.padEnd(52)} ${wholeMs.toFixed(0).padStart(6)} ms${search} (${status.split(' · at')[0]})`,
    );
  }
  console.log(
    `main thread over 50 ms     ${tasks.length} tasks, longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
  );
}
