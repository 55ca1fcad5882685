// Owns the tables, runs the pipeline, pages lines and answers queries: exposes the engine (src/engine/engine.ts) as it is, once its
// ports are connected.
import * as Comlink from 'comlink';
import { pullFrom } from '../src/archive/batch-stream';
import type { ParquetWriter } from '../src/archive/exports';
import type { LearnFold } from '../src/contracts/session-detectors';
import type { AnalysisApi, AnalysisPorts, ArchiveApi, LstmApi, SequencesApi } from '../src/contracts/threads';
import type { ShardScanner } from '../src/core/ingest/types';
import { createEngine, type Engine } from '../src/engine/engine';
import { createLosses } from '../src/engine/losses';
import { detectSequences } from '../src/ml/next-event/detect-sequences';
import { baselineRepository } from '../src/storage/baselines';
import { snapshotStore } from '../src/storage/snapshots';

const scanners: ShardScanner[] = [];

function connectShards(ports: AnalysisPorts['shards']): void {
  scanners.splice(0, scanners.length, ...ports.map((port) => Comlink.wrap<ShardScanner>(port)));
}

const losses = createLosses();

function parquetBy(archive: Comlink.Remote<ArchiveApi>): ParquetWriter {
  return {
    structured: ({ batches, ...names }, onRows) =>
      losses.orLost(
        'archive',
        archive.structuredParquet(names, Comlink.proxy(pullFrom(batches)), Comlink.proxy(onRows)),
      ),
    features: (features, timeline) => losses.orLost('archive', archive.featureParquet(features, timeline)),
  };
}

const now = (): number => performance.now();

function learnerAt(port: MessagePort): LearnFold {
  const remote = Comlink.wrap<SequencesApi>(port);
  return (sequences, seed, fold, onEpoch) =>
    losses.orLost('sequences', remote.learnFold(sequences, seed, fold, Comlink.proxy(onEpoch)));
}

function lstmAt(port: MessagePort): LstmApi {
  const remote = Comlink.wrap<LstmApi>(port);
  return { detect: (...args) => losses.orLost('lstm', remote.detect(...args)) };
}

/** The calls of the engine join it when it is there: the page asks for none before (src/store/analyzer.ts). */
const api: Omit<AnalysisApi, keyof Engine> & Partial<Engine> = {
  async connect({ shards, lstm, sequences, archive }) {
    connectShards(shards);
    const learners = sequences.map(learnerAt);
    const engine: Engine = createEngine({
      scanners,
      lstm: lstmAt(lstm),
      detectSequences: (asked, seed, onProgress) => detectSequences(asked, seed, now, onProgress, learners),
      parquet: parquetBy(Comlink.wrap<ArchiveApi>(archive)),
      baselines: baselineRepository,
      snapshots: snapshotStore,
      now,
      proxy: (value) => Comlink.proxy(value),
    });
    Object.assign(api, engine);
  },
  connectShards: async (ports) => connectShards(ports),
  helperLost: async (helper, why) => losses.tell(helper, why),
};

Comlink.expose(api);
