// Owns the tables, runs the pipeline, pages lines and answers queries: exposes the engine (src/engine/engine.ts) as it is, once its
// ports are connected.
import * as Comlink from 'comlink';
import { pullFrom } from '../src/archive/batch-stream';
import type { ParquetWriter } from '../src/archive/exports';
import type { AnalysisApi, AnalysisPorts, ArchiveApi, LstmApi } from '../src/contracts/threads';
import type { ShardScanner } from '../src/core/ingest/types';
import { createEngine, type Engine } from '../src/engine/engine';
import { baselineRepository } from '../src/storage/baselines';
import { snapshotStore } from '../src/storage/snapshots';

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

/** The calls of the engine join it when it is there: the page asks for none before (src/store/analyzer.ts). */
const api: Omit<AnalysisApi, keyof Engine> & Partial<Engine> = {
  async connect({ shards, lstm, archive }) {
    connectShards(shards);
    const engine: Engine = createEngine({
      scanners,
      lstm: Comlink.wrap<LstmApi>(lstm),
      parquet: parquetBy(Comlink.wrap<ArchiveApi>(archive)),
      baselines: baselineRepository,
      snapshots: snapshotStore,
      now: () => performance.now(),
      proxy: (value) => Comlink.proxy(value),
    });
    Object.assign(api, engine);
  },
  connectShards: async (ports) => connectShards(ports),
};

Comlink.expose(api);
