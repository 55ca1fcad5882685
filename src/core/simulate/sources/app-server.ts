/**
 * A web shop's application server in logback's usual form: requests, queries, the pool of database connections, timers.
 * In: a scene and the dials of the scenario. Out: lines of app-server.log.
 */
import type { Random } from '../../lib/random';
import { between, pick, someMs } from '../identifiers';
import { arrivals, type Dial, MINUTE, periodic, SECOND } from '../rhythm';
import type { Scene } from '../scene';

export type AppLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

export interface PoolState {
  readonly active: number;
  readonly waiting: number;
}

/** What a failed request leaves in the log. */
export interface Failure {
  readonly status: number;
  readonly ms: number;
  readonly logger: string;
  readonly message: string;
  /** Lines of a stack trace, in some of the failures. */
  readonly trace: readonly string[];
}

export interface AppDials {
  readonly isUp: (timeMs: number) => boolean;
  /** Factor on the number of requests. */
  readonly traffic: Dial;
  /** Factor on the time of queries and requests. */
  readonly slowdown: Dial;
  /** Share of requests that fail, 0 .. 1. */
  readonly failShare: Dial;
  readonly failure: (timeMs: number, random: Random) => Failure;
  readonly pool: (timeMs: number, random: Random) => PoolState;
}

export const POOL_SIZE = 20;
const NO_FAILURE: Failure = {
  status: 500,
  ms: 1,
  logger: 'com.acme.shop.web.ErrorHandler',
  message: '',
  trace: [],
};

export const HEALTHY_APP: AppDials = {
  isUp: () => true,
  traffic: () => 1,
  slowdown: () => 1,
  failShare: () => 0,
  failure: () => NO_FAILURE,
  pool: (_, random) => ({ active: between(random, 3, 8), waiting: 0 }),
};

/** Method, path and usual milliseconds; the first ones are asked for most. A path's '#' becomes a number. */
const ENDPOINTS: readonly (readonly [string, string, number])[] = [
  ['GET', '/api/products/#', 18],
  ['GET', '/api/products?page=#', 35],
  ['GET', '/api/orders/#', 28],
  ['GET', '/api/customers/#/orders', 46],
  ['GET', '/api/cart', 9],
  ['POST', '/api/cart/items', 22],
  ['POST', '/api/orders', 120],
  ['POST', '/api/payments/#/capture', 240],
];
const QUERIES = ['findProductById', 'findOrdersByCustomer', 'findCartByCustomer', 'findOpenOrders'];

export function appLine(
  { app }: Pick<Scene, 'app'>,
  timeMs: number,
  level: AppLevel,
  thread: string,
  logger: string,
  message: string,
): void {
  const time = new Date(timeMs).toISOString();
  const stamp = `${time.slice(0, 10)} ${time.slice(11, 19)},${time.slice(20, 23)}`;
  app.add(timeMs, `${stamp} ${level.padEnd(5)} [${thread}] ${logger} - ${message}`);
}

export function workerThread(random: Random): string {
  return `http-nio-8080-exec-${between(random, 1, 40)}`;
}

/** The whole file but deployments and what a scenario adds. */
export function writeAppServer(scene: Scene, dials: AppDials = HEALTHY_APP): void {
  const random = scene.random.fork('app');
  const up =
    (visit: (timeMs: number) => void) =>
    (t: number): void => {
      if (dials.isUp(t)) visit(t);
    };
  const { startMs, endMs } = scene;
  const rate =
    (perMinute: number): Dial =>
    (t) =>
      perMinute * scene.traffic(t) * dials.traffic(t);
  arrivals(
    random,
    startMs,
    endMs,
    rate(62),
    up((t) => writeRequest(scene, dials, random, t)),
  );
  writeBusiness(scene, random, (perMinute) => (t) => rate(perMinute)(t) * (1 - dials.failShare(t)), up);
  writeTimers(scene, dials, random, up);
}

function writeRequest(scene: Scene, dials: AppDials, random: Random, t: number): void {
  const [method, path, median] = ENDPOINTS[Math.min(random.int(8), random.int(9))];
  const target = path.replace('#', String(between(random, 1000, 99_999)));
  const thread = workerThread(random);
  if (random.next() < dials.failShare(t)) {
    writeFailure(scene, dials, random, t, `${method} ${target}`);
    return;
  }
  const slow = median > 20 ? dials.slowdown(t) : 1;
  const ms = someMs(random, median * slow);
  if (random.next() < 0.35) {
    const query = `Query ${pick(random, QUERIES)} took ${someMs(random, 6 * slow)} ms, ${between(random, 1, 40)} rows`;
    appLine(scene, t, 'INFO', thread, 'com.acme.shop.db.QueryLog', query);
  }
  const status = method === 'POST' ? 201 : 200;
  appLine(
    scene,
    t + ms,
    'INFO',
    thread,
    'com.acme.shop.web.AccessLog',
    `${method} ${target} ${status} ${ms} ms`,
  );
}

