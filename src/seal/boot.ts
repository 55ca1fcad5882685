// Runs before every other script of the page: takes away the two ways out that no policy covers, and turns any HTML string that reaches
// a sink into text, by Trusted Types or, where a browser has none, by hand. Built as seal.js, a classic script in the head: no import, no export.
(() => {
  const page = globalThis as unknown as Record<string, unknown>;
  const doors = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'open'];
  for (const name of doors) {
    delete page[name];
    Object.defineProperty(page, name, { value: undefined, writable: false, configurable: false });
  }
  // Libraries write '' and constant style sheets through innerHTML; whatever else comes that way must not become HTML.
  const asText = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: { createHTML(html: string): string }): unknown };
  };
  if (trustedTypes !== undefined) return void trustedTypes.createPolicy('default', { createHTML: asText });

  // Firefox before 148 and others know no Trusted Types: the same by hand, at every place where they look at a string.
  type Method = (this: unknown, ...args: unknown[]) => unknown;
  /** Interface, property or method, and which argument is HTML; null: what would become a script, refused. */
  const sinks: readonly (readonly [string, string, number | null])[] = [
    ['Element', 'innerHTML', 0],
    ['Element', 'outerHTML', 0],
    ['Element', 'insertAdjacentHTML', 1],
    ['Element', 'setHTMLUnsafe', 0],
    ['ShadowRoot', 'innerHTML', 0],
    ['ShadowRoot', 'setHTMLUnsafe', 0],
    ['Range', 'createContextualFragment', 0],
    ['DOMParser', 'parseFromString', 0],
    ['HTMLIFrameElement', 'srcdoc', 0],
    ['Document', 'write', 0],
    ['Document', 'writeln', 0],
    ['HTMLScriptElement', 'src', null],
    ['HTMLScriptElement', 'text', null],
  ];
  const checked = (by: Method, at: number | null, name: string): Method =>
    function (...args) {
      if (at === null) throw new TypeError(`${name}: no script is made of a string`);
      const last = name.startsWith('write') ? args.length - 1 : at;
      for (let i = at; i <= last; i++) args[i] = asText(String(args[i] ?? ''));
      return by.apply(this, args);
    };
  const replace = (owner: object, key: string, at: number | null): void => {
    const found = Object.getOwnPropertyDescriptor(owner, key);
    if (typeof found?.value === 'function') found.value = checked(found.value, at, key);
    else if (found?.set !== undefined) found.set = checked(found.set as Method, at, key);
    else return;
    Object.defineProperty(owner, key, { ...found, configurable: false });
  };
  for (const [owner, key, at] of sinks) {
    const { prototype } = (page[owner] ?? {}) as { readonly prototype?: object };
    if (prototype !== undefined) replace(prototype, key, at);
  }
  replace(Document, 'parseHTMLUnsafe', 0);
  const { execCommand } = Document.prototype;
  Document.prototype.execCommand = function (command, showUi, value) {
    const isHtml = /^inserthtml$/i.test(String(command));
    return execCommand.call(this, command, showUi, isHtml ? asText(String(value ?? '')) : value);
  };
  // Trusted Types let no other service worker in, either.
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker !== undefined) {
    const container = Object.getPrototypeOf(serviceWorker) as ServiceWorkerContainer;
    const { register } = container;
    container.register = async function (url, options) {
      if (new URL(String(url), document.baseURI).href !== new URL('sw.js', document.baseURI).href)
        throw new TypeError('another service worker');
      return register.call(this, url, options);
    };
  }
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    const isHtml = /^srcdoc$/i.test(String(name));
    setAttribute.call(this, name, isHtml ? asText(String(value)) : value);
  };
})();
