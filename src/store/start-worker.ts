// In: the URL of a worker's module. Out: the worker, started from a blob that imports it: a worker loaded by its own
// URL does not inherit the page's policy, one loaded from a blob does (HTML, 'policy container' of a blob URL). And word of its end, at whatever
// moment it comes: a browser that ends a worker for want of memory, or for any other reason, often says nothing.
import { trustedScriptUrl } from '../seal/trusted-url';
import { uniqueName } from '../storage/unique-name';

/** Why a worker is no longer there, in words that go after 'stopped: '. */
export const NOT_LOADED = 'its code could not be loaded';
const ENDED = 'the browser ended it, perhaps for want of memory';
const NOT_STARTED = 'the browser did not start it';

/** What a worker that has not begun is given before another one is started, to see whether the browser starts any at all. */
const PATIENCE_S = 4;
/** How much longer than one that was started later it may take: a worker that is taken for dead on a busy machine costs the analysis. */
const BEHIND_S = 8;
/** Where the browser starts none: the machine may be very busy. */
const MOST_PATIENCE_S = 60;

/**
 * Starts a module worker under the policy of the page. Take the URL from Vite, which bundles the worker for it:
 * `import shardUrl from '../../workers/shard.worker.ts?worker&url'`.
 * @param url relative to the page, or absolute; own origin only.
 * @param name shown by the browser's tools.
 * @param onDead called once when it is no longer there, whoever or whatever ended it, with the reason in words; without locks (a page by plain
 * http) only of one that never began, or that says so itself.
 * @throws TypeError for a URL of another origin.
 */
export function startWorker(url: URL | string, name: string, onDead: (why: string) => void): Worker {
  const target = trustedScriptUrl(new URL(url, document.baseURI).href);
  const lock = `harbinger-worker ${uniqueName()}`;
  const worker = workerOf(bootstrap(String(target), lock), name);
  let isOver = false;
  const dead = (why: string): void => {
    if (isOver) return;
    isOver = true;
    stopWaiting();
    onDead(why);
  };
  const stopWaiting = untilBegun(() => dead(NOT_STARTED));
  worker.addEventListener('error', ({ message }) => dead(message || NOT_LOADED));
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === `${lock} failed`) dead(NOT_LOADED);
    if (data === `${lock} begun`) stopWaiting();
    if (data !== lock) return;
    stopWaiting();
    void navigator.locks.request(lock, () => dead(ENDED)).catch(() => undefined);
  });
  return worker;
}

/**
 * Code of a worker that first takes a lock, which it holds as long as it lives, and then loads its module. Only then does the module see the
 * messages that came meanwhile: without a listener they would be lost.
 */
function bootstrap(target: string, lock: string): string {
  return `
const lock = ${JSON.stringify(lock)};
const kept = [];
let isLoaded = false;
addEventListener('message', (event) => {
  if (isLoaded) return;
  event.stopImmediatePropagation();
  kept.push(event);
});
const { locks } = navigator;
if (!locks) postMessage(lock + ' begun');
else locks.request(lock, () => { postMessage(lock); return new Promise(() => {}); }).catch(() => postMessage(lock + ' begun'));
import(${JSON.stringify(target)}).then(() => {
  isLoaded = true;
  for (const { data, ports } of kept) dispatchEvent(new MessageEvent('message', { data, ports }));
}, (error) => { console.error(error); postMessage(lock + ' failed'); });
`;
}

function workerOf(source: string, name: string): Worker {
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(trustedScriptUrl(blobUrl), { type: 'module', name });
  // The blob is fetched after the constructor has returned; without the page's hold on it the fetch may fail.
  setTimeout(() => URL.revokeObjectURL(blobUrl), 60_000);
  return worker;
}

/**
 * Calls `onNever` for a worker that does not begin. Time alone does not tell one that is gone from one on a busy machine: another that
 * was started later, and has begun, does. Seconds are counted one by one, so that a machine that slept has waited for nothing.
 * @returns ends the waiting
 */
function untilBegun(onNever: () => void): () => void {
  let seconds = 0;
  let other: Worker | null = null;
  let otherBegan = Number.POSITIVE_INFINITY;
  const stop = (): void => {
    clearInterval(timer);
    other?.terminate();
  };
  const timer = setInterval(() => {
    seconds++;
    if (seconds === PATIENCE_S) {
      other = workerOf("postMessage('');", 'is-any-started');
      other.addEventListener('message', () => {
        otherBegan = seconds;
      });
    }
    if (seconds < Math.min(MOST_PATIENCE_S, otherBegan + BEHIND_S)) return;
    stop();
    onNever();
  }, 1000);
  return stop;
}
