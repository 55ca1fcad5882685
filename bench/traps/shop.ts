// A web shop that logs: what traps are made of where openstack_v6 does not reach (other formats, several days, clock changes). In: hours, seed,
// what goes wrong. Out: events in order of time. Healthy: 0.4 % of the responses are 500, 2 % are 404, half of them take under 40 ms.
import { createRandom, type Random } from '../../src/core/lib/random';

export interface ShopEvent {
  readonly timeMs: number;
  readonly level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  readonly service: string;
  /** Of a response; null: the event is none. */
  readonly response: ShopResponse | null;
  /** What is said where there is no response. */
  readonly text: string;
}

export interface ShopResponse {
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

export type AlterEvent = (event: ShopEvent, random: Random) => ShopEvent | readonly ShopEvent[] | null;

export interface ShopOptions {
  readonly startMs: number;
  readonly hours: number;
  /** Requests a minute; left out: 25. */
  readonly perMinute?: number;
  readonly alter?: AlterEvent;
}

const PATHS = ['/api/cart', '/api/orders', '/api/items', '/api/login', '/health'];

export function shopEvents({ startMs, hours, perMinute = 25, alter }: ShopOptions): ShopEvent[] {
  const random = createRandom(7);
  const altering = random.fork('alter');
  const events: ShopEvent[] = [];
  const endMs = startMs + hours * 3_600_000;
  for (let timeMs = startMs; timeMs < endMs; timeMs += (-Math.log(1 - random.next()) * 60_000) / perMinute)
    events.push(...requestEvents(Math.floor(timeMs), random));
  for (let timeMs = startMs; timeMs < endMs; timeMs += 60_000)
    events.push(poolEvent(timeMs + random.int(500), random));
  events.sort((a, b) => a.timeMs - b.timeMs);
  return alter ? events.flatMap((event) => alter(event, altering) ?? []) : events;
}

function requestEvents(timeMs: number, random: Random): ShopEvent[] {
  const said = (
    offset: number,
    service: string,
    text: string,
    level: ShopEvent['level'] = 'INFO',
  ): ShopEvent => ({
    timeMs: timeMs + offset,
    level,
    service,
    response: null,
    text,
  });
  const draw = random.next();
  const status = draw < 0.004 ? 500 : draw < 0.024 ? 404 : random.next() < 0.1 ? 201 : 200;
  const path = `${PATHS[random.int(PATHS.length)]}/${1000 + random.int(9000)}`;
  const ms = Math.round(40 * Math.exp(0.7 * random.normal()));
  const events: ShopEvent[] = [
    { timeMs: timeMs + ms, level: 'INFO', service: 'gateway', response: { path, status, ms }, text: '' },
  ];
  if (random.next() < 0.3) events.push(said(3, 'orders', `Order ${10_000 + random.int(80_000)} stored`));
  if (random.next() < 0.2)
    events.push(said(9, 'payments', `Charge of order ${10_000 + random.int(80_000)} accepted by the bank`));
  if (random.next() < 0.01)
    events.push(said(5, 'orders', `Stock of item ${random.int(9000)} is low`, 'WARN'));
  return events;
}

function poolEvent(timeMs: number, random: Random): ShopEvent {
  const text = `Pool report: active=${4 + random.int(5)} waiting=${random.int(2)}`;
  return { timeMs, level: 'INFO', service: 'orders', response: null, text };
}

export type WriteEvent = (event: ShopEvent) => string;

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
const words = ({ path, status, ms }: ShopResponse): string => `GET ${path} responded ${status} in ${ms} ms`;
const blanked = (stamp: string): string => stamp.replace('T', ' ').replace('Z', '');

/** One line each; all of them state a level. */
export const WRITERS = {
  text: ({ timeMs, level, service, response, text }) =>
    `${blanked(iso(timeMs))} ${level} [${service}] ${response ? words(response) : text}`,
  /** The status stands where nothing names it. */
  bare: ({ timeMs, level, service, response, text }) =>
    `${blanked(iso(timeMs))} ${level} [${service}] ${response ? `${response.path} -> ${response.status} (${response.ms} ms)` : text}`,
  spring: ({ timeMs, level, service, response, text }) =>
    `${blanked(iso(timeMs))}  ${level} 4711 --- [nio-8080-exec-3] c.shop.${service}.RequestLog : ${response ? `Completed ${response.status} for ${response.path} in ${response.ms} ms` : text}`,
  json: ({ timeMs, level, service, response, text }) =>
    JSON.stringify({
      timestamp: iso(timeMs),
      level,
      service,
      message: response ? 'request completed' : text,
      ...(response && { path: response.path, status: response.status, latency_ms: response.ms }),
    }),
  pino: ({ timeMs, level, service, response, text }) =>
    JSON.stringify({
      level: { DEBUG: 20, INFO: 30, WARN: 40, ERROR: 50 }[level],
      time: timeMs,
      pid: 4711,
      hostname: 'web1',
      name: service,
      ...(response && {
        req: { method: 'GET', url: response.path },
        res: { statusCode: response.status },
        responseTime: response.ms,
      }),
      msg: response ? 'request completed' : text,
    }),
  logfmt: ({ timeMs, level, service, response, text }) =>
    `time=${iso(timeMs)} level=${level.toLowerCase()} service=${service} ${response ? `msg="request completed" path=${response.path} status=${response.status} duration=${response.ms}ms` : `msg="${text}"`}`,
} satisfies Readonly<Record<string, WriteEvent>>;

export function writeShop(events: readonly ShopEvent[], write: WriteEvent): string {
  return `${events.map(write).join('\n')}\n`;
}
