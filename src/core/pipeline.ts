/**
 * The whole way from files to incidents, top to bottom; the first file to read. What is not core (files, learned
 * detectors, the runbook index) is handed in. Same bytes, same settings: same output.
 */
import type { Change } from '../contracts/changes';
import type { FeatureMatrix } from '../contracts/features';
import type { Incident, LogEvent, StepName } from '../contracts/incident';
import type { Benchmark, SimulatedTruth, Timeline } from '../contracts/result';
import type { Detector, DetectorResult, SessionTable } from '../contracts/scores';
import type { Settings } from '../contracts/settings';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { OnProgress, Problem, Stage } from '../contracts/units';
import { withAnswers } from './answer/answer';
import { withBesideCounts } from './baseline/beside-counts';
import {
  type Reference,
  type ReferenceWindows,
  referenceOf,
  type SavedReference,
} from './baseline/reference';
import { type Detection, shiftIncident, trimTimeline } from './baseline/saved/trim-to-log';
import { compareWithThreshold } from './benchmark/benchmark';
import { vote } from './consensus/consensus';
import { noVerdict } from './consensus/no-verdict';
import { detectTrained, detectUntrained, isStillTraining, stillTraining, together } from './detectors/detect';
import { mineTemplates } from './drain/drain';
import { buildTemplateTable } from './drain/template-table';
import { clockSteps } from './features/clock-steps';
import { isAllNormal } from './features/mute';
import type { ReadRecords } from './features/series/numbers';
import { figuresOf } from './features/window-figures';
import { withoutSteps } from './incident/clock-step-events';
import { findEpisodes } from './incident/episodes';
import { withFindings } from './incident/finding-episodes';
import { fullHeaps } from './incident/full-heaps';
import { guessedLogins } from './incident/guessed-logins';
import { findingOf } from './incident/guessing-episodes';
import { withoutHarmless } from './incident/harmless';
import { plannedRestarts } from './incident/planned-restart';
import type { ReadTexts } from './investigate/evidence';
import { investigate } from './investigate/investigate';
import { changesInLog } from './investigate/log-changes';
import type { RunbookSearch } from './investigate/runbook-search';
import { mayRead } from './read/may-read';
import { readLog } from './read/read';
import {
  detectSessions,
  type LearnedSessionDetectors,
  type StartedSessions,
  startSessions,
} from './sessions/session-vote';

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
  /** The same with their messages: for the numbers that they state, and to be read where nothing is compared. */
  readonly readRecords: (table: LogTable) => ReadRecords;
  /** Changes that were dropped with the logs. */
  readonly changes: readonly Change[];
  readonly truth: SimulatedTruth | null;
  readonly onProgress: OnProgress;
  /** Called as each stage begins, for the clock that core does not have. */
  readonly onStage: (stage: Stage) => void;
  /** The same of the steps of the investigation; absent: nobody takes their time. */
  readonly onStep?: (step: StepName) => void;
  /** Milliseconds, for the time budget of the user's masks only. */
  readonly now: () => number;
  /** To be shown something while a detector trains; absent: the end is waited for. */
  readonly early?: EarlyOutput;
}

/** What training holds up. */
export interface EarlyOutput {
  /** Whether this work takes so long that the rest should be shown first; answers when that is known. */
  isLate(work: Promise<unknown>): Promise<boolean>;
  /** Takes the output as it would be without the detectors that train, which stand in it as ones that abstain. */
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
  /** Unusual, and no incident, by time. */
  readonly events: readonly LogEvent[];
  readonly benchmark: Benchmark | null;
  readonly problems: readonly Problem[];
}

export async function runPipeline(input: PipelineInput): Promise<PipelineOutput> {
  const { settings, saved = null, onStage, onProgress } = input;
  onStage('ingest');
  const table = await input.ingest();
  onStage('drain');
  const mined = input.known ?? mineTable(input, table);
  onStage('features');
  const reference = referenceOf(table, mined.templates, { settings, saved });
  const { judged } = reference;
  const log: MinedLog = { table, mined, reference };
  const sessionsOf = (started: StartedSessions | null) =>
    detectSessions(started, input.sessionDetectors ?? null, settings.seed, onProgress);
  if (reference.windows === null)
    return withoutWindows(input, log, await sessionsOf(startSessions(judged.table, judged.templates)));
  onStage('detect');
  const options = { windows: reference.windows, seed: settings.seed, onProgress };
  // Those that train see the counts alone, in another thread: what there is beside them is read meanwhile.
  const trained = detectTrained(input.detectors, options);
  const started = startSessions(judged.table, judged.templates);
  const rest = Promise.all([trained, sessionsOf(started)]);
  const windows = await withBesideCounts(reference.windows, judged, input.readRecords(table));
  const untrained = await detectUntrained(input.detectors, { ...options, windows });
  // Where no window can be judged there is nothing to show before the end.
  if (input.early && !windows.gap?.abstained && (await input.early.isLate(rest))) {
    const found = [...untrained, ...stillTraining(input.detectors, options)];
    const soFar = { windows, found, sessions: started?.byProfile ?? null };
    input.early.deliver(await conclude({ ...input, onProgress: () => {}, onStep: undefined }, log, soFar));
  }
  const [late, sessions] = await rest;
  onStage('investigate');
  return conclude(input, log, { windows, found: [...untrained, ...late], sessions });
}

function mineTable({ settings, now }: PipelineInput, table: LogTable): MinedTable {
  const mined = mineTemplates(table.shapes, settings.drain, now);
  return { templates: buildTemplateTable(table, mined), problems: mined.problems };
}

interface MinedLog {
  readonly table: LogTable;
  readonly mined: MinedTable;
  readonly reference: Reference;
}

