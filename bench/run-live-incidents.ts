/**
 * Three hold-outs of timed incidents: real servers under a light load, most of them brought to fail, and logs of hours that are written as such systems print. `npx tsx bench/run-live-incidents.ts [NAME...] [--show]`. Every log of
 * bench/live-incidents, bench/live-incidents-2 and -3 is judged as it would be if its files were dropped together; asked is what run-answers.ts asks, and besides: whether a cause is
 * wrong or abstained from, whether first sign and outage are told at the right minute, whether a lead is claimed where the log earns one and only there, what
 * comes beside the true ticket, and whether healthy logs stay quiet. truth.json and expected.ts score, they set nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '../src/contracts/incident';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import type { RunbookSearch } from '../src/core/investigate/runbook-search';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { buildRunbookSearch } from '../src/runbooks/search';
import { tellIncident } from './answers/tell-incident';
import { ROOT } from './build';
import { readCorpus } from './corpus';
import { EXPECTED_WORDS, type ExpectedWords } from './live-incidents/expected';
import { EXPECTED_WORDS_2 } from './live-incidents-2/expected';
import { EXPECTED_WORDS_3 } from './live-incidents-3/expected';

/** First sign and outage may be told so far from the true ones: a window is a part of a minute to some minutes long. */
const WITHIN_MS = 3 * 60_000;
/** A warning less than this before the outage is none that anybody could act on. */
const LEAST_LEAD_MIN = 1;
/** A lead may be told longer than it was by so much. */
const LEAD_SLACK_MIN = 1;

interface Round {
  readonly title: string;
  /** Of bench. */
  readonly folder: string;
  readonly expected: Readonly<Record<string, ExpectedWords>>;
  /** As its logs were first read, before anything was mended for them; what is printed above it are logs that were looked into since. */
  readonly firstSight: string;
}

const ROUNDS: readonly Round[] = [
  {
    title: 'first hold-out',
    folder: 'live-incidents',
    expected: EXPECTED_WORDS,
    firstSight: `at first sight: told 14 of 15, first ticket 14, component in the title 14, cause right 7 (4 abstained from, 3 wrong, 2 of them with high
  confidence), symptom 13, first sign 13, outage 11, the one lead that was earned claimed and one that was not; 2 of 3 healthy logs quiet; 2 tickets beside the true ones`,
  },
  {
    title: 'second hold-out',
    folder: 'live-incidents-2',
    expected: EXPECTED_WORDS_2,
    firstSight: `at first sight: told 17 of 18, first ticket 17, component in the title 16, cause right 5 (11 abstained from, 1 wrong, none with high confidence),
  symptom 17, first sign 17, outage 12, 1 of the 3 leads that were earned claimed and none besides; 4 of 5 healthy logs quiet; no ticket beside the true ones`,
  },
  {
    title: 'third hold-out (written, not run)',
    folder: 'live-incidents-3',
    expected: EXPECTED_WORDS_3,
    firstSight: `at first sight: told 13 of 13, first ticket 13, component in the title 10, cause right 13 (none abstained from, none wrong), symptom 13,
  first sign 11, outage 13, 6 of the 7 leads that were earned claimed and none besides; 3 of 6 healthy logs quiet; no ticket beside the true ones`,
  },
];

interface Truth {
  /** What was done; null: the log is healthy. Times are ISO 8601, in UTC. */
  readonly fault: null | {
    readonly start: string;
    readonly component: string;
    readonly cause: string;
    /** The first line that tells of it. */
    readonly firstSymptom: string;
    /** First failure that a user notices. */
    readonly outage: string;
    /** First line that a careful reader would take for a warning of it; null: there is none. It earns a lead where it comes a minute or more before the outage. */
    readonly precursor: string | null;
    /** When it was mended; null: it goes on to the end. */
    readonly end: string | null;
  };
  readonly note: string;
}

type Count = Record<string, { right: number; of: number }>;
const args = process.argv.slice(2);
const show = args.includes('--show');
const only = args.filter((arg) => !arg.startsWith('--'));
let counts: Count = {};
let sum = noSum();
await main();

async function main(): Promise<void> {
  const search = buildRunbookSearch(readCorpus());
  for (const round of ROUNDS) {
    counts = {};
    sum = noSum();
    await judgeRound(round, search);
  }
}

function noSum() {
  return { wrongHigh: 0, wrong: 0, abstained: 0, badLead: 0, beside: 0, dropped: 0, tickets: 0 };
}

