// What the built page makes of files that are made to harm, at full size, each in a browser of its own. Out: a line each: what was
// said, when, what the browser grew by, whether a tab crashed; ends with 1 where the promise of the issue is not kept.
// `npx tsx bench/run-abuse.ts [--dist DIR] [WORD ...]`: only cases whose name holds one of the words.

import { mkdirSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { errorText } from '../src/core/wording/error-text';
import { coveredBytes, ingest } from '../src/input/fixtures/ingest-here';
import { openFiles } from '../src/input/open';
import type { AbuseCase } from './abuse-case';
import { ABUSE_CASES } from './abuse-cases';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { watchRenderers } from './renderer-memory';
import { serveFolder } from './static-server';

const TIMEOUT_MS = 10 * 60_000;
/** Of a bomb: until it is stopped or asked about. */
const MOST_SECONDS = 15;
const MOST_MB = 300;

interface Outcome {
  readonly crashed: boolean;
  /** What the page said, questions first. */
  readonly said: string;
  /** Questions that were asked, and answered with no. */
  readonly questions: number;
  /** Until the first question, or the end. */
  readonly stopSeconds: number;
  readonly seconds: number;
  /** Growth of the tab and of the whole browser until then, and to the end, MB; null: not known on this system. */
  readonly atStop: Growth | null;
  readonly atEnd: Growth | null;
  /** Bytes of the file that are in no record and no gap; null: not asked. */
  readonly lost: number | null;
}

interface Growth {
  readonly tab: number;
  readonly whole: number;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string' } } });
if (values.dist === undefined) await ensureBuild();
const chosen = ABUSE_CASES.filter(
  ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
console.log(`${'input'.padEnd(40)} stop s  tab MB  all MB | end s  tab MB  all MB  outcome`);
let asExpected = 0;
let crashes = 0;
for (const abuse of chosen) {
  const outcome = await run(abuse);
  const faults = faultsOf(abuse, outcome);
  report(abuse, outcome, faults);
  if (outcome.crashed) crashes++;
  if (faults.length === 0) asExpected++;
  else process.exitCode = 1;
}
console.log(`${asExpected} of ${chosen.length} as expected, ${crashes} crashes`);

function faultsOf({ bomb, expected, records }: AbuseCase, outcome: Outcome): string[] {
  const { crashed, said, stopSeconds, atStop, lost } = outcome;
  const faults: string[] = [];
  if (crashed) faults.push('the tab crashed');
  else if (!expected.test(said)) faults.push('not what was expected');
  else if (records !== undefined && recordsIn(said) !== records)
    faults.push(`${recordsIn(said)} records for ${records}`);
  if (lost) faults.push(`${lost} bytes in no record and no gap`);
  if (bomb && stopSeconds > MOST_SECONDS) faults.push(`over ${MOST_SECONDS} s`);
  if (bomb && atStop !== null && Math.max(atStop.tab, atStop.whole) > MOST_MB)
    faults.push(`over ${MOST_MB} MB`);
  return faults;
}

/** On the card of the first file; null: there is none. */
function recordsIn(said: string): number | null {
  const found = /Lines[\d,]+ in ([\d,]+) record/.exec(said);
  return found && Number(found[1].replaceAll(',', ''));
}

/** Read again here, by the same code: bytes that are in no record and no gap. */
async function lostBytes(path: string): Promise<number> {
  const blob = await openAsBlob(path);
  const { logs } = await openFiles([{ path, file: new File([blob], 'abuse.log') }]);
  const { table } = await ingest(logs);
  return table.files.reduce((lost, { bytes }, idx) => lost + bytes - coveredBytes(table, idx), 0);
}

function report({ name }: AbuseCase, outcome: Outcome, faults: readonly string[]): void {
  const { questions, stopSeconds, seconds, atStop, atEnd, said } = outcome;
  const growth = (grown: Growth | null): string =>
    grown ? `${grown.tab.toFixed(0).padStart(7)} ${grown.whole.toFixed(0).padStart(7)}` : '      ?       ?';
  const asked = questions > 0 ? `asked ${questions === 1 ? 'once' : `${questions} times`}; ` : '';
  const what = faults.length > 0 ? `FAILS (${faults.join(', ')}): ` : '';
  console.log(
    `${name.padEnd(40)} ${stopSeconds.toFixed(1).padStart(6)} ${growth(atStop)} | ${seconds.toFixed(1).padStart(5)} ${growth(atEnd)}  ${what}${asked}${said.replace(/\s+/g, ' ').slice(0, 160)}`,
  );
}

async function run(abuse: AbuseCase): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'harbinger-abuse-'));
  const path = join(dir, abuse.file);
  abuse.make(path);
  const profile = join(dir, 'profile');
  mkdirSync(profile);
  const site = await serveFolder({ dir: values.dist ?? DIST });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGS],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(site.url);
    await page.getByTestId('drop-zone').waitFor();
    const outcome = await drop(page, path, profile, abuse);
    return { ...outcome, lost: abuse.covers ? await lostBytes(path) : null };
  } finally {
    await context.close();
    await site.close();
    rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Drops the file and answers no to every question, until the page has come to an end. */
async function drop(
  page: Page,
  path: string,
  profile: string,
  abuse: AbuseCase,
): Promise<Omit<Outcome, 'lost'>> {
  const toStop = watchRenderers(profile);
  const toEnd = watchRenderers(profile);
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  let stop: { seconds: number; grown: Growth | null } | null = null;
  const stopped = (): { seconds: number; grown: Growth | null } => {
    stop ??= { seconds: since(), grown: growthOf(toStop.stop()) };
    return stop;
  };
  let crashed = false;
  const crash = new Promise<'crashed'>((resolve) => page.on('crash', () => resolve('crashed')));
  const said: string[] = [];
  let questions = 0;
  try {
    await page.getByTestId('file-input').setInputFiles(path);
    if (abuse.deleteWhileRead) await deleteWhileRead(page, path);
    for (;;) {
      const next = await Promise.race([untilNext(page), crash]);
      stopped();
      crashed = next === 'crashed';
      if (next !== 'question') break;
      questions++;
      said.push((await page.getByTestId('question').first().textContent()) ?? '');
      await page.getByTestId('question-no').click();
      // Gone, or in its place the next one.
      await page
        .getByTestId('question-no')
        .waitFor({ state: 'detached', timeout: 1000 })
        .catch(() => {});
    }
    if (!crashed) said.push(await wordsOf(page, abuse.records !== undefined));
  } catch (error) {
    said.push(errorText(error));
  }
  const { seconds: stopSeconds, grown: atStop } = stopped();
  const atEnd = growthOf(toEnd.stop());
  return { crashed, said: said.join('\n'), questions, stopSeconds, seconds: since(), atStop, atEnd };
}

function growthOf(watched: ReturnType<ReturnType<typeof watchRenderers>['stop']>): Growth | null {
  return watched && { tab: watched.grownMb, whole: watched.wholeGrownMb };
}

async function untilNext(page: Page): Promise<'question' | 'ended'> {
  const question = page.getByTestId('question-no');
  const ended = page.locator('html[data-state=done], html[data-state=failed]');
  await question.or(ended).first().waitFor({ timeout: TIMEOUT_MS, state: 'attached' });
  return (await question.count()) > 0 ? 'question' : 'ended';
}

/** Verdict, problems and where it is asked for the card of the first file, or the error. */
async function wordsOf(page: Page, withCard: boolean): Promise<string> {
  if ((await page.locator('html').getAttribute('data-state')) === 'failed')
    return (await page.getByTestId('error').first().textContent()) ?? '';
  const verdict = await page.getByTestId('verdict').first().textContent();
  await page.getByTestId('tab-problems').click();
  const problems = page.getByTestId('problem');
  await problems.first().or(page.getByText('No problem was met')).waitFor();
  const told = await problems.allTextContents();
  if (!withCard) return [verdict, ...told].join('\n');
  await page.getByTestId('tab-files').click();
  const card = await page.getByTestId('file-card').first().textContent();
  return [verdict, ...told, card].join('\n');
}

async function deleteWhileRead(page: Page, path: string): Promise<void> {
  await page
    .getByTestId('progress')
    .getByText(/\d MB of/)
    .first()
    .waitFor({ timeout: TIMEOUT_MS });
  rmSync(path);
}
