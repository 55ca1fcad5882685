// Owns the tables of one analysis and answers for them: wires files, pipeline, runbooks and exports together. Runs in the
// analysis worker; tests and benches run it in Node with scanners of their own.

import type { ExportFile } from '../contracts/exported-file';
import type { AnalysisResult } from '../contracts/result';
import type { SavedBaseline } from '../contracts/saved-baseline';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { SqlSource } from '../contracts/sql';
import type { AnalysisApi, AnalysisJob, DroppedFile } from '../contracts/threads';
import type { Problem } from '../contracts/units';
import { compareSides } from '../core/compare/compare';
import { simulate } from '../core/simulate/simulate';
import { openFiles } from '../input/open';
import type { TriageListing } from '../input/triage/listing';
import { analyzeFiles } from './analyze';
import { createAsker } from './ask/asker';
import { matchAttached } from './attach-files';
import { readSideValues, tallySide } from './compare-lines';
import type { BaselineAccess, EngineParts, SnapshotAccess } from './engine-parts';
import { sampleFile } from './file-sample';
import { Follower } from './follow';
import { createLinePages, type LinePages } from './line-pages';
import { mergeSavedStates } from './merge-saved-states';
import { pageResult } from './page-result';
import { analyzeAgain } from './reanalyze';
import { baselineDrift, makeBaseline, refreshBaseline } from './saved-baselines';
import { noSessionMemory } from './session-detectors';
import { createSqlSource } from './sql-source';
import { snapshotOf, tablesOf } from './stored';
import { createSummaryWriter } from './summaries';
import { openGiven } from './table-logs';
import type { Tables } from './tables';
import { allExportNames, buildAnyExport } from './tables-exports';
import { readParameters } from './template-parameters';
import { tuneThresholds } from './tune-thresholds';

/** What the page asks: the worker exposes it as it is, and adds no more than the wiring of its ports. */
export interface Engine extends Omit<AnalysisApi, 'connect' | 'connectShards' | 'helperLost' | 'serveSql'> {
  /** What the thread of SQL asks. */
  readonly sqlSource: SqlSource;
}

