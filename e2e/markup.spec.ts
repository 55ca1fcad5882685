// No text of a log becomes markup: payloads in lines, keys, names of files and of archives' members, changes, truths, runbooks and settings, through
// every view and every export that is read as a document. The control lets the same payloads in.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { writeZip } from '../bench/zip-writer';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { chooseFiles, download, expectDone, isFirefox, openPage, openTab, test } from './harbinger';
import { type Listener, listen } from './listener';
import { letIn, listenForCode, noticed, payloadsFor } from './payloads';
import { orderServiceLog, writeSample } from './samples';

test.setTimeout(240_000);

let listener: Listener;
test.beforeEach(async () => {
  listener = await listen();
});
test.afterEach(() => listener?.close());

const DOCUMENTS = /\.(html|md)$/;
const iso = (i: number): string => new Date(Date.UTC(2026, 2, 2, 11, 16, i)).toISOString();

test('no payload becomes markup, wherever it stands and whatever shows it @firefox', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const payloads = payloadsFor(listener.origin);
  await page.addInitScript(listenForCode);
  await openPage(page, site);
  const views: string[] = [];
  const look = async (view: string): Promise<void> => {
    views.push(view);
    expect(await page.evaluate(noticed), view).toEqual([]);
  };
  const settings = page.getByTestId('settings-file-input');
  const ownTicket = `{{title}}\n\n${payloads.join('\n\n')}`;
  await settings.setInputFiles(settingsOf(scratch, payloads, ownTicket));
  await look('settings loaded');
  await chooseFiles(page, await filesOf(scratch, payloads));
  await expectDone(page);
  await look('result');

  const tabs = page.locator('[data-testid^="tab-"]');
  const names = await tabs.evaluateAll((all) => all.map((tab) => (tab.id || '').replace(/^tab-/, '')));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    await openTab(page, name);
    await page.waitForTimeout(150);
    await look(name);
    // They are there, as text.
    if (['overview', 'templates', 'files'].includes(name))
      await expect(page.getByTestId('result')).toContainText('data-evil');
    if (name === 'benchmark') await giveTruth(page, payloads, look);
    if (name === 'lines') await searchFor(page, payloads, look);
    if (name === 'ask') await ask(page, payloads, look);
    if (name === 'sql') await query(page, look);
    if (name === 'overview') await hoverCharts(page, look);
    if (name === 'settings') await unfold(page, look);
  }
  await page.keyboard.press('Control+k');
  const palette = page.getByTestId('palette-input');
  await expect(palette).toBeFocused();
  await page.keyboard.type('img data-evil');
  await look('palette');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await settings.setInputFiles(settingsOf(scratch, payloads, ''));
  await openTab(page, 'exports');
  const numExports = await readDocuments(page, scratch, payloads);
  expect(listener.numArrivals(), 'addresses that were asked').toBe(0);
  expect(await page.evaluate(() => (globalThis as unknown as { ran: number[] }).ran)).toEqual([]);
  console.log(
    `markup: 0 of ${payloads.length} payloads in ${views.length} views and ${numExports} documents (${isFirefox(page) ? 'Firefox' : 'Chromium'})`,
  );
  // A browser may report what the payloads of another page would have been refused; here nothing is asked for.
  expect(consoleErrors).toEqual([]);
});

test('the same payloads show themselves where they are let in: the control @firefox', async ({
  page,
  consoleErrors,
}) => {
  const payloads = payloadsFor(listener.origin);
  await page.addInitScript(listenForCode);
  await page.goto(listener.origin);
  const shown = await page.evaluate(letIn, payloads);
  expect(shown).toEqual(payloads.map((_, n) => n));
  expect(payloads.length).toBeGreaterThanOrEqual(60);
  consoleErrors.length = 0;
});

/** A log of errors that quote them, one with keys and values of them, an archive and files named by them, changes, a runbook. */
async function filesOf(scratch: string, payloads: readonly string[]): Promise<string[]> {
  const lines = payloads.flatMap((text, i) =>
    [0, 1, 2].map(
      (k) => `${at(i + 70 * k)} ERROR orders.Service - order ${i} failed, the customer wrote: ${text}`,
    ),
  );
  const log = `${orderServiceLog()}${lines.join('\n')}\n`;
  const json = payloads.map((text, i) =>
    JSON.stringify({
      time: iso(i),
      level: 'error',
      service: text,
      msg: `request ${i} refused ${text}`,
      [text]: text,
    }),
  );
  const changes = payloads.map((text, i) => ({
    time: iso(i - 600),
    what: text,
    who: text,
    service: 'orders',
  }));
  const named = payloads.filter((text) => !text.includes('/') && text.length < 200);
  const zip = join(scratch, 'named.zip');
  await writeZip(
    zip,
    named.map((text, i) => ({
      isLog: true,
      path: `${text}.log`,
      bytes: Buffer.from(`${iso(i)} ERROR worker ${i} stopped\n`),
    })),
  );
  return [
    writeSample(scratch, 'orders.log', log),
    writeSample(scratch, 'orders.jsonl', `${json.join('\n')}\n`),
    writeSample(scratch, 'changes.json', JSON.stringify(changes)),
    writeSample(scratch, `${named[1]}.log`, log.slice(0, 200_000)),
    writeSample(
      scratch,
      'runbook.md',
      `# order failed\n\n${payloads.map((text) => `## ${text}\n\n${text}\n`).join('\n')}`,
    ),
    zip,
  ];
}

/** As LOG states times. */
function at(second: number): string {
  return new Date(Date.UTC(2026, 2, 2, 12, 0, second)).toISOString().replace('T', ' ').replace('Z', '');
}

