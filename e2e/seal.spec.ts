// Nothing leaves: the same battery of attempts runs in the page and inside each of its workers, once sealed and once
// with every seal taken off. The second run must be seen by the other origin, else the first would prove nothing. In Chromium and in Firefox.
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { type StaticServer, serveFolder } from '../bench/static-server';
import { scriptedGguf } from '../src/llm/fixtures/make-gguf';
import { ANYWHERE, FROM_PAGE, reachOutAnywhere, reachOutFromPage } from './battery';
import { download, expectDone, openPage, openTab, test, untilOfflineReady } from './harbinger';
import { runInWorkers, withBattery } from './inside-workers';
import { type Listener, listen } from './listener';

const META_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

test.setTimeout(400_000);

let listener: Listener;
test.beforeEach(async () => {
  listener = await listen();
});
test.afterEach(() => listener?.close());

test('sealed, nothing reaches another origin from the page or a worker @firefox', async ({
  page,
  consoleErrors,
}) => {
  const site = await serveWithout([]);
  await openPage(page, site);
  await runDemo(page);
  const names = await runBattery(page);
  expectAllWorkers(names);
  expect(listener.numArrivals()).toBe(0);
  expect(consoleErrors.length, 'the browser reports what it refused').toBeGreaterThan(10);
  consoleErrors.length = 0;
  await site.close();
});

test('unsealed, the same battery is seen: the control @firefox', async ({ page, consoleErrors }) => {
  const site = await serveWithout(['policy', 'service worker', 'boot']);
  await openPage(page, site);
  await runDemo(page);
  const names = await runBattery(page);
  expectAllWorkers(names);
  expect(listener.seen('page')).toEqual([...ANYWHERE, ...FROM_PAGE].sort());
  for (const name of names) expect(listener.seen(name), `seen from ${name}`).toEqual(ANYWHERE);
  consoleErrors.length = 0;
  await site.close();
});

test('the service worker alone seals as well', async ({ page, consoleErrors }) => {
  const site = await serveWithout(['policy']);
  await openPage(page, site);
  await untilOfflineReady(page);
  const statusOf = (url: string) => page.evaluate((to) => fetch(to).then(({ status }) => status), url);
  expect(await statusOf(`${listener.origin}/page/before-reload`)).toBe(403);
  await page.reload();
  await untilOfflineReady(page);
  await runBattery(page);
  expect(listener.numArrivals()).toBe(0);
  consoleErrors.length = 0;
  await site.close();
});

test('a string never becomes code @firefox', async ({ page, site, consoleErrors }) => {
  await openPage(page, site);
  const refused = await page.evaluate(async () => {
    // Past this point the debugger's own leave to evaluate strings no longer holds.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const isRefused = (attempt: () => unknown) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes?: { createPolicy(name: string, rules: object): object };
    };
    return {
      eval: isRefused(() => new Function('return 1')),
      script: isRefused(() => {
        document.createElement('script').src = './assets/x.js';
      }),
      text: isRefused(() => {
        document.createElement('script').text = 'document.title = 1';
      }),
      policy: trustedTypes === undefined || isRefused(() => trustedTypes.createPolicy('mine', {})),
    };
  });
  expect(refused).toEqual({ eval: true, script: true, text: true, policy: true });
  consoleErrors.length = 0;
});

test('a string never becomes HTML, whatever parses it @firefox', async ({ page, consoleErrors }) => {
  const parsed = async (seals: readonly Seal[]) => {
    const site = await serveWithout(['service worker', ...seals]);
    await openPage(page, site);
    const sinks = await page.evaluate(parseEverywhere);
    await site.close();
    return sinks;
  };
  expect(await parsed([])).toEqual([]);
  // The control: with the seals off each of them makes an element, 'setHTMLUnsafe' where a browser has it.
  expect((await parsed(['policy', 'boot'])).length).toBeGreaterThan(10);
  consoleErrors.length = 0;
});

