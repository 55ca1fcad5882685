import { expect, test } from 'vitest';
import { detectFormat } from './detect';
import { createRecordReader } from './read-record';

const pad = (value: number): string => String(value).padStart(2, '0');
const clock = (i: number): string => `10:${pad(Math.floor(i / 60) % 60)}:${pad(i % 60)}`;

/** One line of each system, and the source and message that it has to be read with. */
const SYSTEMS: Readonly<Record<string, (i: number) => readonly [string, string, string]>> = {
  election: (i) => [
    `2024-03-01 ${clock(i)},744 - WARN  [Worker:188${i % 7}:QuorumManager@688] - Send worker ${i} leaves`,
    'QuorumManager',
    `Send worker ${i} leaves`,
  ],
  jobs: (i) => [
    `2024-03-01 ${clock(i)},978 INFO [Allocator ${i % 5}] org.example.Jobs: made ${i} containers`,
    'org.example.Jobs',
    `made ${i} containers`,
  ],
  compute: (i) => [
    `compute.log 2024-03-01 ${clock(i)}.008 2931 INFO compute.manager [req-${i}] instance ${i} started`,
    'compute.manager',
    `instance ${i} started`,
  ],
  shell: (i) => [
    `Mar  1 ${clock(i)} web1 sshd[${100 + i}]: Failed password for u${i}`,
    'sshd',
    `Failed password for u${i}`,
  ],
  nodes: (i) => [
    `KERN ${1709287200 + i} 2024.03.01 R0${i % 4} x${i} R0${i % 4} RAS KERNEL FATAL data error ${i}`,
    'KERNEL',
    `data error ${i}`,
  ],
};

/** Lines of all systems in turn, as often as the weights say, in an order that is none. */
function mix(weights: Readonly<Record<string, number>>, num: number) {
  const bag = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
  return Array.from({ length: num }, (_, i) =>
    SYSTEMS[bag[(i * 7919 + Math.floor(i / 13) * 31) % bag.length]](i),
  );
}

test.each([
  ['even', { election: 1, jobs: 1, compute: 1, shell: 1, nodes: 1 }],
  ['one system of dashes prevails', { election: 60, jobs: 2, compute: 2, shell: 2, nodes: 2 }],
  ['syslog prevails', { election: 3, jobs: 10, compute: 1, shell: 60, nodes: 1 }],
  ['words before the time prevail', { election: 2, jobs: 2, compute: 40, shell: 2, nodes: 40 }],
])(
  'files that mix systems line by line: %s',
  (_, weights) => {
    const lines = mix(weights, 3000);
    const bytes = new TextEncoder().encode(lines.map(([line]) => `${line}\n`).join(''));
    const { plan } = detectFormat([bytes], { name: 'mix.log', zone: 'UTC', whole: true, format: null });
    const read = createRecordReader(plan);
    for (const [line, source, message] of lines) {
      const at = new TextEncoder().encode(line);
      const parts = read(at, 0, at.length);
      expect([line, parts.source, parts.message]).toEqual([line, source, message]);
    }
  },
  20_000,
);

test('a time in the text of a trace starts no record', () => {
  const record = (i: number): string =>
    [
      `2024-03-01 ${clock(i)},123 ERROR [main] org.example.Db: query ${i} failed`,
      'java.sql.SQLException: timeout',
      `row of ${i} changed at 2024-01-01 09:00:00 by job`,
      '\tat org.example.Db.run(Db.java:12)',
    ].join('\n');
  const text = Array.from({ length: 200 }, (_, i) => `${record(i)}\n`).join('');
  const bytes = new TextEncoder().encode(text);
  const { plan } = detectFormat([bytes], { name: 'a.log', zone: 'UTC', whole: true, format: null });
  expect(plan.parsers.map(({ parser }) => parser)).toEqual(['text', 'any-header']);
});

const planOf = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  return detectFormat([bytes], { name: 'a.log', zone: 'UTC', whole: true, format: null });
};

