// The air-gapped build: no door, no sender, no address of anybody. What hosts its text still names are listed here with the reason.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { build } from 'vite';
import { DIST, ROOT } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { openWithDoor } from './bridge-page';
import { test } from './harbinger';

/** Nothing asks them: the policy lets no request out, and this build has no bridge. */
const NAMED_IN_TEXT: Readonly<Record<string, string>> = {
  'arxiv.org': 'a paper, in a comment of a library',
  'en.wikipedia.org': 'an article, in a comment of a library',
  'emscripten.org': 'a hint in an error of a library',
  'github.com': 'the prefilled link to an issue, and hints in errors of libraries',
  'models.invalid': 'no host: where a kept model lies in the cache of the browser',
  'react.dev': 'a hint in an error of React',
  'rolldown.rs': 'a hint in an error of the bundler',
  'tukaani.org': 'a licence',
  'webgpureport.org': 'a hint in an error of a library',
  'www.apache.org': 'a licence',
  'www.npmjs.com': 'a hint in an error of a library',
  'www.shadertoy.com': 'a source, in a comment of a shader',
  'www.w3.org': 'names of namespaces',
};

test.setTimeout(400_000);

test('names no host beyond those of licences and hints, and opens no door', async ({ page, scratch }) => {
  const outDir = join(scratch, 'airgap');
  await build({ root: ROOT, mode: 'airgap', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const hosts = hostsIn(outDir);
  expect(hosts.filter((host) => !Object.hasOwn(NAMED_IN_TEXT, host))).toEqual([]);
  const words = [
    'api.groq.com',
    'events.pagerduty.com',
    'bridge.html',
    // Of components: what they say is in the catalogue of both builds.
    'bridge-close',
    'send-what',
    'stream-address',
  ];
  const [airgap, whole] = [textIn(outDir), textIn(DIST)];
  expect(words.filter((word) => airgap.includes(word))).toEqual([]);
  // The build with the bridge has them all: the search finds what there is.
  expect(words.filter((word) => !whole.includes(word))).toEqual([]);
  expect(hostsIn(DIST)).toContain('api.github.com');

  const site = await serveFolder({ dir: outDir });
  await openWithDoor(page, site.url);
  await expect(page.locator('meta[name="harbinger-bridge"]')).toHaveCount(0);
  await expect(page.getByTestId('follow-stream')).toHaveCount(0);
  const policy = await page.evaluate(async () =>
    (await fetch('index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("frame-src 'none'");
  await site.close();
});

/** What is text: a compressed dictionary of the web, which a library brings, is not. */
function textIn(dir: string): string {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|html|css|json|svg|webmanifest)$/.test(name))
    .map((name) => readFileSync(join(dir, name), 'utf8'))
    .join('\n');
}

function hostsIn(dir: string): readonly string[] {
  const found = textIn(dir).matchAll(/(?:https?|wss?):\\?\/\\?\/((?:[a-z0-9-]+\.)+[a-z]{2,})/gi);
  return [...new Set(Array.from(found, ([, host]) => host.toLowerCase()))].sort();
}
