// `npm run analyze -- ... --baseline FILE --keep-baseline`: a saved baseline is opened and judges the logs; afterwards it takes in their quiet windows, or
// a new one is made of them, and lies in the folder of the exports as baseline.json. In: the page. Nothing of it is left in the profile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { PageFailure } from './analyze-page';

const OPENED_MS = 60_000;
const BASELINE_FILE = 'baseline.json';

/** @throws PageFailure with the page's words for a file that is no whole baseline */
export async function openBaseline(page: Page, path: string, component: string | null): Promise<void> {
  const id = idOf(path, component);
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('settings-baseline.kind').selectOption('saved');
  await page.getByTestId('baseline-file-input').setInputFiles(path);
  const choice = page.getByTestId('settings-baseline.id');
  const kept = choice.locator(`option[value="${id}"]`).filter({ hasNotText: 'not in this browser' });
  const notice = page.locator('.settings [data-tone=alarm], .settings [data-tone=warning]').first();
  await kept.or(notice).first().waitFor({ state: 'attached', timeout: OPENED_MS });
  if ((await kept.count()) === 0) throw new PageFailure(oneLine(await notice.textContent()));
  await choice.selectOption(id);
  await page.getByTestId('settings-toggle').click();
}

/**
 * The opened baseline with the quiet windows of this log, else one of these alone. In words what came of it: a log without quiet windows leaves the
 * opened one as it was. @throws PageFailure where nothing can be kept
 */
export async function keepBaseline(
  page: Page,
  isOpened: boolean,
  dir: string,
  timeoutMs: number,
): Promise<string> {
  await page.getByTestId('tab-overview').click();
  const row = page.getByTestId('baseline-row').first();
  const outcome = page.locator('[data-testid=baseline-notice]', { hasNotText: 'was taken from' });
  if (isOpened) await row.getByTestId('baseline-refresh').click();
  else {
    await page.getByTestId('baseline-save').click();
    await page.getByTestId('baseline-keep').click();
  }
  await outcome.waitFor({ timeout: timeoutMs });
  const said = oneLine(await outcome.textContent());
  if ((await row.count()) === 0) throw new PageFailure(said);
  const download = page.waitForEvent('download', { timeout: timeoutMs });
  await row.getByTestId('baseline-export').click();
  await (await download).saveAs(join(dir, BASELINE_FILE));
  return said;
}

/** @throws PageFailure where a file of a fleet has no baseline of that component, or none was named */
function idOf(path: string, component: string | null): string {
  const { meta, components }: Partial<BaselineFile> = read(path) ?? {};
  if (Array.isArray(components)) {
    const names = components.map((entry) => entry?.component);
    if (component === null)
      throw new PageFailure(`${path} has a baseline for each component: ${listed(names)}`);
    const id = components.find((entry) => entry?.component === component)?.baseline?.meta?.id;
    if (typeof id !== 'string')
      throw new PageFailure(`${path} has no baseline of the component ${component}: ${listed(names)}`);
    return id;
  }
  if (typeof meta?.id !== 'string') throw new PageFailure(`${path} is no saved baseline`);
  if (component !== null) throw new PageFailure(`${path} is one baseline, of no component`);
  return meta.id;
}

interface BaselineFile {
  readonly meta: { readonly id?: unknown };
  readonly components: readonly ({
    readonly component?: unknown;
    readonly baseline?: Partial<BaselineFile>;
  } | null)[];
}

function read(path: string): Partial<BaselineFile> | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Told as any other file that is none.
    return null;
  }
}

/** Some names. */
function listed(names: readonly unknown[]): string {
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `--component is one of ${names.slice(0, 10).map(String).join(', ')}${more}`;
}

function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
