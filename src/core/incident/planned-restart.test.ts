import { expect, test } from 'vitest';
import { MINUTE, START, type TestRecord, tablesOf } from '../features/fixtures/small-log';
import { isInRestart, plannedRestarts, restartOf } from './planned-restart';

const ERROR = 6;

/** [minute, text, level, source] a line, behind some lines of an hour before. */
type Line = readonly [minute: number, text: string, level?: number, source?: number];

function restartsOf(lines: readonly Line[]) {
  const work: Line[] = [-60, -50, -40].map((minute) => [minute, 'request served', 3, 9]);
  const all = [...work, ...lines];
  const records = all.map(
    ([minute, , level], template): TestRecord => ({ timeMs: START + minute * MINUTE, template, level }),
  );
  const sources = Object.fromEntries(all.map(([, , , source = 0], template) => [template, source]));
  const { table, templates } = tablesOf(
    records,
    all.map(([, text]) => text),
    sources,
  );
  return plannedRestarts(table, templates);
}

const HOST_ASKED = [
  'shutting down for system reboot',
  'Power key pressed.',
  'The system is going down for reboot NOW!',
  'System is rebooting.',
  'Reached target Reboot.',
  'Switching to runlevel: 6',
];
const PROCESS_ASKED = [
  'Received SIGTERM, stopping workers',
  'caught SIGTERM, shutting down',
  'received signal 15, shutting down',
  'Normal shutdown',
  'Received SHUTDOWN from user root',
  'received fast shutdown request',
  'Stopping shop.service - the shop...',
];

test.each(HOST_ASKED)('a machine that was told to stop and boots is one restart: %s', (asked) => {
  expect(
    restartsOf([
      [0, asked],
      [3, 'Linux version 5.15.0 (build)'],
    ]),
  ).toMatchObject([{ askedMs: START, backMs: START + 3 * MINUTE, template: 3 }]);
});

test.each(PROCESS_ASKED)('so is a program that was told to stop and starts: %s', (asked) => {
  expect(
    restartsOf([
      [0, asked, 3, 1],
      [1, 'Started shop.service', 3, 1],
    ]),
  ).toHaveLength(1);
});

// What comes beside the request and the start -> whether it was a restart that nobody has to look at.
const ASKED: Line = [0, 'shutting down for system reboot'];
const BOOT: Line = [3, 'Linux version 5.15.0'];
test.each<readonly [string, readonly Line[], number]>([
  ['nothing', [ASKED, BOOT], 1],
  ['a boot that nobody asked for', [BOOT], 0],
  ['no boot', [ASKED], 0],
  ['a boot within a quarter of an hour', [ASKED, [15, 'Linux version 5.15.0']], 1],
  ['a boot much later', [ASKED, [16, 'Linux version 5.15.0']], 0],
  ['a panic before', [[-5, 'Kernel panic - not syncing'], ASKED, BOOT], 0],
  ['memory that ran out before', [[-2, 'Out of memory: Killed process 7'], ASKED, BOOT], 0],
  ['a panic long before', [[-20, 'Kernel panic - not syncing'], ASKED, BOOT], 1],
  ['a panic while it stops', [ASKED, [1, 'Kernel panic - not syncing'], BOOT], 0],
  ['a stated error after', [ASKED, BOOT, [5, 'cannot mount /data', ERROR]], 0],
  ['a stated error long after', [ASKED, BOOT, [40, 'cannot mount /data', ERROR]], 1],
  ['a stated error while it stops', [ASKED, [1, 'still busy', ERROR], BOOT], 1],
  ['words alone after', [ASKED, BOOT, [4, 'probe failed']], 1],
])('beside a request and a boot: %s', (_, lines, num) => {
  expect(restartsOf(lines)).toHaveLength(num);
});

// Of a program only what it says itself counts.
const TERM: Line = [0, 'Received SIGTERM', 3, 1];
test.each<readonly [string, readonly Line[], number]>([
  ['it is back', [TERM, [1, 'server started', 3, 1]], 1],
  ['another one is', [TERM, [1, 'server started', 3, 2]], 0],
  ['the machine is', [TERM, [1, 'Linux version 5.15.0', 3, 2]], 1],
  ['its errors after', [TERM, [1, 'server started', 3, 1], [2, 'no database', ERROR, 1]], 0],
  ['errors of another one', [TERM, [1, 'server started', 3, 1], [2, 'no database', ERROR, 2]], 1],
])('after a program was told to stop: %s', (_, lines, num) => {
  expect(restartsOf(lines)).toHaveLength(num);
});

test('the start that a log begins with is asked for by whoever began it', () => {
  const { table, templates } = tablesOf(
    [0, 1].map((template) => ({ timeMs: START + template * MINUTE, template })),
    ['syslogd 1.4.1: restart.', 'Linux version 5.15.0'],
  );
  expect(plannedRestarts(table, templates)).toMatchObject([{ askedMs: START, template: null }]);
});

test('windows that hold more than the restart are more than it', () => {
  const restarts = restartsOf([ASKED, BOOT]);
  const at = (minute: number): number => START + minute * MINUTE;
  const found = (begin: number, end: number) => restartOf(restarts, at(begin), at(end), 5 * MINUTE) !== null;
  expect(found(0, 5)).toBe(true);
  expect(found(0, 20)).toBe(true);
  expect(found(-5, 5)).toBe(false);
  expect(found(0, 25)).toBe(false);
  expect(isInRestart(restarts, at(10))).toBe(true);
  expect(isInRestart(restarts, at(19))).toBe(false);
});
