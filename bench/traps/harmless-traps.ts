// Made traps in which nothing happens, though it looks so: jobs of the night, new lines, clocks that change. Out: traps.
import { createRandom } from '../../src/core/lib/random';
import { type ShopEvent, shopEvents, WRITERS, writeShop } from './shop';
import { HOUR, isFrom, none, shop } from './shop-parts';
import type { Trap } from './trap';

export function harmlessTraps(): Trap[] {
  return [...quietTraps(), ...clockTraps()];
}

function quietTraps(): Trap[] {
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
