// Traps that are cut out of openstack_v6, seven hours of a testbed without an incident. In: its text. Out: traps: each takes lines away,
// parts them into files, or changes what they say. A line that is changed keeps its form.
import { createRandom, type Random } from '../../src/core/lib/random';
import type { Trap, TrapFile } from './trap';

interface Line {
  readonly timeMs: number;
  readonly text: string;
}

type Change = (line: Line, random: Random) => string | readonly string[] | null;

const DAY = Date.UTC(2024, 2, 6);
const at = (clock: string): number => DAY + Date.parse(`1970-01-01T${clock}:00Z`);
const between = ({ timeMs }: Line, from: number, until: number): boolean => timeMs >= from && timeMs < until;
const WINDOW_MS = 300_000;
const END = at('07:08');

export function openstackTraps(log: string): Trap[] {
  const lines = linesOf(log);
  const whole = (change: Change) => (): TrapFile[] => [
    { path: 'openstack.log', content: changed(lines, change) },
  ];
  const parted = (keeps: (line: Line, file: string) => boolean) => (): TrapFile[] =>
    FILES.map((file) => ({
      path: `${file}.log`,
      content: changed(lines, (line) => (fileOf(line) === file && keeps(line, file) ? line.text : null)),
    }));
  const trouble = (from: string, until: string, about: RegExp, windows?: number) =>
    ({ kind: 'incident', fromMs: at(from), untilMs: at(until), about, windows }) as const;
  const none = { kind: 'none' } as const;
  return [
    {
      name: 'v6 a service stops for 30 minutes',
      answer: 'neutron said nothing from 05:00 to 05:30',
      expected: trouble('05:00', '05:30', /neutron/i),
      files: whole((line) =>
        between(line, at('05:00'), at('05:30')) && isOf(line, 'neutron') ? null : line.text,
      ),
    },
    {
      name: 'v6 one of three files stops for 30 minutes',
      answer: 'nova.log said nothing from 05:00 to 05:30',
      expected: trouble('05:00', '05:30', /nova/i),
      files: parted((line, file) => file !== 'nova' || !between(line, at('05:00'), at('05:30'))),
    },
    {
      name: 'v6 one of three files begins late',
      answer: 'nothing: its lines are new because the file is',
      expected: none,
      files: parted((line, file) => file !== 'nova' || line.timeMs >= at('04:40')),
    },
    {
      name: 'v6 one of three files begins within the baseline',
      answer: 'nothing: its lines are new because the file is',
      expected: none,
      files: parted((line, file) => file !== 'network' || line.timeMs >= at('02:20')),
    },
    {
      name: 'v6 one of three files ends early',
      answer: 'nothing but that the file ends at 05:30',
      expected: none,
      files: parted((line, file) => file !== 'network' || line.timeMs < at('05:30')),
    },
    {
      name: 'v6 errors rise by 1 % a window',
      answer: 'more and more errors of keystone from 04:00',
      expected: trouble('04:00', '07:08', /keystone|token/i, 9),
      files: whole((line, random) =>
        isOf(line, 'keystone.common') && random.next() < (line.timeMs - at('04:00')) / WINDOW_MS / 100
          ? failing(line, 'Could not validate the token: backend timed out after 30 s')
          : line.text,
      ),
    },
    {
      name: 'v6 500s rise to 38 % in lines of INFO',
      answer: 'responses of 500 from 05:00 on: 38 % of them',
      expected: trouble('05:00', '07:08', /500|5xx|status/i),
      files: whole((line, random) =>
        between(line, at('05:00'), END) && random.next() < 0.38
          ? line.text.replace(/status: 2\d\d/, 'status: 500')
          : line.text,
      ),
    },
    {
      name: 'v6 latency x 100',
      answer: 'responses take a hundred times as long from 05:00 on',
      expected: trouble('05:00', '07:08', /time/i),
      files: whole((line) => (between(line, at('05:00'), END) ? slower(line.text, 100) : line.text)),
    },
    {
      name: 'v6 latency x 5',
      answer: 'responses take five times as long from 05:00 on',
      expected: trouble('05:00', '07:08', /time/i),
      files: whole((line) => (between(line, at('05:00'), END) ? slower(line.text, 5) : line.text)),
    },
    {
      name: 'v6 latency rises slowly, to x 30',
      answer: 'responses take longer and longer from 03:30 on',
      expected: trouble('03:30', '07:08', /time/i, 36),
      files: whole((line) =>
        line.timeMs < at('03:30')
          ? line.text
          : slower(line.text, 30 ** ((line.timeMs - at('03:30')) / (END - at('03:30')))),
      ),
    },
    {
      name: 'v6 a burst of errors in the first tenth',
      answer: 'cinder failed at 00:20',
      expected: trouble('00:20', '00:30', /cinder|volume/i),
      files: whole((line, random) =>
        between(line, at('00:20'), at('00:30')) && random.next() < 0.3
          ? [
              line.text,
              failing(
                line,
                'Volume backend ceph is not reachable: connection refused',
                'cinder.volume.manager',
              ),
            ]
          : line.text,
      ),
    },
    {
      name: 'v6 DEBUG is switched on',
      answer: 'five times the lines, all of DEBUG: said, and no incident',
      expected: { kind: 'at most info' },
      files: whole((line, random) =>
        between(line, at('05:00'), END) ? [line.text, ...debugLines(line, random)] : line.text,
      ),
    },
    {
      name: 'v6 a deployment brings new harmless lines',
      answer: 'new lines of a new version: no incident',
      expected: { kind: 'at most info' },
      files: whole((line, random) =>
        line.timeMs >= at('05:00') && random.next() < 0.1 ? [line.text, newLine(line, random)] : line.text,
      ),
    },
    {
      name: 'v6 as it is',
      answer: 'nothing',
      expected: none,
      files: whole((line) => line.text),
    },
    {
      name: 'v6 in three files',
      answer: 'nothing',
      expected: none,
      files: parted(() => true),
    },
  ];
}

