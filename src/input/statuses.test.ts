// The status of a response beside a stated level: what a record counts as, and what it states.
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import { LEVEL_ERROR, LEVELS } from '../contracts/units';
import { mineTemplates } from '../core/drain/drain';
import { buildTemplateTable } from '../core/drain/template-table';
import { effectiveLevelOfKinds } from '../core/features/effective-level';
import { ingest, openedOf } from './fixtures/ingest-here';

const START = Date.UTC(2024, 4, 14, 9);
const STATUSES = [200, 201, 200, 404, 200, 503] as const;

interface Call {
  readonly iso: string;
  readonly status: number;
  readonly n: number;
}
const CALLS: readonly Call[] = Array.from({ length: 60 }, (_, i) => ({
  iso: new Date(START + i * 7000).toISOString(),
  status: STATUSES[i % STATUSES.length],
  n: i,
}));

const STATED: Record<string, (call: Call) => string> = {
  json: ({ iso, status, n }) =>
    `{"time":"${iso}","level":"info","msg":"request done","path":"/p${n}","status":${status}}`,
  'json, text': ({ iso, status }) =>
    `{"time":"${iso}","level":"info","message":"request done","status_code":"${status}"}`,
  pino: ({ status, n }) =>
    `{"level":30,"time":${START + n * 7000},"pid":1,"hostname":"h","req":{"method":"GET"},"res":{"statusCode":${status}},"msg":"request completed"}`,
  ecs: ({ iso, status }) =>
    `{"@timestamp":"${iso}","log.level":"INFO","message":"handled","http":{"response":{"status_code":${status}}}}`,
  logfmt: ({ iso, status }) => `time=${iso} level=info msg="request done" status=${status} took=12ms`,
  spring: ({ iso, status, n }) =>
    `${iso}  INFO 1 --- [nio-8080-exec-1] c.e.shop.Access : GET /p${n} ${status} 12 ms`,
  rails: ({ iso, status }) => `${iso} INFO -- : Completed ${status} Whatever in 12ms`,
  openstack: ({ iso, status }) =>
    `${iso.replace('T', ' ').slice(0, 23)} 12 INFO nova.wsgi.server [-] 10.0.0.1 "GET /v2 HTTP/1.1" status: ${status} len: 252 time: 0.1`,
  'json in docker': ({ iso, status }) =>
    JSON.stringify({
      log: `{"level":"info","msg":"done","status":${status}}\n`,
      stream: 'stdout',
      time: iso,
    }),
  csv: ({ iso, status }) => `${iso},info,request done,${status}`,
};
const UNSTATED: Record<string, (call: Call) => string> = {
  'access log': ({ status, n }) =>
    `10.0.0.1 - - [14/May/2024:09:${String(n % 60).padStart(2, '0')}:00 +0000] "GET /p HTTP/1.1" ${status} 512 "-" "curl"`,
  'dashes between': ({ iso, status }) =>
    `[${iso}] - a.example - 192.0.2.9 - ${status} - - - GET - HTTP/2.0 - 1200`,
  'tabs between': ({ iso, status }) => `${iso}\t192.0.2.9\t0.4\t${status}\t642\tGET\thttp\t/p\t537`,
  json: ({ iso, status, n }) => `{"time":"${iso}","method":"GET","path":"/p${n}","status":${status}}`,
};

const HEAD: Record<string, string> = { csv: 'time,level,message,status\n' };

async function read(name: string, write: (call: Call) => string) {
  const content = `${HEAD[name] ?? ''}${CALLS.map(write).join('\n')}\n`;
  const { table } = await ingest([openedOf(content, 'input.log', START)]);
  const { kinds } = table;
  const records = table.shards.flatMap(({ kind }) => [...kind]);
  return {
    table,
    level: records.map((kind) => LEVELS[kinds.level[kind]]),
    stated: records.map((kind) => LEVELS[(kinds.stated ?? kinds.level)[kind]]),
    status: records.map((kind) => kinds.status?.[kind] ?? 0),
  };
}

const classes = CALLS.map(({ status }) => Math.floor(status / 100));

it.each(Object.keys(STATED))('%s: 5xx counts as an error and states information', async (name) => {
  const { level, stated, status } = await read(name, STATED[name]);
  expect(status).toEqual(classes);
  expect(new Set(stated)).toEqual(new Set(['info']));
  expect(level).toEqual(classes.map((found) => (found === 5 ? 'error' : 'info')));
});

it.each(Object.keys(UNSTATED))('%s: the status is the level where none is stated', async (name) => {
  const { level, stated, status } = await read(name, UNSTATED[name]);
  expect(status).toEqual(classes);
  expect(new Set(stated)).toEqual(new Set(['']));
  expect(level).toEqual(classes.map((found) => (found === 5 ? 'error' : found === 4 ? 'warn' : 'info')));
});

it('a few failures among many requests of one wording have a template of their own', async () => {
  const { table } = await read('json', ({ n, ...call }) =>
    STATED.json({ ...call, n, status: n % 20 === 7 ? 500 : 200 }),
  );
  const templates = buildTemplateTable(table, mineTemplates(table.shapes, DEFAULT_SETTINGS.drain));
  expect(templates.templates.map(({ level, count }) => [LEVELS[level], count])).toEqual([
    ['info', 57],
    ['error', 3],
  ]);
  const gravest = Math.max(...effectiveLevelOfKinds(table, templates));
  expect(gravest).toBe(LEVEL_ERROR);
});

it('numbers that are no statuses are left alone', async () => {
  const others: ((call: Call) => string)[] = [
    ({ iso, n }) => `${iso} INFO a.b.C - took ${500 + (n % 7)} ms`,
    ({ iso, n }) => `${iso} INFO a.b.C - GET /p${n} took 503 ms`,
    ({ iso, n }) => `{"time":"${iso}","level":"info","msg":"order","status":"paid","code":${500 + n}}`,
    ({ iso, n }) => `time=${iso} level=info msg="x" status=${n}`,
  ];
  for (const write of others) expect(new Set((await read('', write)).status)).toEqual(new Set([0]));
});
