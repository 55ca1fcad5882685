// Short logs through the pipeline: a failure in any wrapping is told, what is healthy in any wrapping is not, and titles keep their form.
import { describe, expect, it } from 'vitest';
import type { Incident } from '../contracts/incident';
import { judgeLog, type LogFile } from './fixtures/judge-log';

const FAILURE = 'settlement of batch 4711 failed: ledger replica has no primary';
const HEALTHY = [
  'batch settled, 0 errors',
  'wrote report, Failures: 0',
  'opened /var/log/app/error.log',
  'no error since the last check',
  'lease renewed',
];

type Level = 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
type Wrap = (second: number, level: Level, message: string) => string;

const at = (second: number): string =>
  `2024-03-04T06:${String(10 + Math.floor(second / 60))}:${String(second % 60).padStart(2, '0')}`;
/** Wrappings of one record, by the name of what writes so. */
const WRAPS: Readonly<Record<string, Wrap>> = {
  plain: (_s, level, message) => `${level}: ${message}`,
  spaced: (s, level, message) => `${at(s).replace('T', ' ')} ${level} ${message}`,
  log4j: (s, level, message) =>
    `${at(s).replace('T', ' ')},120 [main] ${level.padEnd(5)} org.example.Ledger - ${message}`,
  json: (s, level, message) =>
    JSON.stringify({
      time: `${at(s)}Z`,
      level: level.toLowerCase(),
      logger: 'ledger',
      errors: 0,
      failed: false,
      msg: message,
      error: null,
    }),
  'json with an error field': (s, level, message) => {
    const [msg, error] = message.includes(': ') ? message.split(': ') : [message, undefined];
    return JSON.stringify({ ts: `${at(s)}Z`, severity: level, message: msg, error, last_error: null });
  },
  logfmt: (s, level, message) =>
    `time="${at(s)}Z" level=${level.toLowerCase()} msg="${message}" errors=0 component=ledger`,
  csv: (s, level, message) => `${at(s).replace('T', ' ')},edi-1,${level},Ledger,"${message}",412`,
  ruby: (s, level, message) => `${level[0]}, [${at(s)}.120331 #71] ${level.padStart(5)} -- : ${message}`,
};

function logOf(wrap: Wrap, failing: boolean): string {
  const lines = Array.from({ length: 60 }, (_, i) => wrap(i, 'INFO', HEALTHY[i % HEALTHY.length]));
  if (failing) lines.splice(55, 0, wrap(55, 'ERROR', FAILURE));
  const head = wrap === WRAPS.csv ? ['time,host,severity,component,text,duration_ms'] : [];
  return `${[...head, ...lines].join('\n')}\n`;
}

async function incidentsOf(...files: readonly LogFile[]): Promise<readonly Incident[]> {
  return (await judgeLog(files)).incidents;
}

