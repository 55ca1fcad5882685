import { expect, it } from 'vitest';
import { coveredBytes, ingest, openedOf, rowsOf } from './fixtures/ingest-here';

interface Line {
  readonly level: string;
  readonly text: string;
  /** ms behind the start of its event. */
  readonly late?: number;
}

/** How systems write a line's header: process, logger and level are the same in each line of a trace. */
const HEADERS: Record<string, (time: string, level: string, text: string) => string> = {
  openstack: (time, level, text) =>
    `${time.replace('T', ' ').slice(0, 23)} 2108 ${level} nova.compute.manager ${text}`,
  python: (time, level, text) =>
    `${time.replace('T', ' ').replace('.', ',').slice(0, 23)} - worker - ${level} - ${text}`,
  log4j: (time, level, text) =>
    `${time.replace('T', ' ').replace('.', ',').slice(0, 23)} [main] ${level} c.e.App - ${text}`,
  'level first': (time, level, text) =>
    `${level} [main] ${time.replace('T', ' ').replace('.', ',').slice(0, 23)} App.java:12 - ${text}`,
  bar: (time, level, text) => `${time} | ${level} | worker | ${text}`,
  docker: (time, level, text) =>
    JSON.stringify({ log: `${time} ${level} shop.worker ${text}\n`, stream: 'stderr', time }),
  cri: (time, level, text) => `${time} stderr F ${time} ${level} shop.worker ${text}`,
};

const PYTHON = (level: string): Line[] => [
  { level: 'ERROR', text: 'Exception during message handling: TypeError: takes 4 arguments' },
  { level, text: 'Traceback (most recent call last):' },
  { level, text: '  File "/usr/lib/python3/site-packages/rpc/server.py", line 160, in _process' },
  { level, text: '    res = self.dispatcher.dispatch(message)' },
  { level, text: '  File "<string>", line 2, in delete_volume' },
  { level, text: 'TypeError: takes at least 4 arguments (3 given)' },
  { level, text: '' },
  { level, text: 'During handling of the above exception, another exception occurred:' },
  { level, text: 'Traceback (most recent call last):' },
  { level, text: '  File "/usr/lib/python3/site-packages/rpc/server.py", line 170, in _process' },
  {
    level,
    text: 'oslo_concurrency.processutils.ProcessExecutionError: Unexpected error while running command.',
  },
  { level, text: 'Command: sudo nova-rootwrap' },
  { level, text: 'Exit code: 1' },
  { level, text: "Stderr: 'no such device'" },
];
const JAVA: Line[] = [
  { level: 'ERROR', text: 'java.lang.IllegalStateException: pool is closed' },
  { level: 'ERROR', text: '\tat c.e.Pool.take(Pool.java:12)', late: 1 },
  { level: 'ERROR', text: '\tat c.e.App.main(App.java:3)', late: 1 },
];
const CALM: Line[] = [{ level: 'INFO', text: 'job 12 finished' }];
/** Records of one moment that are no trace. */
const BURST: Line[] = [
  { level: 'ERROR', text: 'cannot reach node-1' },
  { level: 'ERROR', text: 'Retry: giving up on node-2' },
  { level: 'ERROR', text: 'File "a.txt" is missing' },
  { level: 'INFO', text: 'at work again' },
];

const START = Date.UTC(2024, 4, 14, 9);
function logOf(header: (typeof HEADERS)[string], events: readonly Line[][]): string {
  const lines = events.flatMap((event, i) =>
    event.map(({ level, text, late = 0 }) =>
      header(new Date(START + i * 7000 + late).toISOString(), level, text),
    ),
  );
  return `${lines.join('\n')}\n`;
}

const calm = (num: number): Line[][] => new Array<Line[]>(num).fill(CALM);

async function numRecords(content: string): Promise<number> {
  const log = openedOf(content, 'app.log', START);
  const { table } = await ingest([log]);
  expect(coveredBytes(table, 0)).toBe(new TextEncoder().encode(content).length);
  for (const shardBytes of [64, 300]) {
    const cut = await ingest([log], { shardBytes, numScanners: 2 });
    expect(rowsOf(cut.table)).toEqual(rowsOf(table));
  }
  return table.length;
}

it.each(Object.keys(HEADERS))('a trace whose every line has the header of %s is one record', async (name) => {
  for (const level of ['ERROR', 'TRACE', 'WARNING']) {
    const events = [...calm(20), PYTHON(level), ...calm(3), PYTHON(level), PYTHON(level), ...calm(20)];
    expect(await numRecords(logOf(HEADERS[name], events)), level).toBe(events.length);
  }
  const events = [...calm(20), JAVA, ...calm(3), JAVA, JAVA, ...calm(20)];
  expect(await numRecords(logOf(HEADERS[name], events))).toBe(events.length);
});

it.each(Object.keys(HEADERS))('records of one moment stay apart behind the header of %s', async (name) => {
  const events = [...calm(20), BURST, BURST, ...calm(20)];
  expect(await numRecords(logOf(HEADERS[name], events))).toBe(40 + 2 * BURST.length);
});

it('a trace of another moment, or of another logger, is a record of its own', async () => {
  const trace = PYTHON('ERROR').slice(1, 6);
  const apart = [...calm(20), [PYTHON('ERROR')[0]], trace, ...calm(20)];
  expect(await numRecords(logOf(HEADERS.openstack, apart))).toBe(42);
  const other = logOf(HEADERS.openstack, [PYTHON('ERROR')]).replace(
    'nova.compute.manager Exc',
    'cinder.api Exc',
  );
  expect(await numRecords(logOf(HEADERS.openstack, calm(20)) + other)).toBe(22);
});

it('a thread of several words before the time begins a record as any other', async () => {
  const threads = [
    '[main]',
    '[Solr CQL query thread-0]',
    '[LocalMessageServer query worker - 3]',
    '(Thread Pool 4)',
  ];
  for (const rare of threads.slice(1)) {
    const line = (thread: string, i: number): string =>
      `ERROR ${thread} 2024-05-14 09:${String(10 + i)}:00,123  Query.java:144 - index ${i} failed`;
    const lines = Array.from({ length: 40 }, (_, i) => line(i % 10 === 7 ? rare : '[main]', i));
    expect(await numRecords(`${lines.join('\n')}\n`), rare).toBe(40);
  }
});

it.each(Object.keys(HEADERS))('a report of Erlang is one record behind the header of %s', async (name) => {
  const texts = ['** Generator terminating', '** Last message in was stop', '** Reason for termination =='];
  const of = (level: string, late: number): Line[] => texts.map((text) => ({ level, text, late }));
  const events = [...calm(20), of('ERROR', 137), ...calm(20)];
  expect(await numRecords(logOf(HEADERS[name], events))).toBe(events.length);
  // Of whole seconds, and where they only warn, they may be others'.
  for (const apart of [of('ERROR', 0), of('WARNING', 137)])
    expect(await numRecords(logOf(HEADERS[name], [...calm(20), apart, ...calm(20)]))).toBe(40 + apart.length);
  const marked = ['** (app:12): lost', '** WARNING: slow'].map((text) => ({
    level: 'ERROR',
    text,
    late: 137,
  }));
  expect(await numRecords(logOf(HEADERS[name], [...calm(20), marked, ...calm(20)]))).toBe(42);
});