function linesOf(log: string): Line[] {
  let timeMs = 0;
  return log.split('\n').map((text) => {
    const own = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 23)}Z`);
    if (!Number.isNaN(own)) timeMs = own;
    return { timeMs, text };
  });
}

function changed(lines: readonly Line[], change: Change): string {
  const random = createRandom(12);
  return lines
    .flatMap((line) => change(line, random) ?? [])
    .filter((text) => text !== '')
    .join('\n')
    .concat('\n');
}

const LOGGER = /^\S+ \S+ \d+ [A-Z]+ (\S+)/;
const loggerOf = ({ text }: Line): string => LOGGER.exec(text)?.[1] ?? '';
const isOf = (line: Line, prefix: string): boolean => loggerOf(line).startsWith(prefix);

const FILES = ['nova', 'network', 'keystone'] as const;

/** A line without a logger stays with the file of keystone. */
function fileOf(line: Line): (typeof FILES)[number] {
  const logger = loggerOf(line);
  if (/^(nova|os_vif|cinder|os_brick)/.test(logger)) return 'nova';
  return /^(neutron|eventlet|oslo)/.test(logger) ? 'network' : 'keystone';
}

/** The header of a line with a level and a logger of its own. */
function headed({ text }: Line, level: string, logger: string | null, message: string): string {
  const [date = '', time = '', pid = '', , own = ''] = text.split(' ', 5);
  return `${date} ${time} ${pid} ${level} ${logger ?? own} [-] ${message}`;
}

function failing(line: Line, message: string, logger: string | null = null): string {
  return LOGGER.test(line.text) ? headed(line, 'ERROR', logger, message) : line.text;
}

function slower(text: string, times: number): string {
  return text.replace(/\btime: (\d+\.\d+)/, (_, seconds) => `time: ${(Number(seconds) * times).toFixed(7)}`);
}

const DEBUG_TEXTS = [
  'Acquired lock for resource <n>',
  'Lock for resource <n> released, held <n> ms',
  'RPC call <n> sent, waiting for the reply',
  'Cache lookup of key <n>: hit',
];

function debugLines(line: Line, random: Random): string[] {
  if (!LOGGER.test(line.text)) return [];
  return DEBUG_TEXTS.map((text) => headed(line, 'DEBUG', null, withNumbers(text, random)));
}

const NEW_TEXTS = [
  'Feature flag scheduler-v2 is on for request <n>',
  'Published event <n> to the audit stream',
];

function newLine(line: Line, random: Random): string {
  if (!LOGGER.test(line.text)) return '';
  return headed(line, 'INFO', null, withNumbers(NEW_TEXTS[random.int(NEW_TEXTS.length)], random));
}

const withNumbers = (text: string, random: Random): string =>
  text.replace(/<n>/g, () => String(random.int(90_000)));
