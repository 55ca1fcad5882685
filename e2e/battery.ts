// Everything that code inside a page or a worker could try in order to reach another origin. Each function is sent to
// the browser as it stands, so it may use nothing from outside itself. Every attempt asks for <origin>/<tag>/<kind>.

export interface Target {
  readonly origin: string;
  readonly tag: string;
  readonly stunPort: number;
}

/** Attempts that work in a window and in a worker. Resolves when all had time to happen. */
export async function reachOutAnywhere({ origin, tag }: Target): Promise<void> {
  const to = (kind: string) => `${origin}/${tag}/${kind}`;
  const blobOf = (code: string) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const attempts: (() => unknown)[] = [
    () => fetch(to('fetch'), { mode: 'no-cors' }),
    () => fetch(to('fetch-post'), { method: 'POST', mode: 'no-cors', body: 'log line' }),
    () => fetch(to('fetch-keepalive'), { keepalive: true, mode: 'no-cors' }),
    () =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onloadend = resolve;
        request.open('GET', to('xhr'));
        request.send();
      }),
    () => new WebSocket(to('websocket').replace('http', 'ws')),
    () => new EventSource(to('eventsource')),
    () => import(/* @vite-ignore */ to('import')),
    () => new Worker(blobOf(`fetch('${to('nested-fetch')}', { mode: 'no-cors' })`)),
    () => new Worker(blobOf(`importScripts('${to('nested-import-scripts')}')`)),
    () => new Worker(blobOf(`import '${to('nested-import')}'`), { type: 'module' }),
    () =>
      new Worker(
        blobOf(`new Worker(URL.createObjectURL(new Blob(["fetch('${to('twice-nested-fetch')}')"])))`),
      ),
  ];
  for (const attempt of attempts) {
    try {
      await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 300))]);
    } catch {
      // Refused: what counts is what the other origin sees.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** Attempts that need a window. */
export async function reachOutFromPage({ origin, tag, stunPort }: Target): Promise<void> {
  const to = (kind: string) => `${origin}/${tag}/${kind}`;
  const append = (name: string, attributes: Record<string, string>, text = '') => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    document.body.append(element);
    return element;
  };
  const attempts: (() => unknown)[] = [
    () => navigator.sendBeacon(to('beacon'), 'log line'),
    () => append('img', { src: to('image') }),
    () => append('link', { rel: 'stylesheet', href: to('stylesheet') }),
    () => append('link', { rel: 'preload', as: 'fetch', href: to('preload') }),
    () => append('style', {}, `body { background: url(${to('css-background')}) }`),
    () => append('style', {}, `@import url(${to('css-import')});`),
    () => append('iframe', { src: to('frame') }),
    () => append('object', { data: to('object') }),
    () => append('embed', { src: to('embed') }),
    () => append('video', { src: to('video'), preload: 'auto' }),
    () => append('script', { src: to('script-element') }),
    () => append('script', { src: to('script-module'), type: 'module' }),
    () =>
      (append('form', { action: to('form'), method: 'post', target: '_blank' }) as HTMLFormElement).submit(),
    () => window.open(to('window-open')),
    () => {
      const servers = [
        { urls: `stun:127.0.0.1:${stunPort}` },
        { urls: `turn:127.0.0.1:${stunPort}?transport=tcp`, username: 'u', credential: 'c' },
      ];
      const peer = new RTCPeerConnection({ iceServers: servers });
      peer.createDataChannel('log');
      return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    },
  ];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch {
      // As above.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
}

/** What the control must see from anywhere. */
export const ANYWHERE = [
  'eventsource',
  'fetch',
  'fetch-keepalive',
  'fetch-post',
  'import',
  'nested-fetch',
  'nested-import',
  'nested-import-scripts',
  'twice-nested-fetch',
  'websocket',
  'xhr',
];

/** What the control must see from the page besides. */
export const FROM_PAGE = [
  'beacon',
  'css-background',
  'css-import',
  'embed',
  'form',
  'frame',
  'image',
  'object',
  'preload',
  'script-element',
  'script-module',
  'stylesheet',
  'video',
  'webrtc',
  'window-open',
];
