import { describe, expect, it } from 'vitest';
import type { LogTable } from '../contracts/tables';
import { CONTAINERS, type Held } from './fixtures/containers';
import { INNER, LEVELLESS, WITHOUT_DEBUG } from './fixtures/envelopes';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const START = Date.UTC(2024, 4, 14, 9);
const LEVELS = ['info', 'info', 'warn', 'info', 'error', 'debug'] as const;
const TEXTS = [
  'connected to [{ upstream node-',
  'slow query took ms: ',
  'refused } after ] tries: ',
  'job {',
];
const heldFrom = (begin: number, num: number): Held[] =>
  Array.from({ length: num }, (_, i) => ({
    ms: START + (begin + i) * 7000,
    level: LEVELS[(begin + i) % LEVELS.length],
    text: `${TEXTS[(begin + i) % TEXTS.length]}${(begin + i) * 37}`,
  }));
const NUM = 30;
const held = heldFrom(0, NUM);

const timesOf = (table: LogTable): number[] => table.shards.flatMap((shard) => [...shard.timeMs]);

async function read(content: string, shardBytes?: number) {
  const source = await ingest(
    [openedOf(content, 'x.json')],
    shardBytes ? { shardBytes, numScanners: 2 } : {},
  );
  const { table } = source;
  expect(coveredBytes(table, 0)).toBe(new TextEncoder().encode(content).length);
  const parts = await readRows(
    source,
    Array.from({ length: table.length }, (_, row) => row),
  );
  return { table, parts: parts.map((part) => part!), times: timesOf(table) };
}

/** What is wrong in the reading of one container with one notation within; '' where all is right. */
async function faultOf(name: string, notation: string, gap?: number): Promise<string> {
  const { make, names, levelless } = CONTAINERS[name];
  const inner = held.map((event) => ({ ...event, text: INNER[notation](event) }));
  const { table, parts, times } = await read(make(inner, 'cart', gap));
  if (table.length !== NUM) return `${table.length} records`;
  for (let row = 0; row < NUM; row++) {
    const event = held[row];
    const { level, message, source } = parts[row];
    if (times[row] !== event.ms) return `time ${times[row] - event.ms}`;
    if (message !== event.text) return `message '${message}', not '${event.text}'`;
    const unclear = LEVELLESS.includes(notation) ? levelless : WITHOUT_DEBUG.includes(notation);
    const isSame = level === event.level || (event.level === 'debug' && level === 'trace');
    if (!unclear && !isSame) return `level '${level}', not ${event.level}`;
    if (names && notation === 'plain' && source !== 'cart') return `source '${source}'`;
  }
  return '';
}

describe('containers of records', () => {
  it('are read with all notations within, on one line and pretty-printed', async () => {
    const wrong: string[] = [];
    for (const name of Object.keys(CONTAINERS))
      for (const notation of Object.keys(INNER))
        for (const gap of [undefined, 1]) {
          const fault = await faultOf(name, notation, gap);
          if (fault !== '') wrong.push(`${name} (${gap ?? 'one line'}) with ${notation}: ${fault}`);
        }
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(CONTAINERS))(
    'read the same however they are cut, one after another on lines: %s',
    async (name) => {
      const { make, names } = CONTAINERS[name];
      const content =
        make(held.slice(0, 10), 'cart') + make(heldFrom(10, 8), 'shop') + make(heldFrom(18, 12), 'web');
      const whole = await read(content);
      expect(whole.times).toEqual(held.map(({ ms }) => ms));
      if (names)
        expect(whole.parts.map(({ source }) => source)).toEqual(
          held.map((_, i) => (i < 10 ? 'cart' : i < 18 ? 'shop' : 'web')),
        );
      const cut = await read(content, 64);
      expect(rowsOf(cut.table)).toEqual(rowsOf(whole.table));
      expect(cut.parts).toEqual(whole.parts);
    },
  );

  it.each(['otlp', 'loki', 'elastic', 'records', 'array', 'together'])(
    'give what is there where the file breaks off, and say so: %s',
    async (name) => {
      for (const gap of [undefined, 1]) {
        const whole = CONTAINERS[name].make(held, 'cart', gap);
        const inside = whole.lastIndexOf('node-') + 3;
        const { table, times } = await read(whole.slice(0, inside));
        expect(table.length).toBeGreaterThan(NUM - 5);
        expect(times.slice(0, NUM - 6)).toEqual(held.slice(0, NUM - 6).map(({ ms }) => ms));
        expect(table.problems.map(({ code }) => code)).toContain('json-cut-off');
        const good = await read(whole);
        expect(good.table.problems.map(({ code }) => code)).not.toContain('json-cut-off');
      }
    },
  );

  it('show objects between containers that hold no record', async () => {
    const metrics = `${JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'x' }] }] }] })}\n`;
    const { make } = CONTAINERS.otlp;
    const content = make(held.slice(0, 15), 'cart') + metrics + metrics + make(heldFrom(15, 15), 'shop');
    const { table, parts } = await read(content);
    expect(table.length).toBe(NUM + 2);
    expect(parts[15].text).toContain('resourceMetrics');
    expect(parts[16].text).toContain('resourceMetrics');
    expect(parts[17].message).toBe(held[15].text);
    expect(rowsOf((await read(content, 100)).table)).toEqual(rowsOf(table));
  });

  it('name a source as far as they reach', async () => {
    const resource = (name: string | null, event: Held) => ({
      resource: { attributes: name ? [{ key: 'service.name', value: { stringValue: name } }] : [] },
      scopeLogs: [{ logRecords: [{ timeUnixNano: `${event.ms}000000`, body: { stringValue: event.text } }] }],
    });
    const names = ['cart', null, 'web', null];
    const resources = held.map((event, i) => resource(names[i % 4], event));
    const { parts } = await read(JSON.stringify({ resourceLogs: resources }));
    expect(parts.map(({ source }) => source)).toEqual(held.map((_, i) => names[i % 4] ?? ''));
  });

  it('are no records that list something with times of their own', async () => {
    const lines = held.map((e) =>
      JSON.stringify({
        time: new Date(e.ms).toISOString(),
        level: e.level,
        message: e.text,
        events: [
          { time: new Date(e.ms).toISOString(), name: 'x' },
          { time: new Date(e.ms).toISOString(), name: 'y' },
        ],
      }),
    );
    const { table, parts } = await read(`${lines.join('\n')}\n`);
    expect(table.files[0].format).toBe('json-lines');
    expect(parts.map(({ message }) => message)).toEqual(held.map(({ text }) => text));
  });

  it('cost no more than lines where one holds very many', async () => {
    const many = heldFrom(0, 20_000);
    const { table, times } = await read(CONTAINERS.otlp.make(many, 'cart'), 1 << 20);
    expect(table.length).toBe(many.length);
    expect(times).toEqual(many.map(({ ms }) => ms));
    expect(table.shards.length).toBeGreaterThan(2);
  });
});
