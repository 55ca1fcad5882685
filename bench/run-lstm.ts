// A training step of the LSTM in headless Chromium: our SIMD kernel, the same in plain JavaScript, and tfjs, on the same model with
// the same numbers, in turns in one page. `npx tsx bench/run-lstm.ts [BACKEND...]`; webgpu is asked for by name
// (without a GPU it runs on SwiftShader, which says nothing of its speed).
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { WASM_FILES } from '../src/ml/tfjs-backend';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { ROOT } from './build';
import { type BackendName, type StepRow, type StepSizes, stepTable } from './lstm-steps';
import { serveFolder } from './static-server';

const DEFAULT: readonly BackendName[] = ['kernel', 'js', 'wasm'];
/** As it is trained on windows, with the most components; and a larger one, to see which way it goes. */
const SIZES: readonly (StepSizes & { readonly what: string })[] = [
  {
    what: 'as used: 6 steps, 14 inputs, 32 hidden, 12 latent',
    shape: { steps: 6, inputs: 14, hidden: 32, latent: 12 },
    batches: [8, 16, 32, 64, 128],
  },
  {
    what: 'few components: 6 steps, 8 inputs, 32 hidden, 12 latent',
    shape: { steps: 6, inputs: 8, hidden: 32, latent: 12 },
    batches: [8, 64],
  },
  {
    what: 'larger than used: 10 steps, 32 inputs, 64 hidden, 24 latent',
    shape: { steps: 10, inputs: 32, hidden: 64, latent: 24 },
    batches: [32, 128],
  },
];

const named = process.argv.slice(2) as BackendName[];
const backends = named.length > 0 ? named : DEFAULT;
const dir = mkdtempSync(join(tmpdir(), 'harbinger-lstm-'));
try {
  await bundle(dir);
  for (const { what, rows } of await measureInPage(dir))
    console.log(`${what}\n${stepTable(rows).join('\n')}\n`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** lstm-steps.ts with all it needs, a page that loads it, and the wasm files of tfjs. */
async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'esnext',
      lib: { entry: join(ROOT, 'bench', 'lstm-steps.ts'), formats: ['es'], fileName: () => 'lstm-steps.js' },
    },
  });
  writeFileSync(join(outDir, 'index.html'), '<!doctype html><title>steps</title>');
  const wasm = join(ROOT, 'node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');
  for (const name of WASM_FILES) copyFileSync(join(wasm, name), join(outDir, name));
}

async function measureInPage(folder: string): Promise<{ what: string; rows: StepRow[] }[]> {
  const site = await serveFolder({ dir: folder });
  const args = [...BROWSER_ARGS, '--enable-unsafe-webgpu'];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const measured: { what: string; rows: StepRow[] }[] = [];
    for (const sizes of SIZES) {
      const job = {
        sizes,
        backends,
        url: `${site.url}lstm-steps.js`,
        files: [...WASM_FILES],
        base: site.url,
      };
      const rows = await page.evaluate(async ({ sizes, backends, url, files, base }) => {
        const { measureSteps } = (await import(url)) as typeof import('./lstm-steps');
        const paths = Object.fromEntries(files.map((name) => [name, base + name]));
        return measureSteps(sizes, backends, async () => paths as never);
      }, job);
      measured.push({ what: sizes.what, rows });
    }
    return measured;
  } finally {
    await browser.close();
    await site.close();
  }
}
