// `npm run bench -- bundle`: a support bundle of 80,000 files, sixty of them logs, given to the built page as tar.gz, tar, zip, chosen
// folder and dropped folder.
// Printed: seconds from the drop to the triage on screen, logs found of sixty, others read as logs, tasks of the main thread over 50 ms.
// `npx tsx bench/run-bundle.ts [tar.gz|tar|zip|chosen|folder ...] [--files N]`.
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { TAR_END, tarHeader, tarPadding } from '../src/archive/tar-writer';
import { givePaths, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { longTasks, markPhase, openWatched, PAUSE_MS } from './long-tasks';
import { makeBundle } from './make-bundle';
import { serveFolder } from './static-server';
import { writeZip } from './zip-writer';

/** One day for all, so that the same bundle is made again. */
const WRITTEN_MS = 1_715_677_228_000;
const FORMS = ['tar.gz', 'tar', 'zip', 'chosen', 'folder'] as const;
type Form = (typeof FORMS)[number];
const TIMEOUT_MS = 9 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '80000' }, dist: { type: 'string' } },
});
const numFiles = Number(values.files);
if (values.dist === undefined) await ensureBuild();
const work = mkdtempSync(join(tmpdir(), 'harbinger-bundle-'));
try {
  for (const form of FORMS.filter((each) => positionals.length === 0 || positionals.includes(each))) {
    const path = await write(form);
    report(form, await measure(path, form === 'chosen'));
    rmSync(path, { recursive: true, force: true });
  }
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 3 });
}

function isFolder(form: Form): boolean {
  return form === 'folder' || form === 'chosen';
}

async function write(form: Form): Promise<string> {
  const path = join(work, isFolder(form) ? 'bundle' : `bundle.${form}`);
  if (form === 'zip') await writeZip(path, makeBundle(numFiles));
  else if (isFolder(form)) {
    for (const each of makeBundle(numFiles)) {
      const own = join(path, each.path);
      mkdirSync(dirname(own), { recursive: true });
      writeFileSync(own, each.bytes);
    }
  } else if (form === 'tar') await pipeline(blocks, createWriteStream(path));
  else await pipeline(blocks, createGzip({ level: 6 }), createWriteStream(path));
  return path;
}

async function* blocks(): AsyncGenerator<Uint8Array> {
  for (const { path, bytes } of makeBundle(numFiles)) {
    yield* tarHeader(path, bytes.length, WRITTEN_MS);
    yield bytes;
    yield tarPadding(bytes.length);
  }
  yield TAR_END;
}

interface Measured {
  readonly triageSeconds: number;
  readonly totalSeconds: number;
  /** Paths below the bundle's own folder. */
  readonly read: readonly string[];
  readonly tasks: readonly { readonly phase: string; readonly ms: number }[];
}

/** `isChosen`: by the button for folders, else dropped. */
async function measure(path: string, isChosen: boolean): Promise<Measured> {
  const site = await serveFolder({ dir: values.dist ?? DIST });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
  try {
    const page = await openWatched(browser, site.url);
    await markPhase(page, 'dropped');
    const began = performance.now();
    if (isChosen) await page.getByTestId('folder-input').setInputFiles(path);
    else await givePaths(page, [path]);
    await page.getByTestId('triage').waitFor({ timeout: TIMEOUT_MS });
    const triageSeconds = (performance.now() - began) / 1000;
    await markPhase(page, 'triage');
    await untilDone(page, TIMEOUT_MS);
    const totalSeconds = (performance.now() - began) / 1000;
    await openTree(page);
    const tasks = await longTasks(page);
    const read = await namesOf(page);
    return { triageSeconds, totalSeconds, read, tasks };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Every folder of the tree down to the third level, as a person might. */
async function openTree(page: Page): Promise<void> {
  await markPhase(page, 'files view');
  await page.getByTestId('tab-files').click();
  await page.waitForTimeout(PAUSE_MS);
  await markPhase(page, 'tree');
  await page.locator('.triage-more').click();
  for (let level = 0; level < 3; level++) {
    await page.waitForTimeout(PAUSE_MS);
    for (const folder of (await page.locator('.triage-name[aria-expanded=false]').all()).slice(0, 12))
      await folder.click();
  }
  await page.waitForTimeout(PAUSE_MS);
}

async function namesOf(page: Page): Promise<readonly string[]> {
  await page.getByTestId('tab-exports').click();
  const path = await saveExport(page, 'run_summary.json', work, TIMEOUT_MS);
  const { files } = JSON.parse(readFileSync(path, 'utf8')) as { files: { name: string }[] };
  return files.map(({ name }) => name.slice(name.indexOf('sosreport-')));
}

function report(form: Form, { triageSeconds, totalSeconds, read, tasks }: Measured): void {
  const logs = new Set([...makeBundle(numFiles)].filter(({ isLog }) => isLog).map(({ path }) => path));
  const found = read.filter((path) => logs.has(path));
  const others = read.filter((path) => !logs.has(path));
  const longest = Math.max(0, ...tasks.map(({ ms }) => ms));
  console.log(
    `${form.padEnd(7)} triage on screen ${triageSeconds.toFixed(1)} s after the drop, verdict after ${totalSeconds.toFixed(1)} s; ${found.length} of ${logs.size} logs read, ${others.length} of ${numFiles - logs.size} others; ${tasks.length} tasks over 50 ms, longest ${longest.toFixed(0)} ms`,
  );
  for (const path of others.slice(0, 10)) console.log(`  read, and no log: ${path}`);
  for (const path of [...logs].filter((each) => !read.includes(each)).slice(0, 10))
    console.log(`  not read: ${path}`);
  for (const { phase, ms } of tasks) console.log(`  ${phase}: ${ms.toFixed(0)} ms`);
}
