// Language models of this machine: exposes what src/llm/local-models.ts answers.
import wasmUrl from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import * as Comlink from 'comlink';
import type { ModelsApi } from '../src/contracts/local-models';
import { createLocalModels } from '../src/llm/local-models';
import { forgetFolder, keepFolder, keptFolders } from '../src/llm/mlc-cache';
import { trustedScriptUrl } from '../src/seal/trusted-url';
import { modelFiles } from '../src/storage/model-files';

/** The engine starts a worker of its own from a blob, whose URL has to be one of ours like any other. */
self.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(trustedScriptUrl(String(url)), options);
  }
};

const models = createLocalModels({
  files: modelFiles,
  folders: { keepFolder, keptFolders, forgetFolder },
  // Absolute, for a module that was started from a blob has no directory of its own.
  wasmUrl: new URL(wasmUrl, import.meta.url).href,
});

// Comlink asks no object that its methods be listed, but they are called from the page with callbacks, which it wraps.
const api: ModelsApi = models;
Comlink.expose(api);
