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

/** Blocks of a distributed file system, each allocated, received three times and stored, in orders that vary; one in forty is never stored. */
export function blockLog(numBlocks = 400): string {
  const lines: string[] = [];
  const put = (second: number, text: string): void => {
    const at = new Date(Date.UTC(2008, 10, 9, 20, 0, second)).toISOString();
    lines.push(
      `${at.slice(2, 10).replaceAll('-', '')} ${at.slice(11, 19).replaceAll(':', '')} 148 INFO ${text}`,
    );
  };
  for (let i = 0; i < numBlocks; i++) {
    const block = `blk_${3_886_504_906_413_960 + i * 7919}`;
    const drawn = Math.imul(i + 1, 2654435761) >>> 0;
    put(i, `dfs.FSNamesystem: BLOCK* NameSystem.allocateBlock: /user/root/part-${i}. ${block}`);
    const rest = [0, 1, 2].flatMap((node) => [
      `dfs.DataNode$DataXceiver: Receiving block ${block} src: /10.0.0.${node}:54106 dest: /10.0.1.${node}:50010`,
      `dfs.DataNode$PacketResponder: Received block ${block} of size 67108864 from /10.0.0.${node}`,
      `dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: 10.0.1.${node}:50010 is added to ${block} size 67108864`,
    ]);
    // Two neighbours change places; where one step is missing, one of another kind is in its place.
    const swapped = drawn % 8;
    [rest[swapped], rest[swapped + 1]] = [rest[swapped + 1] as string, rest[swapped] as string];
    if (i % 40 === 39)
      rest.splice(
        4,
        5,
        `dfs.DataNode: writeBlock ${block} received exception java.io.IOException: Connection reset`,
      );
    for (const line of rest) put(i, line);
  }
  return `${lines.join('\n')}\n`;
}

/** Writes a file below a folder and returns its path. */
export function writeSample(dir: string, name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Four hours of a web server in February 2019, two requests a second or so, all of them well. */
export function accessLog(numLines = 7200): string {
  const start = Date.UTC(2019, 1, 14, 6);
  const paths = ['/', '/shop', '/basket', '/static/site.css', '/static/site.js', '/search?q=lamp'];
  const lines = Array.from({ length: numLines }, (_, i) => {
    const [, clock] = new Date(start + i * 2 * SECOND).toISOString().split(/[T.]/);
    const client = `203.0.113.${2 + (((Math.imul(i, 40_503) % 250) + 250) % 250)}`;
    return `${client} - - [14/Feb/2019:${clock} +0000] "GET ${paths[(i * 7) % 6]} HTTP/1.1" 200 ${900 + ((i * 31) % 4000)} "-" "Mozilla/5.0"`;
  });
  return `${lines.join('\n')}\n`;
}

/** Syslog of one database machine in August 2012, a line every three seconds. */
export function syslogOf(host: string, numLines = 7200): string {
  const start = Date.UTC(2012, 7, 3, 6);
  const messages: readonly ((i: number) => string)[] = [
    (i) => `postgres[${800 + (i % 9)}]: checkpoint complete: wrote ${100 + (i % 700)} buffers`,
    (i) =>
      `sshd[${4000 + (i % 900)}]: Accepted publickey for backup from 192.0.2.${2 + (i % 9)} port ${40_000 + (i % 9999)}`,
    (i) => `CRON[${5000 + (i % 900)}]: (root) CMD (run-parts /etc/cron.hourly)`,
    (i) => `kernel: eth0: link is up at ${i % 2 === 0 ? 1000 : 100} Mbps`,
  ];
  const lines = Array.from({ length: numLines }, (_, i) => {
    const at = new Date(start + i * 3 * SECOND).toISOString().replace('.000', '');
    return `${at} ${host} ${messages[(Math.imul(i + 1, 2654435761) >>> 0) % messages.length](i)}`;
  });
  return `${lines.join('\n')}\n`;
}