const TITLE = /^(?!.*(?:…|\.\.\.)$)(?!\s*(?:at |File "|#\d+ )).{1,110}$/;

describe.each(Object.keys(WRAPS))('a log of a minute, as %s', (name) => {
  it('tells the failure in words, on its own line', async () => {
    const content = logOf(WRAPS[name], true);
    const [incident] = await incidentsOf({ path: 'ledger.log', content });
    expect(incident?.title).toContain('settlement of batch 4711 failed: ledger replica has no primary');
    expect(incident.title).toMatch(TITLE);
    expect(incident.title).not.toMatch(/[{}"=]|errors/);
    expect(incident.evidence[0].text).toContain('batch 4711');
    expect(content).toContain(incident.evidence[0].text);
  });

  it('is quiet where nothing failed', async () => {
    expect(await incidentsOf({ path: 'ledger.log', content: logOf(WRAPS[name], false) })).toEqual([]);
  });
});

describe('several files', () => {
  const log = (cause: string, n: number): string =>
    `INFO: worker ${n} started\nINFO: loading plan\nERROR: ${cause}\nINFO: worker ${n} stopped\nexit status 1\n`;

  it('that failed of the same thing are one incident that names them', async () => {
    const files = [1, 2, 3].map((n) => ({
      path: `w${n}.log`,
      content: log('cannot open the store: no primary', n),
    }));
    const incidents = await incidentsOf(...files);
    expect(incidents).toHaveLength(1);
    for (const { path } of files) {
      expect(incidents[0].evidence.some(({ source }) => source.endsWith(path))).toBe(true);
      expect(`${incidents[0].title} ${incidents[0].steps?.[0]?.finding}`).toContain(path);
    }
    expect(new Set(incidents[0].evidence.map(({ id }) => id)).size).toBe(incidents[0].evidence.length);
  });

  it('that failed of different things are incidents of their own', async () => {
    const incidents = await incidentsOf(
      { path: 'a.log', content: log('cannot open the store: no primary', 1) },
      { path: 'b.log', content: log('permission denied for table orders', 2) },
    );
    expect(incidents).toHaveLength(2);
  });
});

describe('titles', () => {
  const filler = 'lorem_ipsum '.repeat(1400);
  it.each([
    ['a line of 16 KB', `ERROR: ${filler}\nexit status 1\n`],
    ['a line of 16 KB without a blank', `ERROR: ${'x'.repeat(16_000)}\nexit status 1\n`],
    [
      'an object at its end',
      `ERROR: request refused => {"changed": false, "msg": "no such host: db-3", "rc": 1}\n`,
    ],
    ['a line that ends in an ellipsis', 'ERROR: giving up on the upload of orders.csv ...\nexit status 1\n'],
    [
      'a trace',
      `Traceback (most recent call last):\n  File "/app/a.py", line 3, in run\n    go()\nValueError: ${'no '.repeat(200)}end\n`,
    ],
    ['a chain of causes', `ERROR: opening store: ${'reading part: '.repeat(20)}permission denied\n`],
  ])('keep their form: %s', async (_name, content) => {
    const [incident] = await incidentsOf({ path: 'x.log', content: `INFO: begin\n${content}` });
    expect(incident?.title).toMatch(TITLE);
  });

  it('keep the last cause of a chain', async () => {
    const content = `INFO: begin\nERROR: opening store: ${'reading a part of the index: '.repeat(20)}permission denied\n`;
    const [incident] = await incidentsOf({ path: 'x.log', content });
    expect(incident.title).toContain('opening store');
    expect(incident.title).toContain('permission denied');
  });

  it('say what an object at the end of a line says', async () => {
    const content =
      'INFO: begin\nERROR: request refused => {"changed": false, "msg": "no such host: db-3", "rc": 1}\n';
    const [incident] = await incidentsOf({ path: 'x.log', content });
    expect(incident.title).toContain('no such host: db-3');
    expect(incident.title).not.toContain('changed');
  });
});

it('names what a trace befell, where the record that holds it says so', async () => {
  const content = [
    ...Array.from(
      { length: 30 },
      (_, i) => `${at(i).replace('T', ' ')},120 [main] INFO  org.example.Query - answered in ${i} ms`,
    ),
    `${at(31).replace('T', ' ')},120 [main] ERROR org.example.Query - Error during the query of index shop.orders`,
    'java.lang.IllegalArgumentException: unknown field colour',
    '\tat org.example.query.Parser.parse(Parser.java:82)',
    '',
  ].join('\n');
  const [incident] = await incidentsOf({ path: 'query.log', content });
  expect(incident.title).toContain('Error during the query of index shop.orders');
  expect(incident.title).toContain('unknown field colour');
  expect(incident.evidence.slice(0, 2).map(({ text }) => text.split('\n')[0])).toEqual([
    expect.stringContaining('IllegalArgumentException'),
    expect.stringContaining('Error during the query'),
  ]);
});

it('shows what was said last where nothing else tells why a run failed', async () => {
  const content =
    'CodeSign /build/Parcel.app\nsigning as Example\n/build/Parcel.app: errSecInternalComponent\n** ARCHIVE FAILED **\n';
  const [incident] = await incidentsOf({ path: 'build.log', content });
  expect(incident.title).toContain('errSecInternalComponent');
  expect(incident.evidence[0].text).toContain('errSecInternalComponent');
});

it('reads a trace whose lines have headers of their own', async () => {
  const line = (i: number, message: string): string =>
    `03-04 10:31:${String(10 + i)}.120  4411  4411 E AndroidRuntime: ${message}`;
  const content = [
    ...Array.from(
      { length: 20 },
      (_, i) => `03-04 10:31:0${i % 10}.120  4411  4411 I Choreographer: frame ${i}`,
    ),
    line(1, 'FATAL EXCEPTION: main'),
    line(2, 'Process: org.example.notes, PID: 4411'),
    line(3, 'java.lang.IllegalStateException: not attached'),
    line(4, '\tat org.example.notes.Editor.onSaved(Editor.kt:142)'),
    line(5, '\tat android.os.Looper.loop(Looper.java:288)'),
    '',
  ].join('\n');
  const [incident] = await incidentsOf({ path: 'logcat.txt', content });
  expect(incident.title).toContain('IllegalStateException: not attached');
  expect(incident.title).toContain('Editor.kt:142');
});

describe('where it failed is the place of the line that explains it', () => {
  const record = (second: number, level: Level, place: string, message: string): string =>
    `${at(second).replace('T', ' ')},120 [myid:] - ${level.padEnd(5)} [main:${place}] - ${message}`;

  it('and not of what was passed over before', async () => {
    const lines = [
      record(0, 'INFO', 'Server@20', 'starting'),
      record(1, 'WARN', 'ConsoleFactory@58', 'Unable to load the console, not starting it'),
      'java.lang.NoClassDefFoundError: javax/servlet/Servlet',
      '\tat java.base/java.lang.Class.forName0(Native Method)',
      '\tat org.example.console.ConsoleFactory.create(ConsoleFactory.java:43)',
      'Caused by: java.lang.ClassNotFoundException: javax.servlet.Servlet',
      '\tat java.base/jdk.internal.loader.BuiltinClassLoader.loadClass(BuiltinClassLoader.java:641)',
      '\t... 8 more',
      record(2, 'INFO', 'Listener@652', 'binding to port 2199'),
      record(2, 'ERROR', 'Server@91', 'Unexpected exception, exiting abnormally'),
      'java.net.BindException: Address already in use',
      '\tat java.base/sun.nio.ch.Net.bind0(Native Method)',
      '\tat org.example.Listener.configure(Listener.java:662)',
      '\tat org.example.Server.main(Server.java:71)',
    ];
    const [incident] = await incidentsOf({ path: 'server.log', content: `${lines.join('\n')}\n` });
    expect(incident.title).toMatch(/BindException: Address already in use/);
    expect(incident.answer?.where.map(({ text }) => text).join()).toMatch(/Listener\.java line 662/);
  });
});

/** A run of tests as Playwright lists it; `numFailed` of them fail, and are told of again at its end. */
function testRun(numFailed: number, of: string): string {
  const name = (i: number): string =>
    `[chromium] › e2e/${of}.spec.ts:${10 + i}:1 › the ${of} number ${i} opens`;
  const numbers = Array.from({ length: 24 }, (_, i) => i);
  const failed = numbers.filter((i) => i < numFailed);
  return [
    'Running 24 tests using 2 workers',
    ...numbers.map((i) => `  ${i < numFailed ? '✘' : '✓'}   ${i + 1} ${name(i)} (${i + 2}.1s)`),
    ...failed.flatMap((i) => [
      `  ${i + 1}) ${name(i)} ────────`,
      '    Error: expect(locator).toBeVisible() failed',
      `        at /app/e2e/${of}.spec.ts:${12 + i}:5`,
    ]),
    ...(numFailed > 0 ? [`  ${numFailed} failed`, ...failed.map((i) => `    ${name(i)} ────`)] : []),
    `  ${24 - numFailed} passed (1.4m)`,
    '',
  ].join('\n');
}

describe('a log of several runs of tests', () => {
  const told = async (...runs: readonly string[]) =>
    (await judgeLog([{ path: 'ci.log', content: runs.join('\n') }])).incidents;

  it('is told of where the first of them failed, whatever comes after', async () => {
    const [incident] = await told(testRun(2, 'shelf'), testRun(0, 'drawer'));
    expect(incident?.evidence[0].text).toContain('toBeVisible() failed');
  });

  it('is not where none did', async () => {
    expect(await told(testRun(0, 'shelf'), testRun(0, 'drawer'))).toEqual([]);
  });
});
