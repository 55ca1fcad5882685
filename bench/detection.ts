/**
 * Detection on labelled logs, in Node: `npx tsx bench/detection.ts [DATA_DIR] [CASE...] [--no-lstm] [--windows] [--out DIR]
 * [--baseline CASE=START/END]`. DATA_DIR holds incidents/CASE and bgl_5000, hdfs_2pct with their truth; the scorer is
 * ../tools/score_incidents.py beside it. Prints one line a case; labels are used to score, never to set anything.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sessionsCsv, windowsCsv } from '../src/archive/result-csv';
import type { Episode } from '../src/contracts/incident';
import type { Timeline } from '../src/contracts/result';
import type { DetectorResult } from '../src/contracts/scores';
import type { JudgeSequences } from '../src/contracts/session-verdicts';
import { DEFAULT_SETTINGS, type Settings } from '../src/contracts/settings';
import type { LogTable, TemplateTable } from '../src/contracts/tables';
import { vote } from '../src/core/consensus/consensus';
import { detectByBaseline } from '../src/core/detectors/baseline';
import { judgeSessions, sessionsByHabits } from '../src/core/detectors/session-vote';
import { groundOfSessions } from '../src/core/detectors/sessions';
import { mineTemplates } from '../src/core/drain/drain';
import { buildTemplateTable } from '../src/core/drain/template-table';
import { chooseBaseline } from '../src/core/features/baseline';
import { buildFeatures } from '../src/core/features/features';
import { findEpisodes } from '../src/core/incident/episodes';
import { ingestFiles } from '../src/input/ingest-files';
import { localScanner } from '../src/input/scan-blob';
import { detectByForest } from '../src/ml/isolation-forest';
import { createFastKernel } from '../src/ml/kernel/simd';
import { createLstmDetector } from '../src/ml/lstm-detector';
import { createNativeBackend } from '../src/ml/lstm-native';
import { judgeSequences } from '../src/ml/next-event/judge';
import { judgeSessionsByForest } from '../src/ml/session-forest';
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
  const settings = settingsOf(name, own);
  const started = performance.now();
  const { table, templates } = await readLog(join(dir, log), settings);
  const readMs = performance.now() - started;
  const out = join(options.outDir, name);
  mkdirSync(out, { recursive: true });
  if (existsSync(join(dir, 'anomaly_label.csv')))
    return scoreSessionCase(name, dir, out, table, templates, settings);
  const features = buildFeatures(table, templates, settings);
  if ('reason' in features) {
    console.log(`${name}: ${features.reason}`);
    return null;
  }
  const baseline = chooseBaseline(features, settings, table);
  const input = { features, baseline, seed: settings.seed };
  const byBaseline = detectByBaseline(input, { thresholdScale: 1 });
  const byForest = detectByForest(input, { thresholdScale: 1 });
  const firstTwoMs = performance.now() - started - readMs;
  const detectors: DetectorResult[] = [byBaseline, byForest];
  if (options.withLstm) detectors.push(await lstm(settings).detect(input, () => {}));
  const consensus = vote(detectors);
  const { grid, levelCounts } = features;
  const timeline: Timeline = { grid, baseline, levelCounts, detectors, consensus };
  const episodes = findEpisodes({
    features,
    baseline,
    results: detectors,
    consensus,
    table,
    templates,
    settings,
  });
  writeFileSync(join(out, 'windows.csv'), windowsCsv(timeline));
  writeFileSync(join(out, 'incidents.json'), JSON.stringify(episodes.map(exported)));
  const score: Score = JSON.parse(execFileSync('python3', [scorer, truthPath, out]).toString());
  report(
    name,
    score,
    timeline,
    episodes,
    { templates: templates.length, readMs, firstTwoMs },
    options.showWindows,
  );
  return score;
}

function settingsOf(name: string, own: LabelledLog['settings']): Settings {
  const [start, end] = options.baselines.get(name)?.split('/') ?? [];
  return {
    ...DEFAULT_SETTINGS,
    ...own,
    ...(start && end ? { baseline: { kind: 'range', start, end } as const } : {}),
  };
}

async function readLog(
  path: string,
  settings: Settings,
): Promise<{ table: LogTable; templates: TemplateTable }> {
  const raw = readFileSync(path);
  const bytes = path.endsWith('.gz') ? gunzipSync(raw) : raw;
  const blob = new Blob([new Uint8Array(bytes)]);
  const name = basename(path);
  const file = { name, blob, bytes: bytes.length, compression: null, encoding: 'utf-8', lastModified: null };
  const { table } = await ingestFiles([file], settings, [localScanner]);
  return { table, templates: buildTemplateTable(table, mineTemplates(table.shapes, settings.drain)) };
}

function lstm(settings: Settings) {
  const start = async () => createNativeBackend('js', createFastKernel);
  const { lstmEpochs } = settings.detection;
  return createLstmDetector({
    backend: 'auto',
    epochs: lstmEpochs,
    thresholdScale: 1,
    now: () => performance.now(),
    candidates: [{ name: 'js', mustBeFaster: false, start }],
  });
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

async function scoreSessionCase(
  name: string,
  dir: string,
  out: string,
  table: LogTable,
  templates: TemplateTable,
  settings: Settings,
): Promise<null> {
  const now = () => performance.now();
  const started = now();
  const ground = groundOfSessions(table, templates);
  if (!ground) {
    console.log(`${name}: no sessions`);
    return null;
  }
  const byHabits = sessionsByHabits(ground);
  const habitsMs = now() - started;
  const judges = {
    forest: judgeSessionsByForest,
    sequences: (...[sequences, seed, onProgress]: Parameters<JudgeSequences>) =>
      judgeSequences(sequences, seed, now, onProgress),
  };
  const voted = await judgeSessions(ground, byHabits, judges, settings.seed, () => {});
  const allMs = now() - started;
  const scored = (what: string, anomalous: Uint8Array) => {
    const path = join(out, what === 'two of three' ? 'sessions.csv' : `sessions-${what}.csv`);
    writeFileSync(path, sessionsCsv({ ...voted, anomalous }));
    const labels = join(dir, 'anomaly_label.csv');
    const score = execFileSync('python3', [scorer, '--sessions', labels, path]).toString();
    const { precision, recall, f1 } = JSON.parse(score);
    console.log(`  ${what.padEnd(12)} precision ${precision} recall ${recall} F1 ${f1}`);
  };
  const times = `habits ${Math.round(habitsMs)} ms, all three ${Math.round(allMs)} ms`;
  console.log(`${name}: ${voted.length} sessions, ${times}`);
  for (const { name: judge, vote } of voted.judges ?? []) scored(judge, vote);
  scored('two of three', voted.anomalous);
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
