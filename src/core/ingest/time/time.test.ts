import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeader, resetHeader } from '../header';
import { TIME_KINDS, type TimeKind, timeParser } from './time';
import { createZone } from './zone';

/** ISO text of what a parser reads, or its partial form; null: not its own. */
function parse(kind: TimeKind, text: string): string | null {
  const bytes = new TextEncoder().encode(text);
  const out = createHeader();
  resetHeader(out, bytes, 0, bytes.length);
  if (timeParser(kind)(bytes, 0, bytes.length, out) < 0) return null;
  const ms = Number.isNaN(out.zoneMinutes) ? out.timeMs : out.timeMs - out.zoneMinutes * 60_000;
  return out.partial === 0 ? new Date(ms).toISOString() : `${out.partial} ${ms}`;
}

test.each<[TimeKind, string, string | null]>([
  ['iso', '2024-03-01T10:00:00Z', '2024-03-01T10:00:00.000Z'],
  ['iso', '2024-03-01 10:00:00,123 x', '2024-03-01T10:00:00.123Z'],
  ['iso', '2024-03-01 10:00:00.123456789+0530', '2024-03-01T04:30:00.123Z'],
  ['iso', '2024-03-01 10:00:00+02', '2024-03-01T08:00:00.000Z'],
  ['iso', '2024-03-01 10:00:00 CET [1]', '2024-03-01T09:00:00.000Z'],
  ['iso', '2024-03-01 10:00:00 - INFO', '2024-03-01T10:00:00.000Z'],
  ['iso', '2024-03-01 10:00:00 -0500 x', '2024-03-01T15:00:00.000Z'],
  ['iso', '2005-06-03-15.42.50.675872', '2005-06-03T15:42:50.675Z'],
  ['iso', '2024/3/1 9:05:07', '2024-03-01T09:05:07.000Z'],
  ['iso', '2024-13-01 10:00:00', null],
  ['iso', '2024-03-01 25:00:00', null],
  ['iso', '2024 05 14 09:00:07:137#+0200', '2024-05-14T09:00:07.137Z'],
  ['iso', '2024 05 14 09', null],
  ['iso', '20240514/090000.123 x', '2024-05-14T09:00:00.123Z'],
  ['iso', '2024-05-14][09:00:07][shop', '2024-05-14T09:00:07.000Z'],
  ['yy/mm/dd', '24/05/14@11:00:07.137+0200]', '2024-05-14T09:00:07.137Z'],
  ['clock-date', '09:00:07.137 14-05-2024 x', '2024-05-14T09:00:07.137Z'],
  ['clock-date', '09:00:07.137 05-14-2024 x', null],
  ['epoch', '1.7156772071370001e+09', '2024-05-14T09:00:07.137Z'],
  ['epoch', '1.715677207137E12,', '2024-05-14T09:00:07.137Z'],
  ['epoch', '1.7156772071e+08', null],
  ['epoch', '9.7156772071e+09', null],
  ['yymmdd', '081109 203615 148', '2008-11-09T20:36:15.000Z'],
  ['yymmdd', '081109 996615 148', null],
  ['yy/mm/dd', '17/06/09 20:10:40 INFO', '2017-06-09T20:10:40.000Z'],
  ['asctime', 'Sun Dec 04 04:47:44.5 2005]', '2005-12-04T04:47:44.500Z'],
  ['month-day', 'Jun  9 2005 06:06:20', '2005-06-09T06:06:20.000Z'],
  ['month-day', 'Jun 28, 2024 4:29:43 PM x', '2024-06-28T16:29:43.000Z'],
  ['month-day', 'Jan  2 00:00:01 host', '1 86401000'],
  ['month-day', 'Foo  2 00:00:01 host', null],
  ['clf', '10/Oct/2000:13:55:36 -0700]', '2000-10-10T20:55:36.000Z'],
  ['day-month', '12 Nov 2019 13:00:00.123 * x', '2019-11-12T13:00:00.123Z'],
  ['dmy', '31/12/2019 13:00:00', '2019-12-31T13:00:00.000Z'],
  ['mdy', '12/31/2019 01:00:00 PM', '2019-12-31T13:00:00.000Z'],
  ['mdy', '31/12/2019 13:00:00', null],
  ['mm-dd', '01-02 00:00:01.500', '1 86401500'],
  ['mm-dd', '01/02-00:00:01.500000  [**]', '1 86401500'],
  ['mm-dd', '01-02-00:00:01.500', null],
  ['epoch', '1117838570 x', '2005-06-03T22:42:50.000Z'],
  ['epoch', '1709287200123', '2024-03-01T10:00:00.123Z'],
  ['epoch', '1709287200.5', '2024-03-01T10:00:00.500Z'],
  ['epoch', '9999999999', null],
  ['hex', '6b0c8c5e.005e0ca5 0x7fde0241f200 slapd stopped.', '2026-11-29T20:34:38.006Z'],
  ['hex', '6b0c8c5e.005e0ca5', null],
  ['hex', '6b0c8c5e.ffffffff x', null],
  ['hex', '1b0c8c5e.005e0ca5 x', null],
  ['tai64', '@400000006b0c8c68005e0ca5 x', '2026-11-29T20:34:38.006Z'],
  ['clock', '16:29:38.905 [', '2 59378905'],
  ['clock', '04:29:38 PM x', '2 59378000'],
  ['clock', '9:05AM INF', '2 32700000'],
  ['clock', '12:01PM ERR', '2 43260000'],
  ['clock', '9:05:07 PM x', '2 75907000'],
  ['clock', '9:05 INF', null],
  ['clock', '9:05:07 x', null],
  ['clock', '10:31 PMX', null],
  ['iso', '2024-W20-2T09:00:00.123Z', '2024-05-14T09:00:00.123Z'],
  ['iso', '2024W202T090000Z', '2024-05-14T09:00:00.000Z'],
  ['iso', '2026-W53-7T23:00:00Z', '2027-01-03T23:00:00.000Z'],
  ['iso', '2027-W01-1T00:00:00Z', '2027-01-04T00:00:00.000Z'],
  ['iso', '2024-W54-1T09:00:00Z', null],
  ['iso', '2024-W20-8T09:00:00Z', null],
  ['iso', '2024:05:14-09:00:00 utm', '2024-05-14T09:00:00.000Z'],
  ['iso', '2024-05-14 09:00:00,1,"ann"', '2024-05-14T09:00:00.000Z'],
  ['iso', '2024-05-14 09:00:00,012001001234,TRAFFIC', '2024-05-14T09:00:00.000Z'],
  ['iso', '2024-05-14 09:00:00,123,INFO', '2024-05-14T09:00:00.123Z'],
  ['iso', '2024-05-14 09:00:00,1 INFO', '2024-05-14T09:00:00.100Z'],
  ['iso', '2024-03-01\t10:00:00', '2024-03-01T10:00:00.000Z'],
  ['iso', '2024-03-01 10:05 ERROR', '2024-03-01T10:05:00.000Z'],
  ['iso', '2024-03-01T10:05+02:00', '2024-03-01T08:05:00.000Z'],
  ['iso', '2024-03-01 10:65 x', null],
  ['iso', '2024-03-01 10:05.x', null],
  ['iso', '2024-03-01 01:00:00 PM x', '2024-03-01T13:00:00.000Z'],
  ['iso', '2024-03-01 12:00:00 AM', '2024-03-01T00:00:00.000Z'],
  ['iso', '2024-03-01 10:00:00 amber', '2024-03-01T10:00:00.000Z'],
  ['mdy', '3/1/2024 9:05 PM x', '2024-03-01T21:05:00.000Z'],
  ['dmy', '26.11.2026 09:05 x', '2026-11-26T09:05:00.000Z'],
  ['month-day', 'November 26, 2026 10:00 x', '2026-11-26T10:00:00.000Z'],
  ['month-day', 'Dez 12 10:00:00 host', '1 29930400000'],
  ['month-day', 'fév 12 10:00:00 host', '1 3664800000'],
  ['month-day', 'juil. 2 2024 00:00:00', '2024-07-02T00:00:00.000Z'],
  ['month-day', 'juin 2 2024 00:00:00', '2024-06-02T00:00:00.000Z'],
  ['month-day', 'Mark 2 10:00:00 x', null],
  ['day-month', '26 nov. 2026 10:00:01 ERREUR', '2026-11-26T10:00:01.000Z'],
  ['day-month', '01. Dez 2026 10:00:01', '2026-12-01T10:00:01.000Z'],
  ['day-month', '12-Nov-2019::13:00:00', '2019-11-12T13:00:00.000Z'],
  ['day-month', '26-NOV-26 01.00.00.123000 PM +01:00', '2026-11-26T12:00:00.123Z'],
  ['day-month', '26 Nov 10:00:00.5 x', '1 28548000500'],
  ['day-month', '26 cats 10:00:00', null],
  ['asctime', 'Thu, 26 Nov 2026 10:00:00 +0100', '2026-11-26T09:00:00.000Z'],
])('%s: %s', (kind, text, expected) => {
  expect(parse(kind, text)).toBe(expected);
});

