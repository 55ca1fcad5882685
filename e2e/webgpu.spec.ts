// The same network on WebGPU and on the kernel votes the same: logs through the built page, once on each. Without a GPU
// Chromium's software adapter (SwiftShader) runs it: that proves the path and says nothing of its speed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { BROWSER_ARGS, ensureChromium, SOFTWARE_GPU } from '../bench/browser';
import { ROOT } from '../bench/build';
import { listLabelledLogs } from '../bench/labelled-logs';
import type { StaticServer } from '../bench/static-server';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { blockLog, orderServiceLog, writeSample } from './samples';

const NO_ADAPTER = 'this browser has no WebGPU adapter, not even a software one';
const NO_DATA = 'there are no labelled logs beside the project';
const LABELLED = join(ROOT, '..', 'shared', 'data');
const EPOCHS = 3;
/** The votes of a longer training, whose scores have drifted apart further. */
const LABELLED_EPOCHS = 8;
/** Sums in another order: scores agree to so many parts of themselves (decision 3: the sixth digit; here 24 times looser). */
const TOLERANCE = 1e-3;

test.use({
  launchOptions: {
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGS, ...SOFTWARE_GPU],
  },
});

test.beforeEach(async ({ page, site }, info) => {
  await openPage(page, site);
  const adapter = await nameOfAdapter(page);
  if (adapter === null) console.log(`skipped: ${NO_ADAPTER}`);
  test.skip(adapter === null, NO_ADAPTER);
  info.annotations.push({ type: 'adapter', description: adapter ?? '' });
});

test('WebGPU gives the same votes as the kernel', async ({ page, site, scratch, consoleErrors }) => {
  const log = writeSample(scratch, 'orders.log', orderServiceLog());
  const { kernel, webgpu } = await judgeTwice(page, site, scratch, log, { lstmEpochs: EPOCHS });
  expect(kernel.votes.filter((vote) => vote === '1').length).toBeGreaterThan(3);
  expect(webgpu.votes).toEqual(kernel.votes);
  expect(relativeDifference(webgpu.threshold, kernel.threshold)).toBeLessThan(TOLERANCE);
  expect(webgpu.scores.length).toBe(kernel.scores.length);
  webgpu.scores.forEach((score, w) => {
    expect(relativeDifference(score, kernel.scores[w]), `score of window ${w + 1}`).toBeLessThan(TOLERANCE);
  });
  expect(consoleErrors).toEqual([]);
});

test('a device that is lost in the middle of a training leaves the verdict of the kernel, and the page says so', async ({
  page,
  site,
  scratch,
}) => {
  const log = writeSample(scratch, 'orders.log', orderServiceLog());
  const judge = async (lstmBackend: 'js' | 'webgpu') => {
    await analyseOn(lstmBackend, page, site, scratch, log, { lstmEpochs: EPOCHS });
    const verdict = await verdictOfLstm(page);
    await openTab(page, 'overview');
    await page.getByTestId('why-toggle').click();
    return {
      ...verdict,
      said: await page.getByRole('region', { name: 'Detectors', exact: true }).textContent(),
    };
  };
  const { said: _, ...kernel } = await judge('js');
  page.on('worker', (worker) => void worker.evaluate(loseDevice, SUBMITS).catch(() => {}));
  const { said, ...lost } = await judge('webgpu');
  expect(lost.backend).toMatch(/^js \(webgpu: the device was lost.*, so all was begun again on the CPU\)$/);
  expect(said).toMatch(
    /why not elsewhere: webgpu: the device was lost.*, so all was begun again on the CPU\./,
  );
  expect({ ...lost, backend: 'js' }).toEqual(kernel);
});

test('WebGPU judges sessions by their next events as the kernel does', async ({ page, site, scratch }) => {
  const log = writeSample(scratch, 'blocks.log', blockLog());
  const judge = async (lstmBackend: 'js' | 'webgpu') => {
    await analyseOn(lstmBackend, page, site, scratch, log, { lstmEpochs: EPOCHS });
    await openTab(page, 'sessions');
    const judges = page.getByTestId('session-judges');
    await judges.locator('summary').click();
    const ranOn = await judges.getByRole('row').last().getByRole('cell').nth(1).textContent();
    await openTab(page, 'exports');
    const { bytes } = await download(page, page.getByTestId('export-sessions.csv'));
    const column = columnsOf(bytes.toString());
    return { ranOn, votes: column('lstm_vote'), scores: column('lstm_score').map(Number) };
  };
  const kernel = await judge('js');
  const webgpu = await judge('webgpu');
  expect([kernel.ranOn, webgpu.ranOn]).toEqual(['wasm simd', 'webgpu']);
  expect(kernel.votes.length).toBe(400);
  expect(kernel.votes.filter((vote) => vote === '1').length).toBe(10);
  expect(webgpu.votes).toEqual(kernel.votes);
  webgpu.scores.forEach((score, s) => {
    expect(relativeDifference(score, kernel.scores[s]), `score of session ${s + 1}`).toBeLessThan(0.02);
  });
  expect(webgpu.scores).not.toEqual(kernel.scores);
});

