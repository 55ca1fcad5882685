/**
 * Detection on logs that nobody tuned for: `npx tsx bench/run-recompose.ts [DATA_DIR] [dev | held | FROM-TO] [KIND...] [--show]`. New composites
 * are made of pieces of the labelled logs (recompose/), seeded, with their truth; the scorer is ../tools/score_incidents.py beside
 * DATA_DIR. Seeds are split: `dev` may be looked into while working, `held` says whether a change was right. Prints one line a kind.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { quantile } from '../src/core/lib/quantile';
import type { PipelineOutput } from '../src/core/pipeline';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { report, type Score } from './detection-report';
import { HOST_KINDS, type HostKind, readHosts, recomposeHost } from './recompose/hosts';
import { OPENSTACK_KINDS, type OpenstackKind, recomposeOpenstack } from './recompose/openstack';
import { readRounds } from './recompose/rounds';
import type { Composite } from './recompose/source';
import { scoreOutput } from './score-output';

const HALVES: Readonly<Record<string, readonly [number, number]>> = { dev: [1, 12], held: [101, 112] };

const args = process.argv.slice(2);
const show = args.includes('--show');
const words = args.filter((arg) => arg !== '--show');
const hasDir = words.length > 0 && existsSync(join(words[0], 'incidents'));
const dataDir = resolve((hasDir && words.shift()) || (process.env.HARBINGER_DATA ?? '../shared/data'));
const scorer = resolve(dataDir, '../tools/score_incidents.py');
const isSeeds = words.length > 0 && (words[0] in HALVES || /^\d/.test(words[0]));
const seeds = isSeeds ? (words.shift() as string) : 'held';
const [from, to] = HALVES[seeds] ?? seeds.split('-').map(Number);
const kinds = [...OPENSTACK_KINDS, ...HOST_KINDS].filter(
  (kind) => words.length === 0 || words.some((w) => kind.startsWith(w)),
);
await main();

interface Sum {
  logs: number;
  detected: number;
  of: number;
  falseEpisodes: number;
  falseTickets: number;
  days: number;
  luck: number;
  /** Leads that tickets claim: where the log shows signs before the outage, and elsewhere. */
  claimed: number;
  claimedByLuck: number;
  /** Minutes from the first sign to the outage, and how many of them the warning came ahead. */
  leads: number[];
  /** What tickets say of the outage, in minutes off. */
  outageErrors: number[];
}

async function main(): Promise<void> {
  const incidentsDir = join(dataDir, 'incidents');
  const hasRounds = kinds.some((kind) => isOpenstack(kind));
  const rounds = hasRounds ? readRounds(incidentsDir) : null;
  const hosts = kinds.some((kind) => !isOpenstack(kind)) ? readHosts(incidentsDir) : null;
  console.log(`seeds ${from} to ${to} of each kind`);
  const totals = new Map<string, Sum>();
  for (const kind of kinds) {
    const sum = emptySum();
    for (let seed = from; seed <= to; seed++) {
      const composite = isOpenstack(kind)
        ? recomposeOpenstack(rounds!, kind, seed)
        : recomposeHost(hosts!, kind as HostKind, seed);
      await judge(composite, sum);
    }
    print(kind, sum);
    const system = kind.startsWith('linux') ? 'linux' : kind.startsWith('galera') ? 'galera' : 'openstack';
    totals.set(system, added(totals.get(system) ?? emptySum(), sum));
  }
  for (const [system, sum] of totals) print(`all ${system}`, sum);
}

function isOpenstack(kind: string): kind is OpenstackKind {
  return (OPENSTACK_KINDS as readonly string[]).includes(kind);
}

