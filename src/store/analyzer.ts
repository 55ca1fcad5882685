// The only place that starts workers. One analysis worker owns the tables; a pool of shard workers, the LSTM's and the
// archive's are connected to it by ports, so that columns never pass through the page, and started when they are first
// needed, so that a stored analysis opens with one worker. Cancelling ends them all.
import * as Comlink from 'comlink';
import analysisUrl from '../../workers/analysis.worker.ts?worker&url';
import archiveUrl from '../../workers/archive.worker.ts?worker&url';
import lstmUrl from '../../workers/lstm.worker.ts?worker&url';
import shardUrl from '../../workers/shard.worker.ts?worker&url';
import type { SimulationJob } from '../contracts/simulation';
import type { AnalysisApi, AnalysisJob, AnalysisPorts } from '../contracts/threads';
import type { TuningOutcome } from '../contracts/tuning';
import type { OnProgress } from '../contracts/units';
import type { WriteOutcome } from '../contracts/written-summary';
import type { Analyzer } from './analyzer-types';
import { startWorker } from './start-worker';

const MAX_SHARD_WORKERS = 8;
/** After a log of so many bytes the memory that its shard workers took is given back by ending them. */
const MUCH_READ = 64 * 2 ** 20;
const SHARD = 'shard-';

type Helper = 'shards' | 'lstm' | 'archive';

/** Workers of one analysis; `failed` rejects when one of them cannot go on. */
interface WorkerSet {
  readonly analysis: Comlink.Remote<AnalysisApi>;
  readonly ready: Promise<void>;
  /** Starts what the analysis worker is about to call; only the first time. */
  start(helper: Helper): void;
  /** Ends the shard workers; the next reading gets others. */
  recycleShards(): void;
  readonly failed: Promise<never>;
  end(): void;
}

export function createAnalyzer(): Analyzer {
  let workers: WorkerSet | null = null;
  /** The worker set holds, or works on, an analysis: the next one gets fresh workers. One that only simulated is kept. */
  let isTaken = false;
  const current = (): WorkerSet => {
    workers ??= startWorkers();
    return workers;
  };
  const endAll = (): void => {
    workers?.end();
    workers = null;
    isTaken = false;
  };
  const takeFresh = (): void => {
    if (isTaken) endAll();
    isTaken = true;
  };
  /** Runs a call on the analysis worker; a worker that dies on the way rejects it. */
  const call = async <T>(
    task: (analysis: Comlink.Remote<AnalysisApi>) => Promise<T>,
    helper: Helper | null = null,
  ): Promise<T> => {
    const { analysis, ready, failed, start } = current();
    if (helper !== null) start(helper);
    return Promise.race([ready.then(() => task(analysis)), failed]);
  };
  /**
   * When reading is over, the LSTM's worker is started (loading it would hold up the first sight of the log), and what the shard
   * workers hold after much reading is given back.
   */
  const recyclingWorkers = (onProgress: OnProgress): OnProgress => {
    const { start, recycleShards } = current();
    let bytesRead = 0;
    return (progress) => {
      if (progress.stage === 'ingest') bytesRead = progress.total ?? 0;
      else if (progress.stage !== 'open') {
        start('lstm');
        if (bytesRead > MUCH_READ) recycleShards();
        bytesRead = 0;
      }
      onProgress(progress);
    };
  };

  return {
    async analyze(job, { onProgress, signal, onPreview, onEarly, ask }) {
      signal.throwIfAborted();
      takeFresh();
      const hooks = Comlink.proxy({ onPreview, onEarly, ask });
      return untilAborted(
        signal,
        call(
          (analysis) => analysis.analyze(job, Comlink.proxy(recyclingWorkers(onProgress)), hooks),
          'shards',
        ),
        endAll,
      );
    },
    async reanalyze(settings, { onProgress, signal, onPreview, ask }) {
      signal.throwIfAborted();
      const hooks = Comlink.proxy({ onPreview, ask });
      return untilAborted(
        signal,
        call(
          (analysis) => analysis.reanalyze(settings, Comlink.proxy(recyclingWorkers(onProgress)), hooks),
          'shards',
        ),
        endAll,
      );
    },
    simulate: (job: SimulationJob): Promise<AnalysisJob> => call((analysis) => analysis.simulate(job)),
    queryLines: (query, begin, end) => call((analysis) => analysis.queryLines(query, begin, end)),
    templateParameters: (template, onProgress) =>
      call((analysis) => analysis.templateParameters(template, Comlink.proxy(onProgress))),
    tuneThresholds: (marked) => call<TuningOutcome>(async (analysis) => analysis.tuneThresholds(marked)),
    sampleFile: (fileIdx) => call((analysis) => analysis.sampleFile(fileIdx)),
    exportNames: () => call((analysis) => analysis.exportNames()),
    exportFile: (name, onProgress) =>
      call(
        (analysis) => analysis.exportFile(name, Comlink.proxy(onProgress)),
        name.endsWith('.parquet') ? 'archive' : null,
      ),
    async writeSummary(order, { onProgress, signal }) {
      signal.throwIfAborted();
      const stop = (): void => void call((analysis) => analysis.stopWriting()).catch(() => undefined);
      signal.addEventListener('abort', stop, { once: true });
      const writing = call<WriteOutcome | null>(async (analysis) =>
        analysis.writeSummary(order, Comlink.proxy(onProgress)),
      );
      return writing.finally(() => signal.removeEventListener('abort', stop));
    },
    saveBaseline: (order, onProgress) =>
      call((analysis) => analysis.saveBaseline(order, Comlink.proxy(onProgress)), 'lstm'),
    refreshBaseline: (id, nowMs, onProgress) =>
      call((analysis) => analysis.refreshBaseline(id, nowMs, Comlink.proxy(onProgress)), 'lstm'),
    baselineDrift: (id) => call((analysis) => analysis.baselineDrift(id)),
    store: (meta) => call((analysis) => analysis.store(meta)),
    restore(id) {
      takeFresh();
      return call((analysis) => analysis.restore(id));
    },
    attachFiles: (files, { ask }) => call((analysis) => analysis.attachFiles(files, Comlink.proxy({ ask }))),
    dispose: endAll,
  };
}

