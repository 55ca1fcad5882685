/**
 * The whole way from files to incidents, top to bottom; the first file to read. What is not core (files, learned
 * detectors, the runbook index) is handed in. Same bytes, same settings: same output.
 */
import type { Change } from '../contracts/changes';
import type { FeatureMatrix } from '../contracts/features';
import type { Incident } from '../contracts/incident';
import type { Benchmark, SimulatedTruth, Timeline } from '../contracts/result';
import type { Detector, DetectorResult, SessionTable } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { OnProgress, Problem, Stage } from '../contracts/units';
import { compareWithThreshold } from './benchmark/benchmark';
import { vote } from './consensus/consensus';
import { scoreSessions } from './detectors/sessions';
import { mineTemplates } from './drain/drain';
import { buildTemplateTable } from './drain/template-table';
import { chooseBaseline } from './features/baseline';
import { baselineProblem } from './features/baseline-health';
import { buildFeatures } from './features/features';
import { findEpisodes } from './incident/episodes';
import type { ReadTexts } from './investigate/evidence';
import { investigate } from './investigate/investigate';
import { changesInLog } from './investigate/log-changes';
import type { RunbookSearch } from './investigate/runbook-search';
import { absentNormal, type JudgedTables, levelCountsOf, withoutNormal } from './normal/mute';
import { spansElsewhere, vouchFor, windowsOfSpans } from './normal/normal-windows';
import { detectTaught } from './normal/teach';

export interface PipelineInput {
  readonly settings: Settings;
  /** Files to columns: src/input/ingest-files.ts in the shard workers. On another run of the same files, the columns at hand. */
  readonly ingest: () => Promise<LogTable>;
  /** Mined from this very table under the same drain settings; absent or null: to be mined. */
  readonly known?: MinedTable | null;
  /** The detectors that vote, in the order of DETECTORS. */
  readonly detectors: readonly Detector[];
  readonly searchRunbooks: RunbookSearch;
  /** Records of a table as they stand in their files. */
  readonly readTexts: (table: LogTable) => ReadTexts;
  /** Changes that were dropped with the logs. */
  readonly changes: readonly Change[];
  readonly truth: SimulatedTruth | null;
  readonly onProgress: OnProgress;
  /** Called as each stage begins, for the clock that core does not have. */
  readonly onStage: (stage: Stage) => void;
  /** Milliseconds, for the time budget of the reader's masks only. */
  readonly now: () => number;
}

/** What mining leaves. */
export interface MinedTable {
  readonly templates: TemplateTable;
  /** Masks that were set aside, edits that no longer apply. */
  readonly problems: readonly Problem[];
}

export interface PipelineOutput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** The part of the problems that mining told of. */
  readonly minedProblems: readonly Problem[];
  /** Null, as timeline: no windows can be made (no times); the reason is among the problems. */
  readonly features: FeatureMatrix | null;
  readonly timeline: Timeline | null;
  readonly sessions: SessionTable | null;
  /** Dropped and found in the log, by time. */
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
  readonly benchmark: Benchmark | null;
  readonly problems: readonly Problem[];
}

export async function runPipeline(input: PipelineInput): Promise<PipelineOutput> {
  const { settings, onStage } = input;
  onStage('ingest');
  const table = await input.ingest();
  onStage('drain');
  const { templates, problems: minedProblems } = input.known ?? mineTable(input, table);
  const mined = { table, templates, minedProblems };
  onStage('features');
  const { normal } = settings;
  const judged = withoutNormal(table, templates, normal.templates);
  const features = buildFeatures(judged.table, judged.templates, settings);
  const sessions = scoreSessions(judged.table, judged.templates, settings);
  const problems = [...table.problems, ...minedProblems];
  const absent = absentNormal(templates, normal.templates);
  if (absent) problems.push(absent);
  if ('reason' in features) {
    problems.push(noWindows(features.reason));
    const changes = [...input.changes];
    return { ...EMPTY, ...mined, sessions, changes, problems };
  }
  const elsewhere = spansElsewhere(normal.windows, features.grid);
  if (elsewhere) problems.push(elsewhere);
  onStage('detect');
  const timeline = await detect(input, features, table);
  const ill = baselineProblem(features, timeline.baseline);
  if (ill) problems.push(ill);
  onStage('investigate');
  const found = await investigateEpisodes(input, features, timeline, { table, templates }, judged);
  return { ...mined, features, timeline, sessions, problems, ...found };
}

function mineTable({ settings, now }: PipelineInput, table: LogTable): MinedTable {
  const mined = mineTemplates(table.shapes, settings.drain, now);
  return { templates: buildTemplateTable(table, mined), problems: mined.problems };
}

const EMPTY = { features: null, timeline: null, incidents: [], benchmark: null } as const;

/** Scores of every detector over the windows, and their vote. One that fails abstains: the others still speak. */
async function detect(input: PipelineInput, features: FeatureMatrix, table: LogTable): Promise<Timeline> {
  const { normal } = input.settings;
  const marked = windowsOfSpans(normal.windows, features.grid);
  const baseline = vouchFor(chooseBaseline(features, input.settings, table), marked);
  const detectors: DetectorResult[] = [];
  for (const detector of input.detectors) {
    input.onProgress({ stage: 'detect', detail: detector.name, done: 0, total: null, unit: 'windows' });
    const job = { features, baseline, seed: input.settings.seed };
    detectors.push(
      await detectTaught(detector, job, marked, input.onProgress).catch((error) =>
        abstain(detector, features, error),
      ),
    );
  }
  const { grid } = features;
  const levelCounts = normal.templates.length > 0 ? levelCountsOf(table, grid) : features.levelCounts;
  return { grid, baseline, levelCounts, detectors, consensus: vote(detectors) };
}

function abstain(detector: Detector, features: FeatureMatrix, error: unknown): DetectorResult {
  const why = error instanceof Error ? error.message : String(error);
  return {
    name: detector.name,
    backend: '',
    numRows: 0,
    seconds: 0,
    threshold: null,
    abstained: `It failed: ${why}`,
    score: new Float32Array(features.grid.length).fill(Number.NaN),
    vote: new Uint8Array(features.grid.length),
    reasons: {},
    lossCurve: [],
  };
}

/** Confirmed windows -> episodes -> incidents, with what changed before each, and how a plain alert would have done. */
async function investigateEpisodes(
  input: PipelineInput,
  features: FeatureMatrix,
  timeline: Timeline,
  { table, templates }: JudgedTables,
  judged: JudgedTables,
) {
  const { settings, onProgress } = input;
  const { baseline, detectors: results, consensus } = timeline;
  const readTexts = input.readTexts(table);
  const episodes = findEpisodes({ features, baseline, results, consensus, ...judged, settings });
  const inLog = await changesInLog(table, templates, readTexts);
  const changes = [...input.changes, ...inLog].sort((a, b) => a.timeMs - b.timeMs);
  const search = input.searchRunbooks;
  const ground = { features, baseline, ...judged, changes, search, readTexts, onProgress };
  const incidents = await investigate(episodes, ground);
  const benchmark = compareWithThreshold({ features, baseline, incidents, consensus, truth: input.truth });
  return { changes, incidents, benchmark };
}

function noWindows(reason: string): Problem {
  const message = `No windows could be made, so nothing was checked for anomalies: ${reason}`;
  return { severity: 'warning', code: 'no-windows', message, file: null, lineNum: null, byteOffset: null };
}
