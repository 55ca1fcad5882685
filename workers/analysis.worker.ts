// Owns the tables, runs the pipeline, pages lines and answers queries: exposes the engine (src/engine/engine.ts) as it is, once its
// ports are connected.
import * as Comlink from 'comlink';
import { pullFrom } from '../src/archive/batch-stream';
import type { ParquetWriter } from '../src/archive/exports';
import type { LearnFold } from '../src/contracts/session-detectors';
import type { SqlSource } from '../src/contracts/sql';
import type {
  AnalysisApi,
  AnalysisPorts,
  ArchiveApi,
  LstmApi,
  SearchApi,
  SearcherDoor,
  SequencesApi,
} from '../src/contracts/threads';
import type { ShardScanner } from '../src/core/ingest/types';
import { createEngine, type Engine } from '../src/engine/engine';
import type { EngineParts } from '../src/engine/engine-parts';
import { createLosses } from '../src/engine/losses';
import type { Searchers } from '../src/engine/text-search';
import { detectSequences } from '../src/ml/next-event/detect-sequences';
import { baselineRepository } from '../src/storage/baselines';
import { runbookRepository } from '../src/storage/runbooks';
import { snapshotStore } from '../src/storage/snapshots';

const scanners: ShardScanner[] = [];

function connectShards(ports: AnalysisPorts['shards']): void {
  scanners.splice(0, scanners.length, ...ports.map((port) => Comlink.wrap<ShardScanner>(port)));
}

let losses = createLosses();

function parquetBy(archive: Comlink.Remote<ArchiveApi>): ParquetWriter {
  return {
    structured: ({ batches, ...names }, onRows) =>
      losses.orLost(
        'archive',
        archive.structuredParquet(names, Comlink.proxy(pullFrom(batches)), Comlink.proxy(onRows)),
      ),
    partitioned: ({ batches, ...names }, folders, onRows) =>
      losses.orLost(
        'archive',
        archive.partitionedLogs(names, folders, Comlink.proxy(pullFrom(batches)), Comlink.proxy(onRows)),
      ),
    features: (features, timeline) => losses.orLost('archive', archive.featureParquet(features, timeline)),
    table: (table) => losses.orLost('archive', archive.tableParquet(table)),
  };
}

/** Threads are asked for when a text is first searched, and again after they were ended. */
function searchersBehind(door: SearcherDoor): Searchers {
  let opened: Promise<readonly SearchApi[]> | null = null;
  const open = async (): Promise<readonly SearchApi[]> => {
    losses.forget('search');
    const threads = (await door.open()).map((port) => Comlink.wrap<SearchApi>(port));
    // They begin before a text is searched: the time that a busy machine takes for it is no fault of an expression.
    await losses.orLost('search', Promise.all(threads.map((thread) => thread.mark([], ''))));
    return threads.map((remote) => {
      return {
        mark: (texts, query) => losses.orLost('search', remote.mark(texts, query)),
        search: (job) => {
          const { starts, ends, queryOf } = job;
          const sent = Comlink.transfer(job, [starts.buffer, ends.buffer, queryOf.buffer] as ArrayBuffer[]);
          return losses.orLost('search', remote.search(sent));
        },
      };
    });
  };
  return {
    open: () => (opened ??= open()),
    close: async () => {
      opened = null;
      await door.close();
    },
  };
}

const now = (): number => performance.now();

function learnerAt(port: MessagePort): LearnFold {
  const remote = Comlink.wrap<SequencesApi>(port);
  return (sequences, seed, fold, onEpoch, wanted) =>
    losses.orLost('sequences', remote.learnFold(sequences, seed, fold, Comlink.proxy(onEpoch), wanted));
}

function lstmAt(port: MessagePort): LstmApi {
  const remote = Comlink.wrap<LstmApi>(port);
  return { detect: (...args) => losses.orLost('lstm', remote.detect(...args)) };
}

type Helpers = Required<Pick<EngineParts, 'lstm' | 'parquet' | 'tables'>> & {
  readonly learners: readonly LearnFold[];
};
/** Those of the last ports: the engine asks for them when it needs them. */
let helpers: Helpers;

function createOver(door: SearcherDoor): Engine {
  return createEngine({
    scanners,
    lstm: { detect: (...args) => helpers.lstm.detect(...args) },
    detectSequences: (asked, seed, onProgress, wanted) =>
      detectSequences(asked, seed, now, onProgress, helpers.learners, wanted),
    parquet: {
      structured: (...args) => helpers.parquet.structured(...args),
      partitioned: (...args) => helpers.parquet.partitioned(...args),
      features: (...args) => helpers.parquet.features(...args),
      table: (...args) => helpers.parquet.table(...args),
    },
    tables: {
      read: (...args) => helpers.tables.read(...args),
      lines: (...args) => helpers.tables.lines(...args),
    },
    baselines: baselineRepository,
    runbooks: runbookRepository,
    snapshots: snapshotStore,
    // Loaded when one is saved or opened.
    share: {
      read: async (file) => (await import('../src/storage/share/shared-file')).readShared(file),
      write: async (...args) => (await import('../src/storage/share/shared-file')).writeShared(...args),
    },
    searchers: searchersBehind(door),
    now,
    proxy: (value) => Comlink.proxy(value),
  });
}

let source: SqlSource | null = null;

/** The calls of the engine join it when it is there: the page asks for none before (src/store/analyzer.ts). */
const api: Omit<AnalysisApi, keyof Engine> & Partial<Omit<Engine, 'sqlSource'>> = {
  async connect({ shards, lstm, sequences, archive }, door) {
    const isNew = helpers === undefined;
    connectShards(shards);
    // Those behind the new ports are not the ones that were lost.
    losses = createLosses();
    const archiver = Comlink.wrap<ArchiveApi>(archive);
    helpers = {
      lstm: lstmAt(lstm),
      learners: sequences.map(learnerAt),
      parquet: parquetBy(archiver),
      tables: {
        read: (...args) => losses.orLost('archive', archiver.homeTable(...args)),
        lines: (file, onRows) => losses.orLost('archive', archiver.tableLines(file, Comlink.proxy(onRows))),
      },
    };
    if (isNew) {
      const { sqlSource, ...engine } = createOver(door);
      source = sqlSource;
      Object.assign(api, engine);
    }
  },
  serveSql: async (port) => Comlink.expose(source, port),
  connectShards: async (ports) => connectShards(ports),
  helperLost: async (helper, why) => losses.tell(helper, why),
};

Comlink.expose(api);
