import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeader, resetHeader } from '../header';
import { type TimeKind, timeParser } from './time';
import { AMBIGUOUS_WORDS, meaningsOf, WEAK_WORDS, ZONE_WORDS } from './zone-words';

/** Time of 2024-05-14 09:00:00 (or what the text says) in UTC, and what of the text is left; null: no time. */
function read(kind: TimeKind, text: string): { time: string; rest: string } | null {
  const bytes = new TextEncoder().encode(text);
  const out = createHeader();
  resetHeader(out, bytes, 0, bytes.length);
  const after = timeParser(kind)(bytes, 0, bytes.length, out);
  if (after < 0) return null;
  const zone = Number.isNaN(out.zoneMinutes) ? '' : 'Z';
  const ms = out.timeMs - (zone ? out.zoneMinutes * 60_000 : 0);
  return {
    time: new Date(ms).toISOString().slice(0, 16) + zone,
    rest: new TextDecoder().decode(bytes.subarray(after)),
  };
}

/** A clock at the end of a date, in each notation that has a zone behind it. */
const DATED: readonly (readonly [TimeKind, string])[] = [
  ['iso', '2024-05-14 09:00:00'],
  ['iso', '2024-05-14T09:00:00.000'],
  ['iso', '2024/05/14 09:00:00,000'],
  ['iso', '20240514 090000'],
  ['iso', '20240514T090000.000'],
  ['iso', '2024-135T09:00:00'],
  ['iso', '2024 May 14 09:00:00'],
  ['iso', '2024年05月14日 09:00:00'],
  ['iso', '2024-05-14 오전 9:00:00'],
  ['asctime', 'Tue May 14 2024 09:00:00'],
  ['asctime', 'Tue, 14 May 2024 09:00:00'],
  ['asctime', 'Tuesday, May 14, 2024 9:00:00 AM'],
  ['month-day', 'May 14, 2024 @ 09:00:00.000'],
  ['month-day', 'May 14 2024 09:00:00'],
  ['clf', '14/May/2024:09:00:00'],
  ['day-month', '14 May 2024 09:00:00'],
  ['day-month', '14-May-2024 09:00:00'],
  ['day-month', '14May2024 09:00:00'],
  ['dmy', '14.05.2024 09:00:00'],
  ['dmy', '14/05/2024, 9:00:00 AM'],
  ['mdy', '5/14/24, 9:00:00.000'],
  ['yy/mm/dd', '24/05/14 09:00:00'],
];

/** Zones as they stand behind a clock, each with its offset from UTC in minutes. */
const ZONES: readonly (readonly [string, number])[] = [
  ...[...ZONE_WORDS]
    .filter(([word]) => !WEAK_WORDS.has(word))
    .map(([word, minutes]) => [` ${word}`, minutes] as const),
  ['Z', 0],
  ['z', 0],
  [' utc', 0],
  ['+02:00', 120],
  ['+0200', 120],
  ['+02', 120],
  ['-03', -180],
  ['+5:30', 330],
  [' +02:00', 120],
  [' +0200', 120],
  [' -0330', -210],
  [' +5:30', 330],
  [' +03', 180],
  [' -03', -180],
  [' [+0200]', 120],
  ['[-03:00]', -180],
  [' (+02:00)', 120],
  [' [UTC]', 0],
  [' (UTC+1)', 60],
  [' (UTC-05:00)', -300],
  [' [IST]', 330],
  [' UTC+02:00', 120],
  [' UTC+2', 120],
  [' UTC-5:30', -330],
  [' GMT+2', 120],
  [' GMT+10', 600],
  [' GMT-0300', -180],
  [' UTC +0200', 120],
  [' GMT+0200 (Central European Summer Time)', 120],
  [' Europe/Berlin', 120],
  [' [Europe/Berlin]', 120],
  [' America/Argentina/Buenos_Aires', -180],
  [' Asia/Kolkata', 330],
  ['+02:00[Europe/Berlin]', 120],
];
const BEHIND = [
  '',
  ' INFO started',
  '] started',
  ': started',
  ' [main] INFO x',
  ' 4711 started',
  '|started',
  ',started',
];

test('every zone behind every dated clock is read, and what follows it is left', () => {
  const nine = Date.UTC(2024, 4, 14, 9);
  const wrong: unknown[] = [];
  for (const [kind, date] of DATED)
    for (const [zone, minutes] of ZONES)
      for (const behind of BEHIND) {
        // Nobody writes 'AMZ'.
        if (date.endsWith('AM') && /^z$/i.test(zone)) continue;
        const time = `${new Date(nine - minutes * 60_000).toISOString().slice(0, 16)}Z`;
        const got = read(kind, date + zone + behind);
        if (got?.time !== time || got.rest !== behind) wrong.push([date + zone + behind, got]);
      }
  expect(wrong).toEqual([]);
});

