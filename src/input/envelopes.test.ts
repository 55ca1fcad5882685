import { describe, expect, it } from 'vitest';
import { ENVELOPES, type Event, INNER, LEVELLESS, WITHOUT_DEBUG } from './fixtures/envelopes';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';
import { readRows } from './read-rows';

const START = Date.UTC(2024, 4, 14, 9);
const LEVELS = ['info', 'info', 'warn', 'info', 'error', 'debug'] as const;
const TEXTS = [
  'connected to upstream node-',
  'slow query took ms: ',
  'refused after tries: ',
  'job finished: ',
];
const NUM_EVENTS = 36;
/** Envelopes that state no year take it from here. */
const WRITTEN = Date.UTC(2024, 5, 15);

const events: readonly Event[] = Array.from({ length: NUM_EVENTS }, (_, i) => ({
  // To the second: some envelopes state no more.
  ms: START + i * 7000,
  level: LEVELS[i % LEVELS.length],
  text: `${TEXTS[i % TEXTS.length]}${i * 37}`,
}));

/** What is wrong in the reading of one envelope with one notation; '' where all is right. */
async function faultOf(envelope: string, notation: string): Promise<string> {
  const { header = '', wrap } = ENVELOPES[envelope];
  const lines = events.map((event, i) => wrap(INNER[notation](event), event.ms, i));
  const content = `${header}${lines.join('\n')}\n`;
  const source = await ingest([openedOf(content, 'app.log', WRITTEN)]);
  const { table } = source;
  if (coveredBytes(table, 0) !== new TextEncoder().encode(content).length) return 'bytes';
  if (table.length !== NUM_EVENTS) return `${table.length} records`;
  const rows = Array.from({ length: NUM_EVENTS }, (_, row) => row);
  const parts = await readRows(source, rows);
  const times = table.shards.flatMap((shard) => [...shard.timeMs]);
  const faults = rows.flatMap((row) => faultOfRow(events[row], notation, times[row], parts[row]!));
  const first = faults[0];
  return first === undefined ? '' : `${faults.length} of ${NUM_EVENTS}: ${first}`;
}

function faultOfRow(
  event: Event,
  notation: string,
  timeMs: number,
  { level, message }: { level: string; message: string },
): string[] {
  if (timeMs !== event.ms) return [`time ${timeMs - event.ms}`];
  const stated = LEVELLESS.includes(notation)
    ? [level]
    : WITHOUT_DEBUG.includes(notation) && event.level === 'debug'
      ? ['info']
      : [event.level];
  if (!stated.includes(level as Event['level'])) return [`level '${level}', not ${event.level}`];
  return message === event.text ? [] : [`message '${message}', not '${event.text}'`];
}

/** Notations that state no time; an envelope without one gives none either. */
const TIMELESS = ['basic', 'levelThread', 'threadLevel', 'numberThreadLevel', 'levelColon', 'plain'];

describe('records within records', () => {
  it('at least 95 % of envelopes and notations are read right', async () => {
    const wrong: string[] = [];
    let num = 0;
    for (const envelope of Object.keys(ENVELOPES))
      for (const notation of Object.keys(INNER)) {
        if (envelope === 'timelessJson' && TIMELESS.includes(notation)) continue;
        num++;
        const fault = await faultOf(envelope, notation);
        if (fault !== '') wrong.push(`${envelope} with ${notation}: ${fault}`);
      }
    expect(Object.keys(ENVELOPES).length).toBeGreaterThanOrEqual(25);
    expect(Object.keys(INNER).length).toBeGreaterThanOrEqual(12);
    if (process.env.SHOW_FAULTS === '1') console.log(`${num - wrong.length} of ${num}\n${wrong.join('\n')}`);
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(num * 0.05);
  });
});

