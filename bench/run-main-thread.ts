// What the user's hand feels: tasks of the page's main thread over 50 ms while a log is read, when its result comes, and when
// views are opened, for small, real and large logs and a saved miner state of 10,000 templates.
// `npx tsx bench/run-main-thread.ts [CASE...] [--profile] [--dist DIR]`. A busy machine stretches tasks, so their processor time is
// told, too. With --profile also what ran in them (a build without minification has names): slower, so not for the record.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { givePaths, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild, ROOT } from './build';
import { type LongTask, longTasks, markPhase, openWatched, PAUSE_MS } from './long-tasks';
import { makeLog } from './make-log';
import { serveFolder } from './static-server';
import { startTrace, type TracedTask, tasksOf } from './task-trace';

interface Case {
  readonly name: string;
  /** Null: what it needs is not on this machine. */
  readonly start: ((page: Page) => Promise<void>) | null;
}

const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
const NUM_TEMPLATES = 10_000;
const LARGE_MB = 300;
const TIMEOUT_MS = 5 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: 'string' }, profile: { type: 'boolean', default: false } },
});
if (values.dist === undefined) await ensureBuild();
const work = mkdtempSync(join(tmpdir(), 'harbinger-main-thread-'));
try {
  for (const each of cases()) {
    if (positionals.length > 0 && !positionals.includes(each.name)) continue;
    if (each.start === null) console.log(`${each.name}: not measured, its log is not there (HARBINGER_DATA)`);
    else report(each.name, await measure(each.start));
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

function cases(): readonly Case[] {
  const demo = (page: Page): Promise<void> => page.getByTestId('demo-button').click();
  return [
    { name: 'demo', start: demo },
    { name: 'openstack_v8', start: given('incidents/openstack_v8/openstack_v8.log.gz') },
    { name: 'hdfs_2pct', start: given('hdfs_2pct/HDFS_2pct.log.gz') },
    { name: 'linux_combo', start: given('incidents/linux_combo/Linux.log.gz') },
    { name: 'hdfs_300mb', start: existsSync(join(DATA, 'hdfs_2pct')) ? large : null },
    { name: 'saved_templates', start: withState(demo) },
  ];
}

function given(path: string): Case['start'] {
  const full = join(DATA, path);
  return existsSync(full) ? (page) => givePaths(page, [full]) : null;
}

async function large(page: Page): Promise<void> {
  const path = join(work, 'large.log');
  makeLog('hdfs', LARGE_MB * 1e6, path);
  await givePaths(page, [path]);
}

/** Drops a saved state first, and waits until the settings hold it. */
function withState(start: NonNullable<Case['start']>): Case['start'] {
  return async (page) => {
    const path = join(work, 'miner_state.json');
    writeFileSync(path, JSON.stringify(minerState()));
    await markPhase(page, 'state opened');
    await givePaths(page, [path]);
    await page.getByText('saved templates').first().waitFor();
    await page.waitForTimeout(PAUSE_MS);
    await markPhase(page, 'reading');
    await start(page);
  };
}

function minerState(): unknown {
  const { depth, similarity01, maxChildren } = { depth: 4, similarity01: 0.4, maxChildren: 100 };
  const templates = Array.from({ length: NUM_TEMPLATES }, (_, i) => ({
    id: `T${i + 1}`,
    text: `${['reading', 'writing', 'closing'][i % 3]} ${word(i)} of ${word(i * 7919)} took <*> ms for <*>`,
    level: i % 20 === 0 ? 'error' : 'quiet',
    words: [8, 8],
    count: i,
  }));
  const settings = { depth, similarity01, maxChildren, masks: [], edits: [] };
  return { kind: 'harbinger-miner-state', version: 1, settings, templates, exact: [] };
}

/** A word of letters only, another for each number. */
function word(num: number): string {
  return [...`${num}`].map((digit) => 'bcdfghjklm'[Number(digit)] + 'aeiou'[Number(digit) % 5]).join('');
}

interface Felt {
  readonly tasks: readonly LongTask[];
  readonly traced: readonly TracedTask[];
  readonly seconds: number;
}

async function measure(start: NonNullable<Case['start']>): Promise<Felt> {
  const site = await serveFolder({ dir: values.dist ?? DIST });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
  try {
    const page = await openWatched(browser, site.url);
    const trace = await startTrace(browser, page, join(work, 'trace.json'), values.profile);
    const began = performance.now();
    await markPhase(page, 'reading');
    await start(page);
    await untilDone(page, TIMEOUT_MS);
    const seconds = (performance.now() - began) / 1000;
    await page.waitForTimeout(2 * PAUSE_MS);
    await openViews(page);
    const tasks = await longTasks(page);
    return { tasks, seconds, traced: tasksOf(await trace.stop()) };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Every view once, and back to the first, which then has all of its code. */
async function openViews(page: Page): Promise<void> {
  const names = await page
    .locator('[role=tab]')
    .evaluateAll((tabs) =>
      tabs.map((tab) => (tab as HTMLElement).dataset.testid?.slice('tab-'.length) ?? ''),
    );
  for (const name of [...names.slice(1), names[0]]) {
    await markPhase(page, name);
    await page.getByTestId(`tab-${name}`).click();
    await page.waitForTimeout(PAUSE_MS);
  }
}

function report(name: string, { tasks, traced, seconds }: Felt): void {
  const longest = Math.max(0, ...tasks.map(({ ms }) => ms));
  const hardest = Math.max(0, ...traced.map(({ processorMs }) => processorMs));
  console.log(
    `${name.padEnd(16)} ${seconds.toFixed(1).padStart(5)} s to the verdict, ${tasks.length} tasks over 50 ms, longest ${longest.toFixed(0)} ms, most processor time ${hardest.toFixed(0)} ms`,
  );
  for (const { phase, ms, processorMs, hot } of traced) {
    console.log(`  ${phase}: ${ms.toFixed(0)} ms, of it ${processorMs.toFixed(0)} ms of processor time`);
    if (values.profile) for (const [what, each] of hot) console.log(`    ${each.toFixed(0)} ms ${what}`);
  }
}
