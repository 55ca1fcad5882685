// Finds an installed Chromium, or installs one; the flags that keep it silent. Used by every door that drives the page.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isRoot = process.getuid?.() === 0;

/** A browser that asks nobody for updates; a root user's has no sandbox of its own (Chromium refuses to start). */
export const BROWSER_ARGS: readonly string[] = [
  ...(isRoot || process.env.CI ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** WebGPU without a card. Its process does on two busy cores what takes long, which a watchdog may take for a hang; it would end it, and the device were lost. */
export const SOFTWARE_GPU: readonly string[] = ['--enable-unsafe-webgpu', '--disable-gpu-watchdog'];

/** Path of Chromium or Chrome: CHROME_PATH, the usual places, Playwright's own; null when there is none. */
function findChromium(): string | null {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names no file: ${named}`);
  }
  return [...PLACES, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** The same, but installs one where none is found: Debian's as root on Debian, else Playwright's. @throws Error */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;
  const install = isRoot && existsSync('/etc/debian_version') ? installDebian : installPlaywright;
  console.log('No Chromium or Chrome found (CHROME_PATH may name one): installing it.');
  install();
  const installed = findChromium();
  if (installed === null)
    throw new Error('No Chromium could be installed. Install one and name it in CHROME_PATH.');
  return installed;
}

function installDebian(): void {
  if (!run('apt-get', ['update', '-q'])) return;
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
}

function installPlaywright(): void {
  run('npx', ['playwright', 'install', 'chromium']);
}

function run(command: string, args: readonly string[]): boolean {
  console.log(`  ${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}
