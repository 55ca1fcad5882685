// Small logs of our own making, written where a test asks for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const START = Date.UTC(2026, 2, 2, 6, 0, 0);
const SECOND = 1000;

/**
 * Six hours of an order service, a line every three seconds, in local ISO times: from the fifth hour on a pool of
 * connections runs dry, then every request fails. 7,200 lines, with two stack traces.
 */
export function orderServiceLog(): string {
  const lines: string[] = [];
  for (let i = 0; i < 7200; i++) {
    const at = new Date(START + i * 3 * SECOND).toISOString().replace('T', ' ').replace('Z', '');
    lines.push(`${at} ${orderLine(i)}`);
  }
  return `${lines.join('\n')}\n`;
}

function orderLine(i: number): string {
  if (i > 6300 && i % 2 === 0) return failingLine(i);
  if (i > 5800 && i % 5 === 0)
    return `WARN  pool.Orders - pool at ${20 - (i % 3)} of 20 connections, ${i % 40} waiting`;
  if (i % 11 === 0) return `INFO  cache.Prices - refreshed ${100 + (i % 900)} prices in ${3 + (i % 17)} ms`;
  if (i % 7 === 0) return `DEBUG http.Access - GET /orders/${10_000 + i} 200 ${2 + (i % 30)} ms`;
  return `INFO  orders.Service - order ${50_000 + i} accepted for customer ${i % 977} from 10.0.${i % 8}.${i % 250}`;
}

function failingLine(i: number): string {
  const line = `ERROR orders.Service - order ${50_000 + i} failed: timeout after 5000 ms waiting for a connection`;
  if (i !== 6400 && i !== 6600) return line;
  return `${line}\njava.sql.SQLTransientConnectionException: pool is empty\n\tat pool.Orders.take(Orders.java:88)\n\tat orders.Service.accept(Service.java:41)`;
}

/** Writes a file below a folder and returns its path. */
export function writeSample(dir: string, name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}
