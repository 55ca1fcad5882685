// Where web-llm looks for a model before it would fetch one: the browser's cache, under addresses that no host has. In: a checked folder.
// Out: kept, listed, deleted. Source: web-llm's cache_util (scopes 'webllm/config', 'webllm/wasm', 'webllm/model').

import type { FolderFacts } from '../contracts/local-models';
import type { MlcParts } from './mlc-folder';
import { MLC_CONFIG } from './mlc-folder';

/** A name that is never resolved (RFC 2606), and the library's has to begin with http. */
const HOST = 'https://models.invalid/';
const SCOPES = {
  config: 'webllm/config',
  wasm: 'webllm/wasm',
  model: 'webllm/model',
  facts: 'harbinger/models',
} as const;

export interface FolderAddresses {
  /** As web-llm is told of the model. */
  readonly model: string;
  readonly library: string;
}

export function addressesOf(name: string): FolderAddresses {
  const root = `${HOST}${encodeURIComponent(name)}/`;
  return { model: `${root}resolve/main/`, library: `${root}library.wasm` };
}

/** @throws Error with a sentence when there is no room; then nothing of it is left. */
export async function keepFolder(
  facts: FolderFacts,
  { config, library, model }: MlcParts,
  signal: AbortSignal,
  onBytes: (done: number, total: number) => void,
): Promise<void> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage < facts.numBytes)
    throw new Error(
      `The browser has room for ${megabytes(quota - usage)}, and the model has ${megabytes(facts.numBytes)}.`,
    );
  const at = addressesOf(facts.name);
  let done = 0;
  const put = async (scope: string, address: string, file: Blob): Promise<void> => {
    signal.throwIfAborted();
    await (await caches.open(scope)).put(address, new Response(file));
    done += file.size;
    onBytes(done, facts.numBytes);
  };
  try {
    // One of the same name is written over: it is no model until all of this one is there.
    await (await caches.open(SCOPES.facts)).delete(at.model);
    await put(SCOPES.config, at.model + MLC_CONFIG, config);
    await put(SCOPES.wasm, at.library, library);
    for (const [name, file] of model) await put(SCOPES.model, at.model + name, file);
    // The last: what has no row is no model.
    await put(SCOPES.facts, at.model, new Blob([JSON.stringify(facts)]));
  } catch (error) {
    await forgetFolder(facts.name).catch(() => undefined);
    throw error;
  }
}

export async function keptFolders(): Promise<readonly FolderFacts[]> {
  const cache = await caches.open(SCOPES.facts);
  const rows = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key))?.json()));
  return rows as FolderFacts[];
}

export async function forgetFolder(name: string): Promise<void> {
  const root = `${HOST}${encodeURIComponent(name)}/`;
  for (const scope of Object.values(SCOPES)) {
    const cache = await caches.open(scope);
    for (const key of await cache.keys()) if (key.url.startsWith(root)) await cache.delete(key);
  }
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.floor(bytes / 1e6)).toLocaleString('en')} MB`;
}
