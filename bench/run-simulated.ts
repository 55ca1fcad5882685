/**
 * Detection on simulated incidents with their truth: `npx tsx bench/run-simulated.ts [SEEDS=10 or FROM-TO] [SCENARIO...]`. Prints one line a
 * scenario: confirmed before the outage, lead times, false episodes. Runs the real ingest, miner, detectors and vote, the seeds
 * shared out among as many processes as there are processors.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Incident } from '../src/contracts/incident';
import { quantile } from '../src/core/lib/quantile';
import { SCENARIOS, simulate } from '../src/core/simulate/simulate';
import { judgeLog } from '../src/engine/fixtures/judge-log';

interface Job {
  readonly scenario: string;
  readonly seed: number;
}

interface Verdict {
  readonly job: Job;
  readonly hasOutage: boolean;
  /** Minutes from the first confirmed window to the outage; null: none before it. */
  readonly leadMinutes: number | null;
  /** A ticket claims a lead before this outage. */
  readonly isClaimed: boolean;
  readonly numFalse: number;
  readonly days: number;
}

/** Simulating leaves much garbage: the usual young generation of 16 MB is collected half of the time. */
const YOUNG_GENERATION = '--max-semi-space-size=128';
const AFTER_MS = 3_600_000;

if (process.send)
  process.on('message', (job: Job) => void judge(job).then((verdict) => process.send?.(verdict)));
else await main(process.argv.slice(2));

async function main([seeds = '10', ...only]: string[]): Promise<void> {
  const [from, to] = seeds.includes('-') ? seeds.split('-').map(Number) : [1, Number(seeds)];
  const wanted = SCENARIOS.filter(({ id }) => only.length === 0 || only.includes(id));
  const jobs = wanted.flatMap(({ id }) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ scenario: id, seed: from + i })),
  );
  const verdicts = await shareOut(jobs, (verdict) => {
    const own = verdict.filter(({ job }) => job.scenario === verdict.at(-1)?.job.scenario);
    if (own.length === to - from + 1) print(own);
  });
  if (verdicts.length < jobs.length) process.exitCode = 1;
}

/** Each process gets the next job as soon as it is done with one. */
function shareOut(jobs: readonly Job[], onVerdict: (all: readonly Verdict[]) => void): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  let next = 0;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(fileURLToPath(import.meta.url), {
        execArgv: [...process.execArgv, YOUNG_GENERATION],
      });
      const give = (): void => {
        if (next < jobs.length) child.send(jobs[next++]);
        else child.disconnect();
      };
      child.on('message', (verdict: Verdict) => {
        verdicts.push(verdict);
        onVerdict(verdicts);
        give();
      });
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`a process ended with ${code}`)),
      );
      give();
    });
  const num = Math.min(jobs.length, availableParallelism());
  return Promise.all(Array.from({ length: num }, work)).then(() => verdicts);
}

async function judge(job: Job): Promise<Verdict> {
  const { files, truth } = simulate(job);
  const logs = files.filter(({ path }) => path.endsWith('.log'));
  const { incidents, timeline } = await judgeLog(logs.map(({ path, text }) => ({ path, content: text })));
  const { degradationStart, outageStart, outageEnd } = truth;
  const isTrue = ({ start, end }: Incident): boolean =>
    degradationStart !== null && end > degradationStart && start < (outageEnd ?? Infinity) + AFTER_MS;
  const own = incidents.filter(isTrue);
  const first = own.map(({ firstConfirmed }) => firstConfirmed);
  const lead = outageStart === null ? Number.NaN : (outageStart - Math.min(...first)) / 60_000;
  const { length = 0, windowMs = 0 } = timeline?.grid ?? {};
  return {
    job,
    hasOutage: outageStart !== null,
    leadMinutes: lead > 0 && Number.isFinite(lead) ? lead : null,
    isClaimed: own.some(({ leadMinutes }) => leadMinutes !== null),
    numFalse: incidents.filter((incident) => !isTrue(incident)).length,
    days: (length * windowMs) / 86_400_000,
  };
}

function print(verdicts: readonly Verdict[]): void {
  const outages = verdicts.filter(({ hasOutage }) => hasOutage);
  const leads = outages.flatMap(({ leadMinutes }) => leadMinutes ?? []);
  const sum = (of: (verdict: Verdict) => number): number =>
    verdicts.reduce((total, each) => total + of(each), 0);
  const found =
    outages.length === 0
      ? 'no outage in it'
      : `${leads.length} of ${outages.length} before the outage, claimed by ${outages.filter(({ isClaimed }) => isClaimed).length}`;
  const range = [0, 0.5, 1].map((q) => (leads.length === 0 ? '' : quantile(leads, q).toFixed(1)));
  const lead = leads.length === 0 ? '' : `, lead ${range.join(' / ')} min`;
  const { scenario } = verdicts[0].job;
  const numFalse = sum((each) => each.numFalse);
  const loud = verdicts.filter((each) => each.numFalse > 0).map(({ job }) => job.seed);
  const seeds = loud.length === 0 ? '' : ` (seeds ${loud.sort((a, b) => a - b).join(', ')})`;
  const days = sum((each) => each.days).toFixed(1);
  console.log(`${scenario.padEnd(16)} ${found}${lead}, ${numFalse} false episodes in ${days} days${seeds}`);
}
