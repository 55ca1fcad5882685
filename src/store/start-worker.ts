// In: the URL of a worker's module. Out: the worker, started from a blob that imports it: a worker loaded by its own
// URL does not inherit the page's policy, one loaded from a blob does (HTML, 'policy container' of a blob URL).
import { trustedScriptUrl } from '../seal/trusted-url';
import { uniqueName } from '../storage/unique-name';

/**
 * Starts a module worker under the policy of the page. Take the URL from Vite, which bundles the worker for it:
 * `import shardUrl from '../../workers/shard.worker.ts?worker&url'`.
 * @param url relative to the page, or absolute; own origin only.
 * @param name shown by the browser's tools.
 * @param onDead called when it is no longer there, whoever or whatever ended it; not in browsers without locks.
 * @throws TypeError for a URL of another origin.
 */
export function startWorker(url: URL | string, name: string, onDead: () => void): Worker {
  const target = trustedScriptUrl(new URL(url, document.baseURI).href);
  const lock = `harbinger-worker ${uniqueName()}`;
  const source = new Blob([`import ${JSON.stringify(String(target))};\n${holding(lock)}`], {
    type: 'text/javascript',
  });
  const blobUrl = URL.createObjectURL(source);
  const worker = new Worker(trustedScriptUrl(blobUrl), { type: 'module', name });
  // The blob is fetched after the constructor has returned; without the page's hold on it the fetch may fail.
  setTimeout(() => URL.revokeObjectURL(blobUrl), 60_000);
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === lock) void navigator.locks?.request(lock, onDead).catch(() => undefined);
  });
  return worker;
}

/**
 * Code of a worker that holds a lock as long as it lives, and tells when it has it. A worker that a browser ends, for want of memory or for
 * any other reason, often says nothing: no error, no message. Its locks are let go of in every case.
 */
function holding(lock: string): string {
  const name = JSON.stringify(lock);
  return `globalThis.navigator?.locks?.request(${name}, () => { postMessage(${name}); return new Promise(() => {}); });`;
}
