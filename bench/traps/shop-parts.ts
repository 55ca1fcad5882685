// What the made traps share: a day of the web shop, and what goes wrong with its events. Times are hours from START.
import {
  type AlterEvent,
  type ShopEvent,
  type ShopOptions,
  shopEvents,
  WRITERS,
  type WriteEvent,
  writeShop,
} from './shop';
import type { Expected, TrapFile } from './trap';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.UTC(2026, 4, 12, 6);
export const HOURS = 12;
export const trouble = (hour: number, until: number, about: RegExp, windows?: number): Expected => ({
  kind: 'incident',
  fromMs: START + hour * HOUR,
  untilMs: START + until * HOUR,
  about,
  windows,
});
export const none: Expected = { kind: 'none' };
export const isFrom = ({ timeMs }: ShopEvent, hour: number, until = HOURS): boolean =>
  timeMs >= START + hour * HOUR && timeMs < START + until * HOUR;

export const shop =
  (alter?: AlterEvent, write: WriteEvent = WRITERS.text, options: Partial<ShopOptions> = {}) =>
  (): TrapFile[] => [
    {
      path: 'shop.log',
      content: writeShop(shopEvents({ startMs: START, hours: HOURS, alter, ...options }), write),
    },
  ];

/** Responses of 500 in place of others. */
export const failing =
  (hour: number, share01: number): AlterEvent =>
  (event, random) =>
    event.response && isFrom(event, hour) && random.next() < share01
      ? { ...event, response: { ...event.response, status: 500 } }
      : event;

export const slower =
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

export const error = (event: ShopEvent, text: string): ShopEvent => ({
  ...event,
  level: 'ERROR',
  response: null,
  text,
});
