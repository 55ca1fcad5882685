// What is served is the product alone: no invented result and no other test support ended in the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { DIST } from '../bench/build';
import { MESSAGES } from '../src/store/fixtures/messages';

test('the build holds nothing that only tests use', () => {
  const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(join(DIST, name), 'utf8') }));
  // A text of the product is found in the same way, so that finding none of the others says something.
  expect(holding(scripts, 'file-unreadable').length).toBeGreaterThan(0);
  for (const { text } of MESSAGES) expect(holding(scripts, text)).toEqual([]);
});

test('the build says what it is made of', () => {
  const { components } = JSON.parse(readFileSync(join(DIST, 'sbom.json'), 'utf8'));
  const licences = readFileSync(join(DIST, 'licences.txt'), 'utf8');
  expect(components.length).toBeGreaterThan(30);
  for (const { name, version } of components) expect(licences).toContain(`${name} ${version} (`);
});

function holding(scripts: readonly { name: string; text: string }[], text: string): string[] {
  return scripts.filter((script) => script.text.includes(text)).map(({ name }) => name);
}