function writeFailure(scene: Scene, dials: AppDials, random: Random, t: number, request: string): void {
  const { status, ms, logger, message, trace } = dials.failure(t, random);
  const thread = workerThread(random);
  const record = random.next() < 0.3 ? [message, ...trace].join('\n') : message;
  appLine(scene, t, 'ERROR', thread, logger, record);
  appLine(scene, t + 2, 'ERROR', thread, 'com.acme.shop.web.AccessLog', `${request} ${status} ${ms} ms`);
}

type Guard = (visit: (timeMs: number) => void) => (timeMs: number) => void;

/** Events of the trade, and the noise of every working day. */
function writeBusiness(scene: Scene, random: Random, rate: (perMinute: number) => Dial, up: Guard): void {
  const { startMs, endMs } = scene;
  const say = (level: AppLevel, logger: string, message: () => string) =>
    up((t) => appLine(scene, t, level, workerThread(random), logger, message()));
  const id = () => between(random, 100_000, 999_999);
  const events: readonly (readonly [number, (t: number) => void])[] = [
    [
      6,
      say(
        'INFO',
        'com.acme.shop.orders.OrderService',
        () =>
          `Order ${id()} placed by customer ${id()}, ${between(random, 1, 9)} items, ${between(random, 9, 480)}.90 EUR`,
      ),
    ],
    [
      5,
      say(
        'INFO',
        'com.acme.shop.payments.PaymentService',
        () => `Payment ${id()} authorised by acquirer in ${someMs(random, 190)} ms`,
      ),
    ],
    [
      0.9,
      say(
        'WARN',
        'com.acme.shop.payments.PaymentService',
        () => `Payment ${id()} declined by acquirer, code ${between(random, 50, 59)}`,
      ),
    ],
    [
      1.4,
      say(
        'WARN',
        'com.acme.shop.web.Validation',
        () => `Rejected field postcode of customer ${id()}: 4 to 10 characters expected`,
      ),
    ],
    [
      0.5,
      say(
        'WARN',
        'com.acme.shop.tax.TaxClient',
        () => `Retrying tax service, attempt 1 of 3, after ${someMs(random, 300)} ms`,
      ),
    ],
    [
      0.8,
      say(
        'ERROR',
        'com.acme.shop.mail.MailSender',
        () => `Mail to customer ${id()} bounced: 451 mailbox busy, will be retried`,
      ),
    ],
    [
      3,
      say(
        'INFO',
        'com.acme.shop.auth.SessionService',
        () => `Customer ${id()} signed in from 203.0.113.${between(random, 1, 254)}`,
      ),
    ],
  ];
  for (const [perMinute, visit] of events) arrivals(random, startMs, endMs, rate(perMinute), visit);
}

function writeTimers(scene: Scene, dials: AppDials, random: Random, up: Guard): void {
  const { startMs, endMs } = scene;
  const timer = (
    periodMs: number,
    offsetMs: number,
    thread: string,
    logger: string,
    message: (t: number) => string,
  ) =>
    periodic(
      random,
      startMs,
      endMs,
      periodMs,
      offsetMs,
      up((t) => appLine(scene, t, 'INFO', thread, logger, message(t))),
    );
  timer(30 * SECOND, 5 * SECOND, 'HikariPool-1 housekeeper', 'com.zaxxer.hikari.pool.HikariPool', (t) => {
    const { active, waiting } = dials.pool(t, random);
    return `HikariPool-1 - Pool stats (total=${POOL_SIZE}, active=${active}, idle=${POOL_SIZE - active}, waiting=${waiting})`;
  });
  timer(
    MINUTE,
    20 * SECOND,
    'metrics-1',
    'com.acme.shop.cache.ProductCache',
    () =>
      `Cache products: ${between(random, 700, 900)} hits, ${between(random, 30, 60)} misses, ${between(random, 4000, 4400)} entries`,
  );
  timer(
    MINUTE,
    40 * SECOND,
    'metrics-1',
    'com.acme.shop.jvm.GcLog',
    () =>
      `Pause Young (Normal) ${between(random, 900, 1100)}M->${between(random, 380, 460)}M(2048M) ${between(random, 4, 14)}.${between(random, 100, 999)}ms`,
  );
  timer(
    5 * MINUTE,
    70 * SECOND,
    'scheduler-1',
    'com.acme.shop.jobs.SessionCleanup',
    () => `Session cleanup removed ${between(random, 10, 60)} expired sessions`,
  );
  timer(
    10 * MINUTE,
    130 * SECOND,
    'scheduler-2',
    'com.acme.shop.config.ConfigClient',
    () => `Checked ${between(random, 212, 216)} properties, all current`,
  );
  timer(
    15 * MINUTE,
    200 * SECOND,
    'scheduler-1',
    'com.acme.shop.jobs.PriceImport',
    () => `Price import read ${between(random, 1800, 2400)} prices in ${someMs(random, 2100)} ms`,
  );
  timer(
    30 * MINUTE,
    400 * SECOND,
    'scheduler-2',
    'com.acme.shop.jobs.SalesReport',
    () => `Sales report of ${between(random, 300, 420)} orders written in ${someMs(random, 4200)} ms`,
  );
}
