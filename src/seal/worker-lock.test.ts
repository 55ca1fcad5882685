import { expect, it } from 'vitest';
import { lockWorker } from './worker-lock';

const FILE = 'https://logs.test/a.js';

/** As in a worker: `fetch` is inherited, `add` is a method of what it holds. */
function scopeOf(calls: [string, RequestInit][]) {
  const above = {
    fetch: async (url: string, init: RequestInit) => {
      calls.push([url, init]);
      return new Response('file');
    },
  };
  class Cache {
    put() {
      return 'put';
    }
  }
  Object.assign(Cache.prototype, { add: () => 'added', addAll: () => 'added' });
  return Object.assign(Object.create(above), { Cache, WebSocket: class {} });
}

it('leaves one way: a file that is known, by its address, without a redirect', async () => {
  const calls: [string, RequestInit][] = [];
  const loadFile = lockWorker(scopeOf(calls), new Set([FILE]));
  expect(await (await loadFile(FILE)).text()).toBe('file');
  expect(calls).toEqual([[FILE, { cache: 'reload', redirect: 'error', referrerPolicy: 'no-referrer' }]]);
  for (const url of [`${FILE}?line`, 'https://logs.test/', 'https://evil.test/a.js', 'a.js', ''])
    await expect(loadFile(url)).rejects.toThrow(TypeError);
  expect(calls).toHaveLength(1);
});

it('takes the others away, from what the scope inherits too, for good', () => {
  const scope = scopeOf([]);
  const above = Object.getPrototypeOf(scope);
  lockWorker(scope, new Set());
  expect([scope.fetch, above.fetch, scope.WebSocket]).toEqual([undefined, undefined, undefined]);
  expect([scope.Cache.prototype.addAll, scope.Cache.prototype.put()]).toEqual([undefined, 'put']);
  expect(() => Object.defineProperty(above, 'fetch', { value: () => 1 })).toThrow(TypeError);
  expect(() => {
    above.fetch = () => 1;
  }).toThrow(TypeError);
});
