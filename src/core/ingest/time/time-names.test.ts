// Dates in the words of other languages: names of months as Intl writes them, eras and clocks of Japan and China, ticks of Windows and .NET.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeader, resetHeader } from '../header';
import { type TimeKind, timeParser } from './time';

function parse(kind: TimeKind, text: string): number {
  const bytes = new TextEncoder().encode(text);
  const out = createHeader();
  resetHeader(out, bytes, 0, bytes.length);
  return timeParser(kind)(bytes, 0, bytes.length, out) < 0 ? Number.NaN : out.timeMs;
}

const LOCALES = 'en de fr es it pt nl ru uk bg pl cs tr sv da nb'.split(' ');
/** Of these only the long names: the short ones are those of another month elsewhere, or numbers. */
const LONG_ONLY = new Set(['bg']);

/** Names of the month behind a day and alone, short and long. */
function namesOf(locale: string, month: number): string[] {
  const date = new Date(Date.UTC(2024, month, 14));
  const widths = LONG_ONLY.has(locale) ? (['long'] as const) : (['short', 'long'] as const);
  const names = widths.flatMap((width) =>
    [{ month: width }, { month: width, day: 'numeric' } as const].map(
      (options) =>
        new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
          .formatToParts(date)
          .find(({ type }) => type === 'month')?.value ?? '',
    ),
  );
  return [...new Set(names)].filter((name) => /^\p{L}{3}/u.test(name));
}

test.each(LOCALES)('months of %s are read, in small letters, with a capital and in capitals', (locale) => {
  for (let month = 0; month < 12; month++) {
    for (const name of namesOf(locale, month)) {
      const capital = name[0].toUpperCase() + name.slice(1);
      for (const form of new Set([name, capital])) {
        const text = `${form} 14 2024 09:00:07 x`;
        expect([locale, text, parse('month-day', text)]).toEqual([
          locale,
          text,
          Date.UTC(2024, month, 14, 9, 0, 7),
        ]);
      }
    }
  }
});

const moment = fc
  .date({ min: new Date('2001-01-10'), max: new Date('2037-12-01'), noInvalidDate: true })
  .map((date) => Math.floor(date.getTime() / 1000) * 1000);
const two = (number: number): string => String(number).padStart(2, '0');

test('eras, signs and halves of the day tell the same second as ISO', () => {
  const eras: readonly (readonly [string, number])[] = [
    ['令和', 2018],
    ['民國', 1911],
    ['', 0],
  ];
  fc.assert(
    fc.property(
      moment,
      fc.constantFrom(...eras),
      fc.boolean(),
      fc.boolean(),
      (ms, [era, before], wide, half) => {
        const date = new Date(ms);
        const year = date.getUTCFullYear() - before;
        fc.pre(year > 0);
        const pad = (number: number): string => (wide ? two(number) : `${number}`);
        const hours = date.getUTCHours();
        const shown = half ? hours % 12 : hours;
        const clock = `${half ? (hours < 12 ? '午前' : '午後') : ''}${pad(shown)}時${pad(date.getUTCMinutes())}分${pad(date.getUTCSeconds())}秒`;
        const day = `${pad(date.getUTCMonth() + 1)}月${pad(date.getUTCDate())}日`;
        expect(parse('iso', `${era}${year}年${day} ${clock} x`)).toBe(ms);
        const late = `${shown}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${half ? (hours < 12 ? ' 午前' : '午後') : ''}`;
        expect(parse('iso', `${era}${year}年${day} ${late} x`)).toBe(ms);
      },
    ),
  );
});

test.each<[TimeKind, string, string | null]>([
  ['iso', '令和元年5月1日 9時', '2019-05-01T09:00:00.000Z'],
  ['iso', '2024年5月14日(火) 9時00分', '2024-05-14T09:00:00.000Z'],
  ['iso', '2024年5月14日 9时00分07.25秒', '2024-05-14T09:00:07.250Z'],
  ['iso', '令和6年13月1日 9時00分07秒', null],
  ['iso', '令和6年5月14日 25時00分07秒', null],
  ['iso', '令和年5月14日 9時00分07秒', null],
  ['month-day', 'may/14/2024 09:00:07', '2024-05-14T09:00:07.000Z'],
  ['month-day', 'May-14-2024 9:00:07 PM', '2024-05-14T21:00:07.000Z'],
  ['month-day', 'may/14-2024 09:00:07', null],
  ['month-day', 'may/32/2024 09:00:07', null],
])('%s %s', (kind, text, expected) => {
  const ms = parse(kind, text);
  expect(Number.isNaN(ms) ? null : new Date(ms).toISOString()).toBe(expected);
});

test('18 digits are ticks of Windows or of .NET, and nothing else', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 9_999_999 }), (ms, ticks) => {
      for (const seconds of [11_644_473_600n, 62_135_596_800n]) {
        const text = `${(BigInt(ms / 1000) + seconds) * 10_000_000n + BigInt(ticks)}`;
        if (text.length === 18) expect(parse('epoch', `${text} x`)).toBeCloseTo(ms + ticks / 10_000, 3);
      }
    }),
  );
  for (const text of ['999999999999999999 x', '100000000000000000 x', '1336015080000000001x'])
    expect(parse('epoch', text)).toBeNaN();
});
