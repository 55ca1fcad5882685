// Runs before every other script of the page: takes away the two ways out that no policy covers, and turns any HTML
// string that reaches a sink into text. Built as seal.js, a classic script in the head: no import, no export.
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
  trustedTypes?.createPolicy('default', { createHTML: asText });
})();
