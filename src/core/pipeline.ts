/**
 * The whole way from files to incidents, top to bottom; the first file to read. What is not core (files, learned
 * detectors, the runbook index) is handed in. Same bytes, same settings: same output.
 */

import type { Change } from '../contracts/changes';
import type { FeatureMatrix } from '../contracts/features';
import type { Incident } from '../contracts/incident';
import type { Benchmark, SimulatedTruth, Timeline } from '../contracts/result';
import type { BaselineRows } from '../contracts/saved-baseline';
import type { Detector, DetectorResult, SessionTable } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { TrainedLstm } from '../contracts/trained-lstm';
import type { OnProgress, Problem, Stage } from '../contracts/units';
import { chooseBaseline } from './baseline/choose';
import { type CoverageGap, withheld } from './baseline/coverage';
import { baselineProblem, insteadProblem } from './baseline/health';
import { coverageGapOf } from './baseline/is-judgeable';
import { includeMarked, spansElsewhere, windowsOfSpans } from './baseline/marked-windows';
import { moveTraining } from './baseline/saved/move-training';
import { type ColumnMap, type Ground, prependSaved, withSavedTemplates } from './baseline/saved/prepend';
import {
  type Detection,
  gridOfSaved,
  noSaved,
  shiftIncident,
  sizedFor,
  trimTimeline,
} from './baseline/saved/trim-to-log';
import { compareWithThreshold } from './benchmark/benchmark';
import { vote } from './consensus/consensus';
import { noVerdict } from './consensus/no-verdict';
import { detectWithRetraining } from './detectors/retrain';
import { mineTemplates } from './drain/drain';
import { buildTemplateTable } from './drain/template-table';
import { endedFiles } from './features/ended-files';
import { buildFeatures } from './features/features';
import { absentNormal, isAllNormal, type JudgedTables, levelCountsOf, withoutNormal } from './features/mute';
import { votesInTail } from './features/partial-last-window';
import { figuresOf } from './features/window-figures';
import { findEpisodes } from './incident/episodes';
import type { ReadTexts } from './investigate/evidence';
import { investigate } from './investigate/investigate';
import { changesInLog } from './investigate/log-changes';
import type { RunbookSearch } from './investigate/runbook-search';
import { detectSessions, type LearnedSessionDetectors, sessionsByProfile } from './sessions/session-vote';
import { sessionInputOf } from './sessions/sessions';
import { errorText } from './wording/error-text';

export interface PipelineInput {
  readonly settings: Settings;
  /** Files to columns: src/input/ingest-files.ts in the shard workers. On another run of the same files, the columns at hand. */
  readonly ingest: () => Promise<LogTable>;
  /** Mined from this very table under the same drain settings; absent or null: to be mined. */
  readonly known?: MinedTable | null;
  /** Windows known to be good, from earlier logs, where the settings name a saved baseline; null: it is not to be had. */
  readonly saved?: SavedReference | null;
  /** The detectors that vote, in the order of DETECTORS. */
  readonly detectors: readonly Detector[];
  /** What judges sessions beside their habits; absent: habits alone. */
  readonly sessionDetectors?: LearnedSessionDetectors;
  readonly searchRunbooks: RunbookSearch;
  /** Records of a table as they stand in their files. */
  readonly readTexts: (table: LogTable) => ReadTexts;
  /** Changes that were dropped with the logs. */
  readonly changes: readonly Change[];
  readonly truth: SimulatedTruth | null;
  readonly onProgress: OnProgress;
  /** Called as each stage begins, for the clock that core does not have. */
  readonly onStage: (stage: Stage) => void;
  /** Milliseconds, for the time budget of the user's masks only. */
  readonly now: () => number;
  /** To be shown something while the last detector is at work; absent: the end is waited for. */
  readonly early?: EarlyOutput;
}

export interface SavedReference {
  readonly name: string;
  readonly rows: BaselineRows;
  /** A training on them, so that none is needed; null: there was none. */
  readonly lstm: TrainedLstm | null;
}

