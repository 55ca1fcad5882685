import { describe, expect, it } from 'vitest';
import { phraseOf } from './message-words';

describe('what a message says, without where it was said', () => {
  it.each([
    [
      '23009#23009: *525 recv() failed (104: Connection reset by peer) while reading response header from upstream, client: 10.0.0.1, server: shop, request: "GET /a HTTP/1.1", upstream: "http://10.0.0.2:80/a", host: "shop"',
      'recv() failed while reading response header from upstream',
    ],
    ['7#7: no live upstreams while connecting to upstream', 'no live upstreams while connecting to upstream'],
    ['pool is full, name: main', 'pool is full, name: main'],
    ['order 12 failed: no stock', 'order 12 failed: no stock'],
  ])('%s', (message, phrase) => expect(phraseOf(message, 120)).toBe(phrase));

  it('takes bounded time on fields without an end', () => {
    const long = `failed${', name: value'.repeat(20_000)}`;
    expect(phraseOf(long, 120).startsWith('failed')).toBe(true);
  });
});