test('records whose traces outnumber them by far keep their times', () => {
  const trace = Array.from({ length: 30 }, (_, i) => `column ${i} of the row was not what was asked for`);
  const record = (i: number): string =>
    [`2024-03-01 ${clock(i)},123 ERROR shop.views: order ${i} failed`, ...trace].join('\n');
  const text = Array.from({ length: 20 }, (_, i) => `${record(i)}\n`).join('');
  const { plan, confidence01 } = planOf(text);
  expect(plan.style).toBe('timed');
  expect(confidence01).toBeGreaterThan(0.6);
  // The same dates in no order are data.
  const shuffled = Array.from({ length: 20 }, (_, i) => `${record((i * 7) % 20)}\n`).join('');
  expect(planOf(shuffled).plan.style).toBe('lines');
});

test('JSON between lines of text is read beside them, but not JSON within their records', () => {
  const text = (i: number): string =>
    `2024-03-01 ${clock(i)},123 INFO  [main] com.example.App - request ${i}`;
  const json = (i: number): string =>
    JSON.stringify({ ts: `2024-03-01T${clock(i)}Z`, level: 'warn', msg: 'slow' });
  const many = (line: (i: number) => string): string =>
    Array.from({ length: 40 }, (_, i) => `${line(i)}\n`).join('');
  const mixed = planOf(many((i) => (i % 2 === 0 ? text(i) : json(i)))).plan;
  expect(mixed.style).toBe('timed');
  expect(mixed.parsers.map(({ parser }) => parser)).toContain('json-lines');
  const within = planOf(many((i) => `${text(i)}\n{"id":${i},"state":"open"}`)).plan;
  expect(within.parsers.map(({ parser }) => parser)).not.toContain('json-lines');
});

test.each([4, 20, 45, 100])('a time that one line of %i tells behind words heads no record', (every) => {
  const lines = Array.from({ length: 400 }, (_, i) =>
    i % every === every - 1
      ? `[INFO] Finished at: ${new Date(1.7e12 + i * 1000).toISOString()}`
      : `[INFO] step ${i} of ${400 - i} is done`,
  );
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const { plan } = detectFormat([bytes], { name: 'build.log', zone: 'UTC', whole: true });
  expect([plan.format, plan.style]).toEqual(['plain', 'lines']);
});

test('of an access log that comes by syslog, the few lines that are of no request keep their time and message', () => {
  const request = (i: number): string =>
    `Mar  1 ${clock(i)} lb1 haproxy[12]: 10.0.0.7:50${pad(i % 60)} [01/Mar/2024:${clock(i)}.237] www shop/app2 0/0/0/34/34 200 126 - - ---- 1/1/0/0/0 0/0 "GET /cart/${i} HTTP/1.1"`;
  const state = 'Server shop/app1 is DOWN, reason: Layer4 timeout';
  const lines = Array.from({ length: 600 }, (_, i) => request(i));
  lines.push(`Mar  1 ${clock(600)} lb1 haproxy[12]: ${state}`);
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  const { plan } = detectFormat([bytes], { name: 'haproxy.log', zone: 'UTC', whole: true, format: null });
  const read = createRecordReader(plan);
  const partsOf = (line: string) => {
    const at = new TextEncoder().encode(line);
    return read(at, 0, at.length);
  };
  expect(partsOf(lines[600])).toMatchObject({ source: 'haproxy', message: state });
  expect(partsOf(lines[5]).message).toContain('GET /cart/5');
  // One that is no envelope's is read as before.
  const plain = lines.slice(0, 600).map((line) => line.slice(line.indexOf('10.0.0.7')));
  const own = detectFormat([new TextEncoder().encode(plain.join('\n'))], {
    name: 'haproxy.log',
    zone: 'UTC',
    whole: true,
    format: null,
  });
  expect(own.plan.parsers.map(({ parser }) => parser)).not.toContain('syslog');
});
