// A service worker has no policy but what its own response carries, and a static host may send none: so what reaches the network is
// taken from it before anything else runs. In: its global scope. Out: the one way left, for what fills the precache.

/** Of the global object or what it inherits from. */
const GLOBALS = [
  'fetch',
  'importScripts',
  'EventSource',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'XMLHttpRequest',
];
/** Methods that load or open an address, by interface. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  BackgroundFetchManager: ['fetch'],
  Cache: ['add', 'addAll'],
  Clients: ['openWindow'],
  NavigationPreloadManager: ['enable', 'setHeaderValue'],
  PushManager: ['subscribe'],
  ServiceWorkerRegistration: ['showNotification'],
  WindowClient: ['navigate'],
};

/** Loads one file of the app. A redirect is an error: the address that was asked for answers, or nothing does. */
export type LoadFile = (url: string) => Promise<Response>;

/** @param allowed absolute addresses; any other is refused @throws from LoadFile: TypeError for what is not allowed or did not come */
export function lockWorker(scope: object, allowed: ReadonlySet<string>): LoadFile {
  const { fetch } = scope as { readonly fetch: typeof globalThis.fetch };
  const ownFetch = fetch.bind(scope);
  for (const name of GLOBALS) takeAway(scope, name);
  for (const [name, methods] of Object.entries(METHODS)) {
    const { prototype } = ((scope as Record<string, unknown>)[name] ?? {}) as { readonly prototype?: object };
    if (prototype !== undefined) for (const method of methods) takeAway(prototype, method);
  }
  return async (url) => {
    if (!allowed.has(url)) throw new TypeError(`not a file of the app: ${url}`);
    return ownFetch(url, { cache: 'reload', redirect: 'error', referrerPolicy: 'no-referrer' });
  };
}

/** From the object and from all that it inherits from; it cannot be put back. */
function takeAway(from: object, name: string): void {
  for (let at: object | null = from; at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, name)) lock(at, name);
  }
}

function lock(object: object, name: string): void {
  Object.defineProperty(object, name, { value: undefined, writable: false, configurable: false });
}