async function judge({ name, text, year, truth }: Composite, sum: Sum): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, year };
  const output = await judgeLog([{ path: 'composite.log', content: text }], settings);
  const score = scoreOutput(output, truth, scorer);
  if (!score) {
    console.log(`${name}: no windows`);
    return;
  }
  if (show) tell(name, score, output);
  sum.logs++;
  sum.detected += score.detected;
  sum.of += score.of;
  sum.falseEpisodes += score.false_episodes;
  sum.falseTickets += score.false_tickets;
  sum.days += score.scored_days;
  const claims = output.incidents.filter(({ leadMinutes }) => leadMinutes !== null);
  const earned = claims.filter((each) => isEarned(each, truth, output.timeline!.grid.windowMs));
  sum.claimed += earned.length;
  sum.claimedByLuck += claims.length - earned.length;
  for (const [i, each] of score.incidents.entries()) {
    if (each.lead_by_luck) sum.luck++;
    if (truth.incidents[i]?.symptom_start) sum.leads.push(each.lead_minutes ?? 0);
    if (each.ticket_outage_error_minutes !== null) sum.outageErrors.push(each.ticket_outage_error_minutes);
  }
}

/** Whether a ticket claims a lead of an outage of the truth whose fault, or first sign, was there when it could be told. */
function isEarned(
  { leadMinutes, firstConfirmed, outageStart }: PipelineOutput['incidents'][number],
  { incidents }: Composite['truth'],
  windowMs: number,
): boolean {
  if (leadMinutes === null || outageStart === null) return false;
  return incidents.some(({ outage_start, outage_end, symptom_start, fault_activated }) => {
    const begin = Date.parse(symptom_start ?? fault_activated ?? outage_start);
    const last = Date.parse(outage_end ?? outage_start) + windowMs;
    return firstConfirmed + windowMs > begin && outageStart >= begin && outageStart <= last;
  });
}

/** Everything about a log that was not judged as its truth says. */
function tell(name: string, score: Score, output: PipelineOutput): void {
  const isRight = score.detected === score.of && score.false_episodes === 0 && score.false_tickets === 0;
  if (isRight || !output.timeline) return;
  const measured = { templates: output.templates.length, readMs: 0, detectMs: 0 };
  report(name, score, output.timeline, output.incidents, measured, true);
}

function print(kind: string, sum: Sum): void {
  const rate = sum.of === 0 ? 'no incident in it' : `detected ${sum.detected}/${sum.of}`;
  const perDay = (sum.falseEpisodes / Math.max(1e-9, sum.days)).toFixed(2);
  const range = (values: readonly number[]): string =>
    [0, 0.5, 1].map((q) => quantile(values, q).toFixed(1)).join(' / ');
  const leads = sum.leads.length === 0 ? '' : `, leads ${range(sum.leads)} min`;
  const errors = sum.outageErrors.length === 0 ? '' : `, outage off by ${range(sum.outageErrors)} min`;
  console.log(
    `${kind.padEnd(14)} ${sum.logs} logs: ${rate}, ${sum.falseEpisodes} false episodes (${perDay} a day), ` +
      `${sum.falseTickets} false tickets, by luck ${sum.luck}, leads claimed ${sum.claimed} earned ${sum.claimedByLuck} not${leads}${errors}`,
  );
}

function emptySum(): Sum {
  return {
    logs: 0,
    detected: 0,
    of: 0,
    falseEpisodes: 0,
    falseTickets: 0,
    days: 0,
    luck: 0,
    claimed: 0,
    claimedByLuck: 0,
    leads: [],
    outageErrors: [],
  };
}

function added(a: Sum, b: Sum): Sum {
  return {
    logs: a.logs + b.logs,
    detected: a.detected + b.detected,
    of: a.of + b.of,
    falseEpisodes: a.falseEpisodes + b.falseEpisodes,
    falseTickets: a.falseTickets + b.falseTickets,
    days: a.days + b.days,
    luck: a.luck + b.luck,
    claimed: a.claimed + b.claimed,
    claimedByLuck: a.claimedByLuck + b.claimedByLuck,
    leads: [...a.leads, ...b.leads],
    outageErrors: [...a.outageErrors, ...b.outageErrors],
  };
}
