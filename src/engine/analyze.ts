// One analysis from dropped files to its result. In: a job and the threads that help. Out: the result and its tables.

import type { Change } from '../contracts/changes';
import type { FeatureMatrix } from '../contracts/features';
import type { StepName } from '../contracts/incident';
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { AnalysisResult } from '../contracts/result';
import type { SavedBaseline } from '../contracts/saved-baseline';
import type { Settings } from '../contracts/settings';
import { settingsOfRun } from '../contracts/settings-registry';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { AnalysisHooks, AnalysisJob } from '../contracts/threads';
import { THRESHOLDS } from '../contracts/thresholds';
import type { OnProgress, Problem, Stage } from '../contracts/units';
import { parseChanges } from '../core/investigate/changes-file';
import { hashText } from '../core/lib/hash';
import { numRecordsOf } from '../core/lib/log-table';
import { type MinedTable, type PipelineOutput, runPipeline } from '../core/pipeline';
import { durationInWords } from '../core/wording/duration';
import { problem } from '../core/wording/problem';
import type { TextSource } from '../input/checked-text';
import { ingestFiles } from '../input/ingest-files';
import { type OpenedFiles, openFiles } from '../input/open';
import type { TriageListing } from '../input/triage/listing';
import type { OpenedFile } from '../input/types';
import { loadCorpus } from '../runbooks/corpus';
import { ownDocument } from '../runbooks/own-document';
import { buildRunbookSearch } from '../runbooks/search';
import { countedDrop } from './counted-drop';
import { cacheDetectors, type DetectorCache } from './detector-cache';
import { createDetectors } from './detectors';
import type { EngineParts } from './engine-parts';
import { ownRunbooks } from './own-runbooks';
import { jobOfPart, partDrop, withoutLogs } from './part-drop';
import { readRecordsOf, readTextsOf } from './row-texts';
import { createSessionDetectors, noSessionMemory, type SessionMemory } from './session-detectors';
import { createStopwatch, type Stopwatch } from './stopwatch';
import { openLogs } from './table-logs';
import type { ReadTable, Tables } from './tables';
import { throttled } from './throttled';
import { alignZones } from './zones-beside';

/** What was dropped, opened: what a run begins with, at whichever stage. */
export interface RunStart {
  readonly job: AnalysisJob;
  readonly opened: OpenedFiles;
  readonly parts: EngineParts;
  readonly report: OnProgress;
  readonly watch: Stopwatch<Stage>;
  /** Of the run before. */
  readonly verdicts: DetectorCache;
  readonly sessionMemory: SessionMemory;
  /** Takes the tables with a result that is still without the LSTM; null or absent: nobody waits for it. */
  readonly onEarly?: ((tables: Tables) => void) | null;
  /** It goes on being written and is judged every few minutes: sessions are judged by their habits alone, which need no training. */
  readonly isFollowed?: true;
}

/** @throws Error with a sentence for the user when nothing of what was dropped can be analysed. */
export async function analyzeFiles(
  job: AnalysisJob,
  parts: EngineParts,
  report: OnProgress,
  hooks?: AnalysisHooks,
  verdicts: DetectorCache = new Map(),
  sessionMemory: SessionMemory = noSessionMemory(),
  onEarly: ((tables: Tables) => void) | null = null,
): Promise<Tables> {
  const onProgress = throttled(report, parts.now);
  const watch = createStopwatch<Stage>(parts.now);
  watch.begin('open');
  const { settings } = job;
  const { files } = settings;
  const onTriage = (listing: TriageListing): void => {
    parts.onListing?.(listing);
    void hooks?.onTriage?.(listing.summary());
  };
  const counted = await countedDrop(job.files, parts.tables, onProgress);
  if (counted) {
    const opened = besideTables(await openFiles(counted.others, { onProgress, ask: hooks?.ask, files }));
    const start = { job, opened, parts, report: onProgress, watch, verdicts, sessionMemory, onEarly };
    return analyzeOpened(start, async () => counted.read, counted.known);
  }
  const all = await openLogs(job.files, parts.tables, onProgress, (texts) =>
    openFiles(texts, { onProgress, ask: hooks?.ask, files, onTriage }),
  );
  const found = await partDrop(job, all, parts.scanners, onProgress);
  if (found) void hooks?.onParts?.(found);
  const [first, ...others] = found ?? [];
  const own = others.length > 0 ? jobOfPart(job, first) : job;
  // What is told of a bundle is told of the files of the part alone: they are listed anew.
  if (others.length > 0 && all.listing.decides)
    return analyzeFiles(own, parts, report, hooks, verdicts, sessionMemory, onEarly);
  const elsewhere = others.flatMap(({ logs }) => logs);
  const opened = withoutLogs(all, [...elsewhere, ...(own.without ?? [])]);
  if (opened.logs.length === 0) throw new Error(nothingToAnalyse(opened));
  const start = { job: own, opened, parts, report: onProgress, watch, verdicts, sessionMemory, onEarly };
  const options = { onProgress, onPreview: hooks?.onPreview };
  return analyzeOpened(start, () => ingestFiles(opened.logs, settings, parts.scanners, options), null);
}

