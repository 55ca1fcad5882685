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

/** Further attempts of a page, which a control need not see: some do nothing in some browsers. */
export async function reachOutFurther({ origin, tag }: Target): Promise<void> {
  const to = (kind: string) => `${origin}/${tag}/${kind}`;
  const append = (name: string, attributes: Record<string, string>, parent: Element = document.body) => {
    const svg = 'http://www.w3.org/2000/svg';
    const isSvg = ['svg', 'use', 'image', 'feImage'].includes(name);
    const element = isSvg ? document.createElementNS(svg, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const click = (attributes: Record<string, string>) =>
    (append('a', { href: '#', ...attributes }) as HTMLAnchorElement).click();
  const attempts: (() => unknown)[] = [
    () => click({ ping: to('ping') }),
    () => append('link', { rel: 'prefetch', href: to('prefetch') }),
    () => append('link', { rel: 'prerender', href: to('prerender') }),
    () => append('link', { rel: 'preconnect', href: to('preconnect') }),
    () => append('link', { rel: 'modulepreload', href: to('modulepreload-script') }),
    () => append('link', { rel: 'icon', href: to('icon') }),
    () => append('link', { rel: 'manifest', href: to('manifest') }),
    () => append('audio', { src: to('audio'), preload: 'auto' }),
    () => append('img', { srcset: `${to('srcset')} 2x` }),
    () => append('input', { type: 'image', src: to('input-image') }),
    () => append('video', { poster: to('poster') }),
    () => append('track', { src: to('track'), default: '' }, append('video', {})),
    () => append('use', { href: to('svg-use') }, append('svg', {})),
    () => append('image', { href: to('svg-image') }, append('svg', {})),
    () => append('portal', { src: to('portal') }),
    () => append('frame', { src: to('frame-element') }, append('frameset', {})),
    () => new FontFace('x', `url(${to('font')})`).load(),
    () => new Worker(to('worker-script')),
    () => new SharedWorker(to('shared-worker-script')),
    () => navigator.serviceWorker.register(to('service-worker-script')),
    () => (document.body.style.maskImage = `url(${to('css-mask')})`),
    () => (document.body.style.cursor = `url(${to('css-cursor')}), auto`),
    () => {
      new Image().src = to('image-object');
    },
    () => caches.open('x').then((cache) => cache.add(to('cache-add'))),
    () => (document.body.innerHTML += `<img src="${to('inner-html')}">`),
    () => (append('form', { action: to('form-get'), target: '_blank' }) as HTMLFormElement).submit(),
  ];
  for (const attempt of attempts) {
    try {
      await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 100))]);
    } catch {
      // As above.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** Attempts that code of a service worker could make. */
export async function reachOutFromServiceWorker({ origin, tag }: Target): Promise<void> {
  const to = (kind: string) => `${origin}/${tag}/${kind}`;
  const self = globalThis as unknown as ServiceWorkerGlobalScope & {
    importScripts(url: string): void;
    readonly WebSocket: typeof WebSocket;
  };
  const inherited = (name: string) => {
    for (let at: object | null = globalThis; at !== null; at = Object.getPrototypeOf(at)) {
      const found = Object.getOwnPropertyDescriptor(at, name)?.value as
        | ((url: string, init: object) => unknown)
        | undefined;
      if (typeof found === 'function') return found.bind(globalThis);
    }
    throw new Error('none');
  };
  const attempts: (() => unknown)[] = [
    () => fetch(to('fetch'), { mode: 'no-cors' }),
    () => fetch(to('fetch-post'), { method: 'POST', mode: 'no-cors', body: 'log line' }),
    () => inherited('fetch')(to('fetch-inherited'), { mode: 'no-cors' }),
    () => caches.open('x').then((cache) => cache.add(new Request(to('cache-add')))),
    () => caches.open('x').then((cache) => cache.addAll([to('cache-add-all')])),
    () => new self.WebSocket(to('websocket').replace('http', 'ws')),
    () => new EventSource(to('eventsource')),
    () => self.importScripts(to('import-scripts')),
    () => import(/* @vite-ignore */ to('import')),
    () => self.registration.showNotification('x', { icon: to('notification') }),
    () => self.clients.openWindow(to('open-window')),
    () => self.clients.matchAll().then(([client]) => (client as WindowClient).navigate(to('navigate'))),
  ];
  for (const attempt of attempts) {
    try {
      await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 300))]);
    } catch {
      // As above.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** What the control must see from a service worker. */
export const FROM_SERVICE_WORKER = [
  'cache-add',
  'cache-add-all',
  'eventsource',
  'fetch',
  'fetch-inherited',
  'fetch-post',
  'websocket',
];
