// Traps that are made: a web shop in several formats, over days, and over the hour at which clocks change. Out: traps.
import { createRandom } from '../../src/core/lib/random';
import {
  type AlterEvent,
  type ShopEvent,
  type ShopOptions,
  shopEvents,
  WRITERS,
  type WriteEvent,
  writeShop,
} from './shop';
import type { Expected, Trap, TrapFile } from './trap';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 4, 12, 6);
const HOURS = 12;
const trouble = (hour: number, until: number, about: RegExp, windows?: number): Expected => ({
  kind: 'incident',
  fromMs: START + hour * HOUR,
  untilMs: START + until * HOUR,
  about,
  windows,
});
const none: Expected = { kind: 'none' };
const isFrom = ({ timeMs }: ShopEvent, hour: number, until = HOURS): boolean =>
  timeMs >= START + hour * HOUR && timeMs < START + until * HOUR;

const shop =
  (alter?: AlterEvent, write: WriteEvent = WRITERS.text, options: Partial<ShopOptions> = {}) =>
  (): TrapFile[] => [
    {
      path: 'shop.log',
      content: writeShop(shopEvents({ startMs: START, hours: HOURS, alter, ...options }), write),
    },
  ];

/** Responses of 500 in place of others. */
const failing =
  (hour: number, share01: number): AlterEvent =>
  (event, random) =>
    event.response && isFrom(event, hour) && random.next() < share01
      ? { ...event, response: { ...event.response, status: 500 } }
      : event;

const slower =
  (hour: number, times: (hours: number) => number): AlterEvent =>
  (event) =>
    event.response && isFrom(event, hour)
      ? {
          ...event,
          response: {
            ...event.response,
            ms: Math.round(event.response.ms * times((event.timeMs - START) / HOUR - hour)),
          },
        }
      : event;

const error = (event: ShopEvent, text: string): ShopEvent => ({
  ...event,
  level: 'ERROR',
  response: null,
  text,
});

export function shopTraps(): Trap[] {
  return [
    ...formatTraps(),
    ...numberTraps(),
    ...silenceTraps(),
    ...illTraps(),
    ...harmlessTraps(),
    ...clockTraps(),
  ];
}

function formatTraps(): Trap[] {
  return (['json', 'pino', 'logfmt', 'spring', 'text', 'bare'] as const).map((format) => ({
    name: `${format}: status 200 becomes 500 at a stated INFO`,
    answer: 'half of the responses are 500 from hour 8 on',
    expected: trouble(8, HOURS, /500|5xx|status/i),
    files: shop(failing(8, 0.5), WRITERS[format]),
  }));
}

function numberTraps(): Trap[] {
  const about = /latency|duration|responseTime|\bms\b|response/i;
  return [
    ...(['json', 'pino', 'logfmt', 'text'] as const).map((format) => ({
      name: `${format}: latency x 100`,
      answer: 'responses take a hundred times as long from hour 8 on',
      expected: trouble(8, HOURS, about),
      files: shop(
        slower(8, () => 100),
        WRITERS[format],
      ),
    })),
    {
      name: 'json: latency x 5',
      answer: 'responses take five times as long from hour 8 on',
      expected: trouble(8, HOURS, about),
      files: shop(
        slower(8, () => 5),
        WRITERS.json,
      ),
    },
    {
      name: 'text: latency rises slowly, to x 40',
      answer: 'responses take longer and longer from hour 6 on',
      expected: trouble(6, HOURS, about, 48),
      files: shop(slower(6, (hours) => 40 ** (hours / 6))),
    },
    {
      name: 'text: 500s rise to 38 %',
      answer: '38 % of the responses are 500 from hour 8 on',
      expected: trouble(8, HOURS, /500|5xx|status/i),
      files: shop(failing(8, 0.38)),
    },
    {
      name: 'text: a queue grows from 1 to 4,000',
      answer: 'more and more wait for the pool from hour 8 on',
      expected: trouble(8, HOURS, /pool|waiting/i, 12),
      files: shop((event) =>
        isFrom(event, 8) && event.text.startsWith('Pool')
          ? {
              ...event,
              text: event.text.replace(
                /waiting=\d+/,
                `waiting=${Math.round(1 + 1000 * ((event.timeMs - START) / HOUR - 8))}`,
              ),
            }
          : event,
      ),
    },
    {
      name: 'text: numbers that only count up',
      answer: 'nothing: counters, process ids and times of day rise as they always do',
      expected: none,
      files: shop((event) => [
        event,
        ...(event.text.startsWith('Pool')
          ? [
              {
                ...event,
                text: `Sequence ${Math.floor((event.timeMs - START) / 1000) ** 2} flushed by pid ${2000 + Math.floor((event.timeMs - START) / 4000)}, up ${Math.floor((event.timeMs - START) / 1000)} s`,
              },
            ]
          : []),
      ]),
    },
  ];
}

