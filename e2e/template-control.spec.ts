// The user's hand on templates: a split, a merge and their undoing; the saved state given to another log, which is matched
// without learning and keeps the ids.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { writeSample } from './samples';

const NAMES = ['ann', 'bob', 'cleo', 'dan', 'eve', 'fay'];

function logOf(numLines: number, more = ''): string {
  const lines = Array.from({ length: numLines }, (_, i) => {
    const time = new Date(Date.UTC(2026, 4, 1) + i * 4000).toISOString();
    if (i % 3 === 0)
      return `${time} INFO session opened for user ${NAMES[(i / 3) % NAMES.length]} on port ${i}`;
    return `${time} INFO cache of node${i % 4} is ${i % 3 === 1 ? 'warm' : 'cold'}`;
  });
  return `${lines.join('\n')}\n${more}`;
}

const rows = (page: Page) => page.getByTestId('template-row');
const rowOf = (page: Page, text: string) => rows(page).filter({ hasText: text });

/** Id and text of every template listed. */
async function listTemplates(page: Page): Promise<string[]> {
  const texts = await rows(page).allInnerTexts();
  return texts.map((text) => `${/T\d+/.exec(text)?.[0]} ${text.split('\n').at(-1)}`).sort();
}

test('templates are split, merged and put back; their saved state keeps the ids of another log', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'a.log', logOf(1800))]);
  await expectDone(page);
  await openTab(page, 'templates');
  await expect(rows(page)).toHaveCount(3);

  await rowOf(page, 'session opened').getByRole('checkbox').check();
  await page.getByTestId('template-split').click();
  await expect(page.getByTestId('split-values')).toContainText('cleo');
  await page.getByTestId('template-apply').click();
  await expect(rows(page)).toHaveCount(2 + NAMES.length);

  for (const word of ['warm', 'cold']) await rowOf(page, word).getByRole('checkbox').check();
  await page.getByTestId('template-merge').click();
  await expect(page.getByTestId('merge-preview')).toContainText('cache of');
  await page.getByTestId('template-apply').click();
  await expect(rows(page)).toHaveCount(1 + NAMES.length);
  await page.getByTestId('template-undo').click();
  await expect(rows(page)).toHaveCount(2 + NAMES.length);
  const before = await listTemplates(page);

  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-miner_state.json'));
  const state = join(scratch, 'miner_state.json');
  writeFileSync(state, bytes);

  await page.evaluate(() => indexedDB.deleteDatabase('harbinger'));
  await openPage(page, site);
  const oil = '2026-05-01T03:00:00.000Z WARN engine oil is low\n';
  await chooseFiles(page, [state]);
  await expect(page.getByText('saved templates', { exact: false }).first()).toBeVisible();
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('settings-state-match').check();
  await chooseFiles(page, [writeSample(scratch, 'b.log', logOf(900, oil))]);
  await expectDone(page);
  await openTab(page, 'templates');
  await expect(rows(page)).toHaveCount(before.length + 1);
  const after = await listTemplates(page);
  expect(after).toEqual([...before, `T${before.length + 1} <unmatched>`].sort());
  await openTab(page, 'problems');
  await expect(page.getByTestId('result')).toContainText('1 record matches none of the templates saved');
});
