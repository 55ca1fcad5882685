import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXPORTS } from '../src/contracts/exports';
import { ROOT } from './build';
import { WRITTEN_DOCS } from './write-docs';

test.each(Object.entries(WRITTEN_DOCS))('%s is what `npm run docs` writes', (path, text) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text());
});

test('docs/EXPORTS.md has a section for every file, and in it a line for every column', () => {
  const sections = WRITTEN_DOCS['docs/EXPORTS.md']().split('\n## ').slice(1);
  expect(sections.map((section) => section.split('\n', 1)[0]).sort()).toEqual(
    EXPORTS.map(({ name }) => name).sort(),
  );
  for (const { name, columns } of EXPORTS) {
    const section = sections.find((each) => each.startsWith(`${name}\n`))!;
    const names = Array.from(section.matchAll(/^\| `([^`]+)` \|/gm), ([, column]) => column);
    expect([name, names]).toEqual([name, columns.map((column) => column.name)]);
  }
});