export function createEngine(given: EngineParts): Engine {
  let listing: TriageListing | null = null;
  const handed: DroppedFile[] = [];
  const onListing = (next: TriageListing): void => {
    listing = next;
  };
  const parts: EngineParts = { ...given, onListing };
  let tables: Tables | null = null;
  let pages: LinePages | null = null;
  let follower: Follower | null = null;
  const keep = (next: Tables): AnalysisResult => {
    tables = next;
    const source = next.text;
    pages?.stop();
    pages = createLinePages(next.table, next.templates, source, parts.searchers, parts.now);
    return pageResult(next.result);
  };
  const current = (): Tables => {
    if (!tables) throw new Error('There is no analysis yet.');
    return tables;
  };
  const lines = (): LinePages => {
    if (!pages) throw new Error('There is no analysis yet.');
    return pages;
  };
  const repository = (): BaselineAccess => {
    if (!parts.baselines) throw new Error('Baselines cannot be kept here.');
    return parts.baselines;
  };
  const history = (): SnapshotAccess => {
    if (!parts.snapshots) throw new Error('Analyses cannot be kept here.');
    return parts.snapshots;
  };
  const known = async (id: string): Promise<SavedBaseline> => {
    const saved = await repository().load(id);
    if (saved === null) throw new Error('This baseline is no longer in the browser.');
    return saved;
  };
  const replaceResult = (result: AnalysisResult): void => {
    tables = { ...current(), result };
  };
  const summaries = createSummaryWriter(current, replaceResult, parts);
  const asker = createAsker(current, parts);

  return {
    sqlSource: createSqlSource(current),
    simulate: async (job) => simulatedJob(simulate(job)),
    mergeStates: mergeSavedStates,
    async addFiles(files) {
      handed.push(...files);
    },
    async analyze(given, onProgress, hooks) {
      const job = { ...given, files: given.files.length > 0 ? given.files : handed.splice(0) };
      const onEarly = hooks?.onEarly ? (early: Tables) => void hooks.onEarly?.(keep(early)) : null;
      return keep(await analyzeFiles(job, parts, onProgress, hooks, undefined, undefined, onEarly));
    },
    reanalyze: async (settings, onProgress, hooks) =>
      keep(await analyzeAgain(current(), settings, parts, onProgress, hooks)),
    async follow(job, onProgress, hooks, door = null) {
      follower = new Follower(
        job,
        parts,
        // One by one: what came from another thread has no properties of its own to be copied.
        {
          onStatus: (status) => hooks.onStatus(status),
          onResult: (result, fresh) => hooks.onResult(pageResult(result), fresh),
        },
        onProgress,
        (next) => void keep(next),
        { stream: door && { door, proxy: parts.proxy } },
      );
      const { tables: last, log } = await follower.run();
      return { result: pageResult(last.result), files: log.files() };
    },
    pauseFollowing: async (isPaused) => follower?.pause(isPaused),
    stopFollowing: async () => follower?.stop(),
    templateParameters: (template, onProgress) => readParameters(current(), template, onProgress),
    tuneThresholds: async (marked) => tuneThresholds(current(), marked),
    sampleFile: (fileIdx) => sampleFile(current(), fileIdx),
    triagePage: async (folder, begin, end) => listing?.page(folder, begin, end) ?? { total: 0, entries: [] },
    queryLines: async (query, begin, end) => lines().query(query, begin, end),
    placeOfLine: async (query, row) => lines().place(query, row),
    nextLine: async (query, from, direction, wanted) => lines().next(query, from, direction, wanted),
    mapLines: async (query, numBins, marks) => lines().map(query, numBins, marks),
    countLines: async (query) => lines().counts(query),
    lineFields: async (query) => lines().fields(query),
    tallySide: async (where) => tallySide(current(), where),
    compareTallies: async (sides, per) => compareSides(sides, per),
    sideValues: async (where, wanted) => readSideValues(current(), where, wanted),
    stopSearch: async () => pages?.stop(),
    exportNames: async () => allExportNames(current(), parts.share),
    exportFile: async (name, onProgress, wishes): Promise<ExportFile> => ({
      name,
      ...(await buildAnyExport(name, current(), parts, onProgress, wishes)),
    }),
    writeSummary: (order, onProgress, door, local) => summaries.write(order, onProgress, door, local),
    stopWriting: async () => summaries.stop(),
    ask: (order, onProgress, door, local) => asker.ask(order, onProgress, door, local),
    stopAsking: async () => asker.stop(),
    async saveBaseline(order, onProgress) {
      const saved = await makeBaseline(current(), order, parts, onProgress);
      await repository().save(saved);
      return saved.meta;
    },
    async refreshBaseline(id, nowMs, onProgress) {
      const saved = await refreshBaseline(current(), await known(id), nowMs, parts, onProgress);
      await repository().save(saved);
      return saved.meta;
    },
    baselineDrift: async (id) => baselineDrift(current(), await known(id)),
    store: async (meta) => history().save(meta, snapshotOf(current())),
    async restore(id) {
      const snapshot = await history().load(id);
      if (snapshot === null) throw new Error('it is no longer in the history of this browser');
      return keep(tablesOf(snapshot));
    },
    async openShared(file) {
      if (!parts.share) throw new Error('Analyses cannot be opened from files here.');
      const { snapshot, ...about } = await parts.share.read(file);
      return { ...about, result: keep(tablesOf(snapshot)) };
    },
    async attachFiles(files: readonly DroppedFile[], hooks): Promise<readonly Problem[]> {
      const set = current().result.settings.files;
      const options = { ask: hooks?.ask, files: set, onTriage: onListing };
      const opened = await openGiven(files, parts.tables, (texts) => openFiles(texts, options));
      const { table, text, source, ...rest } = current();
      const { problems, ...attached } = await matchAttached(text, opened.logs);
      // What was given beside its own files, as the other parts of a drop are, stays out of another run.
      const own = new Set(attached.blobs);
      const without = opened.logs.filter(({ blob }) => !own.has(blob)).map(({ name }) => name);
      const unknown = { clocks: null, minedProblems: null, verdicts: new Map() };
      const whole = { files, without, opened, ...unknown, sessionMemory: noSessionMemory() };
      const known = source ?? (problems.length === 0 ? whole : null);
      keep({ ...rest, table, text: { ...text, ...attached }, source: known });
      return [...opened.problems, ...problems];
    },
  };
}

function simulatedJob({ files, truth }: ReturnType<typeof simulate>): AnalysisJob {
  const dropped = files.map(({ path, text }) => ({ path, file: new File([text], path) }));
  const name = `Demo: ${truth.scenario}, seed ${truth.seed}`;
  return { name, files: dropped, settings: DEFAULT_SETTINGS, truth };
}
