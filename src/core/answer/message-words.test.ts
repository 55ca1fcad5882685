import { describe, expect, it } from 'vitest';
import { ofMany, phraseOf } from './message-words';

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

describe('the words of one record that stand for many', () => {
  it.each([
    [
      'could not load, pool exhausted (40 of 40 in use), order ord-74078598',
      'could not load, pool exhausted (40 of 40 in use)',
    ],
    ['failed to fetch order ord-74078598 from the database', 'failed to fetch order from the database'],
    ['block blk_388650490641 is missing a replica', 'block is missing a replica'],
    ['cannot attach 15ad49c0 to the server (7f3a9c1e44d2)', 'cannot attach to the server'],
    ['session #18446744 timed out: nobody answered', 'session timed out: nobody answered'],
    ['worker for process 4711 died, retrying', 'worker for process died, retrying'],
    ['connection to node-000001 lost', 'connection lost'],
    ['payment of ord-74078598 and ord-74078599 failed', 'payment failed'],
    ['error_1234567 happened on disk', 'happened on disk'],
  ])('%s', (phrase, words) => {
    expect(ofMany(phrase)).toBe(words);
  });

  it.each([
    'ORA-00060: deadlock detected while waiting for resource',
    'MY-010116 server is starting up',
    'used 1073741824 bytes of 2147483648 bytes',
    'cannot connect to 10.20.30.40:5432, connection refused',
    'pod checkout-7d9f8b6c5-x2x4z was evicted by the kubelet',
    'deadbeef is the word that the driver wrote',
    'timed out after 30000 ms',
    'GET /api/v2/orders answered 502',
    'ord-74078598 failed',
    'job 3.5 hours late',
    'request 2.0 protocol error',
    'connection 100% busy',
    'no session 5 minutes after login',
    'session 300s timed out',
    'task 7 of 12 failed',
    'retry of event 5/10 failed',
  ])('%s: stays as it is', (phrase) => {
    expect(ofMany(phrase)).toBe(phrase);
  });
});
