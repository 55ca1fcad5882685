// The bridge: nothing leaves but what was shown and let through, byte for byte; keys are nowhere afterwards; and the page that frames it can
// neither reach in nor out.
import { expect, type Page } from '@playwright/test';
import { serveLocalSite } from '../bench/local-site';
import { reachOutAnywhere, reachOutFromPage } from './battery';
import { analyzeOrders, fillIn, letThrough, openSending, openWithDoor } from './bridge-page';
import { type Endpoint, startEndpoint } from './endpoint';
import { download, openPage, openTab, test } from './harbinger';

const KEY = 'pd-routing-key-0123456789';
const TOKEN = 'ghp_verySecretToken42';

let endpoint: Endpoint;
test.beforeEach(async () => {
  endpoint = await startEndpoint();
});
test.afterEach(() => endpoint.close());
// How long anything takes is no assertion.
test.setTimeout(400_000);

test('senders: what arrives is what was shown, and no key is kept @firefox', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const bridge = await openSending(page, site.url, scratch);

  // PagerDuty: the entries, the key, the look, the answer.
  await choose(page, 'pagerduty', 'pagerduty_alert.json');
  await fillIn(bridge, { address: `${endpoint.origin}/v2/enqueue` });
  await fillIn(bridge, { PAGERDUTY_KEY: KEY });
  await expect(bridge.getByTestId('bridge-address')).toHaveText(`POST ${endpoint.origin}/v2/enqueue`);
  const shown = await bridge.getByTestId('bridge-body').textContent();
  expect(endpoint.arrivals).toHaveLength(0);
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('PagerDuty took it: harbinger-');
  const [alert] = endpoint.arrivals;
  expect(alert.body.toString()).toBe(shown?.replace('‹PAGERDUTY_KEY›', KEY));
  const event = JSON.parse(alert.body.toString());
  expect(event).toMatchObject({
    routing_key: KEY,
    event_action: 'trigger',
    payload: { severity: 'critical' },
  });
  expect([alert.headers.cookie, alert.headers.referer, alert.headers.origin]).toEqual([
    undefined,
    undefined,
    'null',
  ]);

  // GitHub: a bad entry is said and asked again; the issue equals the export.
  const issue = await download(page, page.getByTestId('export-incident_ticket.github.json'));
  await choose(page, 'github', 'incident_ticket.github.json');
  await fillIn(bridge, { repository: 'no repository', address: endpoint.origin });
  await expect(bridge.getByRole('alert')).toContainText('owner/name');
  await fillIn(bridge, { repository: 'acme/ops', address: endpoint.origin });
  await fillIn(bridge, { GITHUB_TOKEN: TOKEN });
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('https://github.test/acme/ops/issues/7');
  const { title, body } = JSON.parse(issue.bytes.toString());
  expect(JSON.parse(endpoint.arrivals[1].body.toString())).toEqual({ title, body });
  expect(endpoint.arrivals[1].headers.authorization).toBe(`Bearer ${TOKEN}`);

  // Jira on a server of one's own.
  await choose(page, 'jira', 'incident_ticket.jira.json');
  await fillIn(bridge, { address: endpoint.origin, project: 'ops' });
  await fillIn(bridge, { JIRA_TOKEN: 'jira-pat' });
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('OPS-7');
  const { fields } = JSON.parse(endpoint.arrivals[2].body.toString());
  expect(fields).toMatchObject({ project: { key: 'OPS' }, issuetype: { name: 'Task' } });
  expect(fields.description).toContain('h2. Evidence');

  // A bucket: the Parquet as it is; the signed URL is the key, so its host alone is shown; an expired one is said.
  const parquet = await download(page, page.getByTestId('export-feature_windows.parquet'));
  await choose(page, 'bucket', 'feature_windows.parquet');
  await fillIn(bridge, { SIGNED_URL: `${endpoint.origin}/bucket/f.parquet?X-Amz-Signature=old` });
  await expect(bridge.getByTestId('bridge-address')).toHaveText(`PUT ${endpoint.origin}/‹SIGNED_URL›`);
  await expect(bridge.getByTestId('bridge-body')).toContainText('SHA-256');
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('has expired');
  await page.getByTestId('send-button').click();
  await fillIn(bridge, { SIGNED_URL: `${endpoint.origin}/bucket/f.parquet?X-Amz-Signature=good` });
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('The bucket keeps it');
  expect(endpoint.arrivals[4].body.equals(parquet.bytes)).toBe(true);

  // No is no.
  await choose(page, 'pagerduty', 'pagerduty_alert.json');
  await fillIn(bridge, { address: `${endpoint.origin}/v2/enqueue` });
  await bridge.getByRole('button', { name: 'Do not send' }).click();
  await expect(page.getByTestId('send-outcome')).toContainText('not allowed to leave');
  expect(endpoint.arrivals).toHaveLength(5);
  await expect(page.getByTestId('sent-list').getByRole('listitem')).toHaveCount(6);

  // Jira Cloud is a text.
  await choose(page, 'jira-cloud', 'incident_ticket.jira.json');
  await fillIn(bridge, { address: 'https://acme.atlassian.net', project: 'OPS' });
  await expect(page.getByTestId('send-outcome').getByRole('textbox')).toHaveValue(
    /^curl --request POST .*"\$JIRA_BASIC"/,
  );

  expect(await whatIsKept(page)).not.toMatch(new RegExp(`${KEY}|${TOKEN}|jira-pat|Amz-Signature`));
  await page.getByTestId('bridge-close').click();
  await expect(page.getByTestId('bridge-frame')).toHaveCount(0);
  consoleErrors.length = 0;
});

