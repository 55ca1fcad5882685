// Starts the thread of language models, which lives as long as the page: a model stays loaded from one summary to the next.
import * as Comlink from 'comlink';
import llmUrl from '../../workers/llm.worker.ts?worker&url';
import type { ModelsApi } from '../contracts/local-models';
import { wrapCallbacks } from './analyzer-calls';
import { startWorker } from './start-worker';

let last: Worker | null = null;

/** @param onLost called when it answers nothing any more: the next question needs another one */
export function startModelThread(onLost: (error: Error) => void): ModelsApi {
  let lost: (why: string) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    lost = (why) => {
      const error = new Error(`The thread of language models stopped: ${why}.`);
      onLost(error);
      reject(error);
    };
  });
  // One that gave up, but is still there, holds the memory of its model.
  last?.terminate();
  const worker = startWorker(llmUrl, 'llm', (why) => lost(why));
  last = worker;
  failed.catch(() => {});
  const remote = Comlink.wrap<ModelsApi>(worker) as unknown as Callable;
  const call =
    (name: keyof ModelsApi) =>
    (...args: readonly unknown[]): Promise<never> =>
      Promise.race([remote[name](...wrapCallbacks(args, Comlink.proxy)), failed]) as Promise<never>;
  return {
    available: call('available'),
    write: call('write'),
    stop: call('stop'),
    stopWork: call('stopWork'),
    openFile: call('openFile'),
    keepFile: call('keepFile'),
    keptFiles: call('keptFiles'),
    forgetFile: call('forgetFile'),
    measureFile: call('measureFile'),
    importFolder: call('importFolder'),
    keptFolders: call('keptFolders'),
    forgetFolder: call('forgetFolder'),
    whyNotFolder: call('whyNotFolder'),
  };
}

type Callable = Readonly<Record<keyof ModelsApi, (...args: readonly unknown[]) => Promise<unknown>>>;
