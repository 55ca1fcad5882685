// `npm run analyze -- FILE... --out DIR`: opens the built page in a headless Chromium, gives it the files, waits for the
// verdict and saves every export. What it saves is what a person would have downloaded.

import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { DEMO, SCENARIOS } from '../src/core/simulate/simulate';
import { errorText } from '../src/core/wording/error-text';
import { ANALYSES_FILE, type AnalysisEntry, factsOf, folderOf, readSummary } from './analyses-file';
import { keepBaseline, openBaseline } from './analyze-baseline';
import { ANALYZE_FLAGS } from './analyze-flags';
import { makeFolder, unpackFolder } from './analyze-folders';
import { followFor } from './analyze-follow';
import { goOffline, openModel, writeSummary } from './analyze-model';
import {
  type DemoChoice,
  dropPaths,
  eachBeside,
  givePaths,
  listExports,
  loadSettings,
  saveExport,
  setTogether,
  startDemo,
  untilDone,
  untilSettled,
} from './analyze-page';
import { openRunbooks } from './analyze-runbooks';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { DIST, ensureBuild } from './build';
import { serveFolder } from './static-server';

const USAGE = `usage: npm run analyze -- FILE... --out DIR [options]
       npm run analyze -- --demo [--seed N] [--scenario NAME] --out DIR [options]

  FILE             log files, archives, changes (CSV or JSON); folders are read whole and keep their paths
  --out DIR        where the exports are saved
  --yes            go on where the page asks (an archive that unpacks to very much); else such files are cut
  --csv            also structured_logs.csv, which is large
  --partitioned    also partitioned_logs, a folder of the structured log by days and components
  --redacted       also redacted_logs.tar.gz, a copy of the logs with pseudonyms
  --settings FILE  settings as the page saves them
  --together       one analysis, though the files share nothing; else each group has its own folder below DIR
  --report FILE    report.html at this place too; of several analyses that of the gravest
  --changes FILE   a list of changes (CSV, JSON, git log, Helm or Kubernetes events) beside the logs
  --runbooks DIR   a folder of Markdown: runbooks of your own, beside the built-in ones
  --baseline FILE  a saved baseline, as the page or --keep-baseline saves it, judges the logs
  --component NAME of --baseline, where it is a file of a fleet, the baseline of this component
  --keep-baseline  also baseline.json: that of --baseline with the quiet windows of these logs, else these alone
  --follow SECONDS goes on with what is appended to the log that was written last, and prints news as it comes
  --model FILE     a GGUF model, which writes a summary into incident_ticket.md, with the network off
  --timeout MIN    give up after so many minutes (60)`;

interface Options {
  readonly files: readonly string[];
  readonly out: string;
  readonly csv: boolean;
  readonly partitioned: boolean;
  readonly redacted: boolean;
  readonly yes: boolean;
  readonly together: boolean;
  readonly settings: string | null;
  /** Where the report is to be besides; null: with the other exports only. */
  readonly report: string | null;
  readonly model: string | null;
  readonly runbooks: string | null;
  readonly baseline: string | null;
  readonly component: string | null;
  readonly keepsBaseline: boolean;
  readonly followSeconds: number | null;
  readonly demo: { readonly seed: string | null; readonly scenario: string | null } | null;
  readonly timeoutMs: number;
}

const PARTITIONED = 'partitioned_logs.zip';

class UsageError extends Error {}

