// DuckDB from its packed file, in the thread that calls it. In: where the file is and what its bytes must be. Out: the engine, not opened.
import {
  BROWSER_RUNTIME,
  createDuckDB,
  type DuckDBBindings,
  VoidLogger,
} from '@duckdb/duckdb-wasm/browser-blocking';
import { ENGINE_NOT_LOADED } from '../core/wording/sql';

export interface PackedEngine {
  /** Absolute, of the own origin. */
  readonly url: string;
  /** Lower-case hex, of the packed bytes. */
  readonly sha256: string;
  readonly numBytes: number;
}

/** @param address of packed-engine.ts, absolute */
export function packedAt(address: string): PackedEngine {
  const { href, hash } = new URL(address);
  const [sha256, numBytes] = hash.slice(1).split('-');
  return { url: href.slice(0, href.length - hash.length), sha256, numBytes: Number(numBytes) };
}

type Instantiated = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/**
 * @param onBytes called with the number of packed bytes that have come
 * @throws Error with a sentence for the user when the file does not come, or is another one
 */
export async function loadEngine(
  packed: PackedEngine,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<DuckDBBindings> {
  const bytes = await bytesOf(packed, onBytes, signal);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') !== packed.sha256)
    throw new Error(
      'The SQL engine is not the one that belongs to this page, so it is not run. Load the page again.',
    );
  const module = await WebAssembly.compileStreaming(unpacked(bytes));
  // Only the build for browsers with exceptions in WebAssembly, which all have had since 2022, is there.
  const nowhere = { mainModule: '', mainWorker: '' };
  const engine = await createDuckDB({ mvp: nowhere, eh: nowhere }, new VoidLogger(), BROWSER_RUNTIME);
  const failed = new Promise<never>((_, reject) => {
    Object.assign(engine, { instantiateWasm: instantiateBy(module, reject) });
  });
  return Promise.race([engine.instantiate(() => {}), failed]);
}

/** In the place of the library's own way, which would fetch. */
function instantiateBy(module: WebAssembly.Module, reject: (error: unknown) => void) {
  return (imports: WebAssembly.Imports, done: Instantiated): object => {
    globalThis.DUCKDB_RUNTIME = BROWSER_RUNTIME;
    WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), reject);
    return {};
  };
}

async function bytesOf(
  { url, numBytes }: PackedEngine,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(numBytes);
  let done = 0;
  try {
    const response = await fetch(url, { signal });
    if (!response.ok || response.body === null) throw new TypeError(`HTTP ${response.status}`);
    // Not every browser iterates over a stream.
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      // A longer one is another file: its digest will tell.
      bytes.set(part.value.subarray(0, numBytes - done), done);
      done += Math.min(part.value.length, numBytes - done);
      onBytes(done);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(ENGINE_NOT_LOADED);
  }
  return bytes;
}

function unpacked(bytes: Uint8Array<ArrayBuffer>): Response {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}
