// What the thread of models answers: which file is at hand, whether it is whole, and questions to the provider that the settings name. One
// answer at a time. In: where files are kept, where the engine's wasm lies.

import type { FolderCheck, FolderFacts, ModelCheck, ModelsApi } from '../contracts/local-models';
import type { Availability } from '../contracts/model-question';
import type { ModelName, Pace, WriterSettings } from '../contracts/written-summary';
import { visibleLine } from '../core/ticket/neutral';
import { checkGguf } from './gguf';
import type { forgetFolder, keepFolder, keptFolders } from './mlc-cache';
import { checkMlcFolder } from './mlc-folder';
import type { Provider } from './provider';
import type { WebLlmProvider } from './web-llm';
import type { WllamaProvider, wllamaProvider } from './wllama';

/** Files of models in the browser (src/storage/model-files.ts). */
export interface ModelFiles {
  list(): Promise<readonly ModelName[]>;
  /** Null: it is not there. */
  open(name: string): Promise<File | null>;
  save(file: File, signal: AbortSignal, onBytes: (done: number, total: number) => void): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Folders of models in the browser's cache (mlc-cache.ts). */
export interface ModelFolders {
  readonly keepFolder: typeof keepFolder;
  readonly keptFolders: typeof keptFolders;
  readonly forgetFolder: typeof forgetFolder;
}

export interface LocalModelParts {
  readonly files: ModelFiles;
  readonly folders: ModelFolders;
  /** Of the engine, absolute, of this page's own origin. */
  readonly wasmUrl: string;
  /** Tests bring another. */
  readonly loadWllama?: () => Promise<typeof wllamaProvider>;
}

interface OpenFile {
  readonly file: File;
  readonly provider: WllamaProvider;
}

type Found = { readonly provider: Provider } | { readonly why: string };

export function createLocalModels({
  files: store,
  folders,
  wasmUrl,
  loadWllama,
}: LocalModelParts): ModelsApi {
  let open: OpenFile | null = null;
  let folder: { readonly facts: FolderFacts; readonly provider: WebLlmProvider } | null = null;
  const [answers, files] = [createLane(), createLane()];

  const take = async (file: File): Promise<ModelCheck> => {
    const check = await checkGguf(file);
    if (!check.ok) return check;
    const make = await (loadWllama?.() ?? import('./wllama').then((module) => module.wllamaProvider));
    open?.provider.end();
    open = { file, provider: make(file, check.facts, wasmUrl) };
    return check;
  };
  const isOpen = ({ name, numBytes }: ModelName): boolean =>
    open !== null && open.file.name === name && open.file.size === numBytes;

  /** The provider of that file, or why there is none. */
  const fileProvider = async (wanted: ModelName | null): Promise<Found> => {
    if (wanted === null) return { why: 'No model file is chosen in the settings' };
    const name = visibleLine(wanted.name);
    if (!isOpen(wanted)) {
      const file = await store.open(wanted.name);
      if (file === null)
        return { why: `The model file ${name} is not in this browser: open it again in the settings` };
      if (file.size !== wanted.numBytes)
        return {
          why: `The file ${name} has ${file.size} bytes here, and ${wanted.numBytes} when it was chosen: open it again`,
        };
      const check = await take(file);
      if (!check.ok) return { why: `The model file ${name} is damaged. ${check.why}` };
    }
    return { provider: open!.provider };
  };
  const folderProvider = async (wanted: ModelName | null): Promise<Found> => {
    if (wanted === null) return { why: 'No model folder is chosen in the settings' };
    const facts = (await folders.keptFolders()).find(({ name }) => name === wanted.name);
    if (facts === undefined)
      return {
        why: `The model ${visibleLine(wanted.name)} is not in this browser: open its folder in the settings`,
      };
    if (folder?.facts.name !== facts.name) {
      folder?.provider.end();
      const { webLlmProvider } = await import('./web-llm');
      folder = { facts, provider: webLlmProvider(facts) };
    }
    return folder;
  };
  const providerOf = (writer: WriterSettings): Promise<Found> =>
    writer.provider === 'web-llm' ? folderProvider(writer.folder) : fileProvider(writer.file);

  return {
    async available(writer): Promise<Availability> {
      const found = await providerOf(writer);
      return 'why' in found ? { kind: 'unavailable', ...found } : found.provider.available();
    },
    write: (writer, request, onText, onPace) =>
      answers.alone(async (signal) => {
        const found = await providerOf(writer);
        if ('why' in found) throw new Error(found.why);
        return found.provider.write(request, { signal, onText, onPace, onSent: () => undefined });
      }),
    stop: answers.stop,
    stopWork() {
      answers.stop();
      files.stop();
    },
    openFile: take,
    keepFile: (onBytes) =>
      files.alone(async (signal) => {
        if (open === null) throw new Error('No model file is open.');
        await store.save(open.file, signal, onBytes);
      }),
    keptFiles: () => store.list(),
    forgetFile: (name) => store.delete(name),
    importFolder: (given, onBytes) =>
      files.alone(async (signal): Promise<FolderCheck> => {
        const check = await checkMlcFolder(given, signal, (done, total) => onBytes('checking', done, total));
        if (!check.ok) return check;
        // One of that name may be loaded.
        folder?.provider.end();
        folder = null;
        await folders.keepFolder(check.facts, check.parts, signal, (done, total) =>
          onBytes('copying', done, total),
        );
        return { ok: true, facts: check.facts };
      }),
    keptFolders: async () => (await folders.keptFolders()).map(({ name, numBytes }) => ({ name, numBytes })),
    async forgetFolder(name) {
      if (folder?.facts.name === name) {
        folder.provider.end();
        folder = null;
      }
      await folders.forgetFolder(name);
    },
    async whyNotFolder(name) {
      const found = await folderProvider({ name, numBytes: 0 });
      if ('why' in found) return found.why;
      const can = await found.provider.available();
      return can.kind === 'unavailable' ? can.why : null;
    },
    measureFile: (file, onPace) =>
      answers.alone(async (signal): Promise<Pace> => {
        const found = await fileProvider(file);
        if ('why' in found) throw new Error(`${found.why}.`);
        const can = await open!.provider.available();
        if (can.kind === 'unavailable') throw new Error(`${can.why}.`);
        return open!.provider.measure(signal, onPace);
      }),
  };
}

/** One piece of work at a time: the next one ends the one before. */
function createLane() {
  let running: { readonly abort: AbortController; readonly over: Promise<unknown> } | null = null;
  return {
    stop: (): void => running?.abort.abort(),
    async alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      running?.abort.abort();
      await running?.over.catch(() => undefined);
      const abort = new AbortController();
      const over = work(abort.signal);
      running = { abort, over };
      return over;
    },
  };
}
