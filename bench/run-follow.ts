// Following: `npx tsx bench/run-follow.ts [--minutes N] [--rate N] [--window SECONDS]`. A generator appends lines to a file in a folder that was dropped on
// the built page; the file is renamed twice and truncated once meanwhile, and goes bad. What has to hold: as many records as lines were
// written, the warning within one window and five seconds, and memory that does not grow with what is written.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { dropPaths, loadSettings, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { LivingLog } from './living-log';
import { watchRenderers } from './renderer-memory';
import { serveFolder } from './static-server';

/** Windows that are there when following begins. */
const HEAD_WINDOWS = 40;
/** Of the log; the wall's are as long as is asked for. */
const WINDOW_MINUTES = 5;
const GRACE_MS = 5000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1.25' },
    rate: { type: 'string', default: '5000' },
    window: { type: 'string', default: '5' },
  },
});
const totalMs = Number(values.minutes) * 60_000;
const linesPerSecond = Number(values.rate);
const windowS = Number(values.window);

await ensureBuild();
const work = mkdtempSync(join(tmpdir(), 'harbinger-follow-'));
const profile = join(work, 'profile');
const folder = join(work, 'logs');
mkdirSync(folder);
const site = await serveFolder({ dir: DIST });
const context = await chromium.launchPersistentContext(profile, {
  executablePath: ensureChromium(),
  args: [...BROWSER_ARGS],
  headless: true,
});
try {
  await run(context.pages()[0] ?? (await context.newPage()));
} finally {
  await context.close();
  await site.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

async function run(page: Page): Promise<void> {
  const log = new LivingLog({
    folder,
    name: 'app.log',
    linesPerSecond,
    timesFaster: (60 * WINDOW_MINUTES) / windowS,
  });
  log.writeSeconds(HEAD_WINDOWS * windowS);
  const numHead = log.numLines;
  const settings = join(work, 'settings.json');
  writeFileSync(settings, JSON.stringify({ ...DEFAULT_SETTINGS, windowMinutes: WINDOW_MINUTES }));
  await page.goto(site.url);
  await loadSettings(page, settings);
  await dropPaths(page, [folder]);
  await untilDone(page, 600_000);
  await page.getByTestId('follow').click();
  await page.locator('[data-testid=following][data-phase=following]').waitFor({ timeout: 120_000 });
  await page.locator('[data-testid=follow-event]').waitFor({ timeout: 60_000 });
  const watch = watchRenderers(profile);
  const heapBefore = await heapOf(page);
  log.start();
  const news = page.getByTestId('follow-news').filter({ hasText: 'New:' });
  const warned = news.waitFor({ timeout: totalMs + 60_000 }).then(
    () => performance.now(),
    () => null,
  );
  const beganMs = performance.now();
  const at = async (share01: number): Promise<void> => {
    const waitMs = beganMs + share01 * totalMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  };
  await at(0.15);
  log.rotate(3);
  await at(0.35);
  log.copyAndTruncate(2);
  await at(0.55);
  log.rotate(1);
  await at(0.7);
  const early = await Promise.race([
    warned,
    new Promise<'none'>((resolve) => setTimeout(resolve, 1, 'none')),
  ]);
  log.goBad();
  await at(1);
  log.stop();
  const warnedMs = await Promise.race([
    warned,
    new Promise<null>((resolve) => setTimeout(resolve, 30_000, null)),
  ]);
  const memory = watch.stop();
  const heapAfter = await heapOf(page);
  await page.waitForTimeout(3000);
  const events = await page.locator('.follow-events li').allTextContents();
  await page.getByTestId('follow-stop').click();
  await page.getByTestId('following').waitFor({ state: 'detached', timeout: 120_000 });
  const numRecords = await recordsOf(page);
  const numLive = log.numLines - numHead;
  const delayMs = warnedMs === null || log.badSinceMs === null ? null : warnedMs - log.badSinceMs;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const count = (num: number): string => num.toLocaleString('en');
  console.log(
    `written                ${count(numHead)} lines before, ${count(numLive)} while it was followed, ${count(Math.round((1000 * numLive) / totalMs))} a second for ${seconds(totalMs)}`,
  );
  console.log(
    `windows                ${WINDOW_MINUTES} minutes of the log, ${seconds(1000 * windowS)} of the wall`,
  );
  console.log(
    `begun anew             ${events.filter((text) => text.includes('began anew')).length} times: two renames, one truncation of a copied file`,
  );
  console.log(`lost                   ${count(log.numLines - numRecords)} of ${count(log.numLines)} lines`);
  console.log(`false news before      ${early === 'none' ? 'none' : 'SOME'}`);
  console.log(
    `first bad line to news ${delayMs === null ? 'NONE' : seconds(delayMs)}, at most ${seconds(1000 * windowS + GRACE_MS)}`,
  );
  console.log(
    `JavaScript of the page ${heapBefore.toFixed(0)} -> ${heapAfter.toFixed(0)} MB; tab grew by, at its peak ${memory ? `${memory.grownMb.toFixed(0)} MB` : 'not known'}`,
  );
  const holds =
    numRecords === log.numLines &&
    early === 'none' &&
    delayMs !== null &&
    delayMs <= 1000 * windowS + GRACE_MS;
  if (!holds) process.exitCode = 1;
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** As the result counts them, file by file. */
async function recordsOf(page: Page): Promise<number> {
  await page.getByTestId('tab-exports').click();
  const download = page.waitForEvent('download');
  await page.getByTestId('export-run_summary.json').click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')).totals.records;
}