/** What the last detector, which trains, holds up. */
export interface EarlyOutput {
  /** Whether this work takes so long that the rest should be shown first; answers when that is known. */
  isLate(work: Promise<unknown>): Promise<boolean>;
  /** Takes the output as it would be without the last detector, which stands in it as one that abstains. */
  deliver(output: PipelineOutput): void;
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
  const { settings, saved, onStage } = input;
  onStage('ingest');
  const table = await input.ingest();
  onStage('drain');
  const { templates: own, problems: minedProblems } = input.known ?? mineTable(input, table);
  onStage('features');
  const { templates, columns } = saved ? withSavedTemplates(table, own, saved.rows) : noSaved(own);
  const mined = { table, templates, minedProblems };
  const { normal } = settings;
  const judged = withoutNormal(table, templates, normal.templates);
  const features = gridOfSaved(
    buildFeatures(judged.table, judged.templates, sizedFor(settings, saved?.rows)),
    saved?.rows,
  );
  const sessionInput = sessionInputOf(judged.table, judged.templates);
  let sessions = sessionInput && sessionsByProfile(sessionInput);
  const judgeSessionsToo = async (): Promise<void> => {
    if (!sessionInput || !sessions || !input.sessionDetectors) return;
    const { sessionDetectors, onProgress } = input;
    sessions = await detectSessions(sessionInput, sessions, sessionDetectors, settings.seed, onProgress);
  };
  const problems = [...table.problems, ...minedProblems];
  const ended = endedFiles(table);
  if (ended) problems.push(ended);
  const absent = absentNormal(templates, normal.templates);
  if (absent) problems.push(absent);
  if ('reason' in features) {
    problems.push(noWindows(features.reason));
    const changes = [...input.changes];
    await judgeSessionsToo();
    return { ...EMPTY, ...mined, sessions, changes, problems };
  }
  const elsewhere = spansElsewhere(normal.windows, features.grid);
  if (elsewhere) problems.push(elsewhere);
  onStage('detect');
  const ground = groundOf(input, features, judged, columns);
  const gap = coverageGapOf(ground, settings);
  const ofBaseline = [
    insteadProblem(ground.baseline),
    gap?.problem ?? null,
    baselineProblem(ground.features, ground.baseline),
  ];
  problems.push(...ofBaseline.filter((problem) => problem !== null));
  const levelCounts =
    normal.templates.length > 0 ? levelCountsOf(table, features.grid) : features.levelCounts;
  const conclude = async (detectors: readonly DetectorResult[], onProgress: OnProgress) => {
    const judgement = { ground, detectors, consensus: vote(detectors) };
    const found = await investigateEpisodes(
      { ...input, onProgress },
      judgement,
      { table, templates },
      judged,
    );
    const timeline = {
      ...trimTimeline(judgement, features.grid, levelCounts, saved?.rows),
      figures: figuresOf(features),
    };
    const isEarly = detectors.some(({ abstained }) => abstained === AT_WORK);
    const none = isEarly || gap?.abstained ? null : noVerdict(detectors, isAllNormal(judged.templates));
    const said = none ? [...problems, none] : problems;
    return { ...mined, features, timeline, sessions, problems: said, ...found };
  };
  const marked = windowsOfSpans(normal.windows, features.grid);
  const detectors = await detect(input, ground, gap, marked, conclude, judgeSessionsToo);
  onStage('investigate');
  return conclude(detectors, input.onProgress);
}

function mineTable({ settings, now }: PipelineInput, table: LogTable): MinedTable {
  const mined = mineTemplates(table.shapes, settings.drain, now);
  return { templates: buildTemplateTable(table, mined), problems: mined.problems };
}

const EMPTY = { features: null, timeline: null, incidents: [], benchmark: null } as const;