test('ISO times come back as written, to the millisecond', () => {
  const date = fc.date({ min: new Date('1971-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, (time) => {
      expect(parse('iso', time.toISOString())).toBe(time.toISOString());
    }),
  );
});

test('no bytes make a parser read beyond its end or throw', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0123456789:-/., +ZTJanFebSun') });
  fc.assert(
    fc.property(text, fc.nat(5), (start, at) => {
      const bytes = new TextEncoder().encode(start);
      for (const kind of TIME_KINDS) {
        const after = timeParser(kind)(bytes, Math.min(at, bytes.length), bytes.length, createHeader());
        expect(after).toBeLessThanOrEqual(bytes.length);
      }
    }),
    { numRuns: 2000 },
  );
});

test('zones: fixed offsets, and IANA names with daylight saving', () => {
  const local = Date.UTC(2024, 6, 1, 12);
  expect(createZone('+02:00')(local)).toBe(local - 7_200_000);
  expect(createZone('Europe/Berlin')(local)).toBe(local - 7_200_000);
  expect(createZone('Europe/Berlin')(Date.UTC(2024, 0, 1, 12))).toBe(Date.UTC(2024, 0, 1, 11));
  expect(createZone('America/New_York')(Date.UTC(2024, 2, 10, 1, 59))).toBe(Date.UTC(2024, 2, 10, 6, 59));
  expect(createZone('America/New_York')(Date.UTC(2024, 2, 10, 3, 0))).toBe(Date.UTC(2024, 2, 10, 7, 0));
});
