import { expect, it } from 'vitest';
import { LEVELS } from '../../contracts/units';
import { detectFormat } from './detect';
import { createHeader } from './header';
import { learnScale, levelOfNumber } from './level-scale';
import { createParsersOf } from './plan-parsers';

/** What each scale calls levels, and which field names are usual beside it. */
const SCALES = {
  syslog: { debug: 7, info: 6, warn: 4, error: 3, fatal: 2 },
  windows: { trace: 5, info: 4, warn: 3, error: 2, fatal: 1 },
  nextcloud: { debug: 0, info: 1, warn: 2, error: 3, fatal: 4 },
  dotnet: { trace: 0, debug: 1, info: 2, warn: 3, error: 4, fatal: 5 },
  pino: { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 },
  python: { debug: 10, info: 20, warn: 30, error: 40, fatal: 50 },
  otel: { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 },
  monolog: { debug: 100, info: 200, notice: 250, warn: 300, error: 400, fatal: 500 },
  java: { trace: 300, info: 800, warn: 900, error: 1000 },
  log4j: { trace: 5000, debug: 10000, info: 20000, warn: 30000, error: 40000, fatal: 50000 },
} as const;
type Id = keyof typeof SCALES;
const IDS = Object.keys(SCALES) as Id[];

/** How often each level is written: a quiet log, one of an incident, one with much debug text. */
const MIXES = {
  quiet: { info: 96, warn: 3, error: 1 },
  incident: { info: 60, warn: 15, error: 24, fatal: 1 },
  verbose: { debug: 55, info: 40, warn: 3, error: 2 },
};

const valuesOf = (id: Id, mix: Record<string, number>): number[] =>
  Object.entries(mix).flatMap(([level, count]) => {
    const value = (SCALES[id] as Record<string, number>)[level];
    return value === undefined ? [] : new Array<number>(count).fill(value);
  });

it.each(IDS)('%s is told by its values alone', (id) => {
  for (const mix of [MIXES.quiet, MIXES.incident]) {
    const scale = learnScale(valuesOf(id, mix), 'level');
    for (const [level, value] of Object.entries(SCALES[id]))
      if (level in mix) expect(LEVELS[levelOfNumber(scale ?? 'syslog', value)], `${id} ${level}`).toBe(level);
  }
});

const SIBLINGS: Partial<Record<Id, readonly string[]>> = {
  syslog: ['short_message', 'facility'],
  windows: ['ProviderName', 'Id', 'TimeCreated'],
  nextcloud: ['reqId', 'remoteAddr', 'app'],
  dotnet: ['EventId', 'Category'],
  pino: ['pid', 'hostname'],
  python: ['lineno', 'funcName'],
  otel: ['body', 'traceId'],
};

it.each(Object.keys(SIBLINGS) as Id[])('%s with much debug text is told by what stands beside it', (id) => {
  for (const mix of Object.values(MIXES)) {
    const scale = learnScale(valuesOf(id, mix), 'level', SIBLINGS[id]);
    expect(scale && LEVELS[levelOfNumber(scale, (SCALES[id] as { info: number }).info)]).toBe('info');
  }
});

it('takes no scale by which most of a log would be fatal', () => {
  for (const name of ['level', 'severity', 'lvl'])
    for (const value of [0, 1, 2]) {
      const scale = learnScale(new Array(50).fill(value), name, ['msg']);
      expect(scale && levelOfNumber(scale, value)).toBeLessThan(7);
    }
});

it('the name of a field says it where values do not', () => {
  expect(learnScale([3, 3, 3, 4], 'PRIORITY')).toBe('syslog');
  expect(learnScale([10, 20, 10], 'levelno')).toBe('python');
  expect(learnScale([1, 5, 9], 'severityNumber')).toBe('otel');
  expect(learnScale([], 'level')).toBeNull();
  expect(learnScale([123456, 9999], 'level')).toBeNull();
});

const levelsOf = (lines: readonly string[]): string[] => {
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const { plan } = detectFormat([bytes], { name: 'a.log', zone: 'UTC', whole: true });
  const [parse] = createParsersOf(plan);
  return lines.slice(1).map((line) => {
    const out = createHeader();
    const text = new TextEncoder().encode(line);
    parse(text, 0, text.length, out);
    return LEVELS[out.level];
  });
};

const time = (i: number): string => `2024-05-14T09:00:${String(i % 60).padStart(2, '0')}Z`;
const NOTATIONS: Record<string, (level: number, i: number) => string> = {
  json: (level, i) => `{"time":"${time(i)}","level":${level},"msg":"request ${i} served"}`,
  'json of strings': (level, i) => `{"time":"${time(i)}","level":"${level}","msg":"request ${i} served"}`,
  nested: (level, i) => `{"time":"${time(i)}","log":{"level":${level}},"msg":"request ${i} served"}`,
  logfmt: (level, i) => `time=${time(i)} level=${level} msg="request ${i} served"`,
  csv: (level, i) => `${time(i)},${level},request ${i} served`,
  docker: (level, i) =>
    JSON.stringify({
      log: `{"level":${level},"msg":"request ${i} served"}\n`,
      stream: 'stdout',
      time: time(i),
    }),
};

it.each(Object.keys(NOTATIONS))('a file of %s is read by one scale', (notation) => {
  for (const id of IDS) {
    const values = valuesOf(id, MIXES.incident);
    const lines = values.map((value, i) => NOTATIONS[notation](value, i));
    const read = levelsOf([notation === 'csv' ? 'time,level,message' : lines[0], ...lines]);
    expect(read.filter((level) => level === 'error').length, id).toBe(24);
  }
});

it('a word beside the number wins, in whichever order they stand', () => {
  const record = (fields: object) => JSON.stringify({ TimeCreated: time(1), ...fields, Message: 'x y' });
  const wordFirst = record({ LevelDisplayName: 'Information', Level: 2 });
  const wordLast = record({ Level: 2, LevelDisplayName: 'Information' });
  expect(levelsOf([wordFirst, wordFirst])).toEqual(['info']);
  expect(levelsOf([wordLast, wordLast])).toEqual(['info']);
  expect(
    levelsOf(['time,level,severity_text,message', `${time(1)},2,info,x`, `${time(2)},2,info,x`]),
  ).toEqual(['info', 'info']);
});
