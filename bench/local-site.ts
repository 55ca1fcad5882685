// The page as `npm start` serves it: at one port of this machine, and its bridge at another one. There it has an origin of its own, which
// servers of models on this machine let in by default, and the page cannot reach into it.
import { createServer } from 'node:http';
import { bridgePage } from '../src/seal/bridge-page';
import { bridgePolicy } from '../src/seal/policy';
import { DIST } from './build';
import { listen, type StaticServer, serveFolder } from './static-server';

/** @param port first one to try for the page; 0: any */
export async function serveLocalSite(port: number): Promise<StaticServer> {
  const html = await bridgePage();
  let parent = "'none'";
  const bridge = createServer(({ method, url }, response) => {
    if (method !== 'GET' || url !== '/bridge.html') return void response.writeHead(404).end('not found');
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': bridgePolicy(parent, false),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .end(html);
  });
  // The same at every start: the service worker knows it, and another address would be another version of it.
  const address = `http://127.0.0.1:${await listen(bridge, port === 0 ? 0 : port + 100)}/bridge.html`;
  const site = await serveFolder({
    dir: DIST,
    port,
    rewrite: (path, text) =>
      path === 'sw.js' ? `self.harbingerBridge=${JSON.stringify(address)};${text}` : text,
  });
  const { port: own } = new URL(site.url);
  parent = `http://127.0.0.1:${own} http://localhost:${own}`;
  return {
    url: site.url,
    close: async () => {
      bridge.closeAllConnections();
      await Promise.all([site.close(), new Promise((resolve) => bridge.close(resolve))]);
    },
  };
}
