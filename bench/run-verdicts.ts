// When verdicts are on the screen: `npx tsx bench/run-verdicts.ts`. Logs of 40,000 lines (and one with 11,501 sessions) go through
// the built page in headless Chromium; printed are the seconds from the drop to the first result (two detectors) and to the whole
// one, as data-state of the page tells them. Needs the labelled logs (HARBINGER_DATA, or ../shared/data).
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild, ROOT } from './build';
import { serveFolder } from './static-server';

const DATA = process.env.HARBINGER_DATA ?? join(ROOT, '..', 'shared', 'data');
const TIMEOUT_MS = 5 * 60_000;
const NUM_RUNS = 3;
/** Its first so many lines; null: all. */
const LOGS: readonly (readonly [name: string, path: string, numLines: number | null])[] = [
  ['openstack_v8', 'incidents/openstack_v8/openstack_v8.log.gz', 40_000],
  ['hdfs', 'hdfs_2pct/HDFS_2pct.log.gz', 40_000],
  ['hdfs, all of it', 'hdfs_2pct/HDFS_2pct.log.gz', null],
];

await ensureBuild();
const dir = mkdtempSync(join(tmpdir(), 'harbinger-verdicts-'));
const site = await serveFolder({ dir: DIST });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
try {
  console.log(
    `log               lines   first verdicts       all   of ${NUM_RUNS} runs, seconds from the drop`,
  );
  for (const [name, path, numLines] of LOGS) {
    const source = join(DATA, path);
    if (existsSync(source)) await runLog(name, cut(source, numLines));
    else console.log(`${name}: skipped, ${source} is not there`);
  }
} finally {
  await browser.close();
  await site.close();
  rmSync(dir, { recursive: true, force: true });
}

async function runLog(name: string, text: string): Promise<void> {
  const file = join(dir, 'verdicts.log');
  writeFileSync(file, text);
  const numLines = text.split('\n').length - 1;
  for (let run = 0; run < NUM_RUNS; run++) {
    const { first, all, votes } = await timeVerdicts(file);
    const seconds = `${first.toFixed(2).padStart(14)} ${all.toFixed(2).padStart(9)}`;
    console.log(`${name.padEnd(16)} ${String(numLines).padStart(6)} ${seconds}   ${votes}`);
  }
}

function cut(path: string, numLines: number | null): string {
  const text = gunzipSync(readFileSync(path)).toString('latin1');
  return numLines === null ? text : `${text.split('\n').slice(0, numLines).join('\n')}\n`;
}

/** In a context of its own: nothing of the run before is kept. */
async function timeVerdicts(file: string): Promise<{ first: number; all: number; votes: string }> {
  const context = await browser.newContext({ acceptDownloads: true });
  try {
    const page = await context.newPage();
    await page.goto(site.url);
    await page.evaluate(watchStates);
    await givePaths(page, [file]);
    await untilDone(page, TIMEOUT_MS);
    const states = await page.evaluate(() => (window as unknown as { states: [string, number][] }).states);
    const at = (name: string): number => states.find(([state]) => state === name)?.[1] ?? Number.NaN;
    const begin = at('running');
    // A training that is soon over is waited for: then the first result is the whole one.
    const first = at('preliminary') || at('done');
    return { first: (first - begin) / 1000, all: (at('done') - begin) / 1000, votes: await whoVoted(page) };
  } finally {
    await context.close();
  }
}

/** Notes each state of the page with its time. Without a named function inside: tsx wraps those in a helper that the page lacks. */
function watchStates(): void {
  const states: [string, number][] = [];
  Object.assign(window, { states });
  new MutationObserver(() => {
    states.push([document.documentElement.dataset.state ?? '', performance.now()]);
  }).observe(document.documentElement, { attributeFilter: ['data-state'] });
}

async function whoVoted(page: Page): Promise<string> {
  await page.getByTestId('tab-exports').click();
  const path = await saveExport(page, 'run_summary.json', dir, TIMEOUT_MS);
  const { detectors } = JSON.parse(readFileSync(path, 'utf8'));
  const words = detectors.map((each: { name: string; abstained: string | null }) =>
    each.abstained === null ? each.name : `${each.name} abstained`,
  );
  return words.join(', ');
}
