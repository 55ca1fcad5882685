// What is built in of others: each under a licence that lets it be handed on, with its text, and pinned by its checksum.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heldPackages, inventory } from './inventory';

const ROOT = join(import.meta.dirname, '../..');
const ALLOWED =
  /^\(?(?:MIT|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|ISC|0BSD|Zlib|Unlicense|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0)\b/;
const held = heldPackages(ROOT);

test('packages that are built in are those that the product depends on, with all that these depend on', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const names = held.map(({ name }) => name);
  for (const name of Object.keys(dependencies)) expect(names).toContain(name);
  expect(names).not.toContain('vitest');
  expect(names).toContain('react');
});

test('each has a licence that lets it be handed on, and a checksum', () => {
  expect(
    held.filter(({ licence }) => !ALLOWED.test(licence)).map(({ name, licence }) => `${name}: ${licence}`),
  ).toEqual([]);
  expect(held.filter(({ sha512 }) => !/^[0-9a-f]{128}$/.test(sha512)).map(({ name }) => name)).toEqual([]);
});

test('everything that is installed, tools as well, has a checksum in the lock file', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const without = Object.entries<{ integrity?: string; link?: boolean; inBundle?: boolean }>(packages)
    .filter(([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle)
    .map(([path]) => path);
  expect(without).toEqual([]);
});

test('the build gets texts of licences and a bill of materials, the same each time', () => {
  const build = (): Map<string, string> => {
    const files = new Map<string, string>();
    const emitFile = ({ fileName, source }: { fileName: string; source: string }) =>
      files.set(fileName, source);
    (inventory(ROOT).generateBundle as () => void).call({ emitFile } as never);
    return files;
  };
  const files = build();
  expect(build()).toEqual(files);
  const { components } = JSON.parse(files.get('sbom.json') ?? '');
  expect(components).toHaveLength(held.length);
  expect(components.find(({ name }: { name: string }) => name === '@duckdb/duckdb-wasm').purl).toMatch(
    /^pkg:npm\/%40duckdb\/duckdb-wasm@\d/,
  );
  const text = files.get('licences.txt') ?? '';
  expect(text).toContain('Apache License');
  for (const { name, version } of held) expect(text).toContain(`${name} ${version} (`);
});
