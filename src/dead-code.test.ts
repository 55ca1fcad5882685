/**
 * What nothing uses goes. A file of the product or of bench/ is reached from something that is started. A value that a file
 * exports is imported by another that is no test; or only by tests, if its own file uses it too: the unit under test of
 * something that runs. What nobody imports loses its `export`. A type may stay exported: a caller may have to name what a
 * function takes. Test support that nobody imports goes too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  isTest,
  isTestSupport,
  listFiles,
  localImports,
  ROOT,
  readSource,
  resolveImport,
  type SourceFile,
} from './fixtures/source-files';

interface Exported {
  readonly path: string;
  readonly name: string;
  readonly isType: boolean;
}

// The kernel's AssemblyScript has a linker of its own: bench/compile-kernel.ts.
const files = ['src', 'workers', 'bench', 'e2e']
  .flatMap(listFiles)
  .concat('vite.config.ts', 'playwright.config.ts')
  .filter((path) => /(?<!\.as)\.tsx?$/.test(path))
  .map(readSource);
const programs = ['package.json', 'bench/run.ts']
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join();
const importersOf = listImporters();

test('every file is reached from what is started', () => {
  const reached = reachedFrom(files.filter(isStarted));
  expect(reached.size).toBeGreaterThan(300);
  const idle = files.map(({ path }) => path).filter((path) => !isTest(path) && !reached.has(path));
  expect(idle).toEqual([]);
});

test('every export is used', () => {
  const all = files.flatMap(exportsOf);
  expect(all.length).toBeGreaterThan(1000);
  const idle = all.flatMap(complaintsOf);
  expect(idle).toEqual([]);
});

function complaintsOf({ path, name, isType }: Exported): string[] {
  const importers = importersOf.get(`${path}: ${name}`) ?? [];
  const { code } = files.find((file) => file.path === path)!;
  const isUsedInside = code.split(new RegExp(`\\b${name}\\b`)).length > 2;
  if (isTestSupport(path) ? importers.length > 0 : importers.some((each) => !isTest(each))) return [];
  if (isUsedInside && (isType || importers.length > 0)) return [];
  const why =
    importers.length > 0 ? 'only tests use it' : isUsedInside ? 'needs no export' : 'nothing uses it';
  return [`${path}: ${name}: ${why}`];
}

function exportsOf({ path, code }: SourceFile): Exported[] {
  const pattern = /^export (?:abstract |async )*(function|const|let|class|interface|type)\b\*? (\w+)/gm;
  return Array.from(code.matchAll(pattern), ([, kind, name]) => {
    return { path, name, isType: kind === 'interface' || kind === 'type' };
  });
}

/** Paths of the files that import a value or a type, by 'PATH: NAME'. */
function listImporters(): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const file of files)
    for (const each of namesImported(file)) importers.set(each, [...(importers.get(each) ?? []), file.path]);
  return importers;
}

/** 'PATH: NAME' of what a file imports; of what it loads while it runs, every word that it holds: any may be taken from it. */
function namesImported({ path, code }: SourceFile): Set<string> {
  const names = new Set<string>();
  for (const [, list, from] of code.matchAll(/\bimport (?:type )?\{([^}]*)\} from '(\.[^']+)'/g))
    for (const each of list.split(','))
      names.add(`${resolveImport(path, from)}: ${each.trim().replace(/^type | as .*/g, '')}`);
  for (const [, from] of code.matchAll(/\bimport\(\s*'(\.[^']+)'/g))
    for (const [word] of code.matchAll(/\w+/g)) names.add(`${resolveImport(path, from)}: ${word}`);
  return names;
}

/** The page, the service worker, the seal, the other threads, configurations; programs that npm, the list of benchmarks or a person calls. */
function isStarted({ path, code }: SourceFile): boolean {
  if (path.startsWith('bench/'))
    return programs.includes(path.slice(6)) || code.includes('process.argv[1] ===');
  return /^(src\/(main\.tsx|sw\.ts|seal\/boot\.ts|bridge\/main\.ts)|workers\/.*|[a-z]+\.config\.ts)$/.test(
    path,
  );
}

function reachedFrom(started: readonly SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const next = started.map(({ path }) => path);
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    next.push(...localImports(byPath.get(path)!).filter((to) => byPath.has(to)));
  }
  return reached;
}
