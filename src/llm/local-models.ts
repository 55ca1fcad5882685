// What the thread of models answers: which file is at hand, whether it is whole, and questions to the provider that the settings name. One
// answer at a time. In: where files are kept, where the engine's wasm lies.

import type { ModelCheck, ModelsApi } from '../contracts/local-models';
import type { Availability } from '../contracts/model-question';
import type { ModelName, Pace, WriterSettings } from '../contracts/written-summary';
import { visibleLine } from '../core/ticket/neutral';
import { checkGguf } from './gguf';
import type { Provider } from './provider';
import type { WllamaProvider, wllamaProvider } from './wllama';

/** Files of models in the browser (src/storage/model-files.ts). */
export interface ModelFiles {
  list(): Promise<readonly ModelName[]>;
  /** Null: it is not there. */
  open(name: string): Promise<File | null>;
  save(file: File, onBytes: (done: number, total: number) => void): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface LocalModelParts {
  readonly files: ModelFiles;
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

export function createLocalModels({ files, wasmUrl, loadWllama }: LocalModelParts): ModelsApi {
  let open: OpenFile | null = null;
  let running: { readonly abort: AbortController; readonly over: Promise<unknown> } | null = null;

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
      const file = await files.open(wanted.name);
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
  const providerOf = ({ file }: WriterSettings): Promise<Found> => fileProvider(file);

  /** Ends what was asked before. */
  const alone = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    running?.abort.abort();
    await running?.over.catch(() => undefined);
    const abort = new AbortController();
    const over = work(abort.signal);
    running = { abort, over };
    return over;
  };

  return {
    async available(writer): Promise<Availability> {
      const found = await providerOf(writer);
      return 'why' in found ? { kind: 'unavailable', ...found } : found.provider.available();
    },
    write: (writer, request, onText, onPace) =>
      alone(async (signal) => {
        const found = await providerOf(writer);
        if ('why' in found) throw new Error(found.why);
        return found.provider.write(request, { signal, onText, onPace, onSent: () => undefined });
      }),
    stop: () => running?.abort.abort(),
    openFile: take,
    async keepFile(onBytes) {
      if (open === null) throw new Error('No model file is open.');
      await files.save(open.file, onBytes);
    },
    keptFiles: () => files.list(),
    forgetFile: (name) => files.delete(name),
    measureFile: (file, onPace) =>
      alone(async (signal): Promise<Pace> => {
        const found = await fileProvider(file);
        if ('why' in found) throw new Error(`${found.why}.`);
        const can = await open!.provider.available();
        if (can.kind === 'unavailable') throw new Error(`${can.why}.`);
        return open!.provider.measure(signal, onPace);
      }),
  };
}