/** Rejects with the signal's reason (an AbortError) and runs `onAbort` as soon as the signal fires. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function startWorkers(): WorkerSet {
  const workers = new Map<string, Worker>();
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const startNow = (url: string, name: string): Worker => {
    const worker = startWorker(url, name);
    worker.addEventListener('error', (event) => {
      fail(new Error(`The ${name} worker stopped: ${event.message || 'its code could not be loaded'}.`));
    });
    workers.set(name, worker);
    return worker;
  };
  /** A port to a worker that is started at once, or by what is given back: what is called meanwhile waits in the port. */
  const channelTo = (url: string, name: string): { port: MessagePort; start: () => void } => {
    const { port1: port, port2 } = new MessageChannel();
    let start = (): void => {
      start = () => {};
      startNow(url, name).postMessage(port2, [port2]);
    };
    return { port, start: () => start() };
  };
  const shardChannels = () =>
    Array.from({ length: numShardWorkers() }, (_, i) => channelTo(shardUrl, SHARD + (i + 1)));
  let shards = shardChannels();
  const [lstm, archive] = [channelTo(lstmUrl, 'lstm'), channelTo(archiveUrl, 'archive')];
  const analysis = Comlink.wrap<AnalysisApi>(startNow(analysisUrl, 'analysis'));
  const ports: AnalysisPorts = {
    shards: shards.map(({ port }) => port),
    lstm: lstm.port,
    archive: archive.port,
  };
  const ready = analysis.connect(Comlink.transfer(ports, [lstm.port, archive.port, ...ports.shards]));
  const start = (helper: Helper): void => {
    for (const { start } of { shards, lstm: [lstm], archive: [archive] }[helper]) start();
  };
  const endWhere = (chosen: (name: string) => boolean): void => {
    for (const [name, worker] of workers) if (chosen(name) && workers.delete(name)) worker.terminate();
  };
  const recycleShards = (): void => {
    endWhere((name) => name.startsWith(SHARD));
    shards = shardChannels();
    const ports = shards.map(({ port }) => port);
    void analysis.connectShards(Comlink.transfer(ports, ports));
  };
  return { analysis, ready, failed, start, recycleShards, end: () => endWhere(() => true) };
}

function numShardWorkers(): number {
  return Math.max(1, Math.min(MAX_SHARD_WORKERS, navigator.hardwareConcurrency || 2));
}
