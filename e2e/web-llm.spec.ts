// A model for WebGPU as far as a graphics processor in software goes: its adapter is taken, the engine comes from our own origin, finds every file
// in the browser, and stops at a library that holds nothing. Nobody else is asked, and the ticket is complete.
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { BROWSER_ARGS, ensureChromium, SOFTWARE_GPU } from '../bench/browser';
import { mlcFolder } from '../src/llm/fixtures/mlc-folder';
import { analyzeOrders } from './bridge-page';
import { foreignRequests, openPage, openTab, test } from './harbinger';
import { writeSample } from './samples';

test.setTimeout(400_000);
test.use({
  launchOptions: {
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGS, ...SOFTWARE_GPU, '--use-webgpu-adapter=swiftshader', '--ignore-gpu-blocklist'],
  },
});

test('a kept model is loaded from the browser up to its library', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const foreign = foreignRequests(page, site);
  await openPage(page, site);
  const hasAdapter = await page.evaluate(async () => {
    const { gpu } = navigator as { readonly gpu?: { requestAdapter(): Promise<object | null> } };
    return ((await gpu?.requestAdapter()) ?? null) !== null;
  });
  test.skip(!hasAdapter, 'this browser has no adapter in software');
  for (const [path, bytes] of await mlcFolder()) {
    // An adapter in software does not count in 16 bits.
    const text = new TextDecoder('latin1').decode(bytes).replace('q4f16_1', 'q4f32_1');
    writeSample(join(scratch, 'Small'), path, path.endsWith('config.json') ? text : bytes);
  }
  await analyzeOrders(page, scratch);
  await openTab(page, 'settings');
  await page.getByTestId('settings-writer.provider').selectOption('web-llm');
  await page.getByTestId('model-folder-input').setInputFiles(join(scratch, 'Small'));
  await expect(page.getByTestId('model-chosen')).toContainText('kept in this browser');
  await expect(page.getByTestId('model-why-not')).toHaveCount(0);
  await openTab(page, 'exports');
  await page.getByTestId('summary-write').click();
  await expect(page.getByTestId('summary-failure')).toContainText(
    /could not be loaded.*The ticket is complete without it\./,
    {
      timeout: 90_000,
    },
  );
  expect(foreign).toEqual([]);
  consoleErrors.length = 0;
});
