// Two sides held against each other: ranges of one log, a run that passed and one that failed, an analysis of the history; by mouse and by keyboard alone.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** Compiles, tests and packs; the second module's test fails where `fails`. No line has a time. */
function buildRun(fails: boolean): string {
  const lines: string[] = ['Cloning into /builds/shop', 'Running build with profile release'];
  for (let i = 0; i < 120; i++) lines.push(`Downloading https://repo.example/lib-${i}.jar`);
  for (const module of ['core', 'web', 'mail']) {
    lines.push(`Compiling module ${module} with 14 workers`, `Tests of module ${module} start`);
    for (let i = 0; i < 30; i++) lines.push(`PASS ${module}.case${i} in ${i % 9} ms`);
    if (fails && module === 'web')
      lines.push(
        'ERROR cannot open socket file: permission denied',
        'FAIL web.socketTest',
        'BUILD FAILED in 41 s',
      );
    if (fails && module === 'web') break;
  }
  if (!fails) lines.push('Packing shop.tar with 311 files', 'BUILD SUCCESSFUL in 97 s');
  return `${lines.join('\n')}\n`;
}

async function untilCompared(page: Page): Promise<void> {
  await expect(page.getByTestId('compare-summary')).toBeVisible();
}

/** Drags over a part of the timeline. */
async function zoomTo(page: Page, from01: number, to01: number): Promise<void> {
  const canvas = page.locator('[data-testid=timeline][data-ready] canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + from01 * box.width, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + to01 * box.width, box.y + 60, { steps: 8 });
  await page.mouse.up();
}

test('a range against what came before it: what is new leads, its lines are a click away, and a reload keeps it', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  await zoomTo(page, 0.82, 0.985);
  await page.getByTestId('compare-before').click();
  await untilCompared(page);
  const first = page.getByTestId('diff-appeared').getByTestId('diff-row').first();
  await expect(first).toContainText(/failed: timeout after .* waiting for a connection/);
  await expect(page.getByTestId('compare-per')).toContainText('as it suits: lines per time');
  const { hash } = new URL(page.url());
  expect(hash).toContain('tab=compare');

  await reloadPage(page);
  await untilCompared(page);
  expect(new URL(page.url()).hash).toBe(hash);
  await expect(first).toContainText(/waiting for a connection/);

  await first.getByTestId('diff-lines-1').click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/filter=template%3AT\d+/);
  await page.goBack();
  await untilCompared(page);
});

test('a failed run beside one that passed: the line that explains it is the first that only it has', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  const runs = [
    writeSample(scratch, 'fail.log', buildRun(true)),
    writeSample(scratch, 'pass.log', buildRun(false)),
  ];
  await chooseFiles(page, runs);
  await expectDone(page);
  await page.locator('#main').focus();
  await page.keyboard.press('C');
  await untilCompared(page);
  await expect(page.getByTestId('compare-side-0')).toContainText('pass.log');
  await expect(page.getByTestId('compare-what-1')).toHaveValue('file=fail.log');
  const rows = page.getByTestId('diff-appeared').getByTestId('diff-row');
  await expect(rows.first()).toContainText('cannot open socket file: permission denied');
  await expect(page.getByTestId('diff-vanished')).toContainText('BUILD SUCCESSFUL');
  await expectAccessible(page, [390, 1280]);
});

test('an analysis of the history is opened beside and compared, by keyboard alone', async ({
  page,
  site,
  scratch,
}) => {
  const log = orderServiceLog();
  const cut = log.indexOf('\n', log.length * 0.4) + 1;
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'good.log', log.slice(0, cut))]);
  await expectDone(page);
  await expect(page.getByTestId('kept')).toHaveAttribute('data-kept', 'true');
  await page.getByTestId('new-analysis').click();
  await chooseFiles(page, [writeSample(scratch, 'bad.log', log.slice(cut))]);
  await expectDone(page);
  await page.locator('#main').focus();
  await page.keyboard.press('C');
  await untilCompared(page);
  const choice = page.getByTestId('compare-side-0').getByTestId('compare-of');
  await choice.focus();
  await page.keyboard.type('Kept');
  await expect(page.getByTestId('open-analysis')).toHaveCount(2);
  await untilCompared(page);
  const first = page.getByTestId('diff-appeared').getByTestId('diff-row').first();
  await expect(first).toContainText(/waiting for a connection/);
});
