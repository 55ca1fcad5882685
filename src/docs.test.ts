// What code and documents say of the repository, executable: every document, decision, path, command, view and column that they name is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namesOf } from './contracts/export-column';
import { EXPORTS } from './contracts/exports';
import { listFiles, ROOT } from './fixtures/source-files';

const SELF = 'src/docs.test.ts';
const FOLDERS = ['src', 'workers', 'bench', 'e2e', 'corpus', 'docs', 'public', '.ci'];

interface TextFile {
  readonly path: string;
  readonly text: string;
}

const paths = [...FOLDERS.flatMap(listFiles), ...readdirSync(ROOT).filter((name) => name.includes('.'))];
const all = paths
  .filter(
    (path) => /\.(tsx?|md|css|html|js|json)$|^\.ci\//.test(path) && !/\/golden\/|package-lock/.test(path),
  )
  .map((path): TextFile => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  .filter(({ path }) => path !== SELF);
const documents = all.filter(({ path }) => /^docs\/.*\.md$|^README\.md$/.test(path));
const [readme] = all.filter(({ path }) => path === 'README.md');

describe('what is cited is in the repository', () => {
  it('as a document', () => {
    const cited = /(?<![\w./-])(?:[\w.-]+\/)*[A-Z][A-Z_-]+\.md\b/g;
    const missing = all.flatMap((file) =>
      found(file, cited)
        .filter((name) => !isThere(name, file) && !EXPORTS.some((each) => each.name === name))
        .map((name) => `${file.path}: ${name}`),
    );
    expect(missing).toEqual([]);
    // By its bare name: these lie beside the repository, or did.
    const bare = all.flatMap(({ path, text }) =>
      found(
        { path, text: path.endsWith('.md') ? text : commentsOf(text) },
        /\b(FACTS|DESIGN|HOUSE|MODELS)\b(?!\.md)/g,
      ).map((name) => `${path}: ${name}`),
    );
    expect(bare).toEqual([]);
  });

  it('as a decision', () => {
    const numbers = new Set(
      paths
        .filter((path) => path.startsWith('docs/decisions/'))
        .map((path) => Number(basename(path).slice(0, 4))),
    );
    const missing = all.flatMap((file) =>
      found(file, /\bdecisions?[/ ](\d{1,4})\b/gi, 1)
        .filter((number) => !numbers.has(Number(number)))
        .map((number) => `${file.path}: ${number}`),
    );
    expect(missing).toEqual([]);
  });

  it('and every decision has a number of its own', () => {
    const names = paths.filter((path) => path.startsWith('docs/decisions/')).map((path) => basename(path));
    expect(names.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
  });

  it('as a source file, also in a comment', () => {
    const names = new Set([...paths.map((path) => basename(path)), ...EXPORTS.map(({ name }) => name)]);
    const named = /(?<![\w*./-])(?:[\w.-]+\/)*[\w.-]*\w\.(?:tsx?|css)\b/g;
    const missing = all
      .filter(({ path }) => /\.(tsx?|css)$/.test(path))
      .flatMap(({ path, text }) =>
        found({ path, text: commentsOf(text) }, named)
          .filter((name) => !names.has(basename(name)))
          .map((name) => `${path}: ${name}`),
      );
    expect(missing).toEqual([]);
  });

  it('as a link', () => {
    const broken = documents.flatMap((file) =>
      found(file, /\]\((?!https?:)([^)\s]+)\)/g, 1).filter((target) => !isLinked(target, file)),
    );
    expect(broken).toEqual([]);
  });
});

describe('documents', () => {
  it('name paths that exist', () => {
    const named = /(?<![\w./-])(?:(?:src|workers|bench|e2e|corpus|docs)\/|core\/[\w{])[\w./*{},-]*/g;
    const missing = documents.flatMap((file) =>
      found(file, named)
        .flatMap((path) => spelledOut(path.replace(/[.,/]+$/, '').replace(/^core\//, 'src/core/')))
        .filter((path) => !matches(path))
        .map((path) => `${file.path}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('name files that exist, where they leave the path away', () => {
    const names = new Set([...paths.map((path) => basename(path)), ...EXPORTS.map(({ name }) => name)]);
    const missing = documents.flatMap((file) =>
      found(file, /`([\w.-]+\.(?:tsx?|css|html))`/g, 1)
        .filter((name) => !names.has(name))
        .map((name) => `${file.path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('name commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const commands = documents.flatMap((file) => found(file, /\bnpm run ([a-z0-9:-]+)/g, 1));
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('name views that exist', () => {
    const tabs = readFileSync(join(ROOT, 'src/ui/result/result-tabs.tsx'), 'utf8');
    const views = documents.flatMap((file) => found(file, /\bthe ([A-Z][a-z]+) view\b/gi, 1));
    expect(views).toContain('Exports');
    expect(views.filter((name) => !tabs.includes(`['${name}', `))).toEqual([]);
  });

  it('name columns that the exports have', () => {
    const claims = documents.flatMap(({ path, text }) =>
      Array.from(
        text.matchAll(/`(\w+)`\s(?:in|of)\s`?(\w+\.(?:csv|json|parquet))\b/g),
        ([, column, file]) => ({ path, column, file }),
      ),
    );
    expect(claims.length).toBeGreaterThan(0);
    const wrong = claims.filter(({ column, file }) => {
      const row = EXPORTS.find(({ name }) => name === file);
      return row === undefined || !namesOf<string>(row.columns).includes(column);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the README', () => {
  it('sends to the view and the document in which every column stands', () => {
    expect(readme.text.replace(/\s+/g, ' ')).toMatch(
      /file by file with every column, is described on the Exports view and in \[docs\/EXPORTS\.md\]\(docs\/EXPORTS\.md\)/,
    );
  });
});

/** What a pattern finds in a file. @param group of the pattern; 0: all of it */
function found({ text }: TextFile, pattern: RegExp, group = 0): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[group]);
}

function commentsOf(code: string): string {
  return Array.from(code.matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*/g), ([comment]) => comment).join('\n');
}

/** From the root, or from the folder of the file that says so. */
function isThere(path: string, { path: from }: TextFile): boolean {
  return existsSync(join(ROOT, path)) || existsSync(join(ROOT, dirname(from), path));
}

/** A file, and its heading where one is named: as renderers make an anchor of it. */
function isLinked(target: string, from: TextFile): boolean {
  const [path, anchor] = target.split('#');
  const file = path === '' ? from.path : normalize(join(dirname(from.path), path));
  if (!existsSync(join(ROOT, file))) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(join(ROOT, file), 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(
    ([, heading]) =>
      heading
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replace(/\s/g, '-') === anchor,
  );
}

/** 'core/{a,b}/c' as its two paths. */
function spelledOut(path: string): string[] {
  const [all, choices] = /\{([^}]*)\}/.exec(path) ?? [];
  if (all === undefined) return [path];
  return choices.split(',').flatMap((choice) => spelledOut(path.replace(all, choice)));
}

/** `*` stands for any part of a name. */
function matches(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(ROOT, path));
  const escaped = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  const pattern = new RegExp(`^${escaped}$`);
  return paths.some((each) => pattern.test(each));
}
