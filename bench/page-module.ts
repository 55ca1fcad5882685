// A module of ours in a page of its own, as a browser runs it: bundled, served from this machine. For what the built page does not
// show and Node does not have. In: the path of an entry. Out: an address, and the folder that it is served from.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './build';
import { serveFolder } from './static-server';

export interface PageModule {
  /** Of an empty page; the module is module.js beside it. */
  readonly url: string;
  readonly dir: string;
  close(): Promise<void>;
}

/** @param entry path below the root of the project */
export async function servePageModule(entry: string): Promise<PageModule> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-module-'));
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: dir,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: join(ROOT, entry), formats: ['es'], fileName: () => 'module.js' },
    },
  });
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>module</title>');
  const site = await serveFolder({ dir });
  return {
    url: site.url,
    dir,
    close: async () => {
      await site.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
