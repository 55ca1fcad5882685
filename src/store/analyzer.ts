// The only place that starts workers. One analysis worker owns the tables; a pool of shard workers, the LSTM's and the
// archive's are connected to it by ports, each when it is first needed, so that columns never pass through the page and a
// stored analysis opens with one worker. Cancelling ends them all.
import * as Comlink from 'comlink';
import analysisUrl from '../../workers/analysis.worker.ts?worker&url';
import type { AnalysisApi, AnalysisJob, AnalysisPorts, SimulationJob } from '../../workers/api';
import archiveUrl from '../../workers/archive.worker.ts?worker&url';
import lstmUrl from '../../workers/lstm.worker.ts?worker&url';
import shardUrl from '../../workers/shard.worker.ts?worker&url';
import type { Analyzer } from './analyzer-types';
import { startWorker } from './start-worker';

const MAX_SHARD_WORKERS = 8;

/** 'readers': the shard workers and the LSTM's, for a whole analysis. */
type Needs = 'nobody' | 'readers' | 'archive';

/** Workers of one analysis; `failed` rejects when one of them cannot go on. */
interface Crew {
  readonly analysis: Comlink.Remote<AnalysisApi>;
  /** Starts and connects what a call needs beside the analysis worker; only the first time. */
  ready(needs: Needs): Promise<void>;
  readonly failed: Promise<never>;
  end(): void;
}

export function createAnalyzer(): Analyzer {
  let crew: Crew | null = null;
  /** The crew holds, or works on, an analysis: the next one gets fresh workers. One that only simulated is kept. */
  let isTaken = false;
  const current = (): Crew => {
    crew ??= startCrew();
    return crew;
  };
  const dismiss = (): void => {
    crew?.end();
    crew = null;
    isTaken = false;
  };
  const takeFresh = (): void => {
    if (isTaken) dismiss();
    isTaken = true;
  };
  /** Runs a call on the analysis worker; a worker that dies on the way rejects it. */
  const call = async <T>(
    task: (analysis: Comlink.Remote<AnalysisApi>) => Promise<T>,
    needs: Needs = 'nobody',
  ): Promise<T> => {
    const { analysis, ready, failed } = current();
    return Promise.race([ready(needs).then(() => task(analysis)), failed]);
  };

  return {
    async analyze(job, { onProgress, signal, onPreview, ask }) {
      signal.throwIfAborted();
      takeFresh();
      const hooks = Comlink.proxy({ onPreview, ask });
      return untilAborted(
        signal,
        call((analysis) => analysis.analyze(job, Comlink.proxy(onProgress), hooks), 'readers'),
        dismiss,
      );
    },
    async reanalyze(settings, { onProgress, signal, onPreview, ask }) {
      signal.throwIfAborted();
      const hooks = Comlink.proxy({ onPreview, ask });
      return untilAborted(
        signal,
        call((analysis) => analysis.reanalyze(settings, Comlink.proxy(onProgress), hooks), 'readers'),
        dismiss,
      );
    },
    simulate: (job: SimulationJob): Promise<AnalysisJob> => call((analysis) => analysis.simulate(job)),
    queryLines: (query, begin, end) => call((analysis) => analysis.queryLines(query, begin, end)),
    templateParameters: (template, onProgress) =>
      call((analysis) => analysis.templateParameters(template, Comlink.proxy(onProgress))),
    sampleFile: (fileIdx) => call((analysis) => analysis.sampleFile(fileIdx)),
    exportNames: () => call((analysis) => analysis.exportNames()),
    exportFile: (name, onProgress) =>
      call(
        (analysis) => analysis.exportFile(name, Comlink.proxy(onProgress)),
        name.endsWith('.parquet') ? 'archive' : 'nobody',
      ),
    store: (meta) => call((analysis) => analysis.store(meta)),
    restore(id) {
      takeFresh();
      return call((analysis) => analysis.restore(id));
    },
    attachFiles: (files) => call((analysis) => analysis.attachFiles(files)),
    dispose: dismiss,
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

function startCrew(): Crew {
  const workers: Worker[] = [];
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const start = (url: string, name: string): Worker => {
    const worker = startWorker(url, name);
    worker.addEventListener('error', (event) => {
      fail(new Error(`The ${name} worker stopped: ${event.message || 'its code could not be loaded'}.`));
    });
    workers.push(worker);
    return worker;
  };
  const analysis = Comlink.wrap<AnalysisApi>(start(analysisUrl, 'analysis'));
  const connected: Partial<Record<Needs, Promise<void>>> = { nobody: Promise.resolve() };
  const ready = (needs: Needs): Promise<void> => {
    connected[needs] ??= connect(analysis, needs === 'archive' ? archivePorts(start) : readerPorts(start));
    return connected[needs];
  };
  return { analysis, ready, failed, end: () => workers.forEach((worker) => void worker.terminate()) };
}

type Start = (url: string, name: string) => Worker;

async function connect(
  analysis: Comlink.Remote<AnalysisApi>,
  starting: Promise<Partial<AnalysisPorts>>,
): Promise<void> {
  const ports = await starting;
  await analysis.connect(Comlink.transfer(ports, Object.values(ports).flat() as MessagePort[]));
}

async function readerPorts(start: Start): Promise<Partial<AnalysisPorts>> {
  const numShards = Math.max(1, Math.min(MAX_SHARD_WORKERS, navigator.hardwareConcurrency || 2));
  const shards = Array.from({ length: numShards }, (_, i) => portOf(start(shardUrl, `shard-${i + 1}`)));
  const [lstm, ...others] = await Promise.all([portOf(start(lstmUrl, 'lstm')), ...shards]);
  return { shards: others, lstm };
}

async function archivePorts(start: Start): Promise<Partial<AnalysisPorts>> {
  return { archive: await portOf(start(archiveUrl, 'archive')) };
}

function portOf(worker: Worker): Promise<MessagePort> {
  return Comlink.wrap(worker)[Comlink.createEndpoint]();
}
