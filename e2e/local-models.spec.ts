// Models that a browser may or may not be able to run: a folder for the graphics processor is checked file by file, kept, and refused by name; the
// browser's own model is asked in the window, and fetched by the person's click only. The ticket is complete each time.
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { mlcFolder } from '../src/llm/fixtures/mlc-folder';
import { analyzeOrders } from './bridge-page';
import { foreignRequests, openPage, openTab, reloadPage, test } from './harbinger';
import { writeSample } from './samples';

async function writeFolder(
  dir: string,
  name: string,
  own: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  for (const [path, bytes] of [...(await mlcFolder()), ...Object.entries(own)])
    writeSample(join(dir, name), path, bytes);
  return join(dir, name);
}

async function choose(page: Page, provider: string): Promise<void> {
  await openTab(page, 'settings');
  await page.getByTestId('settings-writer.provider').selectOption(provider);
}

test('a folder for the graphics processor is checked and kept; without an adapter the page says so', async ({
  page,
  site,
  scratch,
}) => {
  const foreign = foreignRequests(page, site);
  await openPage(page, site);
  await analyzeOrders(page, scratch);
  await choose(page, 'web-llm');
  const broken = await writeFolder(scratch, 'Broken', { 'params_shard_1.bin': new Uint8Array(3001) });
  await page.getByTestId('model-folder-input').setInputFiles(broken);
  await expect(page.getByTestId('model-notice')).toContainText('params_shard_1.bin: Its bytes are not those');
  await expect(page.getByTestId('model-chosen')).toHaveCount(0);

  const whole = await writeFolder(scratch, 'Small-q4f16_1');
  await page.getByTestId('model-folder-input').setInputFiles(whole);
  await expect(page.getByTestId('model-chosen')).toContainText('Small-q4f16_1');
  await expect(page.getByTestId('model-chosen')).toContainText('kept in this browser');
  await expect(page.getByTestId('model-why-not')).toContainText(/WebGPU/);
  await openTab(page, 'exports');
  await page.getByTestId('summary-write').click();
  await expect(page.getByTestId('summary-failure')).toContainText(
    /WebGPU.*The ticket is complete without it\./,
  );

  // It is found in another visit, and every file of it lies where web-llm looks for it.
  await reloadPage(page);
  await openTab(page, 'settings');
  await expect(page.getByTestId('model-chosen')).toContainText('kept in this browser');
  const kept = () =>
    page.evaluate(async () => {
      const found: string[] = [];
      for (const scope of ['webllm/config', 'webllm/wasm', 'webllm/model'])
        for (const { url } of await (await caches.open(scope)).keys()) found.push(`${scope} ${url}`);
      return found;
    });
  const root = 'https://models.invalid/Small-q4f16_1/';
  expect((await kept()).sort()).toEqual(
    [
      `webllm/config ${root}resolve/main/mlc-chat-config.json`,
      `webllm/model ${root}resolve/main/params_shard_0.bin`,
      `webllm/model ${root}resolve/main/params_shard_1.bin`,
      `webllm/model ${root}resolve/main/tensor-cache.json`,
      `webllm/model ${root}resolve/main/tokenizer.json`,
      `webllm/wasm ${root}library.wasm`,
    ].sort(),
  );
  await page.getByTestId('model-forget').click();
  await expect(page.getByTestId('model-chosen')).toHaveCount(0);
  expect(await kept()).toEqual([]);

  // Dropped, it is a model and no folder of logs.
  await page.getByTestId('new-analysis').click();
  await dropPaths(page, [broken]);
  await expect(page.getByText(/The model was not taken\. params_shard_1\.bin/)).toBeVisible();
  await dropPaths(page, [whole]);
  await expect(page.getByText(/Small-q4f16_1 is a language model for the graphics processor/)).toBeVisible();
  expect(foreign).toEqual([]);
});

test("the browser's own model: absent, fetched by a click only, and asked in the window", async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('settings-writer.provider').selectOption('built-in');
  await expect(page.getByTestId('built-in-state')).toContainText(
    /brings no language model|cannot run on this machine/,
  );

  await page.addInitScript(() => {
    let state = 'downloadable';
    let numCreated = 0;
    const answer = JSON.stringify({
      sentences: [
        { text: 'The log shows a line with "waiting for a connection".', cites: ['E1'] },
        { text: 'See https://evil.example/fix for the fix.', cites: ['E1'] },
      ],
    });
    const model = {
      availability: async () => state,
      async create() {
        numCreated++;
        document.documentElement.dataset.created = String(numCreated);
        state = 'available';
        return {
          async *promptStreaming(_: string, { responseConstraint }: { responseConstraint: object }) {
            document.documentElement.dataset.bound = JSON.stringify(responseConstraint).slice(0, 40);
            for (let at = 0; at < answer.length; at += 11) yield answer.slice(at, at + 11);
          },
          destroy: () => undefined,
        };
      },
    };
    Object.defineProperty(globalThis, 'LanguageModel', { value: model });
  });
  await page.reload();
  await analyzeOrders(page, scratch);
  await choose(page, 'built-in');
  await expect(page.getByTestId('built-in-state')).toContainText('would fetch one');
  // Asked for a summary before, it says so and fetches nothing.
  await openTab(page, 'exports');
  await page.getByTestId('summary-write').click();
  await expect(page.getByTestId('summary-failure')).toContainText('has to fetch its model first');
  await expect(page.locator('html')).not.toHaveAttribute('data-created');
  await openTab(page, 'settings');
  await page.getByTestId('built-in-download').click();
  await expect(page.getByTestId('built-in-state')).toContainText('at hand');
  await openTab(page, 'exports');
  await page.getByTestId('summary-write').click();
  await expect(page.getByTestId('summary-facts')).toContainText("the browser's own model; 1 sentence holds");
  await expect(page.locator('html')).toHaveAttribute('data-bound', /"type":"object"/);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).not.toContainText('evil.example');
});
