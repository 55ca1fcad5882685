// Owns the tables, runs the pipeline, pages lines and answers queries (src/analysis/engine.ts).
import * as Comlink from 'comlink';
import { createEngine } from '../src/analysis/engine';
import { pullFrom } from '../src/archive/batch-stream';
import type { ParquetWriter } from '../src/archive/exports';
import type { ShardScanner } from '../src/core/ingest/types';
import { analysisShelf } from '../src/storage/shelf';
import type { AnalysisApi, ArchiveApi, LstmApi } from './api';

/** What the page has connected so far; the rest of the crew is not started before it is needed. */
let scanners: readonly ShardScanner[] = [];
let lstm: LstmApi | null = null;
let archive: Comlink.Remote<ArchiveApi> | null = null;

const parquet: ParquetWriter = {
  structured: ({ batches, ...names }, onRows) =>
    connected(archive).structuredParquet(names, Comlink.proxy(pullFrom(batches)), Comlink.proxy(onRows)),
  features: (features, timeline) => connected(archive).featureParquet(features, timeline),
};

function connected<T>(worker: T | null): T {
  if (worker === null) throw new Error('The analysis worker was asked before it was connected.');
  return worker;
}

const engine = createEngine({
  get scanners() {
    return scanners;
  },
  lstm: { detect: (input, options, onProgress) => connected(lstm).detect(input, options, onProgress) },
  parquet,
  now: () => performance.now(),
  proxy: (value) => Comlink.proxy(value),
});

const api: AnalysisApi = {
  async connect(ports) {
    if (ports.shards) scanners = ports.shards.map((port) => Comlink.wrap<ShardScanner>(port));
    if (ports.lstm) lstm = Comlink.wrap<LstmApi>(ports.lstm);
    if (ports.archive) archive = Comlink.wrap<ArchiveApi>(ports.archive);
  },
  simulate: (job) => engine.simulate(job),
  analyze: (job, onProgress, hooks) => engine.analyze(job, onProgress, hooks),
  reanalyze: (settings, onProgress, hooks) => engine.reanalyze(settings, onProgress, hooks),
  queryLines: (query, begin, end) => engine.queryLines(query, begin, end),
  templateParameters: (template, onProgress) => engine.templateParameters(template, onProgress),
  sampleFile: (fileIdx) => engine.sampleFile(fileIdx),
  exportNames: () => engine.exportNames(),
  exportFile: (name, onProgress) => engine.exportFile(name, onProgress),
  store: async (meta) => analysisShelf.save(meta, await engine.snapshot()),
  async restore(id) {
    const snapshot = await analysisShelf.load(id);
    if (snapshot === null) throw new Error('it is no longer in the history of this browser');
    return engine.restore(snapshot);
  },
  attachFiles: (files) => engine.attachFiles(files),
};

Comlink.expose(api);
