import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, ensureChromium } from './bench/browser';
import { FIREFOX_PREFS, findFirefox, speakToFirefox } from './bench/firefox';

const firefox = findFirefox();
if (firefox !== null) speakToFirefox();

/** Where there is no Firefox its tests are skipped, as harbinger.ts says, which takes a browser all the same. */
const CHROMIUM = { launchOptions: { executablePath: ensureChromium(), args: [...BROWSER_ARGS] } };

const firefoxAt = (executablePath: string) => ({
  browserName: 'firefox' as const,
  channel: 'moz-firefox',
  // Stock Firefox has no command for these.
  contextOptions: { reducedMotion: null, forcedColors: null, contrast: null },
  colorScheme: null,
  launchOptions: {
    executablePath,
    firefoxUserPrefs: { ...FIREFOX_PREFS },
    env: { ...(process.env as Record<string, string>), TZ: 'UTC' },
  },
});

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/build-first.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // Two to four times what the slowest machine took: a limit finds what stands still, and says nothing of speed.
  timeout: 400_000,
  expect: { timeout: 60_000 },
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
  },
  projects: [
    {
      name: 'chromium',
      use: CHROMIUM,
    },
    {
      name: 'firefox',
      // The main journeys; HARBINGER_FIREFOX=all: everything, of which some tests are Chromium's alone.
      grep: process.env.HARBINGER_FIREFOX === 'all' ? undefined : /@firefox/,
      use: firefox === null ? CHROMIUM : firefoxAt(firefox),
    },
  ],
});
