// The only place that starts workers. One analysis worker owns the tables; a pool of shard workers, the LSTM's, those
// that learn sequences and the archive's are connected to it by ports, so that columns never pass through the page, and started when they are first
// needed (analyzer-calls.ts says by which call), so that a stored analysis opens with one worker. Those that search are asked for by the
// analysis worker, which has them ended when an expression never ends. Cancelling ends them all.
import * as Comlink from 'comlink';
import analysisUrl from '../../workers/analysis.worker.ts?worker&url';
import archiveUrl from '../../workers/archive.worker.ts?worker&url';
import lstmUrl from '../../workers/lstm.worker.ts?worker&url';
import searchUrl from '../../workers/search.worker.ts?worker&url';
import sequencesUrl from '../../workers/sequences.worker.ts?worker&url';
import shardUrl from '../../workers/shard.worker.ts?worker&url';
import type { AnalysisApi, AnalysisPorts, SearcherDoor } from '../contracts/threads';
import { analyzerOver, type Helper, type WorkerSet, wrapCallbacks } from './analyzer-calls';
import type { Analyzer, Call } from './analyzer-types';
import { startWorker } from './start-worker';

const MAX_SHARD_WORKERS = 8;
/** As many as there are networks to learn. */
const MAX_SEQUENCE_WORKERS = 3;
const MAX_SEARCH_WORKERS = 4;
const SHARD = 'shard-';
const ANALYSIS = 'analysis';
const SEARCH = 'search';
/** Beginnings of the names of workers without which an analysis still ends. */
const OPTIONAL = ['lstm', 'sequences', 'archive', SEARCH] as const;

export function createAnalyzer(): Analyzer {
  return analyzerOver(startWorkers);
}

type Callable = Readonly<Record<Call, (...args: readonly unknown[]) => Promise<unknown>>>;

function startWorkers(isReading: () => boolean): WorkerSet {
  const workers = new Map<string, Worker>();
  /** Some that nothing waited for have ended. */
  let isWorn = false;
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  const startNow = (url: string, name: string): Worker => {
    const lost = (why: string): void => {
      if (workers.get(name) !== worker) return;
      const text = `The ${name} worker stopped: ${why}.`;
      const helper = OPTIONAL.find((each) => name.startsWith(each));
      const isIdle = name.startsWith(SHARD) && !isReading();
      isWorn ||= isIdle || (helper !== undefined && helper !== SEARCH);
      // An analysis goes on without what is no part of its tables.
      if (helper !== undefined) void analysis.helperLost(helper, text);
      else if (!isIdle) fail(new Error(text));
    };
    const worker = startWorker(url, name, lost);
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
    Array.from({ length: numThreads(MAX_SHARD_WORKERS) }, (_, i) => channelTo(shardUrl, SHARD + (i + 1)));
  const otherChannels = () => ({
    lstm: channelTo(lstmUrl, 'lstm'),
    archive: channelTo(archiveUrl, 'archive'),
    sequences: Array.from({ length: numThreads(MAX_SEQUENCE_WORKERS) }, (_, i) =>
      channelTo(sequencesUrl, `sequences-${i + 1}`),
    ),
  });
  let shards = shardChannels();
  let others = otherChannels();
  const analysis = Comlink.wrap<AnalysisApi>(startNow(analysisUrl, ANALYSIS));
  const connect = (): Promise<void> => {
    const ports: AnalysisPorts = {
      shards: shards.map(({ port }) => port),
      lstm: others.lstm.port,
      sequences: others.sequences.map(({ port }) => port),
      archive: others.archive.port,
    };
    const all = [ports.lstm, ports.archive, ...ports.sequences, ...ports.shards];
    return analysis.connect(Comlink.transfer(ports, all), Comlink.proxy(searchers));
  };
  const searchers: SearcherDoor = {
    async open() {
      const channels = Array.from({ length: numThreads(MAX_SEARCH_WORKERS) }, (_, i) =>
        channelTo(searchUrl, `${SEARCH}-${i + 1}`),
      );
      for (const { start } of channels) start();
      const ports = channels.map(({ port }) => port);
      return Comlink.transfer(ports, ports);
    },
    close: async () => endWhere((name) => name.startsWith(SEARCH)),
  };
  const ready = connect();
  const start = (helper: Helper): void => {
    const { lstm, sequences, archive } = others;
    for (const { start } of { shards, lstm: [lstm], sequences, archive: [archive] }[helper]) start();
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
  const rest = (): void => {
    isWorn = false;
    endWhere((name) => name !== ANALYSIS && !name.startsWith(SEARCH));
    shards = shardChannels();
    others = otherChannels();
    void connect();
  };
  const ask = async (call: Call, args: readonly unknown[]): Promise<unknown> => {
    await ready;
    return (analysis as unknown as Callable)[call](...wrapCallbacks(args, Comlink.proxy));
  };
  const mend = (): void => void (isWorn && rest());
  return { ask, failed, start, recycleShards, rest, mend, end: () => endWhere(() => true) };
}

function numThreads(most: number): number {
  return Math.max(1, Math.min(most, navigator.hardwareConcurrency || 2));
}
