// The WGSL programs of the LSTMs in a real browser: the same losses as plain JavaScript, gradients that are slopes, the same bits on
// each run, few dispatches, nothing read back but the loss, and a fault that is told. Without a GPU, Chromium's software adapter
// (SwiftShader) runs them: that proves the numbers and says nothing of speed.
import { test as base, expect, type Page } from '@playwright/test';
import { BROWSER_ARGS, ensureChromium, SOFTWARE_GPU } from '../bench/browser';
import { servePageModule } from '../bench/page-module';

type Module = typeof import('./gpu-programs');

const test = base.extend<object, { moduleUrl: string }>({
  moduleUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const served = await servePageModule('e2e/gpu-programs.ts');
      await use(served.url);
      await served.close();
    },
    { scope: 'worker' },
  ],
});

test.use({
  launchOptions: { executablePath: ensureChromium(), args: [...BROWSER_ARGS, ...SOFTWARE_GPU] },
});

const AS_USED = { steps: 6, inputs: 14, hidden: 32, latent: 12 };
const SMALL = { steps: 4, inputs: 5, hidden: 8, latent: 3 };

test.beforeEach(async ({ page, moduleUrl }, info) => {
  await page.goto(moduleUrl);
  const adapter = await inPage(page, 'adapterName');
  if (adapter === null) console.log('skipped: this browser has no WebGPU adapter, not even a software one');
  test.skip(adapter === null, 'no WebGPU adapter');
  info.annotations.push({ type: 'adapter', description: String(adapter) });
});

test('losses of 50 steps, reconstructions and parameters are those of plain JavaScript', async ({ page }) => {
  const gpu = await inPage(page, 'trainOnGpu', AS_USED, 16, 50);
  const plain = await inPage(page, 'trainPlainly', AS_USED, 16, 50);
  expect(gpu.losses).toHaveLength(50);
  expect(gpu.losses.at(-1)).toBeLessThan(gpu.losses[0] * 0.95);
  expectClose(gpu.losses, plain.losses, 1e-3);
  expectClose(gpu.last, plain.last, 1e-3);
  expectClose(gpu.parameters, plain.parameters, 1e-3);
});

for (const [what, shape, batch] of [
  [
    'units that fill no workgroup, and a batch that is no multiple of one',
    { steps: 5, inputs: 3, hidden: 20, latent: 7 },
    7,
  ],
  ['more latent values than units', { steps: 3, inputs: 9, hidden: 4, latent: 11 }, 5],
  ['one step, one input, one sequence', { steps: 1, inputs: 1, hidden: 4, latent: 1 }, 1],
  ['two sequences a thread, rows in parts', { steps: 3, inputs: 6, hidden: 12, latent: 5 }, 600],
  ['four sequences a thread', { steps: 2, inputs: 4, hidden: 8, latent: 3 }, 2050],
  ['a workgroup of 128 threads, several tiles', { steps: 2, inputs: 40, hidden: 128, latent: 33 }, 3],
] as const)
  test(`the same numbers for ${what}`, async ({ page }) => {
    const gpu = await inPage(page, 'trainOnGpu', shape, batch, 4);
    const plain = await inPage(page, 'trainPlainly', shape, batch, 4);
    expectClose(gpu.losses, plain.losses, 1e-3);
    expectClose(gpu.last, plain.last, 1e-3);
  });

test('gradients are the slopes of the loss', async ({ page }) => {
  const found = await inPage(page, 'gradients', SMALL, 6);
  expect(found).toHaveLength(20);
  for (const { name, gradient, slope } of found) expect(gradient, name).toBeCloseTo(slope, 4);
  expect(Math.max(...found.map(({ gradient }) => Math.abs(gradient)))).toBeGreaterThan(0.005);
});

test('two trainings are the same to the last bit', async ({ page }) => {
  const [a, b] = [
    await inPage(page, 'trainOnGpu', SMALL, 600, 5),
    await inPage(page, 'trainOnGpu', SMALL, 600, 5),
  ];
  expect(a).toEqual(b);
});