function silenceTraps(): Trap[] {
  const services = ['gateway', 'orders', 'payments'];
  const parted = (keeps: (event: ShopEvent) => boolean) => (): TrapFile[] =>
    services.map((service) => ({
      path: `${service}.log`,
      content: writeShop(
        shopEvents({ startMs: START, hours: HOURS }).filter(
          (event) => event.service === service && keeps(event),
        ),
        WRITERS.text,
      ),
    }));
  const isOut = (event: ShopEvent, service: string, hour: number, until: number): boolean =>
    event.service === service && isFrom(event, hour, until);
  return [
    {
      name: 'text: a service stops for 30 minutes',
      answer: 'payments said nothing from hour 8 on, for 30 minutes',
      expected: trouble(8, 8.5, /payments/i),
      files: shop((event) => (isOut(event, 'payments', 8, 8.5) ? null : event)),
    },
    {
      name: 'text: a service of few lines stops',
      answer: 'audit, which says something about every two minutes, said nothing from hour 8 on, for an hour',
      expected: trouble(8, 9, /audit/i, 8),
      files: shop((event) => (event.text.startsWith('Pool') ? [event, ...heartbeat(event)] : event)),
    },
    {
      name: 'json: a service stops and does not come back',
      answer: 'payments says nothing from hour 9 on',
      expected: trouble(9, HOURS, /payments/i),
      files: shop((event) => (isOut(event, 'payments', 9, HOURS) ? null : event), WRITERS.json),
    },
    {
      name: 'text: one of three files stops for 30 minutes',
      answer: 'payments.log says nothing from hour 8 on, for 30 minutes',
      expected: trouble(8, 8.5, /payments/i),
      files: parted((event) => !isOut(event, 'payments', 8, 8.5)),
    },
    {
      name: 'text: a file begins late',
      answer: 'nothing: its lines are new because the file is',
      expected: none,
      files: parted((event) => !isOut(event, 'orders', 0, 8)),
    },
    {
      name: 'text: a file ends early',
      answer: 'nothing but that the file ends',
      expected: none,
      files: parted((event) => !isOut(event, 'payments', 9, HOURS)),
    },
    {
      name: 'text: a file begins late, and fails an hour later',
      answer: 'orders cannot reach its database from hour 9 on',
      expected: trouble(9, 9.5, /orders|database/i),
      files: () =>
        parted((event) => !isOut(event, 'orders', 0, 8))().map(({ path, content }) => ({
          path,
          content:
            path === 'orders.log'
              ? content.replace(
                  FAILING_LINES,
                  (line, head) => `${line}${head} ERROR [orders] Database orders-db: connection refused\n`,
                )
              : content,
        })),
    },
  ];
}

/** Every second minute, but for an hour from hour 8 on. */
function heartbeat(event: ShopEvent): ShopEvent[] {
  const isDue = Math.floor(event.timeMs / MINUTE) % 2 === 0;
  return isDue && !isFrom(event, 8, 9) ? [{ ...event, service: 'audit', text: 'Trail is written' }] : [];
}

/** Lines of orders of its hour 9, which is 15:00. */
const FAILING_LINES = /^(\S+ 15:[0-2]\S+) INFO \[orders\] Order.*\n/gm;

function illTraps(): Trap[] {
  return [
    {
      name: 'text: a burst of errors in the first tenth',
      answer: 'payments lost the bank in hour 1',
      expected: trouble(1, 1.25, /payments|bank/i),
      files: shop((event) =>
        isFrom(event, 1, 1.25) && event.response
          ? [
              event,
              error({ ...event, service: 'payments' }, 'Bank gateway is not reachable: connection refused'),
            ]
          : event,
      ),
    },
    {
      name: 'text: ill from the first line',
      answer: 'every third response fails from the first line on, until hour 9',
      expected: trouble(0, 9, /bank|payments|error|ill|bad/i),
      files: shop((event, random) =>
        isFrom(event, 0, 9) && event.response && random.next() < 0.35
          ? [
              event,
              error({ ...event, service: 'payments' }, 'Bank gateway is not reachable: connection refused'),
            ]
          : event,
      ),
    },
    {
      name: 'text: errors rise by 1 % a window',
      answer: 'more and more charges are refused from hour 6 on',
      expected: trouble(6, HOURS, /payments|charge|bank/i, 9),
      files: shop((event, random) =>
        event.response && random.next() < ((event.timeMs - START) / HOUR - 6) * 0.12
          ? [
              event,
              error(
                { ...event, service: 'payments' },
                'Charge was refused: bank gateway timed out after 30 s',
              ),
            ]
          : event,
      ),
    },
    {
      name: 'text: thirty lines, the last ones an error',
      answer: 'orders cannot reach its database; read, not compared',
      expected: {
        kind: 'incident',
        fromMs: START,
        untilMs: START + HOUR,
        about: /orders|database/i,
        windows: 1000,
      },
      files: () => {
        const events = shopEvents({ startMs: START, hours: 1 }).slice(0, 27);
        const last = events[events.length - 1];
        const failed = [1, 2, 3].map((i) =>
          error(
            { ...last, timeMs: last.timeMs + i * 900, service: 'orders' },
            'Database orders-db: connection refused',
          ),
        );
        return [{ path: 'shop.log', content: writeShop([...events, ...failed], WRITERS.text) }];
      },
    },
  ];
}