test('the year may stand before the zone, behind it, or on its other side', () => {
  const head = 'Tue May 14 09:00:00';
  for (const [zone, minutes] of [
    ...ZONE_WORDS,
    ['+0100', 60],
    ['-03', -180],
    ['GMT+2', 120],
    ['UTC+05:30', 330],
  ] as const) {
    const time = `${new Date(Date.UTC(2024, 4, 14, 9) - minutes * 60_000).toISOString().slice(0, 16)}Z`;
    for (const text of [`${head} ${zone} 2024`, `${head} 2024 ${zone}`, `Tue 14 May 09:00:00 ${zone} 2024`])
      expect([text, read('asctime', text)]).toEqual([text, { time, rest: '' }]);
  }
  expect(read('asctime', `${head} XYZT 2024 up`)).toEqual({ time: '2024-05-14T09:00', rest: ' up' });
  expect(read('month-day', 'May 14 09:00:00 2024 UTC: %LINK')).toEqual({
    time: '2024-05-14T09:00Z',
    rest: ': %LINK',
  });
});

test('words that mean other things, too, are zones only where nothing else of the line follows at once', () => {
  for (const word of WEAK_WORDS) {
    const time = `${new Date(Date.UTC(2024, 4, 14, 9) - ZONE_WORDS.get(word)! * 60_000).toISOString().slice(0, 16)}Z`;
    expect(read('iso', `2024-05-14 09:00:00 ${word}: x`)).toEqual({ time, rest: ': x' });
    expect(read('iso', `2024-05-14 09:00:00 ${word}`)).toEqual({ time, rest: '' });
    const prose = ` ${word} was rebuilt`;
    expect(read('iso', `2024-05-14 09:00:00${prose}`)).toEqual({ time: '2024-05-14T09:00', rest: prose });
  }
});

test('a city is as far from UTC as it was on that day, in any area that is known', () => {
  expect(read('iso', '2024-01-14 09:00:00 Europe/Berlin x')).toEqual({
    time: '2024-01-14T08:00Z',
    rest: ' x',
  });
  expect(read('iso', '2024-07-14 09:00:00 America/New_York')).toEqual({
    time: '2024-07-14T13:00Z',
    rest: '',
  });
  for (const name of ['Europe/Atlantis', 'Server/Started', 'Asia/', 'Europe', 'Pacific/../x'])
    expect(read('iso', `2024-05-14 09:00:00 ${name} x`)).toEqual({
      time: '2024-05-14T09:00',
      rest: ` ${name} x`,
    });
});

test('what is no zone stays in the message', () => {
  const prose = [
    'INFO started',
    'ERROR x',
    '- INFO x',
    '-1 left',
    '+5 more',
    '-20 C',
    '+2x',
    '-123 items',
    '-1234 items',
    '+1577 x',
    'UTCX',
    'ESTABLISHED',
    '[main] x',
    '[INFO] x',
    '[-] x',
    '(GET /) x',
    '[10] x',
    'GET /index',
    'utcoffset',
    'AST-1 x',
    'EST=1',
    'TEST',
    'HOST up',
    'MSK/1',
    '+15:00 x',
    '-13:00 x',
  ];
  for (const text of prose)
    expect([text, read('iso', `2024-05-14 09:00:00 ${text}`)]).toEqual([
      text,
      { time: '2024-05-14T09:00', rest: ` ${text}` },
    ]);
});

test('an ambiguous word is read as the first of its meanings', () => {
  expect(AMBIGUOUS_WORDS).toEqual(expect.arrayContaining(['IST', 'CST', 'BST', 'AST']));
  for (const word of AMBIGUOUS_WORDS) {
    expect([word, meaningsOf(word)[0].minutes]).toEqual([word, ZONE_WORDS.get(word)]);
    expect(meaningsOf(word).length).toBeGreaterThan(1);
  }
  expect(meaningsOf('UTC')).toEqual([]);
});

test('any bytes behind a clock: no parser reads beyond the end, and an offset is within a day', () => {
  const text = fc.string({ unit: fc.constantFrom(...' +-:[]()/0123456789UTCGMZBSTIEuropBlin_') });
  fc.assert(
    fc.property(text, (tail) => {
      const bytes = new TextEncoder().encode(`2024-05-14 09:00:00${tail}`);
      const out = createHeader();
      const after = timeParser('iso')(bytes, 0, bytes.length, out);
      expect(after).toBeLessThanOrEqual(bytes.length);
      expect(Math.abs(Number.isNaN(out.zoneMinutes) ? 0 : out.zoneMinutes)).toBeLessThanOrEqual(14 * 60);
    }),
    { numRuns: 3000 },
  );
});