/** Windows that a database counted are judged by themselves. */
function besideTables(opened: OpenedFiles): OpenedFiles {
  const problems = opened.logs.map(({ name }) =>
    problem(
      'warning',
      'log-beside-windows',
      `${name} is left out: it lies beside windows that a database counted, which are judged by themselves. Drop it alone.`,
      { file: name },
    ),
  );
  return { ...opened, logs: [], problems: [...opened.problems, ...problems] };
}

/** `read`: gives the records. `known`: their templates, where they were mined under the same settings. */
export async function analyzeOpened(
  { job, opened, parts, report, watch, verdicts, sessionMemory, onEarly, isFollowed }: RunStart,
  read: () => Promise<ReadTable>,
  known: MinedTable | null,
): Promise<Tables> {
  const { settings, truth } = job;
  const dropped = await readChanges(opened.changes, settings.zone);
  const corpus = loadCorpus();
  const own = await ownRunbooks(parts);
  const saved = await savedBaseline(settings, parts);
  const detectors = createDetectors(settings, parts.lstm, parts.proxy, parts.now);
  const remembering = cacheDetectors(detectors, settings, verdicts);
  const steps = createStopwatch<StepName>(parts.now);
  let ingested: ReadTable | null = null;
  const early = onEarly && {
    isLate,
    deliver: (output: PipelineOutput) => onEarly(tablesOf(output, watch.read(), { isEarly: true })),
  };
  const tablesOf = (
    output: PipelineOutput,
    times: ReturnType<Stopwatch<Stage>['stop']>,
    mark: Pick<AnalysisResult, 'isEarly' | 'stepSeconds'>,
  ) => {
    const { table, templates, features, minedProblems, ...found } = output;
    const before = [...leftOut(job), ...opened.problems, ...dropped.problems, ...corpus.problems];
    const problems = [...before, ...notToBeHad(settings, saved, features), ...found.problems];
    const bundle = bundleOf(opened);
    const result = {
      ...found,
      ...resultOf(job, table, templates, { saved, own }),
      problems,
      ...bundle,
      ...times,
      ...mark,
    };
    const { clocks } = ingested!;
    const { kept } = remembering;
    const { files, without, numLeftOut } = job;
    const source = {
      files,
      without,
      numLeftOut,
      opened,
      clocks,
      minedProblems,
      verdicts: kept,
      sessionMemory,
    };
    return { result, table, templates, features, text: textOf(ingested!), source };
  };
  const output = await runPipeline({
    settings,
    ingest: async () => {
      const found = await read();
      ingested = isFollowed ? found : await alignZones(found);
      return ingested.table;
    },
    known,
    saved: saved && { name: saved.meta.name, rows: saved.rows, lstm: saved.lstm },
    detectors: remembering.detectors,
    ...(!isFollowed && {
      sessionDetectors: createSessionDetectors(parts, sessionMemory, settings.detection.lstmBackend),
    }),
    searchRunbooks: buildRunbookSearch([...corpus.documents, ...own.map(ownDocument)]),
    readTexts: () => readTextsOf(textOf(ingested!)),
    readRecords: () => readRecordsOf(textOf(ingested!)),
    changes: dropped.changes,
    truth,
    onProgress: report,
    onStage: (stage) => {
      watch.begin(stage);
      if (stage !== 'ingest') report({ stage, detail: '', done: 0, total: null, unit: 'steps' });
    },
    onStep: (step) => steps.begin(step),
    now: parts.now,
    ...(early && { early }),
  });
  const times = watch.stop();
  const { stageSeconds: stepSeconds } = steps.stop();
  return tablesOf(output, times, Object.keys(stepSeconds).length > 0 ? { stepSeconds } : {});
}

