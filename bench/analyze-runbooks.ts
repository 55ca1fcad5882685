// `npm run analyze -- ... --runbooks DIR`: a folder of Markdown is opened in the settings, as a person does it. In words what the page said of it.
import type { Page } from 'playwright';
import { PageFailure } from './analyze-page';

const KEPT_MS = 60_000;

/** @throws PageFailure with the page's words where none of them is kept */
export async function openRunbooks(page: Page, dir: string): Promise<string> {
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('runbook-folder-input').setInputFiles(dir);
  const notice = page.getByTestId('runbooks-notice');
  await notice.waitFor({ timeout: KEPT_MS });
  const said = ((await notice.textContent()) ?? '').replace(/\s+/g, ' ').trim();
  if ((await page.getByTestId('own-runbook').count()) === 0) throw new PageFailure(said);
  await page.getByTestId('settings-toggle').click();
  return said;
}
