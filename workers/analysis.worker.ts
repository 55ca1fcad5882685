// Owns the tables, runs the pipeline, pages lines and answers queries (src/engine/engine.ts).
import * as Comlink from 'comlink';
import { pullFrom } from '../src/archive/batch-stream';
import type { ParquetWriter } from '../src/archive/exports';
import type { AnalysisApi, AnalysisPorts, ArchiveApi, LstmApi } from '../src/contracts/threads';
import type { ShardScanner } from '../src/core/ingest/types';
import { createEngine, type Engine } from '../src/engine/engine';
import { baselineRepository } from '../src/storage/baselines';
import { snapshotStore } from '../src/storage/snapshots';

let engine: Engine | null = null;
const scanners: ShardScanner[] = [];

function connectShards(ports: AnalysisPorts['shards']): void {
  scanners.splice(0, scanners.length, ...ports.map((port) => Comlink.wrap<ShardScanner>(port)));
}

function parquetBy(archive: Comlink.Remote<ArchiveApi>): ParquetWriter {
  return {
    structured: ({ batches, ...names }, onRows) =>
      archive.structuredParquet(names, Comlink.proxy(pullFrom(batches)), Comlink.proxy(onRows)),
    features: (features, timeline) => archive.featureParquet(features, timeline),
  };
}

function connected(): Engine {
  if (!engine) throw new Error('The analysis worker was asked before it was connected.');
  return engine;
}

const api: AnalysisApi = {
  async connect({ shards, lstm, archive }) {
    connectShards(shards);
    engine = createEngine({
      scanners,
      lstm: Comlink.wrap<LstmApi>(lstm),
      parquet: parquetBy(Comlink.wrap<ArchiveApi>(archive)),
      baselines: baselineRepository,
      now: () => performance.now(),
      proxy: (value) => Comlink.proxy(value),
    });
  },
  connectShards: async (ports) => connectShards(ports),
  simulate: (job) => connected().simulate(job),
  analyze: (job, onProgress, hooks) => connected().analyze(job, onProgress, hooks),
  reanalyze: (settings, onProgress, hooks) => connected().reanalyze(settings, onProgress, hooks),
  queryLines: (query, begin, end) => connected().queryLines(query, begin, end),
  templateParameters: (template, onProgress) => connected().templateParameters(template, onProgress),
  tuneThresholds: (marked) => connected().tuneThresholds(marked),
  sampleFile: (fileIdx) => connected().sampleFile(fileIdx),
  exportNames: () => connected().exportNames(),
  exportFile: (name, onProgress) => connected().exportFile(name, onProgress),
  writeSummary: (order, onProgress) => connected().writeSummary(order, onProgress),
  stopWriting: () => connected().stopWriting(),
  saveBaseline: (order, onProgress) => connected().saveBaseline(order, onProgress),
  refreshBaseline: (id, nowMs, onProgress) => connected().refreshBaseline(id, nowMs, onProgress),
  baselineDrift: (id) => connected().baselineDrift(id),
  store: async (meta) => snapshotStore.save(meta, await connected().snapshot()),
  async restore(id) {
    const snapshot = await snapshotStore.load(id);
    if (snapshot === null) throw new Error('it is no longer in the history of this browser');
    return connected().restore(snapshot);
  },
  attachFiles: (files, hooks) => connected().attachFiles(files, hooks),
};

Comlink.expose(api);
