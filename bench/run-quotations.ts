/**
 * Invented quotations: `npx tsx bench/run-quotations.ts [DATA_DIR] [--seeds=N]`. Every text that leaves for an incident (answer, Markdown, GitHub, Jira, PagerDuty,
 * JSON) of every labelled log and of 300 simulated ones is held against the lines that it cites, and every line of evidence against the log. As a control
 * an invented quotation, a quotation with one word changed and a line that nobody wrote are put to the same check: all of them have to be found.
 * The logs are shared out among as many processes as there are processors.
 */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Incident } from '../src/contracts/incident';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import { SCENARIOS, simulate } from '../src/core/simulate/simulate';
import type { TicketContext } from '../src/core/ticket/sections';
import { judgeLog, type LogFile } from '../src/engine/fixtures/judge-log';
import { backingFor, contextOf, inventedIn, numQuoted, saidOf } from '../src/engine/fixtures/said';
import { buildRunbookSearch } from '../src/runbooks/search';
import { readCorpus } from './corpus';
import { listLabelledLogs } from './labelled-logs';

type Job =
  | { readonly kind: 'labelled'; readonly name: string }
  | { readonly kind: 'simulated'; readonly scenario: string; readonly seed: number };

interface Tally {
  tickets: number;
  texts: number;
  quotations: number;
  /** Of the control: forged, and of them found. */
  forged: number;
  found: number;
  readonly invented: string[];
}

const args = process.argv.slice(2);
const dataDir = resolve(
  args.find((arg) => !arg.startsWith('--')) ?? process.env.HARBINGER_DATA ?? '../shared/data',
);
const numSeeds = Number(args.find((arg) => arg.startsWith('--seeds='))?.slice(8) ?? 300);
/** The two without an incident have no ticket to look at. */
const LOUD = SCENARIOS.filter(({ id }) => !id.startsWith('clean'));

if (process.send) process.on('message', (job: Job) => void judge(job).then((tally) => process.send?.(tally)));
else await main();

async function main(): Promise<void> {
  const isThere = existsSync(join(dataDir, 'incidents'));
  if (!isThere) console.log(`labelled logs skipped: ${dataDir} is not there`);
  const labelled: Job[] = isThere ? namesOfLabelled().map((name) => ({ kind: 'labelled', name })) : [];
  const simulated = Array.from({ length: numSeeds }, (_, i): Job => {
    return { kind: 'simulated', scenario: LOUD[i % LOUD.length].id, seed: 1 + i };
  });
  let numInvented = 0;
  for (const [what, jobs] of [
    ['labelled', labelled],
    ['simulated', simulated],
  ] as const) {
    const tallies = await shareOut(jobs);
    if (tallies.length === 0) continue;
    const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, each) => all + of(each), 0);
    const invented = tallies.flatMap((each) => each.invented);
    numInvented += invented.length + (sum(({ found }) => found) === sum(({ forged }) => forged) ? 0 : 1);
    for (const each of invented.slice(0, 20)) console.log(`  invented: ${each}`);
    console.log(
      `${tallies.length} ${what} logs: ${sum(({ tickets }) => tickets)} tickets, ${sum(({ texts }) => texts)} texts with ${sum(({ quotations }) => quotations)} quotations, invented ${invented.length}; control: ${sum(({ found }) => found)} of ${sum(({ forged }) => forged)} forged ones found`,
    );
  }
  if (numInvented > 0) process.exitCode = 1;
}

function namesOfLabelled(): readonly string[] {
  return listLabelledLogs(dataDir).flatMap(({ name, log }) =>
    log === null || name === 'hdfs_2pct' || name === 'bgl_5000' ? [] : [name],
  );
}