try {
  await analyze(readOptions(process.argv.slice(2)));
} catch (error) {
  const isUsage = error instanceof UsageError;
  const [line = ''] = errorText(error).split('\n');
  console.error(`harbinger: ${line}${isUsage ? `\n\n${USAGE}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}

function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const {
    out,
    demo = false,
    csv = false,
    partitioned = false,
    redacted = false,
    yes = false,
    together = false,
    seed = null,
    scenario = null,
  } = values;
  if (values.help) throw new UsageError('help');
  if (out === undefined) throw new UsageError('--out DIR is missing');
  if (demo === positionals.length > 0) throw new UsageError('give files, or --demo');
  if (!demo && (seed ?? scenario) !== null) throw new UsageError('--seed and --scenario belong to --demo');
  const known = SCENARIOS.map(({ id }) => id);
  if (scenario !== null && !known.includes(scenario))
    throw new UsageError(`--scenario is one of ${known.join(', ')}`);
  if (seed !== null && !/^\d{1,10}$/.test(seed))
    throw new UsageError(`--seed is not a whole number: ${seed}`);
  const minutes = Number(values.timeout ?? 60);
  if (!(minutes > 0)) throw new UsageError(`--timeout is not a number of minutes: ${values.timeout}`);
  const followSeconds = values.follow === undefined ? null : Number(values.follow);
  if (followSeconds !== null && !(followSeconds > 0 && followSeconds <= 86_400))
    throw new UsageError(`--follow is not a number of seconds up to a day: ${values.follow}`);
  const beside = ['demo', 'model'] as const;
  const both = beside.find((name) => followSeconds !== null && values[name] !== undefined);
  if (both) throw new UsageError(`--follow and --${both} exclude each other`);
  const named = (path: string | undefined): string | null => (path === undefined ? null : existing(path));
  const changes = values.changes === undefined ? [] : [existing(values.changes)];
  const files = [...positionals.map((path) => existing(path)), ...changes];
  const [runbooks, baseline] = [named(values.runbooks), named(values.baseline)];
  const keepsBaseline = values['keep-baseline'] ?? false;
  const [settings, model] = [named(values.settings), named(values.model)];
  const report = values.report === undefined ? null : resolve(values.report);
  const timeoutMs = minutes * 60_000;
  const demoChoice = demo ? { seed, scenario } : null;
  const component = values.component ?? null;
  if (component !== null && baseline === null) throw new UsageError('--component belongs to --baseline');
  const more = { runbooks, baseline, component, keepsBaseline, followSeconds };
  return {
    files,
    out: resolve(out),
    csv,
    partitioned,
    redacted,
    yes,
    together,
    settings,
    report,
    model,
    demo: demoChoice,
    timeoutMs,
    ...more,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: ANALYZE_FLAGS,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function existing(path: string): string {
  if (!existsSync(path)) throw new Error(`no such file: ${path}`);
  return resolve(path);
}

async function analyze(options: Options): Promise<void> {
  makeFolder(options.out);
  if (options.report !== null) makeFolder(dirname(options.report));
  const executablePath = ensureChromium();
  await ensureBuild();
  const site = await serveFolder({ dir: DIST });
  // A profile on disk: incognito storage ends near 1.5 GB.
  const profile = mkdtempSync(join(tmpdir(), 'harbinger-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...BROWSER_ARGS],
    headless: true,
    acceptDownloads: true,
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(60_000);
    const crash = new Promise<never>((_, reject) => {
      page.on('crash', () => reject(new Error('the tab crashed, most likely out of memory')));
    });
    await Promise.race([crash, drive(page, site.url, options)]);
  } finally {
    await context.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function drive(page: Page, url: string, options: Options): Promise<void> {
  await page.goto(url);
  if (options.model !== null) await goOffline(page);
  if (options.settings !== null) await loadSettings(page, options.settings);
  if (options.together) await setTogether(page);
  if (options.runbooks !== null) console.log(`Runbooks: ${await openRunbooks(page, options.runbooks)}`);
  if (options.baseline !== null) await openBaseline(page, options.baseline, options.component);
  if (options.model !== null) await openModel(page, options.model);
  // A file can be looked at again where it was dropped, and not where it was chosen.
  if (options.followSeconds !== null) await dropPaths(page, options.files);
  else if (options.demo === null) await givePaths(page, options.files);
  else await startDemo(page, demoOf(options.demo));
  const tell = (question: string): void =>
    console.log(`${question}\n-> ${options.yes ? 'yes' : 'no (--yes goes on)'}`);
  const answers = { goOn: options.yes, tell };
  await untilSettled(page, options.timeoutMs, answers);
  if (options.followSeconds !== null)
    await followFor(page, options.followSeconds, (news) => console.log(news), options.timeoutMs);
  if (await saveEach(page, options)) return;
  const verdict = await untilDone(page, options.timeoutMs, answers);
  const { num, written } = await saveAll(page, options.out, options);
  placeReport(options.out, options);
  if (options.keepsBaseline) {
    const kept = await keepBaseline(page, options.baseline !== null, options.out, options.timeoutMs);
    console.log(`Baseline: ${kept}`);
  }
  printStages(join(options.out, 'run_summary.json'));
  console.log(`${verdict}\n${num} files in ${options.out}`);
  if (written !== null) console.log(written);
}

/** How many exports were saved, and what came of the summary; null: no model was to write one. */
async function saveAll(
  page: Page,
  out: string,
  { csv, partitioned, redacted, model, timeoutMs }: Options,
): Promise<{ num: number; written: string | null }> {
  const large = { 'structured_logs.csv': csv, [PARTITIONED]: partitioned, 'redacted_logs.tar.gz': redacted };
  const written = model === null ? null : await summaryInWords(page, timeoutMs);
  const names = (await listExports(page)).filter((name) => large[name as keyof typeof large] ?? true);
  for (const name of names) {
    const path = await saveExport(page, name, out, timeoutMs);
    if (name === PARTITIONED) await unpackFolder(path);
  }
  return { num: names.length, written };
}

function placeReport(dir: string, { report }: Options): void {
  if (report !== null) copyFileSync(join(dir, 'report.html'), report);
}

/** What could not be written costs no file: it is said, and the exit status tells it. */
async function summaryInWords(page: Page, timeoutMs: number): Promise<string> {
  try {
    return `Summary: ${await writeSummary(page, timeoutMs)}`;
  } catch (error) {
    process.exitCode = 1;
    return `No summary: ${errorText(error)}`;
  }
}

/** A folder an analysis, the gravest first, and analyses.json over them; false: there is one analysis. @throws Error where one of them failed. */
async function saveEach(page: Page, options: Options): Promise<boolean> {
  const list: AnalysisEntry[] = [];
  await eachBeside(page, async ({ name, verdict, failed, why }) => {
    const folder = failed ? null : folderOf(name, list.length);
    const saved = folder === null ? null : await saveAll(page, join(options.out, folder), options);
    if (folder !== null && list.every((each) => each.folder === null))
      placeReport(join(options.out, folder), options);
    const summary = folder === null ? null : readSummary(join(options.out, folder));
    list.push({ folder, name, verdict, why, ...factsOf(summary) });
    console.log(`${folder ?? 'failed'}: ${verdict}${why && `\n  ${why}`}`);
    if (saved?.written) console.log(`  ${saved.written}`);
  });
  if (list.length === 0) return false;
  writeFileSync(join(options.out, ANALYSES_FILE), `${JSON.stringify({ analyses: list }, null, 2)}\n`);
  console.log(`${list.length} analyses in ${options.out}, listed in ${ANALYSES_FILE}`);
  const lost = list.filter(({ folder }) => folder === null);
  if (lost.length > 0) throw new Error(`${lost[0].name}: ${lost[0].verdict}`);
  return true;
}

/** Null: neither was asked for. */
function demoOf({ scenario, seed }: NonNullable<Options['demo']>): DemoChoice | null {
  if (scenario === null && seed === null) return null;
  const { title } = SCENARIOS.find(({ id }) => id === (scenario ?? DEMO.scenario))!;
  return { title, seed: seed ?? String(DEMO.seed) };
}

/** One line a stage, from the summary that the page wrote. */
function printStages(path: string): void {
  const { stage_seconds: seconds } = JSON.parse(readFileSync(path, 'utf8'));
  for (const [stage, value] of Object.entries(seconds)) {
    console.log(`${stage.padEnd(12)} ${Number(value).toFixed(2).padStart(8)} s`);
  }
}
