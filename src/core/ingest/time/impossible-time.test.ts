import { expect, test } from 'vitest';
import { ingest, openedOf } from '../../../input/fixtures/ingest-here';
import { hasImpossibleTime } from './impossible-time';

const isOne = (text: string): boolean => {
  const bytes = new TextEncoder().encode(text);
  return hasImpossibleTime(bytes, 0, bytes.length);
};

test.each([
  '2025-11-31T14:20:16.000000+00:00 localhost app[11]: x',
  '2025-02-30 14:20:16 x',
  '2025-13-01 14:20:16 x',
  '2025-11-30 25:20:16 x',
  '2025-11-30 24:00:01 x',
  '[2025/11/30 14:79:16] x',
  '31/02/2025 10:00:00 x',
  '2/30/2025 9:61 x',
  'Feb 30 10:00:00 host app: x',
  'Feb  9 25:00:00 host app: x',
])('%s begins with a time that cannot be', (text) => expect(isOne(text)).toBe(true));

test.each([
  'at a.b(C.java:12)',
  '2025 lines',
  '2025-11 x',
  'May be 10',
  'Marked 10:00',
  '10.0.0.1:8080',
  '',
  '12',
])('%s does not', (text) => expect(isOne(text)).toBe(false));

const LINES: Readonly<Record<string, (day: number, minute: number) => string>> = {
  iso: (day, minute) => `2025-11-${day}T14:${minute}:16.000+00:00 localhost app[11]: step`,
  log4j: (day, minute) => `2025-11-${day} 14:${minute}:16,123 INFO [main] a.B - step`,
  bracket: (day, minute) => `[2025-11-${day} 14:${minute}:16] INFO: step`,
  numbers: (day, minute) => `${day}/11/2025 14:${minute}:16 INFO step`,
  syslog: (day, minute) => `Nov ${day} 14:${minute}:16 localhost app[11]: step`,
};

test.each(Object.keys(LINES))(
  '%s: an impossible time makes a record without one, and moves no other',
  async (name) => {
    const line = LINES[name];
    const good = Array.from({ length: 40 }, (_, i) => line(30, 10 + i));
    const text = [...good.slice(0, 20), line(31, 20), line(30, 75), ...good.slice(20)].join('\n');
    const { table } = await ingest([openedOf(text, 'a.log', Date.UTC(2025, 11, 1))]);
    const times = table.shards.flatMap((shard) => [...shard.timeMs]);
    expect(table.length).toBe(42);
    expect([times[20], times[21]]).toEqual([Number.NaN, Number.NaN]);
    expect(times.filter((ms) => !Number.isNaN(ms))).toEqual(
      good.map((_, i) => Date.UTC(2025, 10, 30, 14, 10 + i, 16) + (name === 'log4j' ? 123 : 0)),
    );
    expect(table.files[0].numUnparsed).toBe(2);
  },
);
