import { describe, expect, it } from 'vitest';
import type { Held } from './fixtures/containers';
import { type FieldNames, type Fields, LEVELS, NOTATIONS, TIMES } from './fixtures/fields';
import { coveredBytes, ingest, openedOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const NUM = 40;
const START = Date.UTC(2024, 4, 14, 9);
const ORDER = ['info', 'info', 'warn', 'info', 'error', 'debug', 'info'] as const;
const TEXTS = [
  'connected to upstream node',
  'slow query took ms',
  'refused after tries',
  'job finished with code',
];
const SOURCES = ['cart-service', 'auth.Login', 'billing'];
interface Event extends Held {
  readonly source: string;
}
const eventsOf = (seconds: boolean): Event[] =>
  Array.from({ length: NUM }, (_, i) => ({
    ms: START + i * 7000 + (seconds ? 0 : (i * 37) % 1000),
    level: ORDER[i % ORDER.length],
    text: `${TEXTS[i % TEXTS.length]} ${i * 37}`,
    source: SOURCES[i % SOURCES.length],
  }));

const USUAL: FieldNames[] = [
  { time: 'timestamp', level: 'level', message: 'message', source: 'logger' },
  { time: 'ts', level: 'severity', message: 'msg', source: 'component' },
  { time: 'eventTime', level: 'log_level', message: 'description', source: 'service' },
];
const UNUSUAL: FieldNames[] = [
  { time: 'f1', level: 'f2', message: 'f3', source: 'f4' },
  { time: 'moment', level: 'klass', message: 'what_happened', source: 'origin' },
  { time: 'wann', level: 'schwere', message: 'wortlaut', source: 'wo' },
];
/** Fields beside the four, before and behind them. */
const BESIDE: Record<string, (i: number) => [Fields, Fields]> = {
  none: () => [[], []],
  decoys: (i) => [
    [
      ['duration', `${(i * 13) % 97}ms`],
      ['status', 'active'],
      [
        'user_agent',
        `Mozilla/5.0 (X11; Linux x86_64; rv:${i}) Gecko/20100101 Firefox/${i}.0 and so on and on`,
      ],
      ['started', '2024-01-01T00:00:00Z'],
    ],
    [
      ['request_id', `a${i}f0${i * 7919}`],
      ['expires', new Date(START + i * 7000 + 86_400_000).toISOString()],
      ['bytes', 100 + ((i * 7919) % 5000)],
      ['ok', true],
    ],
  ],
  /** Usual names with values that are something else. */
  contradictions: (i) => [
    [
      ['time', ((i * 7919) % 1000) / 1000],
      ['level', ['gold', 'silver'][i % 2]],
      ['message', 'request'],
    ],
    [['source', `a${i}f0${i * 7919}`]],
  ],
};

async function faultOf(
  notation: string,
  names: FieldNames,
  time: string,
  level: string,
  beside: string,
): Promise<string> {
  const { write, seconds = false } = TIMES[time];
  const events = eventsOf(seconds);
  const records = events.map((event, i): Fields => {
    const [before, behind] = BESIDE[beside](i);
    const own: Fields = [
      ...write(names.time, event.ms),
      [names.level, LEVELS[level](event.level)],
      [names.source, event.source],
      [names.message, event.text],
    ];
    return [...before, ...own, ...behind];
  });
  const content = NOTATIONS[notation](records);
  const read = await ingest([openedOf(content, 'app.log', START)]);
  const { table } = read;
  expect(coveredBytes(table, 0)).toBe(content.length);
  if (table.length !== NUM) return `${table.length} records, ${table.files[0].format}`;
  const times = table.shards.flatMap((shard) => [...shard.timeMs]);
  const parts = await readRows(
    read,
    events.map((_, row) => row),
  );
  for (let i = 0; i < NUM; i++) {
    const event = events[i];
    if (Math.abs(times[i] - event.ms) > 0.5) return `time ${times[i] - event.ms}`;
    if (parts[i]!.level !== event.level) return `level '${parts[i]!.level}', not ${event.level}`;
    if (parts[i]!.message !== event.text) return `message '${parts[i]!.message}', not '${event.text}'`;
    if (parts[i]!.source !== event.source) return `source '${parts[i]!.source}', not '${event.source}'`;
  }
  return '';
}

async function faultsWith(
  all: readonly FieldNames[],
  besides: readonly string[],
  notations: readonly string[] = Object.keys(NOTATIONS),
): Promise<string[]> {
  const wrong: string[] = [];
  for (const notation of notations)
    for (const names of all)
      for (const time of Object.keys(TIMES))
        for (const beside of besides) {
          if (TIMES[time].json && notation !== 'json') continue;
          const levels = time === 'iso' ? Object.keys(LEVELS) : ['upper'];
          for (const level of levels) {
            const fault = await faultOf(notation, names, time, level, beside);
            if (fault !== '') wrong.push(`${notation} ${names.time} ${time} ${level} ${beside}: ${fault}`);
          }
        }
  return wrong;
}

const within = (prefix: string, names: FieldNames): FieldNames => ({
  time: prefix + names.time,
  level: prefix + names.level,
  message: prefix + names.message,
  source: prefix + names.source,
});

describe('fields', () => {
  it('of usual names are read in every notation of times and levels', async () => {
    expect(await faultsWith(USUAL, ['none', 'decoys'])).toEqual([]);
  });

  it('of unknown names are told by their values', async () => {
    expect(await faultsWith(UNUSUAL, ['none', 'decoys'])).toEqual([]);
  });

  it('win over names that their values contradict', async () => {
    expect(await faultsWith([UNUSUAL[1], UNUSUAL[2]], ['contradictions'])).toEqual([]);
  });

  it('are found three objects deep', async () => {
    const deep = [...USUAL, ...UNUSUAL].map((names) => within('data.attributes.own.', names));
    expect(await faultsWith(deep, ['none', 'decoys'], ['json'])).toEqual([]);
  });
});