/** Sent to the browser as it stands. Returns the places that made an element of markup. */
async function parseEverywhere(): Promise<string[]> {
  // Past this point the debugger's own leave to evaluate strings no longer holds.
  await new Promise((resolve) => setTimeout(resolve, 10));
  const html = '<b class="parsed">bold</b>';
  const loaded = () => new Promise((resolve) => setTimeout(resolve, 300));
  const framed = async (box: HTMLElement, fill: (frame: HTMLIFrameElement) => void) => {
    const frame = document.createElement('iframe');
    box.append(frame);
    fill(frame);
    await loaded();
    box.append(...(frame.contentDocument?.body?.childNodes ?? []));
  };
  const places: Record<string, (box: HTMLElement) => unknown> = {
    innerHTML: (box) => (box.innerHTML = html),
    outerHTML: (box) => (box.appendChild(document.createElement('i')).outerHTML = html),
    insertAdjacentHTML: (box) => box.insertAdjacentHTML('beforeend', html),
    setHTMLUnsafe: (box) => box.setHTMLUnsafe(html),
    shadow: (box) => {
      const root = box.attachShadow({ mode: 'open' });
      root.innerHTML = html;
      box.append(...root.childNodes);
    },
    createContextualFragment: (box) => box.append(document.createRange().createContextualFragment(html)),
    parseFromString: (box) =>
      box.append(...new DOMParser().parseFromString(html, 'text/html').body.childNodes),
    parseHTMLUnsafe: (box) => box.append(...Document.parseHTMLUnsafe(html).body.childNodes),
    execCommand: (box) => {
      box.contentEditable = 'true';
      box.focus();
      document.execCommand('insertHTML', false, html);
    },
    srcdoc: (box) => framed(box, (frame) => (frame.srcdoc = html)),
    'srcdoc as attribute': (box) => framed(box, (frame) => frame.setAttribute('srcdoc', html)),
    write: (box) =>
      framed(box, (frame) => Document.prototype.write.call(frame.contentDocument as Document, html)),
    writeln: (box) =>
      framed(box, (frame) => Document.prototype.writeln.call(frame.contentDocument as Document, html)),
  };
  const parsed: string[] = [];
  for (const [name, place] of Object.entries(places)) {
    const box = document.body.appendChild(document.createElement('div'));
    try {
      await place(box);
    } catch {
      // Refused, or not in this browser.
    }
    if (box.querySelector('.parsed') !== null) parsed.push(name);
    box.remove();
  }
  return parsed;
}

async function runDemo(page: Page): Promise<void> {
  // The thread of models starts with the first file.
  const model = { name: 'm.gguf', mimeType: '', buffer: Buffer.from(scriptedGguf('x')) };
  await page.getByTestId('model-file-input').setInputFiles(model);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  // The archive's worker starts with the first Parquet.
  await openTab(page, 'exports');
  await download(page, page.getByTestId('export-feature_windows.parquet'));
  // That of SQL with the first query.
  await openTab(page, 'sql');
  await page.getByTestId('sql-run').click();
  await expect(page.getByTestId('sql-grid')).toBeVisible({ timeout: 120_000 });
}

/** Runs the battery in the page and in all its workers; returns the workers' names. */
async function runBattery(page: Page): Promise<string[]> {
  const target = { origin: listener.origin, stunPort: listener.stunPort };
  const names = await runInWorkers(page, target);
  await page.evaluate(reachOutAnywhere, { ...target, tag: 'page' });
  await page.evaluate(reachOutFromPage, { ...target, tag: 'page' });
  return names;
}

function expectAllWorkers(names: readonly string[]): void {
  for (const kind of ['analysis', 'shard', 'lstm', 'archive', 'llm', 'sql']) {
    expect(names.filter((name) => name.startsWith(kind)).length, `workers named ${kind}`).toBeGreaterThan(0);
  }
}

type Seal = 'policy' | 'service worker' | 'boot';

function serveWithout(seals: readonly Seal[]): Promise<StaticServer> {
  return serveFolder({
    dir: DIST,
    rewrite: (path, text) => {
      if (path === 'sw.js' && seals.includes('service worker')) return null;
      if (path === 'seal.js' && seals.includes('boot')) return '';
      if (path === 'index.html' && seals.includes('policy')) return text.replace(META_POLICY, '');
      return withBattery(path, text);
    },
  });
}
