import { expect, test } from 'vitest';
import { MYSQL_CLOCK, OSLO_CLOCK, syslogClock } from './clocks';
import { compose, type Source } from './source';

const iso = (ms: number): string => new Date(ms).toISOString();
const at = (time: string): number => Date.parse(`2024-03-01T${time}Z`);

const source: Source = {
  name: 'made',
  clock: OSLO_CLOCK,
  records: ['10:00:00.000', '10:05:00.250', '10:20:00.000'].map((time) => ({
    timeMs: at(time),
    lines: [`2024-03-01 ${time} 7 INFO nova [-] at ${time}`, '  continued'],
  })),
  truth: {
    name: 'made',
    zone: 'UTC',
    clean: false,
    incidents: [
      {
        outage_start: iso(at('10:05:00')),
        outage_end: iso(at('10:06:00')),
        fault_activated: iso(at('10:04:00')),
        component: 'nova',
      },
    ],
    neutral: [{ start: iso(at('10:19:00')), end: iso(at('10:40:00')), why: 'a reboot' }],
  },
};

test('pieces keep what their records say, in other times, and the truth moves with them', () => {
  const piece = (from: string, to: string, put: string) => ({
    source,
    from: at(from),
    to: at(to),
    at: at(put),
  });
  const { text, truth } = compose('new', [
    piece('10:20:00', '10:30:00', '00:00:00'),
    piece('10:00:00', '10:20:00', '01:00:00'),
  ]);
  expect(text.split('\n')).toEqual([
    '2024-03-01 00:00:00.000 7 INFO nova [-] at 10:20:00.000',
    '  continued',
    '2024-03-01 01:00:00.000 7 INFO nova [-] at 10:00:00.000',
    '  continued',
    '2024-03-01 01:05:00.250 7 INFO nova [-] at 10:05:00.250',
    '  continued',
    '',
  ]);
  expect(truth.clean).toBe(false);
  expect(truth.incidents).toEqual([
    {
      outage_start: iso(at('01:05:00')),
      outage_end: iso(at('01:06:00')),
      fault_activated: iso(at('01:04:00')),
      symptom_start: undefined,
      component: 'nova',
    },
  ]);
  expect(truth.neutral).toEqual([
    { start: iso(at('00:00:00')), end: iso(at('00:10:00')), why: 'a reboot' },
    { start: iso(at('01:19:00')), end: iso(at('01:20:00')), why: 'a reboot' },
  ]);
});

test('a piece without its incident is clean, and records can be left out', () => {
  let num = 0;
  const piece = { source, from: at('10:10:00'), to: at('11:00:00'), at: at('10:10:00') };
  expect(compose('quiet', [piece]).truth.clean).toBe(true);
  const all = { source, from: at('10:00:00'), to: at('11:00:00'), at: at('10:00:00') };
  expect(compose('thin', [all], () => num++ % 2 === 0).text.match(/INFO/g)).toHaveLength(2);
});

test('every clock reads what it writes', () => {
  const time = Date.UTC(2005, 10, 5, 4, 3, 2);
  const lines = [
    [OSLO_CLOCK, '2024-03-01 00:00:00.000 7 INFO x'],
    [MYSQL_CLOCK, '2023-03-15T05:08:37.642287+02:00 0 [Note] x'],
    [syslogClock(2005, 5), 'Jun  9 06:06:20 combo x'],
  ] as const;
  for (const [clock, line] of lines) {
    expect(clock.read(clock.write(line, time))).toBe(time);
    expect(clock.write(line, time).split(' ').at(-1)).toBe('x');
    expect(clock.read('  continued')).toBeNull();
  }
  expect(syslogClock(2005, 5).read('Jan  2 00:00:00 combo x')).toBe(Date.UTC(2006, 0, 2));
});
