// A training step of the LSTM in headless Chromium: our SIMD kernel, the same in plain JavaScript, our programs for WebGPU where there is
// an adapter, and tfjs, on the same model with the same numbers, in turns in one page. `npx tsx bench/run-lstm.ts [BACKEND...]`;
// tfjs on WebGPU is asked for by name (tfjs-webgpu). A software adapter (SwiftShader) is named as such: it says nothing of a card's speed.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { WASM_FILES } from '../src/ml/tfjs-backend';
import { BROWSER_ARGS, ensureChromium, SOFTWARE_GPU } from './browser';
import { ROOT } from './build';
import { costTable } from './lstm-cost';
import { type BackendName, type StepSizes, stepTable } from './lstm-steps';
import { type PageModule, servePageModule } from './page-module';

const DEFAULT: readonly BackendName[] = ['kernel', 'js', 'wasm', 'webgpu'];
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
const served = await servePageModule('bench/lstm-steps.ts');
try {
  const wasm = join(ROOT, 'node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');
  for (const name of WASM_FILES) copyFileSync(join(wasm, name), join(served.dir, name));
  await measureInPage(served);
  console.log(costTable().join('\n'));
} finally {
  await served.close();
}

async function measureInPage({ url }: PageModule): Promise<void> {
  const args = [...BROWSER_ARGS, ...SOFTWARE_GPU];
  const browser = await chromium.launch({ executablePath: ensureChromium(), args });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const adapter = await page.evaluate(async (module) => {
      const { nameOfAdapter } = (await import(module)) as typeof import('./lstm-steps');
      return nameOfAdapter();
    }, `${url}module.js`);
    console.log(`WebGPU adapter: ${adapter}\n`);
    for (const sizes of SIZES) {
      const job = {
        sizes,
        backends,
        url: `${url}module.js`,
        files: [...WASM_FILES],
        base: url,
      };
      const rows = await page.evaluate(async ({ sizes, backends, url, files, base }) => {
        const { measureSteps } = (await import(url)) as typeof import('./lstm-steps');
        const paths = Object.fromEntries(files.map((name) => [name, base + name]));
        return measureSteps(sizes, backends, async () => paths as never);
      }, job);
      console.log(`${sizes.what}\n${stepTable(rows).join('\n')}\n`);
    }
    const lines = await page.evaluate(async (module) => {
      const { eventSteps } = (await import(module)) as typeof import('./lstm-steps');
      return eventSteps();
    }, `${url}module.js`);
    console.log(`${lines.join('\n')}\n`);
  } finally {
    await browser.close();
  }
}
