// Runbooks of the user's own: a folder of them dropped with logs, found by what stands in them, named in the ticket by their file, kept, deleted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { expectAccessible } from './accessible';
import { expectDone, openPage, openTab, test } from './harbinger';

const BEGIN = Date.UTC(2026, 2, 1);
const RUNBOOK = `# Ledger waits for settlement

\`\`\`
settlement lock of ledger held by another job
\`\`\`

## Diagnose

- Ask the ledger team which job holds the lock.
`;

/** Seventy windows of a small shop; the last five hold what the runbook speaks of. */
function log(): string {
  const made: string[] = [];
  for (let i = 0; i < 70 * 120; i++) {
    const at = new Date(BEGIN + i * 2500).toISOString();
    if (i >= 65 * 120 && i % 3 > 0)
      made.push(
        `${at} ERROR [job-${i % 4}] com.shop.Ledger: settlement lock of ledger held by another job, attempt ${i}`,
      );
    else made.push(`${at} INFO [http-${i % 8}] com.shop.Order: order ${i * 17} accepted`);
  }
  return `${made.join('\n')}\n`;
}

test('a drop of logs and a folder of runbooks does both; the ticket names the file', async ({
  page,
  site,
  scratch,
}) => {
  const [logs, books] = [join(scratch, 'logs'), join(scratch, 'runbooks')];
  for (const folder of [logs, books]) mkdirSync(folder);
  writeFileSync(join(logs, 'app.log'), log());
  writeFileSync(join(books, 'ledger.md'), RUNBOOK);
  writeFileSync(join(books, 'huge.md'), `# Huge\n${'x'.repeat(2 ** 21)}`);
  await openPage(page, site);
  await dropPaths(page, [logs, books]);
  await expectDone(page);
  await openTab(page, 'files');
  await expect(page.getByTestId('file-card')).toHaveCount(1);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('result')).toContainText('Ledger waits for settlement (runbooks/ledger.md)');
  await expect(page.getByTestId('result')).toContainText('Ask the ledger team which job holds the lock.');

  await openTab(page, 'settings');
  await expect(page.getByTestId('runbooks-notice')).toContainText('runbooks/huge.md has 2.0 MB');
  await expect(page.getByTestId('own-runbook')).toHaveText(/runbooks\/ledger\.md/);
  await expectAccessible(page, [390, 1280]);
  // They outlive the visit.
  await openPage(page, site);
  await page.getByTestId('settings-toggle').click();
  await expect(page.getByTestId('own-runbook')).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete runbooks/ledger.md' }).click();
  await expect(page.getByTestId('own-runbook')).toHaveCount(0);
});
