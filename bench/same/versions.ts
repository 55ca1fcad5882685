// The built pages that are compared. In: a revision; where to. Out: a folder each with a copy of the built page.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../build';

/** Full name of a commit. @throws Error when there is no such revision. */
export function resolveRevision(rev: string): string {
  const run = spawnSync('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`no such revision: ${rev}`);
  return run.stdout.trim();
}

/** The page of the working tree as it is now, in a folder of its own: other programs may build or serve `dist` meanwhile. */
export async function buildPresent(dir: string): Promise<void> {
  await build({ root: ROOT, logLevel: 'warn', build: { outDir: dir, emptyOutDir: true } });
}

/** The page of a commit, built by its own means in a git worktree at `tree`, which is gone afterwards. */
export function buildRevision(sha: string, tree: string, dir: string): void {
  call('git', ['worktree', 'add', '--detach', '--quiet', tree, sha], ROOT);
  try {
    const read = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');
    if (read(tree) === read(ROOT))
      symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
    else call('npm', ['ci', '--no-audit', '--no-fund'], tree);
    call('npm', ['run', 'build'], tree);
    cpSync(join(tree, 'dist'), dir, { recursive: true });
  } finally {
    removeWorktree(tree);
  }
}

/** Never fails: there may be none. */
export function removeWorktree(tree: string): void {
  spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: ROOT });
  rmSync(tree, { recursive: true, force: true, maxRetries: 3 });
}

/** Says nothing unless it fails. @throws Error with the last lines of what it said. */
function call(command: string, args: readonly string[], cwd: string): void {
  const run = spawnSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (run.status === 0) return;
  const said = `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`
    .trim()
    .split('\n')
    .slice(-15);
  throw new Error(`${command} ${args.join(' ')} failed:\n${said.join('\n')}`);
}
