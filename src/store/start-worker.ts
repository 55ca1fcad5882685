// In: the URL of a worker's module. Out: the worker, started from a blob that imports it: a worker loaded by its own
// URL does not inherit the page's policy, one loaded from a blob does (HTML, 'policy container' of a blob URL).
import { trustedScriptUrl } from '../seal/trusted-url';

/**
 * Starts a module worker under the policy of the page. Take the URL from Vite, which bundles the worker for it:
 * `import shardUrl from '../../workers/shard.worker.ts?worker&url'`.
 * @param url relative to the page, or absolute; own origin only.
 * @param name shown by the browser's tools.
 * @throws TypeError for a URL of another origin.
 */
export function startWorker(url: URL | string, name: string): Worker {
  const target = trustedScriptUrl(new URL(url, document.baseURI).href);
  const source = new Blob([`import ${JSON.stringify(String(target))};`], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(source);
  const worker = new Worker(trustedScriptUrl(blobUrl), { type: 'module', name });
  // The blob is fetched after the constructor has returned; without the page's hold on it the fetch may fail.
  setTimeout(() => URL.revokeObjectURL(blobUrl), 60_000);
  return worker;
}
