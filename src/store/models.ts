// Language models of this machine, as the page knows them: the file at hand, what is kept in the browser, and what is being done with them.
// In: a way to start their thread. Out: a store, what a person can do, and the models as the analysis asks them.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BuiltInModel, BuiltInState, ModelFacts, ModelsApi } from '../contracts/local-models';
import type { LocalModels } from '../contracts/model-question';
import type { DroppedFile } from '../contracts/threads';
import type { ModelName, Pace, WriterSettings } from '../contracts/written-summary';
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
  /** What the browser says of its own model; null: not asked yet. */
  readonly builtIn: BuiltInState | null;
  /** Folders in this browser; null: not asked yet. */
  readonly folders: readonly ModelName[] | null;
  /** Why the chosen folder cannot run here; null: it can, or nobody asked. */
  readonly whyNotFolder: string | null;
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
  /** Ends what is being done. */
  stop(): void;
  /** Looks up what is kept. */
  listKept(): Promise<void>;
  /** Checks the folder of a model and copies it into the browser; null: it was not taken, and the notice says why. */
  importFolder(files: readonly DroppedFile[]): Promise<ModelName | null>;
  forgetFolder(name: string): Promise<void>;
  /** Looks up the folders, and whether the chosen one can run here. */
  lookAtFolders(chosen: ModelName | null): Promise<void>;
  /** Asks the browser about its own model. */
  lookAtBuiltIn(): Promise<void>;
  /** By the person's click only: the browser fetches its model from its maker. */
  downloadBuiltIn(): Promise<void>;
}

const IDLE: ModelsState = {
  open: null,
  kept: null,
  busy: null,
  share01: null,
  notice: null,
  builtIn: null,
  folders: null,
  whyNotFolder: null,
  measured: null,
};

/** @param loadBuiltIn gives the browser's own model, as this window knows it */
export function createModels(
  startThread: (onLost: (error: Error) => void) => Promise<ModelsApi>,
  loadBuiltIn: () => Promise<BuiltInModel>,
): Models {
  const state = createStore<ModelsState>(() => IDLE);
  let thread: Promise<ModelsApi> | null = null;
  const ask = (): Promise<ModelsApi> => {
    if (thread !== null) return thread;
    const started = startThread((error) => {
      if (thread !== started) return;
      // The next question starts another one, which has not been given the file.
      thread = null;
      if (state.getState().open === null) return;
      const text = `${error.message} Open the model file again to go on with it.`;
      state.setState({ open: null, notice: { tone: 'warning', text } });
    });
    thread = started;
    started.catch(() => {
      if (thread === started) thread = null;
    });
    return started;
  };
  const asked = ({ provider }: WriterSettings): Promise<LocalModels> =>
    provider === 'built-in' ? loadBuiltIn() : ask();
  let running: LocalModels | null = null;
  /** Says what is done meanwhile, how far it is, and what went wrong. Word of how far may come after the end: it is dropped. */
  const doing = async <T>(
    busy: string,
    work: (
      api: ModelsApi,
      tell: (part: Partial<Pick<ModelsState, 'busy' | 'share01'>>) => void,
    ) => Promise<T>,
  ): Promise<T | null> => {
    if (state.getState().busy !== null) return null;
    state.setState({ busy, share01: null, notice: null });
    let isOver = false;
    try {
      return await work(await ask(), (part) => {
        if (!isOver) state.setState(part);
      });
    } catch (error) {
      const isStopped = (error as Error).name === 'AbortError';
      state.setState({ notice: { tone: 'warning', text: isStopped ? 'Stopped.' : errorText(error) } });
      return null;
    } finally {
      isOver = true;
      state.setState({ busy: null, share01: null });
    }
  };
  const listKept = async (): Promise<void> => {
    const kept = await ask()
      .then((api) => api.keptFiles())
      .catch(() => []);
    state.setState({ kept });
  };
  const lookAtFolders = async (chosen: ModelName | null): Promise<void> => {
    const api = await ask().catch(() => null);
    const folders = (await api?.keptFolders().catch(() => [])) ?? [];
    const isThere = folders.some(({ name }) => name === chosen?.name);
    const whyNotFolder = isThere ? await api!.whyNotFolder(chosen!.name).catch(errorText) : null;
    state.setState({ folders, whyNotFolder });
  };
  const lookAtBuiltIn = async (): Promise<void> => {
    const builtIn = await loadBuiltIn()
      .then((model) => model.state())
      .catch((): BuiltInState => 'unavailable');
    state.setState({ builtIn });
  };
  return {
    state,
    local: {
      available: async (writer) => (await asked(writer)).available(writer),
      async write(writer, ...rest) {
        running = await asked(writer);
        return running.write(writer, ...rest);
      },
      stop: () => running?.stop(),
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
      await doing('Copying the model into this browser', (api, tell) =>
        api.keepFile((done, total) => tell({ share01: done / total })),
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
    stop: () => void ask().then((api) => api.stopWork()),
    listKept,
    async importFolder(files) {
      const taken = await doing('Checking the model', async (api, tell) => {
        const check = await api.importFolder(files, (stage, done, total) =>
          tell({
            busy:
              stage === 'checking'
                ? 'Checking the model, file by file'
                : 'Copying the model into this browser',
            share01: total > 0 ? done / total : null,
          }),
        );
        if (check.ok) return { name: check.facts.name, numBytes: check.facts.numBytes };
        state.setState({
          notice: { tone: 'warning', text: `The model was not taken. ${check.file}: ${check.why}` },
        });
        return null;
      });
      await lookAtFolders(taken);
      return taken;
    },
    async forgetFolder(name) {
      await doing(`Deleting ${name}`, (api) => api.forgetFolder(name));
      await lookAtFolders(null);
    },
    lookAtFolders,
    lookAtBuiltIn,
    async downloadBuiltIn() {
      await doing('The browser is fetching its model', async (_, tell) => {
        const model = await loadBuiltIn();
        await model.download((share01) => tell({ share01 }));
      });
      await lookAtBuiltIn();
    },
  };
}
