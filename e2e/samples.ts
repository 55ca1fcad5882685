// Small logs of our own making, written where a test asks for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const START = Date.UTC(2026, 2, 2, 6, 0, 0);
const SECOND = 1000;

/**
 * Six hours of an order service, a line every three seconds, in local ISO times: from 10:50 on a pool of
 * connections runs dry, from 11:15 on requests fail. 7,200 lines, with stack traces; the first 5,700 are healthy.
 */
export function orderServiceLog(numLines = 7200): string {
  const lines: string[] = [];
  for (let i = 0; i < numLines; i++) {
    const at = new Date(START + i * 3 * SECOND).toISOString().replace('T', ' ').replace('Z', '');
    lines.push(`${at} ${orderLine(i)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Wordings of a healthy service; the hash below draws one, so that no two windows are alike. */
const ROUTINE: readonly ((i: number) => string)[] = [
  (i) =>
    `INFO  orders.Service - order ${50_000 + i} accepted for customer ${i % 977} from 10.0.${i % 8}.${i % 250}`,
  (i) => `INFO  orders.Service - order ${50_000 + i} shipped by carrier ${i % 5} in ${1 + (i % 4)} parcels`,
  (i) => `INFO  cache.Prices - refreshed ${100 + (i % 900)} prices in ${3 + (i % 17)} ms`,
  (i) => `DEBUG http.Access - GET /orders/${10_000 + i} 200 ${2 + (i % 30)} ms`,
  (i) => `DEBUG http.Access - POST /baskets/${i % 4000}/items 201 ${4 + (i % 60)} ms`,
  (i) => `INFO  mail.Sender - confirmation for order ${50_000 + i} queued`,
  (i) => `INFO  stock.Sync - warehouse ${i % 6} reported ${i % 300} changes`,
  (i) => `INFO  auth.Login - user ${i % 3000} signed in with password`,
  (i) => `WARN  auth.Login - user ${i % 3000} gave a wrong password, attempt ${1 + (i % 2)}`,
];

function orderLine(i: number): string {
  const drawn = (Math.imul(i + 1, 2654435761) >>> 0) / 2 ** 32;
  if (i > 6300 && drawn < 0.5) return failingLine(i);
  if (i > 5800 && drawn < 0.2)
    return `WARN  pool.Orders - pool at ${20 - (i % 3)} of 20 connections, ${i % 40} waiting`;
  // The square makes the first wordings the common ones.
  return (ROUTINE[Math.floor(drawn * drawn * ROUTINE.length)] as (typeof ROUTINE)[number])(i);
}

/** One in fifty carries a stack trace. */
function failingLine(i: number): string {
  const line = `ERROR orders.Service - order ${50_000 + i} failed: timeout after 5000 ms waiting for a connection`;
  if (i % 100 > 1) return line;
  return `${line}\njava.sql.SQLTransientConnectionException: pool is empty\n\tat pool.Orders.take(Orders.java:88)\n\tat orders.Service.accept(Service.java:41)`;
}

/** Writes a file below a folder and returns its path. */
export function writeSample(dir: string, name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