/** What the log is known by, before any verdict. */
function knownOf({ table, mined, reference }: MinedLog) {
  const problems = [...table.problems, ...mined.problems, ...reference.problems];
  return { table, templates: reference.templates, minedProblems: mined.problems, problems };
}

/** No windows: what the lines say is read all the same. */
async function withoutWindows(
  input: PipelineInput,
  log: MinedLog,
  sessions: SessionTable | null,
): Promise<PipelineOutput> {
  const changes = [...input.changes];
  const incidents = await readAlone(input, log);
  const none = { features: null, timeline: null, events: [], benchmark: null };
  return { ...knownOf(log), ...none, incidents, sessions, changes };
}

async function readAlone(
  { searchRunbooks: search, ...input }: PipelineInput,
  { table, reference }: MinedLog,
) {
  const { templates } = reference.judged;
  const readTexts = input.readTexts(table);
  const incidents = await readLog({ table, templates, search, readRecords: input.readRecords(table) });
  return withAnswers(incidents, { table, templates, features: null, baseline: null, readTexts });
}

/** What takes the place of what windows say, where they can say little: see mayRead. Null: nothing does. */
async function readBeside(
  input: PipelineInput,
  log: MinedLog,
  { incidents, isUnjudged }: { readonly incidents: readonly Incident[]; readonly isUnjudged: boolean },
): Promise<readonly Incident[] | null> {
  const { settings, saved } = input;
  const hasOwnBaseline = !saved && settings.baseline.kind === 'first';
  const { table, reference } = log;
  if (table.counted) return null;
  const may = mayRead(table.files, reference.judged.templates, { isUnjudged, hasOwnBaseline });
  if (may === 'never') return null;
  const read = await readAlone(input, log);
  if (may === 'always' || read.length > 0) return read;
  // In a log of minutes that holds no failure, what only warns is what was not there a minute ago.
  const grave = incidents.filter(({ severity }) => severity === 'critical' || severity === 'error');
  return grave.length === incidents.length ? null : grave;
}

interface Verdicts {
  readonly windows: ReferenceWindows;
  readonly found: readonly DetectorResult[];
  readonly sessions: SessionTable | null;
}

/** From what the detectors say to incidents, with what was not judged, and why. */
async function conclude(
  input: PipelineInput,
  log: MinedLog,
  { windows, found, sessions }: Verdicts,
): Promise<PipelineOutput> {
  const { features, levelCounts, gap } = windows;
  const results = together(input.detectors, found, windows.detection.features.grid);
  const detection: Detection = { input: windows.detection, detectors: results, consensus: vote(results) };
  const concluded = await incidentsOf(input, log, detection);
  const timeline = trimTimeline(detection, features.grid, levelCounts, input.saved?.rows);
  const { problems, ...known } = knownOf(log);
  const isOpen = results.some(isStillTraining) || gap?.abstained;
  const isNormal = isAllNormal(log.reference.judged.templates);
  const none = isOpen ? null : noVerdict(results, isNormal);
  const isUnjudged = (none !== null || Boolean(gap?.abstained)) && !isNormal;
  const read = await readBeside(input, log, { incidents: concluded.incidents, isUnjudged });
  const told = read && { incidents: read, benchmark: null };
  return {
    ...known,
    features,
    timeline: { ...timeline, figures: figuresOf(features), ...pausedIn(features) },
    sessions,
    problems: none ? [...problems, none] : problems,
    ...concluded,
    ...told,
  };
}

/** Of windows of which nothing is known. */
function pausedIn({ paused }: FeatureMatrix): Pick<Timeline, 'numPaused'> {
  const numPaused = paused?.reduce((sum, isPaused) => sum + isPaused, 0) ?? 0;
  return numPaused === 0 ? {} : { numPaused };
}

/** Confirmed windows -> episodes -> incidents, with what changed before each, and how a plain alert would have done. */
async function incidentsOf(
  { settings, onProgress, searchRunbooks: search, ...input }: PipelineInput,
  { table, reference: { templates, judged } }: MinedLog,
  { input: { features, baseline, offset }, detectors: results, consensus }: Detection,
) {
  const readTexts = input.readTexts(table);
  const restarts = plannedRestarts(judged.table, judged.templates);
  const found = findEpisodes({ features, baseline, results, consensus, ...judged, settings, restarts });
  const readRecords = input.readRecords(table);
  const bursts = await guessedLogins({ features, baseline, ...judged, readRecords });
  const heaps = await fullHeaps({ features, ...judged, readRecords });
  const { episodes: all, lines } = withFindings(found, [...heaps, ...bursts.map(findingOf)], features.grid);
  const steps = clockSteps(judged.table, judged.templates);
  const { episodes: others, events: stepped } = withoutSteps(all, steps, judged.table, features.grid);
  const { grave: episodes, events } = withoutHarmless(others, judged.templates, restarts);
  const inLog = await changesInLog(table, templates, readTexts);
  const changes = [...input.changes, ...inLog].sort((a, b) => a.timeMs - b.timeMs);
  const subject = {
    features,
    baseline,
    ...judged,
    changes,
    search,
    readTexts,
    lines,
    steps,
    onProgress,
    onStep: input.onStep,
  };
  const investigated = await investigate(episodes, subject);
  const incidents = await withAnswers(investigated, { ...judged, features, baseline, readTexts });
  const benchmark = compareWithThreshold({ features, baseline, incidents, consensus, truth: input.truth });
  return {
    changes,
    events: [...stepped, ...events].sort((a, b) => a.start - b.start),
    incidents: incidents.map((incident) => shiftIncident(incident, offset)),
    benchmark,
  };
}