for (const name of ['openstack_v1', 'openstack_v7', 'ceph_pgs_down'])
  test(`WebGPU gives the same votes as the kernel on a labelled log: ${name}`, async ({
    page,
    site,
    scratch,
  }) => {
    const known = existsSync(LABELLED)
      ? listLabelledLogs(LABELLED).find((log) => log.name === name)
      : undefined;
    if (known === undefined) console.log(`skipped: ${NO_DATA}`);
    test.skip(known === undefined, NO_DATA);
    test.setTimeout(700_000);
    const log = join(known!.dir, known!.log!);
    const options = { lstmEpochs: LABELLED_EPOCHS, ...known!.settings };
    const { kernel, webgpu } = await judgeTwice(page, site, scratch, log, options);
    expect(kernel.votes.length).toBeGreaterThan(20);
    expect(webgpu.votes).toEqual(kernel.votes);
  });

/** Messages to the device behind which it is lost: ten belong to the check at the beginning, so that a training is under way. */
const SUBMITS = 14;

/** In a worker: the next device that it opens is destroyed with its message of this number. */
function loseDevice(at: number): void {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await requestDevice.apply(this, args);
    const { queue } = device;
    const submit = queue.submit.bind(queue);
    let submitted = 0;
    queue.submit = (commands) => {
      if (++submitted === at) device.destroy();
      submit(commands);
    };
    return device;
  };
}

/** The log is analysed with its LSTMs there, by a page of its own. */
async function analyseOn(
  lstmBackend: 'js' | 'webgpu',
  page: Page,
  site: StaticServer,
  scratch: string,
  log: string,
  options: Options,
): Promise<void> {
  await openPage(page, site);
  const settings = writeSample(scratch, `${lstmBackend}.json`, settingsFor(lstmBackend, options));
  await page.getByTestId('settings-file-input').setInputFiles(settings);
  await expect(page.getByTestId('settings-toggle')).toContainText('changed:');
  await chooseFiles(page, [log]);
  await expectDone(page);
}

/** The same log on either. */
async function judgeTwice(page: Page, site: StaticServer, scratch: string, log: string, options: Options) {
  const judge = async (lstmBackend: 'js' | 'webgpu') => {
    await analyseOn(lstmBackend, page, site, scratch, log, options);
    return verdictOfLstm(page);
  };
  const kernel = await judge('js');
  const webgpu = await judge('webgpu');
  // Its own name alone: 'js (webgpu: ...)' would be the kernel once more.
  expect([kernel.backend, webgpu.backend]).toEqual(['js', 'webgpu']);
  // Two trainings that were one and the same would agree to the last bit.
  expect(webgpu.scores).not.toEqual(kernel.scores);
  return { kernel, webgpu };
}

/** Vendor and architecture, or null where there is none. */
function nameOfAdapter(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    type Gpu = { requestAdapter(): Promise<{ info?: { vendor: string; architecture: string } } | null> };
    const adapter = await (navigator as { gpu?: Gpu }).gpu?.requestAdapter();
    return adapter ? `${adapter.info?.vendor} ${adapter.info?.architecture}` : null;
  });
}

type Options = Pick<Settings['detection'], 'lstmEpochs'> & Partial<Pick<Settings, 'year' | 'zone'>>;

function settingsFor(lstmBackend: 'js' | 'webgpu', { lstmEpochs, ...rest }: Options): string {
  const { detection } = DEFAULT_SETTINGS;
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    ...rest,
    detection: { ...detection, lstmBackend, lstmEpochs },
  };
  return JSON.stringify(settings);
}

/** What the exports say of the LSTM, window by window. */
async function verdictOfLstm(page: Page) {
  await openTab(page, 'exports');
  const text = async (name: string): Promise<string> =>
    (await download(page, page.getByTestId(`export-${name}`))).bytes.toString();
  const { detectors } = JSON.parse(await text('run_summary.json'));
  const lstm = detectors.find(({ name }: { name: string }) => name === 'lstm');
  const column = columnsOf(await text('windows.csv'));
  return {
    backend: lstm.backend as string,
    threshold: lstm.threshold as number,
    votes: column('lstm_vote'),
    scores: column('lstm_score').map(Number),
  };
}

/** Of a table without quoted commas. */
function columnsOf(csv: string): (name: string) => string[] {
  const [head, ...rows] = csv.trim().split(/\r?\n/);
  return (name) => {
    const at = head.split(',').indexOf(name);
    return rows.map((row) => row.split(',')[at]);
  };
}

function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1e-9, Math.abs(b));
}