/** A training shorter than this is waited for: a page that changes twice at once is harder to read than one that comes a little later. */
const LATE_MS = 500;

/** Whether the work still goes on when LATE_MS are over. */
function isLate(work: Promise<unknown>): Promise<boolean> {
  const soon = work.then(
    () => false,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), LATE_MS));
  return Promise.race([soon, late]);
}

/** Null where the settings name none, or one that is not to be had. */
async function savedBaseline(
  { baseline }: Settings,
  { baselines }: EngineParts,
): Promise<SavedBaseline | null> {
  if (baseline.kind !== 'saved' || !baselines) return null;
  return baselines.load(baseline.id).catch(() => null);
}

/** A saved baseline that was asked for and could not be used is said, with what was done instead. */
function notToBeHad(
  { baseline }: Settings,
  saved: SavedBaseline | null,
  features: FeatureMatrix | null,
): Problem[] {
  if (baseline.kind !== 'saved') return [];
  const instead = `The first ${Math.round(THRESHOLDS.baselineShare01 * 100)} % of the log were taken instead.`;
  const unused = (code: string, why: string): Problem =>
    problem('warning', code, `The saved baseline "${baseline.name}" ${why}. ${instead}`);
  if (saved === null)
    return [unused('saved-baseline-missing', 'is not in this browser, or is damaged there')];
  if (features === null || features.grid.windowMs === saved.rows.windowMs) return [];
  const sizes = `${durationInWords(saved.rows.windowMs)}, and this log is too long for windows of that size`;
  return [unused('saved-baseline-size', `has windows of ${sizes}`)];
}

/** What of a result follows from the job and the tables. */
function resultOf(
  { name, settings, truth }: AnalysisJob,
  table: LogTable,
  templates: TemplateTable,
  { saved, own }: { readonly saved: SavedBaseline | null; readonly own: readonly OwnRunbook[] },
) {
  const settingsHash = hashText(JSON.stringify(settingsOfRun(settings)));
  const prints = table.files.map((file) => `${file.name} ${file.xxh64}`);
  if (saved) prints.push(`baseline ${saved.meta.print}`);
  for (const { path, text } of own) prints.push(`runbook ${path} ${hashText(text)}`);
  return {
    id: hashText([settingsHash, ...prints].join('\n')),
    name,
    settings,
    settingsHash,
    files: table.files,
    zones: table.files.map((file) => file.zone),
    numRecords: numRecordsOf(table),
    numShapes: table.shapes.length,
    templates: templates.templates,
    sources: table.sources,
    truth,
  };
}

function leftOut({ numLeftOut = 0 }: AnalysisJob): Problem[] {
  if (numLeftOut === 0) return [];
  const message = `${numLeftOut.toLocaleString('en')} files of this drop are left out: they are more than a browser can hold at hand. An archive of the folder (tar, zip) has no such limit.`;
  return [problem('warning', 'drop-too-many', message)];
}

/** Of what was not read: nothing is said where all was. */
function bundleOf({ listing, facts }: OpenedFiles): Pick<AnalysisResult, 'bundle'> {
  return listing.decides ? { bundle: { triage: listing.summary(), context: facts } } : {};
}

function textOf({ table, blobs, plans, states }: ReadTable): TextSource {
  return { table, blobs, plans, states };
}

function nothingToAnalyse({ problems, changes }: OpenedFiles): string {
  const why = problems.map((problem) => problem.message);
  if (changes.length > 0) why.push('A list of changes is no log: drop it together with the logs.');
  return ['There is nothing to analyse.', ...why.slice(0, 5)].join(' ');
}

async function readChanges(
  files: readonly OpenedFile[],
  zone: string,
): Promise<{ changes: readonly Change[]; problems: readonly Problem[] }> {
  const parsed = await Promise.all(
    files.map(async ({ name, blob }) => parseChanges(name, await blob.text(), zone)),
  );
  return {
    changes: parsed.flatMap((file) => file.changes),
    problems: parsed.flatMap((file) => file.problems),
  };
}
