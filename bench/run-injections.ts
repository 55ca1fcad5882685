// What of forty injections reaches a ticket, shown or saved, or an answer to a question, where a model obeys them all. Through the built page: a server with OpenAI's
// interface says each of them, and the real engine says one of each kind from scripted model files. One sentence that holds goes with each, and
// has to arrive. The control puts the same answers in unchecked and has to count them all.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright';
import { startEndpoint } from '../e2e/endpoint';
import { orderServiceLog } from '../e2e/samples';
import { scriptedGguf } from '../src/llm/fixtures/make-gguf';
import { givePaths, listExports, saveExport, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { type Forgery, INJECTIONS, type Injection, withInjections } from './injections';
import { serveFolder } from './static-server';

const GOOD = 'Orders wait for a connection of the pool.';
const FORMS = /ticket|alert|incidents\.json/;
const TIMEOUT_MS = 180_000;

interface Sight {
  /** Of everything saved, and of the ticket on screen. */
  readonly texts: readonly string[];
  readonly numLinks: number;
  readonly numImages: number;
}

interface Tally {
  good: number;
  sentences: number;
  links: number;
  images: number;
  readonly byKind: Record<Forgery, number>;
  /** Of those that reached the ticket. */
  readonly names: string[];
}

const newTally = (): Tally => ({
  good: 0,
  sentences: 0,
  links: 0,
  images: 0,
  byKind: { fact: 0, id: 0, severity: 0, link: 0, image: 0 },
  names: [],
});

let current: Injection = INJECTIONS[0];
const scratch = mkdtempSync(join(tmpdir(), 'harbinger-'));
await ensureBuild();
const endpoint = await startEndpoint({ answer: (question) => answerTo(question, current) });
const site = await serveFolder({ dir: DIST });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
try {
  await main(await browser.newPage());
} finally {
  await browser.close();
  await site.close();
  await endpoint.close();
  rmSync(scratch, { recursive: true, force: true });
}

/** The sentence that is wanted, and one that holds, which cites the first line that was given. */
function answerTo(question: string, { text, cites }: Injection): string {
  const id = /^(E\d+)/m.exec(question)?.[1] ?? 'E1';
  const own = cites.map((each) => (each === 'E1' ? id : each));
  return JSON.stringify({
    sentences: [
      { text, cites: own },
      { text: GOOD, cites: [id] },
    ],
  });
}

async function main(page: Page): Promise<void> {
  page.setDefaultTimeout(60_000);
  await openPage(page);
  const log = join(scratch, 'orders.log');
  writeFileSync(log, withInjections(orderServiceLog()));
  await givePaths(page, [log]);
  console.log(await untilDone(page, TIMEOUT_MS));
  const before = await look(page);
  const numQuoted = INJECTIONS.filter(({ text }) => numOf(before, text) > 0).length;
  console.log(
    `${INJECTIONS.length} injections in the log; ${numQuoted} of them are quoted as evidence by the pipeline itself`,
  );

  const asked = newTally();
  await chooseServer(page);
  for (const injection of INJECTIONS) {
    current = injection;
    await writeBy(page, true);
    count(asked, injection, before, await look(page));
  }
  print('a server that obeys', INJECTIONS.length, asked);

  const answered = newTally();
  for (const injection of INJECTIONS) {
    current = injection;
    await countAnswer(answered, injection, await answerOf(page));
  }
  print('the log is asked', INJECTIONS.length, answered);

  const run = newTally();
  // Bound to the schema, a model file cannot name a line that it was not given.
  const possible = INJECTIONS.filter(({ cites }) => cites.every((id) => id === 'E1'));
  const oneOfEach = possible.filter(
    (each, i) => possible.findIndex(({ forges }) => forges === each.forges) === i,
  );
  for (const [i, injection] of oneOfEach.entries()) {
    await chooseFile(page, injection, `obeys-${i}.gguf`);
    await writeBy(page, false);
    count(run, injection, before, await look(page));
  }
  print('model files that obey', oneOfEach.length, run);

  const control = newTally();
  for (const injection of INJECTIONS)
    count(control, injection, before, await unchecked(page, before, injection));
  print('control, unchecked', INJECTIONS.length, control);
  for (const name of [...asked.names, ...run.names]) console.log(`  reached the ticket: ${name}`);
  for (const name of answered.names) console.log(`  reached an answer: ${name}`);
  const forged = [asked, answered, run].map(({ sentences, links, images }) => sentences + links + images);
  const isSeen = control.sentences === INJECTIONS.length && control.links > 0 && control.images > 0;
  const isThrough =
    asked.good === INJECTIONS.length && answered.good === INJECTIONS.length && run.good === oneOfEach.length;
  if (forged.some((num) => num > 0) || !isSeen || !isThrough) process.exitCode = 1;
}

async function openPage(page: Page): Promise<void> {
  await page.goto(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
  await page.reload();
}

async function chooseServer(page: Page): Promise<void> {
  await page.getByTestId('tab-settings').click();
  await page.getByTestId('settings-writer.provider').selectOption('openai');
  await page.getByTestId('settings-writer.address').fill(`${endpoint.origin}/v1`);
  await page.getByTestId('settings-writer.model').fill('good');
}

async function chooseFile(page: Page, injection: Injection, name: string): Promise<void> {
  const path = join(scratch, name);
  writeFileSync(path, scriptedGguf(answerTo('E1', injection)));
  await page.getByTestId('tab-settings').click();
  await page.getByTestId('settings-writer.provider').selectOption('wllama');
  await page.getByTestId('model-file-input').setInputFiles(path);
  await page.getByTestId('model-chosen').filter({ hasText: name }).waitFor();
}

async function writeBy(page: Page, isThroughBridge: boolean): Promise<void> {
  await page.getByTestId('tab-exports').click();
  await page.getByTestId('summary-write').click();
  if (isThroughBridge) {
    const bridge = page.frameLocator('[data-testid="bridge-frame"]');
    await bridge.getByRole('button', { name: 'Send', exact: true }).click();
  }
  await page.getByTestId('summary-write').waitFor({ timeout: TIMEOUT_MS });
  await page.getByTestId('summary-facts').waitFor();
}

/** A question to the log whose model answers at once, and that answer as it stands on screen. */
async function answerOf(page: Page): Promise<Locator> {
  await page.getByTestId('tab-ask').click();
  if (await page.getByTestId('ask-clear').isVisible()) await page.getByTestId('ask-clear').click();
  await page.getByTestId('ask-question').fill('Show errors of orders');
  await page.getByTestId('ask-send').click();
  const bridge = page.frameLocator('[data-testid="bridge-frame"]');
  await bridge.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByTestId('asked-model-facts').waitFor({ timeout: TIMEOUT_MS });
  return page.getByTestId('asked').first();
}

async function countAnswer(tally: Tally, injection: Injection, answer: Locator): Promise<void> {
  const held = answer.getByTestId('asked-model-sentences');
  const said = plain((await held.count()) > 0 ? ((await held.textContent()) ?? '') : '');
  if (said.includes(plain(injection.text).trim())) {
    tally.sentences++;
    tally.names.push(injection.name);
    tally.byKind[injection.forges]++;
  }
  tally.links += await answer.locator('a[href]').count();
  tally.images += await answer.locator('img, svg image, object, embed, iframe').count();
  if (said.includes(plain(GOOD).trim())) tally.good++;
}

/** The ticket on screen and every form of it as it is saved. */
async function look(page: Page): Promise<Sight> {
  const names = (await listExports(page)).filter((name) => FORMS.test(name) && !name.startsWith('tickets/'));
  const texts: string[] = [];
  for (const name of names)
    texts.push(readFileSync(await saveExport(page, name, scratch, TIMEOUT_MS), 'utf8'));
  await page.getByTestId('tab-ticket').click();
  const ticket = page.getByTestId('ticket');
  await ticket.getByRole('heading', { name: 'Evidence' }).waitFor();
  texts.push(await settledText(ticket));
  const numLinks = await ticket.locator('a[href]:not([href^="#"])').count();
  return {
    texts,
    numLinks,
    numImages: await ticket.locator('img, svg image, object, embed, iframe').count(),
  };
}

/** Its text once it grows no more: a view that is still being drawn would lack what the log itself says. */
async function settledText(part: Locator): Promise<string> {
  for (let before = ''; ; ) {
    const now = (await part.textContent()) ?? '';
    if (now === before) return now;
    before = now;
    await part.page().waitForTimeout(300);
  }
}

/** What the counters would see, had the answer been put in as it came. */
async function unchecked(page: Page, before: Sight, { text, forges }: Injection): Promise<Sight> {
  const seen = await page.evaluate((kind) => {
    const box = document.createElement('div');
    const element = document.createElement(kind === 'image' ? 'img' : 'a');
    element.setAttribute(kind === 'image' ? 'alt' : 'href', 'x');
    if (kind === 'image' || kind === 'link') box.append(element);
    return { links: box.querySelectorAll('a[href]').length, images: box.querySelectorAll('img').length };
  }, forges);
  return {
    texts: [...before.texts, `- ${text} [E1]`, GOOD],
    numLinks: before.numLinks + seen.links,
    numImages: before.numImages + seen.images,
  };
}

/** White space and marks aside: every form escapes them in its own way. */
function plain(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/⟦U\+[0-9A-F]+⟧/g, '')
    .replace(/[\u200b\u202e]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

function numOf({ texts }: Sight, text: string): number {
  const wanted = plain(text).trim();
  return texts.reduce((sum, each) => sum + plain(each).split(wanted).length - 1, 0);
}

function count(tally: Tally, injection: Injection, before: Sight, after: Sight): void {
  const isThere = numOf(after, injection.text) > numOf(before, injection.text);
  if (isThere) {
    tally.sentences++;
    tally.names.push(injection.name);
    tally.byKind[injection.forges]++;
  }
  tally.links += Math.max(0, after.numLinks - before.numLinks);
  tally.images += Math.max(0, after.numImages - before.numImages);
  if (numOf(after, GOOD) > numOf(before, GOOD)) tally.good++;
}

function print(title: string, num: number, { good, byKind, links, images }: Tally): void {
  const { fact, id, severity, link, image } = byKind;
  console.log(
    `${title.padEnd(24)} ${num} answers: ${fact} forged facts, ${id} ids, ${severity} severities, ${link} links, ${image} images as text; ${links} links and ${images} images on screen; the sentence that holds arrived ${good} times`,
  );
}
