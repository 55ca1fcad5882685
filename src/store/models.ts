// Language models of this machine, as the page knows them: the file at hand, what is kept in the browser, and what is being done with them.
// In: a way to start their thread. Out: a store, what a person can do, and the models as the analysis asks them.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelFacts, ModelsApi } from '../contracts/local-models';
import type { LocalModels } from '../contracts/model-question';
import type { ModelName, Pace } from '../contracts/written-summary';
import { errorText } from '../core/wording/error-text';

export interface OpenModel extends ModelName {
  readonly facts: ModelFacts;
}

export interface ModelsState {
  /** The file that was opened in this visit, and is whole; null: none. */
  readonly open: OpenModel | null;
  /** Files in this browser; null: not asked yet. */
  readonly kept: readonly ModelName[] | null;
  /** What is being done, in words; null: nothing. */
  readonly busy: string | null;
  /** How far that is, 0 .. 1; null: it cannot be said. */
  readonly share01: number | null;
  readonly notice: { readonly tone: 'warning' | 'hand'; readonly text: string } | null;
  /** How fast which model is, once it was measured. */
  readonly measured: { readonly name: string; readonly pace: Pace } | null;
}

export interface Models {
  readonly state: StoreApi<ModelsState>;
  /** As another thread asks them. */
  readonly local: LocalModels;
  /** Checks a file; null: it is no whole model, and the notice says why. */
  openFile(file: File): Promise<ModelName | null>;
  /** Copies the open file into the browser. */
  keep(): Promise<void>;
  forget(name: string): Promise<void>;
  measure(file: ModelName): Promise<void>;
  /** Ends a measuring. */
  stop(): void;
  /** Looks up what is kept. */
  listKept(): Promise<void>;
}

const IDLE: ModelsState = { open: null, kept: null, busy: null, share01: null, notice: null, measured: null };

export function createModels(startThread: () => Promise<ModelsApi>): Models {
  const state = createStore<ModelsState>(() => IDLE);
  let thread: Promise<ModelsApi> | null = null;
  const ask = (): Promise<ModelsApi> => {
    thread ??= startThread();
    return thread;
  };
  /** Says what is done meanwhile, and what went wrong. */
  const doing = async <T>(busy: string, work: (api: ModelsApi) => Promise<T>): Promise<T | null> => {
    if (state.getState().busy !== null) return null;
    state.setState({ busy, share01: null, notice: null });
    try {
      return await work(await ask());
    } catch (error) {
      state.setState({ notice: { tone: 'warning', text: errorText(error) } });
      return null;
    } finally {
      state.setState({ busy: null, share01: null });
    }
  };
  const listKept = async (): Promise<void> => {
    const kept = await ask()
      .then((api) => api.keptFiles())
      .catch(() => []);
    state.setState({ kept });
  };
  return {
    state,
    local: {
      available: async (writer) => (await ask()).available(writer),
      write: async (...args) => (await ask()).write(...args),
      stop: () => void ask().then((api) => api.stop()),
    },
    openFile: (file) =>
      doing(`Checking ${file.name}`, async (api) => {
        const check = await api.openFile(file);
        const name: ModelName = { name: file.name, numBytes: file.size };
        if (check.ok) {
          state.setState({ open: { ...name, facts: check.facts } });
          return name;
        }
        state.setState({ notice: { tone: 'warning', text: `${file.name} was not taken. ${check.why}` } });
        return null;
      }),
    async keep() {
      await doing('Copying the model into this browser', (api) =>
        api.keepFile((done, total) => state.setState({ share01: done / total })),
      );
      await listKept();
    },
    async forget(name) {
      await doing(`Deleting ${name}`, (api) => api.forgetFile(name));
      await listKept();
    },
    async measure(file) {
      await doing('Loading the model, and asking it something short', async (api) => {
        const pace = await api.measureFile(file, () => undefined);
        state.setState({ measured: { name: file.name, pace } });
      });
    },
    stop: () => void ask().then((api) => api.stop()),
    listKept,
  };
}