async function judgeRound(round: Round, searchRunbooks: RunbookSearch): Promise<void> {
  const dir = join(ROOT, 'bench', round.folder);
  const truths: Readonly<Record<string, Truth>> = JSON.parse(readFileSync(join(dir, 'truth.json'), 'utf8'));
  const names = Object.keys(truths).filter((name) => only.length === 0 || only.includes(name));
  if (names.length === 0) return;
  console.log(`${round.title}\n`);
  for (const name of names) {
    const files = readdirSync(join(dir, name))
      .sort()
      .map((file) => ({ path: file, content: new Uint8Array(readFileSync(join(dir, name, file))) }));
    const settings = { ...DEFAULT_SETTINGS, year: 2026, zone: 'UTC' };
    const { incidents } = await judgeLog(files, settings, { searchRunbooks });
    if (show) console.log(`\n== ${name}: ${incidents.length} incidents`);
    if (show) for (const each of incidents) console.log(tellIncident(each));
    score(name, truths[name], round.expected[name], incidents);
  }
  const told = (what: string): string =>
    `${what.padEnd(38)} ${counts[what]?.right ?? 0} of ${counts[what]?.of ?? 0}`;
  console.log(
    [
      ...Object.keys(counts).map(told),
      `causes abstained from ${sum.abstained}, wrong ${sum.wrong}, wrong with high confidence ${sum.wrongHigh}`,
      `leads claimed that no line earns: ${sum.badLead}`,
      `tickets beside the true ones: ${sum.beside}`,
      `sentences that nothing backs, dropped: ${sum.dropped} of ${sum.tickets} tickets`,
      `${round.firstSight}\n`,
    ].join('\n'),
  );
}

function note(what: string, isRight: boolean): boolean {
  counts[what] ??= { right: 0, of: 0 };
  const count = counts[what];
  count.of++;
  if (isRight) count.right++;
  return isRight;
}

function score(
  name: string,
  { fault }: Truth,
  expected: ExpectedWords,
  incidents: readonly Incident[],
): void {
  for (const { answer } of incidents) {
    sum.tickets++;
    sum.dropped += answer?.numDropped ?? 0;
  }
  if (fault === null) {
    if (!note('healthy logs without a ticket', incidents.length === 0))
      console.log(`${name}: healthy, and told: ${titles(incidents)}`);
    return;
  }
  const isAbout = (each: Incident): boolean => isNear(each, fault);
  const incident = incidents.find(isAbout);
  sum.beside += incidents.filter((each) => !isAbout(each)).length;
  sum.badLead += incidents.filter((each) => claimsTooMuch(each, isAbout(each) ? fault : null)).length;
  const { title = '', answer, evidence = [], hypotheses = [] } = incident ?? {};
  const lines = [title, answer?.impact?.text ?? '', ...(answer?.where.map(({ text }) => text) ?? [])];
  const cause = answer ? answer.cause : (hypotheses[0] ?? null);
  const isCauseRight = cause !== null && expected.cause.test(cause.text);
  if (incident && cause === null) sum.abstained++;
  if (cause !== null && !isCauseRight) {
    sum.wrong++;
    if (cause.confidence === 'high') sum.wrongHigh++;
  }
  const rights: Record<string, boolean> = {
    'incidents told': incident !== undefined,
    'first ticket is about it': incidents[0] !== undefined && isAbout(incidents[0]),
    'component in the title': expected.component.test(title),
    'component in the first three lines': expected.component.test(lines.slice(0, 3).join('\n')),
    'cause right': isCauseRight,
    'symptom in three lines': evidence.slice(0, 3).some(({ text }) => expected.symptom.test(text)),
    'first sign within 3 minutes': incident !== undefined && isWithin(incident.start, signOf(fault)),
    'outage within 3 minutes': incident?.outageStart != null && isWithin(incident.outageStart, fault.outage),
  };
  if (earnedMinutes(fault) >= LEAST_LEAD_MIN)
    rights['lead claimed where one was earned'] = incident !== undefined && incident.leadMinutes !== null;
  const missed = Object.entries(rights).flatMap(([what, isRight]) => (note(what, isRight) ? [] : [what]));
  if (missed.length > 0)
    console.log(
      `${name}: not right: ${missed.join(', ')}\n    ${incident ? title : `told instead: ${titles(incidents)}`}${cause ? `\n    cause (${cause.confidence}): ${cause.text}` : ''}`,
    );
}

type Fault = NonNullable<Truth['fault']>;

function isNear({ start, end, basis, evidence }: Incident, fault: Fault): boolean {
  if (basis === 'read') return evidence.some(({ text }) => new RegExp(fault.firstSymptom).test(text));
  const until = fault.end === null ? Number.POSITIVE_INFINITY : Date.parse(fault.end) + WITHIN_MS;
  return start <= until && end >= Date.parse(fault.start) - 60_000;
}

function signOf({ precursor, outage, start }: Fault): string {
  return precursor ?? (Date.parse(start) < Date.parse(outage) ? start : outage);
}

function isWithin(ms: number, iso: string): boolean {
  return Math.abs(ms - Date.parse(iso)) <= WITHIN_MS;
}

function claimsTooMuch({ leadMinutes }: Incident, fault: Fault | null): boolean {
  if (leadMinutes === null) return false;
  const earned = fault === null ? 0 : earnedMinutes(fault);
  return earned === 0 || leadMinutes > earned + LEAD_SLACK_MIN;
}

/** Minutes from the first line that warned to the outage; 0: none did. */
function earnedMinutes({ outage, precursor }: Fault): number {
  return precursor === null ? 0 : (Date.parse(outage) - Date.parse(precursor)) / 60_000;
}

function titles(incidents: readonly Incident[]): string {
  return incidents.length === 0 ? 'nothing' : incidents.map(({ title }) => title).join(' | ');
}
