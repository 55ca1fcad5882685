// What a hostile host can do: it answers requests to the page's own origin with redirects to another one, which the policy of the page
// allows to be begun. Each battery has its control: with the seals taken off, the same attempts arrive there.
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { SERVICE_WORKER_POLICY } from '../src/seal/policy';
import {
  ANYWHERE,
  FROM_PAGE,
  FROM_SERVICE_WORKER,
  reachOutAnywhere,
  reachOutFromPage,
  reachOutFurther,
} from './battery';
import { expectDone, isFirefox, openPage, test, untilOfflineReady } from './harbinger';
import { type HostileHost, hostileHost } from './hostile-host';
import { runInWorkers, withBattery } from './inside-workers';
import { type Listener, listen } from './listener';

const META_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const STATUSES = [301, 302, 303, 307, 308];
/** A browser follows no redirect of a socket, and WebRTC knows none. */
const FOLLOWED_ANYWHERE = ANYWHERE.filter((kind) => kind !== 'websocket');
const FOLLOWED_FROM_PAGE = FROM_PAGE.filter((kind) => kind !== 'webrtc');

// How long anything takes is no assertion.
test.setTimeout(400_000);

let listener: Listener;
test.beforeEach(async ({ consoleErrors }) => {
  listener = await listen();
  consoleErrors.length = 0;
});
test.afterEach(async ({ consoleErrors }) => {
  consoleErrors.length = 0;
  await listener?.close();
});

test('no redirect of the own origin leads out of the page or of a worker @firefox', async ({ page }) => {
  const host = await hostileHost({ elsewhere: listener.origin, rewrite: withBattery });
  await openSealed(page, host);
  const numWorkers = await runRedirects(page, host, isFirefox(page) ? [302, 307] : STATUSES);
  expect(numWorkers).toBeGreaterThan(2);
  await page.evaluate(reachOutFurther, targetOf(`${host.origin}/r/302`, 'page-further'));
  expect(listener.numArrivals()).toBe(0);
  // The host itself is not asked either, but by sockets, which no service worker sees; a browser follows no redirect of them. Firefox asks
  // no service worker about a fetch that outlives its page: it goes to the host, and the policy ends it at the redirect.
  expect(host.redirected()).toEqual(isFirefox(page) ? ['fetch-keepalive', 'websocket'] : ['websocket']);
  await host.close();
});

test('the same redirects are followed where the seals are off: the control @firefox', async ({ page }) => {
  const rewrite = (path: string, text: string) => {
    if (path === 'sw.js') return null;
    if (path === 'seal.js') return '';
    return path === 'index.html' ? text.replace(META_POLICY, '') : withBattery(path, text);
  };
  const host = await hostileHost({ elsewhere: listener.origin, rewrite });
  await page.goto(host.url);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await runRedirects(page, host, [307]);
  expect(listener.seen('page-307')).toEqual([...FOLLOWED_ANYWHERE, ...FOLLOWED_FROM_PAGE].sort());
  expect(listener.seen('analysis-307')).toEqual(FOLLOWED_ANYWHERE);
  await host.close();
});

test('further ways out of the page, straight and by redirect @firefox', async ({ page, site }) => {
  await page.goto(site.url);
  await page.evaluate(reachOutFurther, targetOf(listener.origin, 'page'));
  await page.goto(site.url);
  await untilOfflineReady(page);
  await page.evaluate(reachOutFurther, targetOf(listener.origin, 'page'));
  expect(listener.numArrivals()).toBe(0);
});

test('the further ways arrive where the seals are off: the control @firefox', async ({ page }) => {
  const site = await serveFolder({
    dir: DIST,
    rewrite: (path, text) => (path === 'sw.js' || path === 'seal.js' ? null : text.replace(META_POLICY, '')),
  });
  await page.goto(site.url);
  await page.evaluate(reachOutFurther, targetOf(listener.origin, 'page'));
  expect(listener.seen('page').length).toBeGreaterThan(12);
  await site.close();
});

const NAVIGATIONS = ['assign', 'replace', 'anchor', 'download', 'meta', 'form-top'] as const;

for (const isSealed of [true, false]) {
  const outcome = isSealed ? 'ends at the service worker' : 'arrives without one: the control';
  test(`a navigation of the page to a redirect of its own origin ${outcome}`, async ({ page }) => {
    const rewrite = (path: string, text: string) => (path === 'sw.js' && !isSealed ? null : text);
    const host = await hostileHost({ elsewhere: listener.origin, rewrite });
    for (const kind of NAVIGATIONS) {
      await page.goto(host.url);
      if (isSealed) await untilOfflineReady(page);
      await page.evaluate(leaveBy, { to: `${host.origin}/r/302/navigation/${kind}`, kind });
      await page.waitForTimeout(1000);
    }
    // Chromium asks no service worker about a download, as no policy about a navigation: README, 'Honest limits'.
    // Firefox asks it.
    const left = isFirefox(page) ? [] : ['download'];
    if (isSealed) expect([listener.seen('navigation'), host.redirected()]).toEqual([left, left]);
    // The policy alone stops forms.
    else
      expect(listener.seen('navigation')).toEqual(NAVIGATIONS.filter((kind) => kind !== 'form-top').sort());
    await host.close();
  });
}

/** Sent to the browser as it stands. */
function leaveBy({ to, kind }: { to: string; kind: (typeof NAVIGATIONS)[number] }): void {
  const append = (name: string, attributes: Record<string, string>) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  const ways: Record<typeof kind, () => void> = {
    assign: () => location.assign(to),
    replace: () => location.replace(to),
    anchor: () => append('a', { href: to }).click(),
    download: () => append('a', { href: to, download: 'x' }).click(),
    meta: () => void append('meta', { 'http-equiv': 'refresh', content: `0; url=${to}` }),
    'form-top': () => (append('form', { action: to }) as HTMLFormElement).submit(),
  };
  setTimeout(ways[kind], 10);
}

