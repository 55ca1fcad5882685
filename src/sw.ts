// Service worker: stores the app at install, the engines of language models after it, that of SQL when it is asked for, and answers from there and
// from nowhere else. What is not a file of the app is refused here, so that no answer of a server (a redirect above all) ever reaches the page. Updates wait for the user's word.
import { bridgePolicy, contentSecurityPolicy, DOOR_META } from './seal/policy';
import { lockWorker } from './seal/worker-lock';

interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
  /** Set by a server of this machine that serves the bridge at another port. */
  readonly harbingerBridge?: string;
};
/** The bridge as one page (seal/bridge-page.ts); null: the build has none. */
declare const __BRIDGE_PAGE__: string | null;

const ENTRIES = self.__WB_MANIFEST;
const SCOPE = self.registration.scope;
const PREFIX = `harbinger ${new URL(SCOPE).pathname} `;
/** Engines of language models: not stored with the app, but after it, or when they are first asked for. */
const IS_LATER = /assets\/(?:llm\.worker|wllama|web-llm)[^/]*$/;
/** The engine of SQL: stored when it is first asked for, and by later versions for whoever has it. */
const IS_ASKED_FOR = /assets\/(?:sql\.worker|duckdb)[^/]*$/;
/** By address in the cache. The page is asked for by its folder: some hosts redirect from index.html to there. */
const FILES = new Map(
  ENTRIES.map(({ url }) => [
    new URL(url, SCOPE).href,
    url === 'index.html' ? SCOPE : new URL(url, SCOPE).href,
  ]),
);
const PAGE = new URL('index.html', SCOPE).href;
/** Where the only door is; null: there is none. */
const DOOR = __BRIDGE_PAGE__ === null ? null : (self.harbingerBridge ?? new URL('bridge.html', SCOPE).href);
/** Firefox holds a frame that this worker answers for against the policy by the worker's own address, not by the frame's. Of that no frame ever comes: see answer. */
const FRAMES = DOOR === null || self.harbingerBridge ? DOOR : `${DOOR} ${self.location.href}`;
const SEALED = contentSecurityPolicy('built', FRAMES);
const loadFile = lockWorker(self, new Set(FILES.values()));

self.addEventListener('install', (event) => event.waitUntil(storeApp()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => event.respondWith(answer(event.request)));
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
  if (event.data === 'rest') event.waitUntil(storeRest(event.ports[0]));
});

/** Takes in every file of the app; one that fails fails the installation, and the old version stays. */
async function storeApp(): Promise<void> {
  const cache = await caches.open(await cacheName());
  const first = Array.from(FILES).filter(([key]) => !IS_LATER.test(key) && !IS_ASKED_FOR.test(key));
  await Promise.all(first.map(([key, from]) => storeFile(cache, key, from)));
  if (!(await wasAskedFor())) return;
  const asked = Array.from(FILES).filter(([key]) => IS_ASKED_FOR.test(key));
  // Without it the new version is whole all the same.
  await Promise.all(asked.map(([key, from]) => storeFile(cache, key, from))).catch(() => undefined);
}

/** Whether an older version has the engine of SQL. */
async function wasAskedFor(): Promise<boolean> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = await (await caches.open(name)).keys();
    if (kept.some(({ url }) => IS_ASKED_FOR.test(url))) return true;
  }
  return false;
}

/** Takes in what is not there yet, one after the other, and tells whether all is. */
async function storeRest(told: MessagePort | undefined): Promise<void> {
  const cache = await caches.open(await cacheName());
  try {
    for (const [key, from] of FILES)
      if (!IS_ASKED_FOR.test(key) && (await cache.match(key)) === undefined)
        await storeFile(cache, key, from);
    told?.postMessage(true);
  } catch {
    told?.postMessage(false);
  }
}

/** @throws TypeError for what did not come, or came from elsewhere */
async function storeFile(cache: Cache, key: string, from: string): Promise<void> {
  const response = await loadFile(from);
  if (!response.ok || response.redirected || response.type !== 'basic')
    throw new TypeError(`${from}: HTTP ${response.status}`);
  await cache.put(key, response);
}

async function takeOver(): Promise<void> {
  const current = await cacheName();
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== current);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Name of this version's cache: scope (several versions may live on one origin) and a digest of the file list. */
async function cacheName(): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(ENTRIES));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 8);
  return PREFIX + Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function answer({ method, mode, destination, url }: Request): Promise<Response> {
  const address = new URL(url);
  if (address.origin !== self.location.origin) return refusal(403, 'Harbinger reaches no other origin.');
  if (method !== 'GET') return refusal(405, 'Harbinger sends nothing.');
  if (url === DOOR && destination === 'iframe') return bridge();
  // A page is asked for by its folder, with whatever query.
  const isPage = mode === 'navigate' && `${address.origin}${address.pathname}` === SCOPE;
  const cache = await caches.open(await cacheName());
  const key = isPage ? PAGE : url;
  const isLate = (IS_LATER.test(key) || IS_ASKED_FOR.test(key)) && FILES.has(key);
  if (isLate && (await cache.match(key, { ignoreVary: true })) === undefined)
    await storeFile(cache, key, FILES.get(key)!).catch(() => undefined);
  const stored = await cache.match(key, { ignoreVary: true });
  if (stored === undefined) return refusal(404, 'Not a file of Harbinger.');
  const body = isPage ? withDoor(await stored.text()) : stored.body;
  return new Response(body, { headers: sealed(stored.headers.get('content-type')) });
}

/** The stored page lets no frame in: only where this worker answers for the bridge too is there a door. */
function withDoor(html: string): string {
  if (DOOR === null) return html;
  const meta = `<meta name="${DOOR_META}" content="${DOOR}">`;
  return html.replace(contentSecurityPolicy('built'), SEALED).replace('<title>', `${meta}<title>`);
}

/** Held by this script, not by the cache, which code of the page could write to. */
function bridge(): Response {
  const headers = sealed('text/html; charset=utf-8');
  headers.set('Content-Security-Policy', bridgePolicy(self.location.origin, true));
  return new Response(__BRIDGE_PAGE__, { headers });
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: sealed('text/plain; charset=utf-8') });
}

/** Nothing but the type is taken over from the server's headers: some of them load, send or reload. */
function sealed(type: string | null): Headers {
  return new Headers({
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Security-Policy': `${SEALED}; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  });
}
