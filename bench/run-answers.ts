/**
 * What is handed over of the incidents of the labelled logs: `npx tsx bench/run-answers.ts [DATA_DIR] [LOG...] [--show]`. Asked: does the title
 * name the faulty component, do the first three lines, is the cause right, is the first symptom among the first lines of evidence, is the
 * first ticket about a true incident; and is anything quoted that no cited line has. Labels are used to score, never to set anything.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Incident } from '../src/contracts/incident';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { buildRunbookSearch } from '../src/runbooks/search';
import { EXPECTED, type Expected } from './answers/expected';
import { tellIncident } from './answers/tell-incident';
import { readCorpus } from './corpus';
import { type LabelledLog, listLabelledLogs } from './labelled-logs';

const args = process.argv.slice(2);
const show = args.includes('--show');
const words = args.filter((arg) => arg !== '--show');
const hasDir = words.length > 0 && existsSync(join(words[0], 'incidents'));
const dataDir = resolve((hasDir && words.shift()) || (process.env.HARBINGER_DATA ?? '../shared/data'));

/** A warning may come so long before its outage, and what follows it lasts. */
const BEFORE_MS = 60 * 60_000;
const AFTER_MS = 30 * 60_000;

const sum = {
  of: 0,
  told: 0,
  title: 0,
  firstLines: 0,
  cause: 0,
  wrongHigh: 0,
  symptom: 0,
  first: 0,
  logs: 0,
  quiet: 0,
  ofQuiet: 0,
};
const dropped = { sentences: 0, tickets: 0 };
await main();

async function main(): Promise<void> {
  const search = buildRunbookSearch(readCorpus());
  for (const log of listLabelledLogs(dataDir)) {
    if (words.length > 0 && !words.some((word) => log.name.includes(word))) continue;
    if (log.log === null || log.name === 'hdfs_2pct' || log.name === 'bgl_5000') continue;
    const content = new Uint8Array(readFileSync(join(log.dir, log.log)));
    const settings = { ...DEFAULT_SETTINGS, ...log.settings };
    const output = await judgeLog([{ path: log.log, content }], settings, { searchRunbooks: search });
    score(log, output.incidents);
  }
  const share = (num: number, of = sum.of): string => `${num} of ${of}`;
  console.log(
    [
      `incidents told              ${share(sum.told)}`,
      `component in the title      ${share(sum.title)}`,
      `in the first three lines    ${share(sum.firstLines)}`,
      `cause right                 ${share(sum.cause)}, wrong with high confidence ${sum.wrongHigh}`,
      `symptom in three lines      ${share(sum.symptom)}`,
      `first ticket is about one   ${share(sum.first, sum.logs)} logs`,
      `logs without an incident    ${share(sum.quiet, sum.ofQuiet)} without a ticket`,
      `sentences that nothing backs, dropped: ${dropped.sentences} of ${dropped.tickets} tickets`,
    ].join('\n'),
  );
}

function score(log: LabelledLog, incidents: readonly Incident[]): void {
  for (const incident of incidents) {
    dropped.tickets++;
    dropped.sentences += incident.answer?.numDropped ?? 0;
  }
  const expected = EXPECTED[log.name] ?? [];
  if (show) console.log(`\n== ${log.name}: ${incidents.length} incidents`);
  if (show) for (const each of incidents.slice(0, 6)) console.log(tellIncident(each));
  if (expected.length === 0) {
    sum.ofQuiet++;
    if (incidents.length === 0) sum.quiet++;
    else
      console.log(
        `${log.name}: ${incidents.length} tickets of a quiet log: ${incidents.map(({ title }) => title).join(' | ')}`,
      );
    return;
  }
  sum.logs++;
  if (incidents[0] && expected.some((each) => isAbout(incidents[0], each))) sum.first++;
  for (const each of expected) scoreOne(log.name, each, incidents);
}

function scoreOne(name: string, expected: Expected, incidents: readonly Incident[]): void {
  sum.of++;
  const incident = incidents.find((each) => isAbout(each, expected));
  if (!incident) {
    console.log(`${name} ${expected.outageStart}: not told`);
    return;
  }
  sum.told++;
  const { title, answer, evidence, hypotheses } = incident;
  const lines = [title, answer?.impact?.text ?? '', ...(answer?.where.map(({ text }) => text) ?? [])];
  const cause = answer?.cause ?? hypotheses[0];
  const right = {
    title: expected.component.test(title),
    firstLines: expected.component.test(lines.slice(0, 3).join('\n')),
    cause: answer?.cause != null && expected.cause.test(answer.cause.text),
    symptom: evidence.slice(0, 3).some(({ text }) => expected.symptom.test(text)),
  };
  if (right.title) sum.title++;
  if (right.firstLines) sum.firstLines++;
  if (right.cause) sum.cause++;
  if (right.symptom) sum.symptom++;
  if (cause?.confidence === 'high' && !expected.cause.test(cause.text)) sum.wrongHigh++;
  const missed = Object.entries(right).flatMap(([what, isRight]) => (isRight ? [] : [what]));
  if (missed.length > 0)
    console.log(`${name} ${expected.outageStart}: ${missed.join(', ')} not right: ${title}`);
}

function isAbout({ start, end, basis }: Incident, { outageStart }: Expected): boolean {
  if (basis === 'read' || outageStart === null) return true;
  const at = Date.parse(outageStart);
  return start <= at + AFTER_MS && end >= at - BEFORE_MS;
}
