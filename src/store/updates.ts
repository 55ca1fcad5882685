// The service worker seen from the page: whether the app is stored for use offline, and whether a newer version waits.
import { create } from 'zustand';
import { trustedScriptUrl } from '../seal/trusted-url';

interface Updates {
  /** The whole app is stored: it opens without a network. */
  readonly offlineReady: boolean;
  /** A newer version is stored and waits for the user's word. */
  readonly updateReady: boolean;
}

export const useUpdates = create<Updates>(() => ({ offlineReady: false, updateReady: false }));

/** Late enough not to be in the way of the first drop. */
const REST_AFTER_MS = 8000;

let waiting: ServiceWorker | null = null;

/** Registers the service worker of the built page; call once at start. Failing (private mode, http) only loses offline use. */
export async function watchUpdates(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const url = trustedScriptUrl(new URL('sw.js', document.baseURI).href);
  const registration = await navigator.serviceWorker.register(url).catch(() => null);
  if (registration === null) return;
  noteWaiting(registration);
  registration.addEventListener('updatefound', () => noteInstalling(registration));
  noteInstalling(registration);
  const { active } = await navigator.serviceWorker.ready;
  useUpdates.setState({ offlineReady: true });
  if (active !== null) setTimeout(() => void storeRest(active), REST_AFTER_MS);
}

/** What the first load leaves out: the engines of language models. A person who saves data gets them when they are first needed. */
async function storeRest(worker: ServiceWorker): Promise<void> {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData) return;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<boolean>) => {
    if (data) document.documentElement.dataset.stored = 'whole';
  };
  worker.postMessage('rest', [port2]);
}

/** Puts the waiting version in place and reloads the page; nothing happens when none waits. */
export function applyUpdate(): void {
  if (waiting === null) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('activate');
}

function noteInstalling(registration: ServiceWorkerRegistration): void {
  registration.installing?.addEventListener('statechange', () => noteWaiting(registration));
}

/** The first version of all activates by itself: an update is one that waits behind another. */
function noteWaiting(registration: ServiceWorkerRegistration): void {
  if (registration.waiting === null || registration.active === null) return;
  waiting = registration.waiting;
  useUpdates.setState({ updateReady: true });
}