/** Each process gets the next job as soon as it is done with one. */
function shareOut(jobs: readonly Job[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  let next = 0;
  const work = (): Promise<void> =>
    new Promise((done, fail) => {
      const child = fork(fileURLToPath(import.meta.url), [dataDir], {
        execArgv: [...process.execArgv, '--max-semi-space-size=128'],
      });
      const give = (): void => {
        if (next < jobs.length) child.send(jobs[next++]);
        else child.disconnect();
      };
      child.on('message', (tally: Tally) => {
        tallies.push(tally);
        give();
      });
      child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`a process ended with ${code}`))));
      give();
    });
  return Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work)).then(
    () => tallies,
  );
}

let search: ReturnType<typeof buildRunbookSearch> | null = null;

async function judge(job: Job): Promise<Tally> {
  search ??= buildRunbookSearch(readCorpus());
  const { files, settings } = job.kind === 'labelled' ? labelledLog(job.name) : simulatedLog(job);
  const without = job.kind === 'labelled' ? [] : (['lstm'] as const);
  const output = await judgeLog(files, settings, { searchRunbooks: search, without });
  const log = files.map(({ content }) => textOf(content)).join('\n');
  const context = contextOf(output);
  const tally: Tally = { tickets: 0, texts: 0, quotations: 0, forged: 0, found: 0, invented: [] };
  for (const incident of output.incidents) look(incident, context, log, tally);
  return tally;
}

function look(incident: Incident, context: TicketContext, log: string, tally: Tally): void {
  const backing = backingFor(incident, context);
  tally.tickets++;
  for (const said of saidOf(incident, context)) {
    tally.texts++;
    tally.quotations += numQuoted(said.text);
    for (const { piece } of inventedIn(said, backing))
      tally.invented.push(`${incident.title}: ${said.form}: ${piece} in: ${said.text.slice(0, 160)}`);
  }
  for (const { id, text } of incident.evidence)
    if (!stands(text, log)) tally.invented.push(`${incident.title}: ${id} is no line of the log`);
  const [first] = incident.evidence;
  if (first === undefined) return;
  const words = (first.text.split('\n', 1)[0].match(/[\p{L}\p{N}_-]{3,}/gu) ?? []).slice(-4);
  const forged = [
    'The lines hold "Failed to frobnicate the quux of 4711".',
    `A line has "${words.join(' nobody wrote this ')} nobody wrote this".`,
    'Run `systemctl frobnicate quux-4711`.',
  ];
  for (const text of forged)
    for (const isStep of [undefined, true] as const) {
      tally.forged++;
      if (inventedIn({ form: 'control', text, cites: null, isStep }, backing).length > 0) tally.found++;
    }
  tally.forged++;
  if (!stands(`${first.text.split('\n', 1)[0].slice(0, 200)} nobody wrote this`, log)) tally.found++;
}

const MAX_COMPARED = 400;

/** Whether each physical line of a piece of evidence stands in the log; what was cut is said in brackets. */
function stands(text: string, log: string): boolean {
  return text
    .split(/\r?\n| \[cut, \d+ characters are left out\] /)
    .every((line) => log.includes(line.slice(0, MAX_COMPARED)));
}

function labelledLog(name: string): { files: readonly LogFile[]; settings: Settings } {
  const found = listLabelledLogs(dataDir).find((each) => each.name === name);
  if (!found?.log) throw new Error(`no log of ${name}`);
  const content = new Uint8Array(readFileSync(join(found.dir, found.log)));
  return { files: [{ path: found.log, content }], settings: { ...DEFAULT_SETTINGS, ...found.settings } };
}

/** The service that is in trouble in each scenario, and one other: the rest of its files only takes time. */
function simulatedLog({ scenario, seed }: { readonly scenario: string; readonly seed: number }) {
  const logs = simulate({ scenario, seed }).files.filter(({ path }) => path.endsWith('.log'));
  const others = logs.slice(1);
  const kept =
    scenario === 'datanode-death' || scenario === 'disk-full'
      ? logs
      : [logs[0], others[seed % others.length]];
  return { files: kept.map(({ path, text }) => ({ path, content: text })), settings: DEFAULT_SETTINGS };
}

function textOf(content: LogFile['content']): string {
  if (typeof content === 'string') return content;
  const bytes = content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content;
  return new TextDecoder().decode(bytes);
}
