import fc from 'fast-check';
import { expect, test } from 'vitest';
import { titleOf } from '../../core/answer/title';
import { timeBeside } from '../../core/wording/clock';
import { fixtureResult } from '../../store/fixtures/result';
import { shownClock } from './time';
import { inZone, resultInZone, titleInZone, toldTimes } from './zone-text';

const BERLIN = shownClock('Europe/Berlin');
const UTC = shownClock('UTC');
const RESULT = fixtureResult();
const NEAR = Date.UTC(2026, 2, 12, 11);

test.each([
  ['2026-03-12 10:00:05 UTC', '2026-03-12 11:00:05 Europe/Berlin'],
  ['silent since 23:30:00 UTC.', 'silent since 00:30:00 Europe/Berlin.'],
  ['over by 2026-03-28 23:59 UTC', 'over by 2026-03-29 00:59 Europe/Berlin'],
  ['from 22:30 to 23:30 UTC', 'from 2026-03-11 23:30 to 2026-03-12 00:30 Europe/Berlin'],
  ['2026-07-01 10:00 to 11:00 UTC', '2026-07-01 12:00 to 13:00 Europe/Berlin'],
  // What is quoted, what says no zone, and what is none of ours.
  ['`at 10:00 UTC` and "10:00 UTC" and “10:00 UTC”', '`at 10:00 UTC` and "10:00 UTC" and “10:00 UTC”'],
  ['10:00:00 says nothing', '10:00:00 says nothing'],
  ['zone assumed: UTC', 'zone assumed: UTC'],
])('%s', (text, shown) => {
  const near = text.startsWith('from') ? Date.UTC(2026, 2, 11, 23) : NEAR;
  const [first] = inZone(text, BERLIN, near).split('\n');
  if (text.startsWith('from')) expect(first).toMatch(/23:30 to .*00:30 Europe\/Berlin$/);
  else expect(first).toBe(shown);
  expect(inZone(text, UTC, near)).toBe(text);
});

test('a clock without a day stays where nothing tells its day', () => {
  expect(inZone('since 10:00 UTC', BERLIN, Number.NaN)).toBe('since 10:00 UTC');
});

test('of a title only its own time, not one that it quotes', () => {
  const title = 'api: booked for 10:00 UTC failed since 11:20 UTC; worker: gone at 09:00 UTC again';
  expect(titleInZone(title, BERLIN, NEAR)).toBe(
    'api: booked for 10:00 UTC failed since 12:20 Europe/Berlin; worker: gone at 09:00 UTC again',
  );
});

test('told times are the same moments, in whatever zone, with a day where it is another', () => {
  const moment = fc.integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2026, 0, 1) / 1000 });
  const zone = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati', '+05:30');
  fc.assert(
    fc.property(zone, fc.array(moment, { minLength: 1, maxLength: 6 }), (name, seconds) => {
      let before: number | null = null;
      const texts = seconds.map((second, i) => {
        const text = `sign ${timeBeside(second * 1000, before)}${i === 0 ? ' (UTC)' : ''}, so`;
        before = second * 1000;
        return text;
      });
      const shown = shownClock(name);
      let day = '';
      const read = toldTimes(texts, shown).map((text) => {
        const [, own, clock] = /(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d:\d\d)/.exec(text)!;
        day = own ?? day;
        return shown.clock.toUtc(Date.parse(`${day}T${clock}Z`));
      });
      // Of an hour that the clock shows twice the first is read.
      for (const [i, ms] of read.entries()) expect([0, 3600]).toContain(seconds[i] - ms / 1000);
    }),
  );
});

test('what was assumed of the log is still said', () => {
  expect(toldTimes(['first sign 2026-03-12 10:00:00 (zone assumed: UTC)'], BERLIN)).toEqual([
    'first sign 2026-03-12 11:00:00 (Europe/Berlin; the zone of the log was assumed: UTC)',
  ]);
});

test('a result tells its times by the clock, and is itself in UTC', () => {
  expect(resultInZone(RESULT, UTC)).toBe(RESULT);
  const shown = resultInZone(RESULT, BERLIN);
  expect(resultInZone(RESULT, BERLIN)).toBe(shown);
  expect(shown.files).toBe(RESULT.files);
  for (const [i, incident] of shown.incidents.entries()) {
    expect(incident.evidence).toBe(RESULT.incidents[i].evidence);
    expect(JSON.stringify(incident.answer?.when ?? [])).not.toMatch(/\(UTC\)/);
  }
});

test('the times of titles that the analysis makes are found', () => {
  const start = Date.UTC(2026, 2, 12, 11, 20);
  const parts = { start, end: start + 600_000, outageStart: null, outageReason: null };
  const incident = { ...parts, reasons: [{ text: 'Fewer records than usual', template: null }] };
  const title = titleOf({ incident, events: [], host: '', measured: null, logEndMs: null } as never);
  expect(title).toContain('11:20 UTC');
  expect(titleInZone(title, BERLIN, start)).toContain('12:20 Europe/Berlin');
});