test('headers of a hostile host load nothing once the app is stored', async ({ page }) => {
  const host = await hostileHost({ elsewhere: listener.origin, hasHeaders: true });
  await page.goto(host.url);
  await untilOfflineReady(page);
  const before = listener.numArrivals();
  host.turnOn();
  await page.reload();
  await expect(page.getByTestId('drop-zone')).toBeVisible();
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  expect(listener.numArrivals()).toBe(before);
  await host.close();
});

test('a host that redirects its files leaves the page that is stored in place', async ({ page }) => {
  const host = await hostileHost({ elsewhere: listener.origin });
  await openPage(page, host);
  await untilOfflineReady(page);
  host.turnOn();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
  });
  await page.reload();
  await expect(page.getByTestId('drop-zone')).toBeVisible();
  expect(listener.numArrivals()).toBe(0);
  await host.close();
});

test('a redirect of any file keeps the service worker from being installed, and leads nowhere', async ({
  page,
}) => {
  const rewrite = (path: string, text: string) =>
    path === 'sw.js' ? text.replace(/"url":"assets\/[^"]+"/, '"url":"r/302/install/asset"') : text;
  const host = await hostileHost({ elsewhere: listener.origin, rewrite });
  await page.goto(host.url);
  await expect.poll(() => host.redirected()).toEqual(['asset']);
  const state = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state ?? 'none';
  });
  expect([state, listener.numArrivals()]).toEqual(['none', 0]);
  await host.close();
});

test.describe('the service worker itself', () => {
  const bare = "addEventListener('install', () => skipWaiting())";
  const seals = [
    { name: 'with its lock and no policy of the host', rewrite: undefined, hasPolicy: false, isSealed: true },
    { name: 'with the policy of the host and no lock', rewrite: bare, hasPolicy: true, isSealed: true },
    { name: 'with both', rewrite: undefined, hasPolicy: true, isSealed: true },
    { name: 'with neither: the control', rewrite: bare, hasPolicy: false, isSealed: false },
  ];
  for (const { name, rewrite, hasPolicy, isSealed } of seals) {
    test(`reaches ${isSealed ? 'nothing' : 'out'} ${name} @firefox`, async ({ page }) => {
      const ofWorker = (path: string, text: string) =>
        path === 'sw.js' ? withBattery(path, rewrite ?? text) : text;
      const host = hasPolicy
        ? await serveFolder({ dir: DIST, rewrite: ofWorker })
        : await hostileHost({ elsewhere: listener.origin, rewrite: ofWorker });
      await page.goto(host.url);
      await page.evaluate(() => navigator.serviceWorker.ready);
      for (const origin of [listener.origin, `${new URL(host.url).origin}/r/302`]) {
        const call = { origin, stunPort: listener.stunPort, ofServiceWorker: true };
        expect(await runInWorkers(page, call)).toEqual(['service-worker']);
      }
      if (isSealed) expect(listener.numArrivals()).toBe(0);
      else expect(listener.seen('service-worker')).toEqual(FROM_SERVICE_WORKER);
      await host.close();
    });
  }

  test('is served with its policy, and the build says it to static hosts', async ({ site, request }) => {
    const served = await request.get(`${site.url}sw.js`);
    expect(served.headers()['content-security-policy']).toBe(SERVICE_WORKER_POLICY);
    expect(await (await request.get(`${site.url}_headers`)).text()).toContain(SERVICE_WORKER_POLICY);
  });
});

test('what is no file of the app is refused by the service worker, by a sentence and with the policy', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await untilOfflineReady(page);
  const answers = await page.evaluate(async () => {
    const ask = async (url: string, init?: RequestInit) => {
      const response = await fetch(url, init);
      return `${response.status} ${response.headers.has('content-security-policy')}`;
    };
    return Promise.all([
      ask('index.html'),
      ask('index.html?q=line'),
      ask('nothing'),
      ask('sw.js'),
      ask('index.html', { method: 'POST', body: 'line' }),
      ask('index.html', { method: 'PUT', body: 'line' }),
      ask('index.html', { method: 'HEAD' }),
    ]);
  });
  const refused = ['404 true', '404 true', '404 true', '405 true', '405 true', '405 true'];
  expect(answers).toEqual(['200 true', ...refused]);
});

function targetOf(origin: string, tag: string) {
  return { origin, tag, stunPort: listener.stunPort };
}

async function openSealed(page: Page, host: HostileHost): Promise<void> {
  await openPage(page, host);
  await untilOfflineReady(page);
  // Reloaded, so that the page and each of its workers is one that the service worker answers.
  await page.reload();
  await page.getByTestId('demo-button').click();
  await expectDone(page);
}

/** Asks in the page and in its workers, once for each status. Returns how many workers there were. */
async function runRedirects(
  page: Page,
  { origin }: HostileHost,
  statuses: readonly number[],
): Promise<number> {
  let numWorkers = 0;
  for (const status of statuses) {
    const from = `${origin}/r/${status}`;
    const call = { origin: from, stunPort: listener.stunPort, suffix: `-${status}` };
    numWorkers = (await runInWorkers(page, call)).length;
    await page.evaluate(reachOutAnywhere, targetOf(from, `page-${status}`));
    await page.evaluate(reachOutFromPage, targetOf(from, `page-${status}`));
  }
  return numWorkers;
}
