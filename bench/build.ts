// Builds the page into dist when it is absent or older than what it is made from.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Top of the project. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The built page. */
export const DIST = join(ROOT, 'dist');

const MADE_FROM = ['src', 'workers', 'corpus', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** Builds if need be. @throws Error when the build fails. */
export async function ensureBuild(): Promise<void> {
  if (!isStale()) return;
  console.log('Building the page ...');
  await build({ root: ROOT, logLevel: 'warn' });
}

function isStale(): boolean {
  const built = modified(join(DIST, 'index.html'));
  return built === 0 || MADE_FROM.some((name) => newest(join(ROOT, name)) > built);
}

/** Latest change in a file or below a folder, ms since 1970; 0: it is not there. Tests and their fixtures do not end in the page. */
function newest(path: string): number {
  const own = modified(path);
  if (own === 0 || !statSync(path).isDirectory()) return own;
  const names = readdirSync(path).filter((name) => name !== 'fixtures' && !/\.test\.tsx?$/.test(name));
  return Math.max(0, ...names.map((name) => newest(join(path, name))));
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