function harmlessTraps(): Trap[] {
  return [
    { name: 'text: nothing happens', answer: 'nothing', expected: none, files: shop() },
    {
      name: 'json: nothing happens',
      answer: 'nothing',
      expected: none,
      files: shop(undefined, WRITERS.json),
    },
    {
      name: 'text: a nightly job',
      answer: 'nothing: the same job at two each night',
      expected: none,
      files: () => {
        const startMs = Date.UTC(2026, 4, 4);
        const events = shopEvents({ startMs, hours: 10 * 24, perMinute: 4 });
        const night = Array.from({ length: 10 }, (_, day) =>
          nightlyJob(startMs + day * 24 * HOUR + 2 * HOUR, day),
        ).flat();
        const all = [...events, ...night].sort((a, b) => a.timeMs - b.timeMs);
        return [{ path: 'shop.log', content: writeShop(all, WRITERS.text) }];
      },
    },
    {
      name: 'text: DEBUG is switched on',
      answer: 'five times the lines, all of DEBUG: said, and no incident',
      expected: { kind: 'at most info' },
      files: shop((event, random) =>
        isFrom(event, 8)
          ? [
              event,
              ...DEBUG.map((text) => ({
                ...event,
                level: 'DEBUG' as const,
                response: null,
                text: text.replace(/<n>/g, () => String(random.int(90_000))),
              })),
            ]
          : event,
      ),
    },
    {
      name: 'text: a deployment brings new harmless lines',
      answer: 'a new version: no incident',
      expected: { kind: 'at most info' },
      files: shop((event, random) =>
        isFrom(event, 8) && random.next() < 0.1
          ? [
              event,
              { ...event, response: null, text: `Recommendation model v2 chose ${random.int(90)} items` },
            ]
          : event,
      ),
    },
  ];
}

const DEBUG = [
  'Cache lookup of key <n>: hit',
  'Query <n> planned',
  'Session <n> touched',
  'Lock <n> taken and released',
];

function nightlyJob(timeMs: number, day: number): ShopEvent[] {
  const random = createRandom(day);
  const said = (offset: number, text: string, level: ShopEvent['level'] = 'INFO'): ShopEvent => ({
    timeMs: timeMs + offset,
    level,
    service: 'backup',
    response: null,
    text,
  });
  const copied = Array.from({ length: 300 }, (_, i) =>
    said(i * 1500 + random.int(900), `Copied table part ${i} of ${900 + random.int(200)} rows`),
  );
  const retried = Array.from({ length: 6 }, (_, i) =>
    said(i * 60_000 + random.int(9000), `Part ${random.int(300)} was locked, retrying`, 'WARN'),
  );
  return [said(0, 'Backup began'), ...copied, ...retried, said(460_000, 'Backup is complete')];
}

/** Both changes of 2026 in Berlin, from the noon before; written in UTC, or as the clocks there showed. */
function clockTraps(): Trap[] {
  const changes = [
    { name: 'spring', atMs: Date.UTC(2026, 2, 29, 1), before: HOUR, after: 2 * HOUR },
    { name: 'autumn', atMs: Date.UTC(2026, 9, 25, 1), before: 2 * HOUR, after: HOUR },
  ];
  return changes.flatMap(({ name, atMs, before, after }) => {
    const local = (event: ShopEvent): string =>
      WRITERS.text({ ...event, timeMs: event.timeMs + (event.timeMs < atMs ? before : after) });
    const zoned = (event: ShopEvent): string => WRITERS.text(event).replace(/^(\S+) (\S+)/, '$1T$2Z');
    const over = { startMs: atMs - 16 * HOUR, hours: 28 };
    const answer = 'nothing: clocks were changed';
    return [
      {
        name: `text: clocks change in ${name}, written in UTC`,
        answer,
        expected: none,
        files: shop(undefined, zoned, over),
      },
      {
        name: `text: clocks change in ${name}, written in local time`,
        answer,
        expected: none,
        files: shop(undefined, local, over),
      },
    ];
  });
}
