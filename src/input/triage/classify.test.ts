import { expect, test } from 'vitest';
import { classify } from './classify';
import { EVENTS, LOGS, OTHERS, TIMELESS } from './fixtures/contents';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const kindOf = (path: string, text: string): string => classify(path, bytesOf(text), text.length).kind;

/** Where logs stand, in bundles of several makes. */
const LOG_PATHS = [
  'sosreport-host7-2024/var/log/messages',
  'sosreport-host7-2024/var/log/app/app.log-20240514',
  'sosreport-host7-2024/sos_commands/logs/journalctl_--no-pager_--catalog_--boot',
  'sosreport-host7-2024/sos_commands/kernel/dmesg',
  'must-gather/namespaces/shop/pods/web-1/web/web/logs/previous.log',
  'must-gather/host_service_logs/masters/kubelet_service.log',
  'dump/shop/web-1/logs.txt',
  'diagnostics/logs/elasticsearch.log',
  'var/lib/docker/containers/abc/abc-json.log',
  'node1/logs/cassandra/system.log',
  'console.log.3',
  'app.out',
];
/** Names that tell nothing. */
const OPEN_PATHS = ['bundle/data/part-0001', 'bundle/opt/app/trace.txt', 'x/2024-05-14', 'a/b/c'];
/** Where other things stand. */
const OTHER_PATHS = [
  'sosreport-host7-2024/etc/app/main.conf',
  'sosreport-host7-2024/sos_commands/process/ps_auxwwwm',
  'sosreport-host7-2024/proc/1/status',
  'must-gather/cluster-scoped-resources/core/nodes/n1.yaml',
];

const cases = Object.entries(LOGS).flatMap(([what, text]) =>
  [...LOG_PATHS, ...OPEN_PATHS, ...OTHER_PATHS].map((path) => [what, path, text] as const),
);

test('what begins with times that go on is a log, wherever it stands', () => {
  const wrong = cases.filter(([, path, text]) => kindOf(path, text) !== 'log');
  expect(wrong.map(([what, path, text]) => `${what} as ${path}: ${kindOf(path, text)}`)).toEqual([]);
});

test('a log without a time is one by its name only', () => {
  for (const text of Object.values(TIMELESS)) {
    for (const path of LOG_PATHS) expect([path, kindOf(path, text)]).toEqual([path, 'log']);
    for (const path of OPEN_PATHS) expect([path, kindOf(path, text)]).not.toEqual([path, 'log']);
  }
});

test('what is no log is told by its content, by its place, or by both', () => {
  for (const [what, [kind, text]] of Object.entries(OTHERS)) {
    for (const path of OPEN_PATHS) expect([what, path, kindOf(path, text)]).toEqual([what, path, kind]);
    for (const path of OTHER_PATHS) expect([what, path, kindOf(path, text)]).not.toEqual([what, path, 'log']);
  }
});

test('events are events, in any of their forms', () => {
  for (const [what, text] of Object.entries(EVENTS))
    for (const path of [
      'dump/shop/events.json',
      'must-gather/namespaces/x/core/events.yaml',
      'a/b',
      'events.txt',
    ])
      expect([what, path, kindOf(path, text)]).toEqual([what, path, 'events']);
});

test('a listing among the logs, and a configuration of logging, are none', () => {
  expect(kindOf('sos/sos_commands/logs/ls_-lanR_.var.log', OTHERS['ls -l'][1])).toBe('output');
  expect(
    kindOf('sos/sos_commands/logs/journalctl_--disk-usage', 'Archived and active journals take up 1.1G.\n'),
  ).toBe('output');
  expect(kindOf('sos/etc/logrotate.conf', '# see man\nweekly\nrotate 4\ncreate\n')).toBe('configuration');
  expect(kindOf('sos/etc/systemd/journald.conf', OTHERS.ini[1])).toBe('configuration');
  expect(kindOf('sos/var/log/anaconda/ks-script.sh', OTHERS.script[1])).toBe('text');
});

test('bytes that are no text are binary, whatever their name; a beginning cut in a line or a character is no harm', () => {
  const elf = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]);
  expect(classify('var/log/app.log', elf, 12)).toEqual({ kind: 'binary', why: 'ELF program' });
  const long = bytesOf(LOGS.syslog.repeat(30));
  expect(classify('x', long.subarray(0, 16_384), long.length).kind).toBe('log');
  expect(classify('x', bytesOf(`${LOGS.iso}\u00e4`).subarray(0, -1), 9).kind).toBe('log');
  const wide = new Uint8Array(Buffer.from(`\uFEFF${LOGS.iso}`, 'utf16le'));
  expect(classify('x', wide, wide.length).kind).toBe('log');
});

test('the reason is in words', () => {
  expect(classify('x', bytesOf(LOGS.iso), 9).why).toBe('30 of its first 30 lines begin with a time');
  expect(classify('x/proc/1/maps', bytesOf('7f-80 r-xp 00 08:01 12 /lib/x\n'), 9).why).toBe(
    'what the kernel shows of itself',
  );
});
