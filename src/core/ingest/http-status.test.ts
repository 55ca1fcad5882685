import { expect, test } from 'vitest';
import { LEVELS } from '../../contracts/units';
import { LEVEL_OF_CLASS, REQUEST, statusClass } from './http-status';

test.each([
  ['"GET /cart HTTP/1.1" 200 512', 'info'],
  ['"GET /cart HTTP/1.1" 503 - 200', 'error'],
  ['"GET /a\\"b HTTP/1.1" 404 12', 'warn'],
  ['my-lb 10.0.0.9:2817 10.0.0.1:80 0.1 502 200 0 29 "GET http://a.example/ HTTP/1.1" "curl"', 'error'],
  ['GET /cart => generated 713 bytes in 612 msecs (HTTP/1.1 500) 4 headers', 'error'],
  ['512 10.0.0.7 TCP_DENIED/403 3901 GET http://x.example/ - HIER_NONE/-', 'warn'],
])('%s is %s', (line, level) => {
  const bytes = new TextEncoder().encode(line);
  expect(LEVELS[LEVEL_OF_CLASS[statusClass(bytes, 0, bytes.length)]]).toBe(level);
  expect(REQUEST.test(line)).toBe(true);
});

test.each(['took 503 ms', '503', '"HELLO" 12', ''])('no status in %j', (line) => {
  const bytes = new TextEncoder().encode(line);
  expect(statusClass(bytes, 0, bytes.length)).toBe(0);
});
