/**
 * Detection on labelled logs, in Node: `npx tsx bench/detection.ts [DATA_DIR] [CASE...] [--no-lstm] [--windows] [--out DIR]
 * [--baseline CASE=START/END]`. DATA_DIR holds incidents/CASE and bgl_5000, hdfs_2pct with their truth; the scorer is
 * ../tools/score_incidents.py beside it. Prints one line a case; labels are used to score, never to set anything.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sessionsCsv, windowsCsv } from '../src/archive/result-csv';
import type { Episode } from '../src/contracts/incident';
import type { SessionTable } from '../src/contracts/scores';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import type { Stage } from '../src/contracts/units';
import { judgeLog } from '../src/engine/fixtures/judge-log';
import { report, type Score } from './detection-report';
import { GOOD_RUNS, type LabelledLog, listLabelledLogs } from './labelled-logs';
import { scoreRuns } from './reference-runs';

interface Options {
  readonly dataDir: string;
  readonly only: readonly string[];
  readonly withLstm: boolean;
  readonly showWindows: boolean;
  readonly outDir: string;
  readonly baselines: ReadonlyMap<string, string>;
}

const options = readOptions(process.argv.slice(2));
const scorer = resolve(options.dataDir, '../tools/score_incidents.py');
await main();

async function main(): Promise<void> {
  const total = { detected: 0, of: 0, falseEpisodes: 0, days: 0 };
  for (const each of listCases()) {
    const score = await runCase(each);
    if (!score || !each.name.startsWith('openstack')) continue;
    total.detected += score.detected;
    total.of += score.of;
    total.falseEpisodes += score.false_episodes;
    total.days += score.scored_days;
  }
  const perDay = (total.falseEpisodes / Math.max(1e-9, total.days)).toFixed(2);
  if (total.of > 0)
    console.log(`openstack: ${total.detected}/${total.of} detected, ${perDay} false episodes a day`);
}

function listCases(): LabelledLog[] {
  const { dataDir, only } = options;
  return listLabelledLogs(dataDir).filter(
    ({ name }) => only.length === 0 || only.some((word) => name.includes(word)),
  );
}

async function runCase({ name, dir, log, settings: own }: LabelledLog) {
  const truthPath = join(dir, 'truth.json');
  if (log === null) {
    const truth = JSON.parse(readFileSync(truthPath, 'utf8'));
    console.log(`${name}: ${(await scoreRuns(dir, truth, GOOD_RUNS)).join('\n')}`);
    return null;
  }
  const out = join(options.outDir, name);
  mkdirSync(out, { recursive: true });
  const labels = join(dir, 'anomaly_label.csv');
  const withSessions = existsSync(labels);
  const watch = stageWatch();
  const { timeline, incidents, sessions, templates } = await judgeLog(
    [{ path: log, content: new Uint8Array(readFileSync(join(dir, log))) }],
    settingsOf(name, own),
    { without: options.withLstm ? [] : ['lstm'], withSessions, onStage: watch.begin },
  );
  if (withSessions) return scoreSessions(name, labels, out, sessions, watch.msOf('detect'));
  if (timeline === null) {
    console.log(`${name}: no windows`);
    return null;
  }
  writeFileSync(join(out, 'windows.csv'), windowsCsv(timeline));
  writeFileSync(join(out, 'incidents.json'), JSON.stringify(incidents.map(exported)));
  const score: Score = JSON.parse(execFileSync('python3', [scorer, truthPath, out]).toString());
  const readMs = watch.msOf('ingest') + watch.msOf('drain');
  const measured = { templates: templates.length, readMs, detectMs: watch.msOf('detect') };
  report(name, score, timeline, incidents, measured, options.showWindows);
  return score;
}

/** Milliseconds of each stage, from its beginning to the next one's. */
function stageWatch() {
  const begun: [stage: Stage, ms: number][] = [];
  return {
    begin: (stage: Stage): void => void begun.push([stage, performance.now()]),
    msOf(stage: Stage): number {
      const i = begun.findIndex(([name]) => name === stage);
      return i < 0 ? 0 : (begun[i + 1]?.[1] ?? performance.now()) - begun[i][1];
    },
  };
}

/** `own`: the zone and year that the truth is told in. */
function settingsOf(name: string, own: LabelledLog['settings']): Settings {
  const [start, end] = options.baselines.get(name)?.split('/') ?? [];
  return {
    ...DEFAULT_SETTINGS,
    ...own,
    ...(start && end ? { baseline: { kind: 'range', start, end } as const } : {}),
  };
}

function exported(episode: Episode, i: number) {
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  const { start, end, firstConfirmed, outageStart, leadMinutes, ...rest } = episode;
  return {
    id: `INC-${i + 1}`,
    ...rest,
    start: iso(start),
    end: iso(end),
    first_confirmed: iso(firstConfirmed),
    outage_start: iso(outageStart),
    lead_minutes: leadMinutes,
  };
}

function scoreSessions(
  name: string,
  labels: string,
  out: string,
  sessions: SessionTable | null,
  detectMs: number,
): null {
  if (sessions === null) {
    console.log(`${name}: no sessions`);
    return null;
  }
  const scored = (what: string, anomalous: Uint8Array): void => {
    const path = join(out, what === 'two of three' ? 'sessions.csv' : `sessions-${what}.csv`);
    writeFileSync(path, sessionsCsv({ ...sessions, anomalous }));
    const score = execFileSync('python3', [scorer, '--sessions', labels, path]).toString();
    const { precision, recall, f1 } = JSON.parse(score);
    console.log(`  ${what.padEnd(12)} precision ${precision} recall ${recall} F1 ${f1}`);
  };
  console.log(`${name}: ${sessions.length} sessions, judged in ${Math.round(detectMs)} ms`);
  for (const { name: detector, vote } of sessions.detectors ?? []) scored(detector, vote);
  scored('two of three', sessions.anomalous);
  return null;
}

function readOptions(args: string[]): Options {
  const take = (flag: string): boolean => {
    const at = args.indexOf(flag);
    if (at >= 0) args.splice(at, 1);
    return at >= 0;
  };
  const baselines = new Map<string, string>();
  const withLstm = !take('--no-lstm');
  const showWindows = take('--windows');
  let outDir: string | null = null;
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--out') outDir = args[++i];
    else if (args[i] === '--baseline') baselines.set(...(args[++i].split('=') as [string, string]));
    else rest.push(args[i]);
  }
  const hasDir = rest.length > 0 && existsSync(join(rest[0], 'incidents'));
  const dataDir = resolve((hasDir && rest.shift()) || (process.env.HARBINGER_DATA ?? '../shared/data'));
  return {
    dataDir,
    only: rest,
    withLstm,
    showWindows,
    outDir: outDir ?? mkdtempSync(join(tmpdir(), 'detection-')),
    baselines,
  };
}
