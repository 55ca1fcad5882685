// `npm run analyze -- ... --model FILE.gguf`: what a person does who lets a model in the page write, with the network off from then on.
import { basename } from 'node:path';
import type { Page } from 'playwright';
import { PageFailure } from './analyze-page';

/** For the app and its engines to be stored in the browser. */
const STORED_MS = 120_000;
/** For a file of some gigabytes to be checked: its header only is read. */
const CHECKED_MS = 60_000;

/** Waits until everything is stored for use offline, loads the page from there, and takes the network away. */
export async function goOffline(page: Page): Promise<void> {
  await page.locator('html[data-stored=whole]').waitFor({ state: 'attached', timeout: STORED_MS });
  await page.context().setOffline(true);
  await page.reload();
}

/** Opens a model file as the writer. @throws PageFailure with the page's words for one that is no whole model */
export async function openModel(page: Page, path: string): Promise<void> {
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('settings-writer.provider').selectOption('wllama');
  await page.getByTestId('model-file-input').setInputFiles(path);
  const chosen = page.getByTestId('model-chosen').filter({ hasText: basename(path) });
  const notice = page.getByTestId('model-notice');
  await chosen.or(notice).first().waitFor({ timeout: CHECKED_MS });
  if (await notice.isVisible()) throw new PageFailure(oneLine(await notice.textContent()));
  await page.getByTestId('settings-toggle').click();
}

/** Has the summary of the first incident written, the one of incident_ticket.md. In words what came of it. @throws PageFailure */
export async function writeSummary(page: Page, timeoutMs: number): Promise<string> {
  await page.getByTestId('tab-exports').click();
  await page.locator('[data-testid^="export-"]').first().waitFor();
  const write = page.getByTestId('summary-write');
  if ((await write.count()) === 0) return 'no incident, so the model was asked nothing';
  await write.click();
  const facts = page.getByTestId('summary-facts');
  const failure = page.getByTestId('summary-failure');
  await facts.or(failure).first().waitFor({ timeout: timeoutMs });
  if (await failure.isVisible()) throw new PageFailure(oneLine(await failure.textContent()));
  return oneLine(await facts.textContent());
}

function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
