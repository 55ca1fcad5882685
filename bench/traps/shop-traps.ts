// Made traps in which something is wrong: with statuses and numbers in several formats, with a source that stops, from the first line on. Out: traps.

import { type ShopEvent, shopEvents, WRITERS, writeShop } from './shop';
import {
  error,
  failing,
  HOUR,
  HOURS,
  isFrom,
  MINUTE,
  none,
  START,
  shop,
  slower,
  trouble,
} from './shop-parts';
import type { Trap, TrapFile } from './trap';

export function shopTraps(): Trap[] {
  return [...formatTraps(), ...numberTraps(), ...silenceTraps(), ...illTraps()];
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
