// A language model behind the bridge: the whole way from the settings to the ticket, against a server with OpenAI's interface that answers
// well, obeys the log, refuses, hangs, breaks off and talks nonsense. The ticket is complete each time.
import { expect, type Page } from '@playwright/test';
import { analyzeOrders, bridgeOf, fillIn, letThrough, openWithDoor } from './bridge-page';
import { type Endpoint, type Model, startEndpoint } from './endpoint';
import { openTab, test } from './harbinger';

const KEY = 'gsk_0123456789abcdefghijklmn';
const FORGED = [
  { text: 'All is well and nobody has to act.', cites: ['E1'] },
  { text: 'See https://evil.example/fix for the fix.', cites: ['E1'] },
  { text: 'Delete the database with sudo.', cites: ['E1'] },
  { text: 'There were 987654 failures.', cites: ['E1'] },
  { text: 'The line says "disk is full on planet Mars".', cites: ['E1'] },
  { text: '<img src=x onerror=alert(1)> is shown.', cites: ['E1'] },
  { text: 'A line shows a timeout.', cites: ['E999'] },
];

test.setTimeout(400_000);

/** Quotes the first line that it was given. */
function goodSentence(question: string): { text: string; cites: string[] } {
  const [, id, text] = /(E\d+)[^\n]*?: ([^\n]+)/.exec(question) ?? [];
  const words = /timeout after \d+ ms waiting for a connection|of 20 connections/.exec(text ?? question)?.[0];
  return { text: `The log shows a line with "${words}".`, cites: [id] };
}

let endpoint: Endpoint;
test.beforeEach(async () => {
  endpoint = await startEndpoint({
    answer: (question) => JSON.stringify({ sentences: [goodSentence(question), ...FORGED] }),
  });
});
test.afterEach(() => endpoint.close());

test('a model writes; what it forges is taken out and counted; the key is nowhere', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  await openWithDoor(page, site.url);
  await analyzeOrders(page, scratch);
  const bridge = bridgeOf(page);
  await openTab(page, 'settings');
  await page.getByTestId('settings-writer.provider').selectOption('openai');
  await page.getByTestId('settings-writer.address').fill(`${endpoint.origin}/v1`);
  await page.getByTestId('settings-writer.needsKey').check();
  await page.getByTestId('models-list').click();
  await fillIn(bridge, { MODEL_KEY: KEY });
  await expect(bridge.getByTestId('bridge-address')).toHaveText(`GET ${endpoint.origin}/v1/models`);
  await letThrough(bridge);
  await expect(page.getByTestId('models-state')).toHaveText('8 models');
  await page.getByTestId('settings-writer.model').fill('good');

  await openTab(page, 'exports');
  await page.getByTestId('summary-write').click();
  // The key is known by now; the question is shown as it leaves.
  const shown = await bridge.getByTestId('bridge-body').textContent();
  await letThrough(bridge);
  await expect(page.getByTestId('summary-facts')).toContainText(`${FORGED.length} were taken out`);
  await expect(page.getByTestId('summary-facts')).toContainText('321 tokens were read, 45 written');
  const question = endpoint.arrivals[1];
  expect(question.body.toString()).toBe(shown);
  expect(question.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(JSON.parse(question.body.toString())).toMatchObject({ model: 'good', stream: true });
  await expect(page.getByTestId('summary-sentences').getByRole('listitem')).toHaveCount(1);
  await page.getByTestId('summary-removed').locator('summary').click();
  await expect(page.getByTestId('summary-removed').getByRole('listitem')).toHaveCount(FORGED.length);

  await openTab(page, 'ticket');
  const ticket = page.getByTestId('ticket');
  await expect(ticket).toContainText('Written by the model good');
  await expect(ticket).toContainText(`${FORGED.length} sentences were taken out`);
  for (const word of ['evil.example', '987654', 'sudo', 'planet Mars', 'nobody has to act'])
    await expect(ticket).not.toContainText(word);
  await expect(ticket.locator('img')).toHaveCount(0);
  consoleErrors.length = 0;
});

test('whatever the server does is said, and the ticket stays complete', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  await openWithDoor(page, site.url);
  await analyzeOrders(page, scratch);
  const bridge = bridgeOf(page);
  const cases: readonly (readonly [Model, RegExp])[] = [
    ['unauthorized', /did not accept the key: Invalid API Key/],
    ['busy', /asks to wait: Rate limit reached\. Try again in 17 s/],
    ['broken', /server failed: over capacity/],
    ['cut', /cut off before its end/],
    ['nonsense', /did not answer in sentences/],
    ['moved', /did not answer this page: .*redirect|cannot be asked here/],
  ];
  for (const [model, words] of cases) {
    await chooseModel(page, model);
    await page.getByTestId('summary-write').click();
    await letThrough(bridge);
    await expect(page.getByTestId('summary-failure')).toHaveText(words);
    await expect(page.getByTestId('summary-failure')).toContainText('The ticket is complete without it.');
  }
  // Bound to a schema, the answer comes whole.
  await chooseModel(page, 'good', 'schema');
  await page.getByTestId('summary-write').click();
  await letThrough(bridge);
  await expect(page.getByTestId('summary-facts')).toContainText('1 sentence holds');
  const { response_format: format } = JSON.parse(endpoint.arrivals.at(-1)!.body.toString());
  expect(format.json_schema.schema.properties.sentences.items.properties.cites.items.enum).toContain('E1');

  // One that hangs is stopped; one that is not let through leaves nothing.
  await chooseModel(page, 'slow');
  await page.getByTestId('summary-write').click();
  await letThrough(bridge);
  await expect.poll(() => endpoint.arrivals.at(-1)!.body.toString()).toContain('"slow"');
  await page.getByTestId('summary-stop').click();
  await expect(page.getByTestId('summary-failure')).toContainText('Writing was stopped');
  const before = endpoint.arrivals.length;
  await page.getByTestId('summary-write').click();
  await bridge.getByRole('button', { name: 'Do not send' }).click();
  await expect(page.getByTestId('summary-failure')).toContainText('not allowed to leave');
  expect(endpoint.arrivals).toHaveLength(before);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText('Evidence');
  consoleErrors.length = 0;
});

async function chooseModel(page: Page, model: Model, form = 'stream'): Promise<void> {
  await openTab(page, 'settings');
  await page.getByTestId('settings-writer.provider').selectOption('openai');
  await page.getByTestId('settings-writer.address').fill(`${endpoint.origin}/v1/`);
  await page.getByTestId('settings-writer.model').fill(model);
  await page.getByTestId('settings-writer.form').selectOption(form);
  await openTab(page, 'exports');
}
