// Questions to the log: read by the page alone, answered with lines that a click opens; and with a model behind the bridge that looks by tools, answers,
// and obeys the log.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { analyzeOrders, bridgeOf, letThrough, openWithDoor } from './bridge-page';
import { startEndpoint } from './endpoint';
import { expectDone, openPage, openTab, test } from './harbinger';

test.setTimeout(400_000);

async function ask(page: Page, question: string): Promise<void> {
  await page.getByTestId('ask-question').fill(question);
  await page.getByTestId('ask-send').click();
}

test('three questions without a model; a citation opens its line', async ({ page, site }) => {
  await openPage(page, site);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await openTab(page, 'ask');
  const latest = page.getByTestId('asked').first();

  await ask(page, 'What failed first?');
  await expect(latest.getByTestId('asked-read')).toHaveText('Read as: the first line, level>=error.');
  await expect(latest.getByTestId('asked-sentences')).toContainText('ERROR');

  await ask(page, 'Which component had the most errors?');
  await expect(latest.getByTestId('asked-sentences')).toContainText(/AccessLog \d+ lines/);
  await latest.getByTestId('asked-trace').locator('summary').click();
  await expect(latest.getByTestId('asked-step').first()).toContainText('count_lines');

  await ask(page, 'Is the moon full?');
  await expect(latest.getByTestId('asked-refusal')).toContainText('not understood');
  await expectAccessible(page, [390, 1280]);

  await ask(page, 'find "Connection is not available" after 13:00');
  await expect(latest.getByTestId('asked-sentences')).toContainText('the first 10 are below');
  await latest.getByTestId('asked-sentences').getByRole('button', { name: 'E1', exact: true }).click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('result')).toContainText('Connection is not available');

  await openTab(page, 'ask');
  await expect(page.getByTestId('asked')).toHaveCount(4);
  await latest.getByTestId('asked-in-lines').click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await openTab(page, 'ask');
  await page.getByTestId('ask-clear').click();
  await expect(page.getByTestId('asked')).toHaveCount(0);
});

test('a model looks by tools and answers; what it forges is taken out, and each request waits for the person', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const idIn = (question: string): string => /^(E\d+).*waiting/m.exec(question)?.[1] ?? 'E1';
  const script = [
    () => JSON.stringify({ tool: 'search_lines', args: { where: '"waiting for a connection"', limit: '3' } }),
    () => JSON.stringify({ tool: 'delete_all', args: {} }),
    () => JSON.stringify({ tool: 'answer', args: {} }),
    (question: string) =>
      JSON.stringify({
        sentences: [
          { text: 'Orders wait, as "waiting for a connection" shows.', cites: [idIn(question)] },
          { text: 'There were 987654 failures.', cites: [idIn(question)] },
          { text: 'See https://evil.example/fix for the fix.', cites: [idIn(question)] },
        ],
      }),
  ];
  const endpoint = await startEndpoint({ answer: (question) => (script.shift() ?? (() => ''))(question) });
  try {
    await openWithDoor(page, site.url);
    await analyzeOrders(page, scratch);
    await openTab(page, 'settings');
    await page.getByTestId('settings-writer.provider').selectOption('openai');
    await page.getByTestId('settings-writer.address').fill(`${endpoint.origin}/v1`);
    await page.getByTestId('settings-writer.model').fill('good');
    await openTab(page, 'ask');
    await ask(page, 'How many errors?');
    const latest = page.getByTestId('asked').first();
    // The answer without it is there before anything has left.
    await expect(latest.getByTestId('asked-sentences')).toContainText(/\d lines/);
    expect(endpoint.arrivals).toHaveLength(0);
    const bridge = bridgeOf(page);
    for (let n = 1; n <= 4; n++) {
      const shown = await bridge.getByTestId('bridge-body').textContent();
      await letThrough(bridge);
      await expect.poll(() => endpoint.arrivals.length).toBe(n);
      expect(endpoint.arrivals[n - 1].body.toString()).toBe(shown);
    }
    await expect(latest.getByTestId('asked-model-facts')).toContainText('1 sentence holds, 2 were taken out');
    await expect(latest.getByTestId('asked-model-sentences')).toContainText('waiting for a connection');
    await expect(latest.locator('a, img')).toHaveCount(0);
    await latest.getByTestId('asked-trace').locator('summary').click();
    await expect(latest.getByTestId('asked-step').filter({ hasText: 'by the model' })).toHaveCount(2);
    await expect(latest).toContainText('There is no such tool.');
    await expectAccessible(page, [390, 1280]);

    // Not let through: said, and the answer stands.
    await ask(page, 'How many warnings?');
    await bridge.getByRole('button', { name: 'Do not send' }).click();
    await expect(latest.getByTestId('ask-failure')).toContainText('The answer without a model stands.');
    await expect(latest.getByTestId('asked-sentences')).toContainText(/\d lines/);
    expect(endpoint.arrivals).toHaveLength(4);
  } finally {
    await endpoint.close();
  }
  consoleErrors.length = 0;
});
