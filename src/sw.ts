// Service worker: stores the whole app at install and serves it from there; refuses every other origin; adds the
// policy to its own responses, so that a worker started by URL is bound by it too. Updates wait for the user's word.
import { contentSecurityPolicy } from './seal/policy';

interface PrecacheEntry {
  readonly url: string;
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly PrecacheEntry[] };

const ENTRIES = self.__WB_MANIFEST;
const SCOPE = self.registration.scope;
const PREFIX = `harbinger ${new URL(SCOPE).pathname} `;
const POLICY = contentSecurityPolicy('built');

self.addEventListener('install', (event) => event.waitUntil(storeApp()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => event.respondWith(answer(event.request)));
self.addEventListener('message', (event) => {
  if (event.data === 'activate') void self.skipWaiting();
});

/** Fetches every file of the app; one that fails fails the installation, and the old version stays. */
async function storeApp(): Promise<void> {
  const cache = await caches.open(await cacheName());
  await cache.addAll(ENTRIES.map(({ url }) => new Request(new URL(url, SCOPE), { cache: 'reload' })));
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

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.protocol === 'blob:' || url.protocol === 'data:') return fetch(request);
  if (url.origin !== self.location.origin)
    return new Response('Harbinger reaches no other origin.', { status: 403 });
  const stored = request.method === 'GET' ? await fromCache(request, url) : undefined;
  return withPolicy(stored ?? (await fetch(request)));
}

/** The stored file; a page is asked for by its folder, with whatever query. */
async function fromCache(request: Request, url: URL): Promise<Response | undefined> {
  const cache = await caches.open(await cacheName());
  const isPage = request.mode === 'navigate' && url.href.startsWith(SCOPE) && url.pathname.endsWith('/');
  return cache.match(isPage ? new URL('index.html', SCOPE) : request, {
    ignoreSearch: isPage,
    ignoreVary: true,
  });
}

function withPolicy(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.redirected) return response;
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', `${POLICY}; frame-ancestors 'none'`);
  headers.set('Referrer-Policy', 'no-referrer');
  headers.set('X-Content-Type-Options', 'nosniff');
  const { status, statusText } = response;
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : response.body, { status, statusText, headers });
}