describe('lines of a trace, each in an envelope of its own', () => {
  const trace = ['java.lang.IllegalStateException: outer', '\tat a.B.c(B.java:1)', '\tat a.B.d(B.java:2)'];
  const withTraces = (wrap: (inner: string, ms: number, i: number) => string): string =>
    events
      .flatMap((event, i) => {
        const texts = [INNER.log4j(event), ...(event.level === 'error' ? trace : [])];
        return texts.map((text) => wrap(text, event.ms, i));
      })
      .join('\n');

  it.each(['docker', 'cri', 'syslogIso', 'syslog3164', 'syslog5424', 'filebeat', 'journald'])(
    'join their record: %s',
    async (envelope) => {
      const log = openedOf(`${withTraces(ENVELOPES[envelope].wrap)}\n`, 'app.log', WRITTEN);
      const { table } = await ingest([log]);
      expect(table.length).toBe(NUM_EVENTS);
      const cut = await ingest([log], { shardBytes: 300, numScanners: 2 });
      expect(rowsOf(cut.table)).toEqual(rowsOf(table));
    },
  );

  it('join the record of their program, where two write in turns', async () => {
    const { wrap } = ENVELOPES.syslogIso;
    const lines = withTraces(wrap).split('\n');
    const other = (i: number): string => `2024-05-14T09:00:00.000Z n1 cron[12]: (root) CMD (run-parts ${i})`;
    const mixed = lines.flatMap((line, i) => (i % 2 ? [line, other(i)] : [line]));
    const log = openedOf(`${mixed.join('\n')}\n`);
    const { table } = await ingest([log]);
    const cut = await ingest([log], { shardBytes: 300, numScanners: 2 });
    expect(rowsOf(cut.table)).toEqual(rowsOf(table));
    expect(table.length).toBeGreaterThanOrEqual(NUM_EVENTS + mixed.length - lines.length);
  });

  it('go on where docker cut a line', async () => {
    const piece = (log: string): string =>
      JSON.stringify({ log, stream: 'stdout', time: '2024-05-14T09:00:00Z' });
    const lines = events.flatMap((event) =>
      event.level === 'error'
        ? [piece(`${INNER.log4j(event)} and so on `), piece('INFO is what its second piece begins with\n')]
        : [piece(`${INNER.log4j(event)}\n`)],
    );
    const log = openedOf(`${lines.join('\n')}\n`);
    const { table } = await ingest([log]);
    expect(table.length).toBe(NUM_EVENTS);
    const cut = await ingest([log], { shardBytes: 150, numScanners: 2 });
    expect(rowsOf(cut.table)).toEqual(rowsOf(table));
  });
});

describe('a level that nobody stated', () => {
  it('does not beat a stated one, and one in prose does not beat either', async () => {
    const levelsOf = async (lines: readonly string[]): Promise<string[]> => {
      const source = await ingest([openedOf(`${lines.join('\n')}\n`, 'app.log', WRITTEN)]);
      const parts = await readRows(
        source,
        lines.map((_, row) => row),
      );
      return parts.map((part) => part!.level);
    };
    const stated = events.map(({ level }) => level);
    const wrapped = (envelope: string, make: (event: Event) => string) =>
      levelsOf(events.map((event, i) => ENVELOPES[envelope].wrap(make(event), event.ms, i)));
    expect(await wrapped('gelf', INNER.levelColon)).toEqual(stated);
    expect(await wrapped('syslogPri', INNER.logfmt)).toEqual(stated);
    const prose = events.map(({ ms, level }, i) =>
      JSON.stringify({ time: ms, level, msg: i % 3 ? 'ERROR count is zero' : `fine ${i}` }),
    );
    expect(await levelsOf(prose)).toEqual(stated);
  });
});

describe('two fields for one time', () => {
  it('belong together in JSON', async () => {
    const lines = events.map(({ ms, text }) => {
      const [date, clock] = new Date(ms).toJSON().split('T');
      return JSON.stringify({ date, time: clock.slice(0, 8), level: 'info', message: text });
    });
    const { table } = await ingest([openedOf(`${lines.join('\n')}\n`, 'app.log', WRITTEN)]);
    expect(table.shards.flatMap((shard) => [...shard.timeMs])).toEqual(events.map(({ ms }) => ms));
  });
});

describe('bad inner text', () => {
  const deep = (depth: number): string => {
    let text = 'boom';
    for (let i = 0; i < depth; i++) text = JSON.stringify({ message: text }).slice(0, 4000);
    return text;
  };
  const bad: readonly string[] = [
    '{"level":"info","msg":"cut of',
    '{"level":"info","msg":"\\u12"}',
    `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
    '['.repeat(1000),
    '{"level":"warn","level":"info","msg":"twice","msg":"again"}',
    deep(12),
    '',
    '   ',
    '\u0000',
  ];
  it.each(['docker', 'cri', 'syslogPri', 'syslog5424', 'filebeat', 'csv'])(
    'loses no byte: %s',
    async (envelope) => {
      const { header = '', wrap } = ENVELOPES[envelope];
      const lines = events.map((event, i) =>
        wrap(i % 2 ? INNER.pino(event) : bad[i % bad.length], event.ms, i),
      );
      const broken = lines.map((line, i) => (i % 7 === 3 ? line.slice(0, line.length / 2) : line));
      const content = `${header}${broken.join('\n')}\n`;
      const log = openedOf(content);
      const { table } = await ingest([log]);
      expect(coveredBytes(table, 0)).toBe(new TextEncoder().encode(content).length);
      const cut = await ingest([log], { shardBytes: 64, numScanners: 2 });
      expect(rowsOf(cut.table)).toEqual(rowsOf(table));
    },
  );
});
