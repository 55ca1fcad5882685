import { describe, expect, it } from 'vitest';
import { judgeLog } from '../../engine/fixtures/judge-log';

const START = Date.UTC(2026, 4, 4, 8);
const MINUTE = 60_000;

type Line = readonly [ms: number, text: string];

const stamp = (ms: number): string => new Date(START + ms).toISOString().replace('Z', '');

const KINDS = [
  'INFO [shop.cart] order stored, number',
  'INFO [shop.api] request served, number',
  'INFO [shop.pay] payment booked, number',
  'INFO [shop.mail] receipt sent, number',
  'INFO [shop.stock] shelf counted, number',
  'DEBUG [shop.cart] basket kept, number',
  'DEBUG [shop.api] session looked up, number',
];

/** Some records every second of some minutes, each as the clock states it. */
function regular(from: number, to: number, offMs = 0): Line[] {
  const lines: Line[] = [];
  for (let s = from * 60; s < to * 60; s++)
    for (const text of KINDS.filter((_, k) => ((s * 7919 + k * 104_729) >> 4) % (k + 2) === 0))
      lines.push([s * 1000 + offMs, `${text} ${s}`]);
  return lines;
}

async function judged(...files: readonly (readonly Line[])[]) {
  const { incidents, events } = await judgeLog(
    files.map((lines, i) => ({
      path: `shop-${'ab'[i]}.log`,
      content: lines.map(([ms, text]) => `${stamp(ms)} ${text}`).join('\n'),
    })),
  );
  return { titles: incidents.map(({ title }) => title), told: events.map(({ text }) => text) };
}

const steps = (told: readonly string[]): readonly string[] => told.filter((text) => /stepped/.test(text));
const said = (text: string): Line[] => [[70 * MINUTE, `WARN [time.sync] ${text}`]];

describe('a clock that was set', () => {
  it.each([11, 25])('ahead by %i minutes and back: two events, and no silence', async (minutes) => {
    const log = [...regular(0, 70), ...regular(70, 74, minutes * MINUTE), ...regular(74, 120)];
    const { titles, told } = await judged(log);
    expect(steps(told)).toHaveLength(2);
    expect(steps(told)[0]).toContain(`stepped ahead by ${minutes} minutes, at 09:09:59 UTC`);
    expect(steps(told)[1]).toContain(`stepped back by ${minutes} minutes`);
    expect(titles.filter((title) => /silen|none for|fell/.test(title))).toEqual([]);
  });

  it('back and ahead again is one too', async () => {
    const log = [...regular(0, 70), ...regular(70, 74, -20 * MINUTE), ...regular(74, 120)];
    expect(steps((await judged(log)).told)).toHaveLength(2);
  });

  it.each([
    'System clock was stepped by 1260.412 seconds',
    'Forward time jump detected!',
    'kernel reports that time jumped, timers were fired again',
  ])('ahead for good, where a line tells of it: %s', async (text) => {
    const log = [
      ...regular(0, 70),
      ...said(text).map(([ms, t]): Line => [ms + 21 * MINUTE, t]),
      ...regular(70, 120, 21 * MINUTE),
    ];
    const { titles, told } = await judged(log);
    expect(steps(told)).toHaveLength(1);
    expect(titles.filter((title) => /silen|none for|fell/.test(title))).toEqual([]);
  });

  it('of two files of one host it is told once', async () => {
    const log = [...regular(0, 70), ...regular(70, 74, 11 * MINUTE), ...regular(74, 120)];
    const told = steps((await judged(log, log)).told);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('the clock of 2 files stepped ahead');
  });
});

describe('no clock was set', () => {
  it('a silence of as long stays one', async () => {
    const { titles, told } = await judged([...regular(0, 70), ...regular(91, 130)]);
    expect(steps(told)).toEqual([]);
    expect(titles).toHaveLength(1);
  });

  it('two silences of one length are two', async () => {
    const { told } = await judged([...regular(0, 70), ...regular(81, 100), ...regular(111, 150)]);
    expect(steps(told)).toEqual([]);
  });

  it('a machine that was off, and whose clock was set as it came up, was off', async () => {
    const log = [
      ...regular(0, 70),
      [91 * MINUTE, 'INFO [kernel] Linux version 6.1.0-21-amd64'] as Line,
      [91 * MINUTE + 500, 'INFO [chronyd] System clock was stepped by 1260.412 seconds'] as Line,
      ...regular(92, 130),
    ];
    expect(steps((await judged(log)).told)).toEqual([]);
  });

  it('parts put together out of order are not', async () => {
    const log = [...regular(0, 40), ...regular(60, 90), ...regular(40, 60), ...regular(90, 120)];
    expect(steps((await judged(log)).told)).toEqual([]);
  });
});
