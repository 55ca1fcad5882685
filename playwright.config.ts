import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, ensureChromium } from './bench/browser';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/build-first.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  retries: 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    headless: true,
    viewport: { width: 1360, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: ensureChromium(), args: [...BROWSER_ARGS] },
  },
});