test('a step is five dispatches, several steps one message, and the loss alone is read back', async ({
  page,
}) => {
  const { dispatches, encoders, bytesUp, copies, bytesOfBatch } = await inPage(
    page,
    'countCalls',
    AS_USED,
    16,
    32,
  );
  expect(dispatches / 32).toBe(5);
  // Two of sixteen steps each, and one that reads the loss.
  expect(encoders).toBe(3);
  // The batch, and 256 bytes of its values.
  expect(bytesUp / 32).toBe(bytesOfBatch + 256);
  expect(copies).toEqual([{ from: 'loss', bytes: 4 }]);
});

const HDFS_LIKE = { symbols: 20, hidden: 32, batch: 16, longest: 12 };

test('next events: losses of 50 steps and surprises are those of plain JavaScript', async ({ page }) => {
  const gpu = await inPage(page, 'learnEventsOnGpu', HDFS_LIKE, 50);
  const plain = await inPage(page, 'learnEventsPlainly', HDFS_LIKE, 50);
  expect(gpu.losses.at(-1)).toBeLessThan(gpu.losses[0] * 0.8);
  expectClose(gpu.losses, plain.losses, 1e-3);
  expectClose(gpu.bits, plain.bits, 1e-3);
});

for (const [what, sizes] of [
  ['one kind of event, sequences of one event at most', { symbols: 1, hidden: 4, batch: 3, longest: 1 }],
  [
    'as many kinds as are learnt, units that fill no workgroup',
    { symbols: 121, hidden: 20, batch: 5, longest: 9 },
  ],
  ['many rows, in parts', { symbols: 7, hidden: 8, batch: 120, longest: 15 }],
] as const)
  test(`next events: the same numbers for ${what}`, async ({ page }) => {
    const gpu = await inPage(page, 'learnEventsOnGpu', sizes, 4);
    const plain = await inPage(page, 'learnEventsPlainly', sizes, 4);
    expectClose(gpu.losses, plain.losses, 1e-3);
    expectClose(gpu.bits, plain.bits, 1e-3);
  });

test('next events: every gradient is that of plain JavaScript', async ({ page }) => {
  const { gpu, plain } = await inPage(page, 'eventGradients', {
    symbols: 11,
    hidden: 12,
    batch: 6,
    longest: 5,
  });
  expect(Math.max(...plain.map(Math.abs))).toBeGreaterThan(0.5);
  expectClose(gpu, plain, 1e-4);
});

test('next events: a step is five dispatches, and the loss alone is read back', async ({ page }) => {
  const { dispatches, copies } = await inPage(page, 'countEventCalls', HDFS_LIKE, 20);
  expect(dispatches / 20).toBe(5);
  expect(copies).toEqual([{ from: 'loss', bytes: 4 }]);
});

for (const [harm, told] of [
  ['destroyed', /^GpuFault: the device was lost/],
  ['refused', /^GpuFault: .*size/],
  ['no number', /^GpuFault: the loss is no number/],
] as const)
  test(`a fault is told (${harm}), and what begins behind it has a device that works`, async ({ page }) => {
    const [first, second] = await inPage(page, 'fault', harm);
    expect(first).toMatch(told);
    expect(second).toBe('fine');
  });

function inPage<K extends keyof Module>(
  page: Page,
  name: K,
  ...args: Parameters<Module[K]>
): Promise<Awaited<ReturnType<Module[K]>>> {
  return page.evaluate(
    async ([url, name, args]) => {
      const module = await import(/* @vite-ignore */ url);
      return module[name](...args);
    },
    [new URL('module.js', page.url()).href, name, args] as const,
  );
}

/** To so many parts of the value, or of 1 where it is less. */
function expectClose(values: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(values.length).toBe(wanted.length);
  const off = values.map((value, i) => Math.abs(value - wanted[i]) / Math.max(1, Math.abs(wanted[i])));
  const at = off.findIndex((each) => !(each < tolerance));
  expect(at < 0 ? 'close' : `${at}: ${values[at]} instead of ${wanted[at]}`).toBe('close');
}