/** @param ticketTemplate the user's own Markdown, whose markup is theirs in the file that is saved, and text in the page */
function settingsOf(scratch: string, payloads: readonly string[], ticketTemplate: string): string {
  const settings = {
    ...DEFAULT_SETTINGS,
    parting: 'together',
    normal: { templates: payloads.slice(0, 30), windows: [] },
    ticketTemplate,
    files: { [payloads[1]]: { format: null, encoding: null, zone: null } },
  };
  const path = join(scratch, 'settings.json');
  writeFileSync(path, JSON.stringify(settings));
  return path;
}

type Look = (view: string) => Promise<void>;

async function giveTruth(page: Page, payloads: readonly string[], look: Look): Promise<void> {
  const incidents = payloads.map((text, i) => ({
    start: i % 2 ? text : iso(i),
    end: iso(i + 60),
    note: text,
  }));
  await page.getByTestId('truth-input').setInputFiles({
    name: `${payloads[1].replaceAll('/', '')}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ incidents })),
  });
  await expect(page.getByTestId('truth-problems')).toBeVisible();
  await look('truth');
}

async function searchFor(page: Page, payloads: readonly string[], look: Look): Promise<void> {
  const field = page.getByTestId('line-search');
  for (const words of ['"data-evil"', `"${payloads[1]}"`, `[${payloads[1]}`]) {
    await field.fill(words);
    await field.press('Enter');
    await expect(page.getByTestId('lines-status')).not.toHaveAttribute('data-state', 'reading');
    await page.waitForTimeout(300);
    await look(`lines, ${words}`);
  }
  await field.fill('"data-evil"');
  await field.press('Enter');
  // Only hits, from the first on.
  await expect(page.getByTestId('lines-status')).toHaveAttribute('data-hits', /[1-9]/);
  for (const key of ['h', 'g']) await page.keyboard.press(key);
  await expect(page.getByTestId('lines')).toContainText('data-evil');
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await look('line, pinned');
  // Far down, where the other payloads are.
  for (const key of ['Shift+G', 'k', 'o']) await page.keyboard.press(key);
  await look('lines, the last ones');
}

async function ask(page: Page, payloads: readonly string[], look: Look): Promise<void> {
  const field = page.getByTestId('ask-question');
  for (const question of [payloads[1], 'What failed first?']) {
    await field.fill(question);
    await field.press('Enter');
    await page.waitForTimeout(600);
    await look(`ask, ${question}`);
  }
}

async function query(page: Page, look: Look): Promise<void> {
  await page.getByTestId('sql-run').click();
  await expect(page.getByTestId('sql-grid')).toBeVisible({ timeout: 120_000 });
  await look('sql');
}

/** A chart may write what lies under the mouse into a box of its own. */
/** Runs in the page: where it is once it is in sight; null: it is gone. */
function placeOfCanvas(i: number): { x: number; y: number; width: number; height: number } | null {
  const canvas = document.querySelectorAll('canvas')[i];
  canvas?.scrollIntoView({ block: 'center' });
  const box = canvas?.getBoundingClientRect();
  return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
}

async function hoverCharts(page: Page, look: Look): Promise<void> {
  const num = await page.locator('canvas').count();
  for (let i = 0; i < num; i++) {
    // A chart that is drawn anew is another canvas: a locator would wait for one that does not come back.
    const box = await page.evaluate(placeOfCanvas, i);
    if (box === null) continue;
    for (const share of [0.3, 0.6, 0.95]) {
      await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      await page.waitForTimeout(60);
    }
  }
  await look('overview, charts under the mouse');
}

async function unfold(page: Page, look: Look): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  await look('settings, unfolded');
}

/** Saves each export that is read as a document and looks at it as its readers do. Returns how many there are. */
async function readDocuments(page: Page, scratch: string, payloads: readonly string[]): Promise<number> {
  const buttons = page.locator('[data-testid^="export-"]');
  const names = await buttons.evaluateAll((all) => all.map((each) => each.getAttribute('data-testid') ?? ''));
  const documents = names.map((name) => name.slice('export-'.length)).filter((name) => DOCUMENTS.test(name));
  expect(documents.length).toBeGreaterThanOrEqual(2);
  for (const name of documents) {
    const { bytes } = await download(page, page.getByTestId(`export-${name}`));
    const path = join(scratch, `saved-${name.replaceAll('/', '-')}`);
    writeFileSync(path, bytes);
    if (name.endsWith('.md')) expect(markupOf(readFileSync(path, 'utf8')), name).toEqual([]);
    else await readReport(page, path, payloads);
  }
  return documents.length;
}

/** What a reader of Markdown would take for HTML or for a link of a payload. */
function markupOf(markdown: string): string[] {
  interface Node {
    readonly type: string;
    readonly value?: string;
    readonly url?: string;
    readonly children?: readonly Node[];
  }
  const found: string[] = [];
  const walk = ({ type, value, url, children }: Node): void => {
    if (type === 'html' || /\/evil\/|script:/.test(url ?? '')) found.push(`${type} ${value ?? url}`);
    children?.forEach(walk);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
  return found;
}

async function readReport(page: Page, path: string, payloads: readonly string[]): Promise<void> {
  const report = await page.context().newPage();
  await report.addInitScript(listenForCode);
  await report.goto(pathToFileURL(path).href);
  expect(await report.evaluate(noticed)).toEqual([]);
  expect(await report.locator('body').textContent()).toContain(payloads[1]);
  await report.close();
}