test('a server that lets no page in is unreachable, in words', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const strict = await startEndpoint({ letsIn: (origin) => origin === '' });
  const bridge = await openSending(page, site.url, scratch);
  await choose(page, 'github', 'incident_ticket.github.json');
  await fillIn(bridge, { repository: 'acme/ops', address: strict.origin });
  await fillIn(bridge, { GITHUB_TOKEN: TOKEN });
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('allow pages of the origin null (CORS)');
  expect(strict.arrivals).toEqual([]);
  await strict.close();
  consoleErrors.length = 0;
});

test('the page reaches neither into the bridge nor out through it, and opens no other frame', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  await openSending(page, site.url, scratch);
  await expect(page.getByTestId('send-to')).toBeVisible();
  const tried = await page.evaluate(async (to) => {
    const frame = document.querySelector<HTMLIFrameElement>('[data-testid="bridge-frame"]')!;
    const fails = (attempt: () => unknown): boolean => {
      try {
        return attempt() === null;
      } catch {
        return true;
      }
    };
    const framed = async (src: string) => {
      const other = document.createElement('iframe');
      other.src = src;
      document.body.append(other);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return fails(() =>
        (other.contentWindow as unknown as { fetch: typeof fetch }).fetch(to, { mode: 'no-cors' }),
      );
    };
    return {
      document: fails(() => frame.contentDocument),
      fetch: fails(() => (frame.contentWindow as unknown as { fetch: unknown }).fetch),
      icon: await framed('icon.svg'),
      other: await framed('bridge.html?x'),
      straight: await fetch(to, { mode: 'no-cors' }).then(
        () => false,
        () => true,
      ),
      // What is no message of the protocol is not answered, and a second port is not taken.
      second: await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(false);
        frame.contentWindow!.postMessage({ harbinger: 1 }, '*', [port2]);
        setTimeout(() => resolve(true), 1000);
      }),
    };
  }, `${endpoint.origin}/stolen`);
  expect(tried).toEqual({
    document: true,
    fetch: true,
    icon: true,
    other: true,
    straight: true,
    second: true,
  });
  const target = { origin: endpoint.origin, tag: 'page', stunPort: 9 };
  await page.evaluate(reachOutAnywhere, target);
  await page.evaluate(reachOutFromPage, target);
  await page.waitForTimeout(500);
  expect(endpoint.arrivals).toEqual([]);
  consoleErrors.length = 0;
});

test('what page code writes into the stored files does not become the bridge', async ({
  page,
  site,
  consoleErrors,
}) => {
  await openWithDoor(page, site.url);
  await page.evaluate(async (to) => {
    const evil = `<script>fetch('${to}', { mode: 'no-cors' })</script>`;
    const headers = { 'content-type': 'text/html' };
    for (const name of await caches.keys())
      await (await caches.open(name)).put('bridge.html', new Response(evil, { headers }));
    const frame = document.createElement('iframe');
    frame.src = 'bridge.html';
    document.body.append(frame);
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }, `${endpoint.origin}/stolen`);
  expect(endpoint.arrivals).toEqual([]);
  consoleErrors.length = 0;
});

test('without a service worker there is no door, and the page says so', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  await openPage(page, site);
  await analyzeOrders(page, scratch);
  await openTab(page, 'exports');
  await expect(page.getByTestId('bridge-absent')).toBeVisible();
  await expect(page.getByTestId('bridge-open')).toHaveCount(0);
  consoleErrors.length = 0;
});

test('started by npm start, the bridge has an origin that local servers let in', async ({
  page,
  scratch,
  consoleErrors,
}) => {
  const site = await serveLocalSite(0);
  const local = await startEndpoint({
    letsIn: (origin) => /^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(origin),
  });
  const bridge = await openSending(page, site.url, scratch);
  await choose(page, 'github', 'incident_ticket.github.json');
  await fillIn(bridge, { repository: 'acme/ops', address: local.origin });
  await fillIn(bridge, { GITHUB_TOKEN: TOKEN });
  await letThrough(bridge);
  await expect(page.getByTestId('send-outcome')).toContainText('GitHub opened the issue');
  expect(local.arrivals[0].headers.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(local.arrivals[0].headers.origin).not.toBe(new URL(site.url).origin);
  expect(
    await page.evaluate(() => {
      try {
        return document.querySelector<HTMLIFrameElement>('[data-testid="bridge-frame"]')!.contentDocument;
      } catch {
        return 'refused';
      }
    }),
  ).toBeNull();
  await local.close();
  await site.close();
  consoleErrors.length = 0;
});

async function choose(page: Page, sender: string, name: string): Promise<void> {
  await page.getByTestId('send-to').selectOption(sender);
  await page.getByTestId('send-what').selectOption(name);
  await page.getByTestId('send-button').click();
}

/** Everything that the page's origin keeps, and its address. */
function whatIsKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [
      location.href,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      document.cookie,
    ];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url);
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const asking = db.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
          asking.onerror = () => reject(asking.error);
        });
        texts.push(
          JSON.stringify(rows, (_, value) =>
            value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
          ),
        );
      }
      db.close();
    }
    return texts.join('\n');
  });
}
