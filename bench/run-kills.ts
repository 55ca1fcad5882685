// What of the history is there after the browser was killed: `npm run bench -- kills` (or `npx tsx bench/run-kills.ts NUM`). A Chromium
// of its own analyses two logs, one after the other and again and again, and is ended by SIGKILL at a random moment around the storing;
// the next one opens all that the page had called kept. Lost: it is not in the list. Torn: it does not open, or with another verdict.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { dropPaths } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { hasSamples, makeLog } from './make-log';
import { serveFolder } from './static-server';

const NUM_KILLS = Number(process.argv[2] ?? 30);
const LOG_BYTES = 3e6;
const TIMEOUT_MS = 120_000;
/** From the result on screen; most kills come at once, when it is being stored. */
const MOST_WAIT_MS = 300;

interface Running {
  readonly child: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
}

if (!hasSamples('mix')) throw new Error('the labelled logs are not there: see HARBINGER_DATA');
await ensureBuild();
const dir = mkdtempSync(join(tmpdir(), 'harbinger-kills-'));
const profile = join(dir, 'profile');
const logs = [1, 2].map((seed) => join(dir, `log-${seed}.log`));
for (const [i, path] of logs.entries()) makeLog('mix', LOG_BYTES, path, i + 1);
const site = await serveFolder({ dir: DIST });
/** Verdict by name, as the page showed it when it called the analysis kept. */
const kept = new Map<string, string>();
let open: ChildProcess | null = null;
const tally = { whileStoring: 0, kept: 0, earlier: 0, lost: 0, torn: 0 };
try {
  for (let i = 0; i < NUM_KILLS; i++) {
    await round(logs[i % 2]);
    process.stderr.write(`${i + 1}: lost ${tally.lost}, torn ${tally.torn}\n`);
  }
  await verify(await start());
} finally {
  if (open !== null) endGroup(open);
  await site.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
console.log(
  `${NUM_KILLS} kills: ${tally.earlier} before the result, ${tally.whileStoring} while it was stored, ${tally.kept} after the page had called it kept`,
);
console.log(`lost ${tally.lost}, torn ${tally.torn}, of ${kept.size} logs looked for after each kill`);
process.exitCode = tally.lost + tally.torn > 0 ? 1 : 0;

async function round(log: string): Promise<void> {
  const running = await start();
  const { page } = running;
  await verify(running, false);
  await dropPaths(page, [log]);
  // One in six falls into the reading.
  if (Math.random() < 1 / 6) {
    await sleep(Math.random() * 1500);
    tally.earlier++;
  } else {
    await page.locator('html[data-state=done]').waitFor({ timeout: TIMEOUT_MS });
    await sleep(Math.random() ** 3 * MOST_WAIT_MS);
    const mark = page.locator('[data-testid=kept][data-kept=true]');
    if (await mark.isVisible().catch(() => false)) {
      tally.kept++;
      kept.set(nameOf(log), await verdictOf(page));
    } else tally.whileStoring++;
  }
  await kill(running);
}

/** Opens what was kept; the first time that an analysis is there counts as kept, whether the page came to say so or not. */
async function verify(running: Running, end = true): Promise<void> {
  const { page } = running;
  for (const [name, verdict] of kept) {
    const item = page.getByTestId('history-item').filter({ hasText: name });
    if ((await item.count()) === 0) tally.lost++;
    else {
      await item.first().click();
      await page.locator('html[data-state=done], html[data-state=failed]').waitFor({ timeout: TIMEOUT_MS });
      const isDone = (await page.locator('html').getAttribute('data-state')) === 'done';
      if (!isDone || (await verdictOf(page)) !== verdict) tally.torn++;
      await page.goto(site.url);
      await page.getByTestId('drop-zone').waitFor();
      await untilListed(page);
    }
  }
  if (end) await kill(running);
}

async function verdictOf(page: Page): Promise<string> {
  await page.getByTestId('result').waitFor();
  const text = (await page.locator('.verdict-header').textContent()) ?? '';
  return text.replace(/\s+/g, ' ').replace(/Kept in this browser|Not kept yet: being written …/, '');
}

async function untilListed(page: Page): Promise<void> {
  await page.locator('.history li, .history p').first().waitFor();
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function start(): Promise<Running> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const args = [...BROWSER_ARGS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(ensureChromium(), [...args, 'about:blank'], { detached: true, stdio: 'ignore' });
  open = child;
  for (let i = 0; !existsSync(portFile) || readFileSync(portFile, 'utf8').split('\n').length < 2; i++) {
    if (i > 600) throw new Error('Chromium did not start');
    await sleep(50);
  }
  const [port] = readFileSync(portFile, 'utf8').split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0].newPage();
  await page.goto(site.url);
  await page.getByTestId('drop-zone').waitFor();
  await untilListed(page);
  return { child, browser, page };
}

/** The whole group of its processes, at once. */
async function kill({ child, browser }: Running): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  endGroup(child);
  await ended;
  open = null;
  await browser.close().catch(() => undefined);
  await sleep(200);
}

function endGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
}