/** The windows of the log, after those of a saved baseline where there is one of their size. */
function groundOf(
  { settings, saved }: PipelineInput,
  features: FeatureMatrix,
  judged: JudgedTables,
  columns: ColumnMap | null,
): Ground {
  if (saved && columns && saved.rows.windowMs === features.grid.windowMs) {
    const reason = `the saved baseline "${saved.name}", ${saved.rows.startMs.length} windows`;
    const { muted } = judged.templates;
    const ground = prependSaved(features, saved.rows, columns, reason, muted);
    return {
      ...ground,
      trained: moveTraining(saved.lstm, columns.ofSaved, features.counts.numColumns, muted),
    };
  }
  const marked = windowsOfSpans(settings.normal.windows, features.grid);
  const baseline = includeMarked(chooseBaseline(features, settings, judged.table), marked);
  return { features, baseline, offset: 0, places: [] };
}

type Conclude = (detectors: readonly DetectorResult[], onProgress: OnProgress) => Promise<PipelineOutput>;

/**
 * Scores of every detector over the windows. One that fails abstains: the others still speak. `beside` begins with the last one,
 * which trains in another thread, and is waited for.
 */
async function detect(
  input: PipelineInput,
  { features, baseline, offset, trained = null }: Ground,
  gap: CoverageGap | null,
  markedInLog: Uint8Array,
  conclude: Conclude,
  beside: () => Promise<void>,
): Promise<readonly DetectorResult[]> {
  if (gap?.abstained) {
    await beside();
    return input.detectors.map((detector) => abstain(detector, features, gap.abstained!));
  }
  const marked = new Uint8Array(features.grid.length);
  marked.set(markedInLog, offset);
  const detectors: DetectorResult[] = [];
  for (const [i, detector] of input.detectors.entries()) {
    input.onProgress({ stage: 'detect', detail: detector.name, done: 0, total: null, unit: 'windows' });
    const job = { features, baseline, seed: input.settings.seed, trained };
    const work = detectWithRetraining(detector, job, marked, input.onProgress)
      .then((result) => (gap ? withheld(result, gap.windows) : result))
      .catch((error) => abstain(detector, features, `It failed: ${errorText(error)}`));
    const isLast = i === input.detectors.length - 1;
    const all = isLast ? Promise.all([work, beside()]) : work;
    if (isLast && input.early && (await input.early.isLate(all)))
      input.early.deliver(await conclude([...detectors, abstain(detector, features, AT_WORK)], () => {}));
    detectors.push(votesInTail(await work, detectors[0] ?? null, features.grid));
    await all;
  }
  return detectors;
}

const AT_WORK = 'it is still training.';

function abstain(detector: Detector, features: FeatureMatrix, why: string): DetectorResult {
  return {
    name: detector.name,
    backend: '',
    numRows: 0,
    seconds: 0,
    threshold: null,
    abstained: why,
    score: new Float32Array(features.grid.length).fill(Number.NaN),
    vote: new Uint8Array(features.grid.length),
    reasons: {},
    lossCurve: [],
  };
}

/** Confirmed windows -> episodes -> incidents, with what changed before each, and how a plain alert would have done. */
async function investigateEpisodes(
  input: PipelineInput,
  { ground: { features, baseline, offset }, detectors: results, consensus }: Detection,
  { table, templates }: JudgedTables,
  judged: JudgedTables,
) {
  const { settings, onProgress } = input;
  const readTexts = input.readTexts(table);
  const episodes = findEpisodes({ features, baseline, results, consensus, ...judged, settings });
  const inLog = await changesInLog(table, templates, readTexts);
  const changes = [...input.changes, ...inLog].sort((a, b) => a.timeMs - b.timeMs);
  const search = input.searchRunbooks;
  const ground = { features, baseline, ...judged, changes, search, readTexts, onProgress };
  const incidents = await investigate(episodes, ground);
  const benchmark = compareWithThreshold({ features, baseline, incidents, consensus, truth: input.truth });
  return { changes, incidents: incidents.map((incident) => shiftIncident(incident, offset)), benchmark };
}

function noWindows(reason: string): Problem {
  const message = `No windows could be made, so nothing was checked for anomalies: ${reason}`;
  return { severity: 'warning', code: 'no-windows', message, file: null, lineNum: null, byteOffset: null };
}
