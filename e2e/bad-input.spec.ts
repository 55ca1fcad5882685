// What people drop by mistake: each ends in a result or in one clear line, never in a spinner that stays.
import { rmSync, truncateSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import type { StaticServer } from '../bench/static-server';
import { chooseFiles, openPage, test, untilEnded } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** Chooses the files and returns what the page says in the end: the error, or the problems beside a result. */
async function analyse(page: Page, site: StaticServer, paths: readonly string[]): Promise<string> {
  await openPage(page, site);
  await chooseFiles(page, paths);
  return saidInTheEnd(page);
}

async function saidInTheEnd(page: Page): Promise<string> {
  const state = await untilEnded(page);
  await expect(page.getByTestId('progress')).toBeHidden();
  if (state === 'failed') return `failed: ${await page.getByTestId('error').textContent()}`;
  await expect(page.getByTestId('result')).toBeVisible();
  const verdict = await page.getByTestId('verdict').textContent();
  await page.getByTestId('tab-problems').click();
  const problem = page.getByTestId('problem');
  await expect(problem.first().or(page.getByText('No problem was met'))).toBeVisible();
  const problems = await problem.allTextContents();
  return `done: ${verdict}\n${problems.join('\n')}`;
}

test('an empty file', async ({ page, site, scratch }) => {
  const said = await analyse(page, site, [writeSample(scratch, 'empty.log', '')]);
  expect(said).toMatch(/empty/i);
});

test('a binary file', async ({ page, site, scratch }) => {
  const bytes = new Uint8Array(300_000);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 2654435761) >>> 24;
  const said = await analyse(page, site, [writeSample(scratch, 'photo.bin', bytes)]);
  expect(said).toMatch(/binary/i);
});

test('one line', async ({ page, site, scratch }) => {
  const line = '2026-03-02 06:00:00,000 INFO orders.Service - started\n';
  const said = await analyse(page, site, [writeSample(scratch, 'one.log', line)]);
  expect(said).toMatch(/^done: No verdict/);
});

test('no timestamps', async ({ page, site, scratch }) => {
  const lines = Array.from({ length: 2000 }, (_, i) => `step ${i} of the import finished with code ${i % 3}`);
  const said = await analyse(page, site, [writeSample(scratch, 'plain.txt', `${lines.join('\n')}\n`)]);
  expect(said).toMatch(/^done: No verdict: no line states a time/);
});

test('a single line of 50 MB', async ({ page, site, scratch }) => {
  const text = `2026-03-02 06:00:00,000 INFO dump ${'payload=0123456789abcdef '.repeat(2_097_152)}`;
  const said = await analyse(page, site, [writeSample(scratch, 'dump.log', text)]);
  expect(said).toMatch(/^done: No verdict/);
});

test('half of a gzip @firefox', async ({ page, site, scratch }) => {
  const path = writeSample(scratch, 'orders.log.gz', gzipSync(orderServiceLog()));
  truncateSync(path, 30_000);
  const said = await analyse(page, site, [path]);
  expect(said).toMatch(/gzip|truncated|cut|ends early/i);
});

test('a file deleted while it is read @firefox', async ({ page, site, scratch }) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog().repeat(300));
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expect(page.getByTestId('progress')).toContainText(/\d MB of/);
  rmSync(path);
  const said = await saidInTheEnd(page);
  expect(said).toContain('orders.log');
  expect(said).toMatch(/could not be read|no longer|deleted|unreadable/i);
});

test('two files with the same name @firefox', async ({ page, site, scratch }) => {
  const log = orderServiceLog();
  const half = log.indexOf('\n', log.length / 2) + 1;
  const first = writeSample(scratch, 'a/orders.log', log.slice(0, half));
  const second = writeSample(scratch, 'b/orders.log', log.slice(half));
  const said = await analyse(page, site, [first, second]);
  expect(said).toMatch(/^done/);
  await page.getByTestId('tab-files').click();
  await expect(page.getByTestId('result')).toContainText('orders.log (2)');
});

test('a gzip bomb is asked about, and a no keeps its beginning', async ({ page, site, scratch }) => {
  const bomb = gzipSync(Buffer.alloc(200_000_000, 'a'));
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'bomb.log.gz', bomb)]);
  const question = page.getByTestId('question');
  await expect(question).toContainText('bomb.log.gz', { timeout: 60_000 });
  await expect(question).toContainText(/times as much, where logs give 5 to 50 times/);
  await page.getByTestId('question-no').click();
  const said = await saidInTheEnd(page);
  expect(said).toMatch(/^done: Only a part of bomb\.log\.gz was read\. No verdict/);
  expect(said).toMatch(
    /bomb\.log\.gz unpacks to more than is taken.*67,108,864 bytes before that are analysed/,
  );
});
