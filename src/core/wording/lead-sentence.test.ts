import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { type LeadForm, leadSentence } from './lead-sentence';

const MINUTE = 60_000;
const OUTAGE_AT = '2026-03-01 12:45:00 UTC';
const BRIEF: LeadForm = { form: 'brief', hasMarks: false };
const FULL: LeadForm = { form: 'full', hasMarks: false, outageAt: OUTAGE_AT };

/** Two windows of five minutes, the outage so many minutes after the first of them began; null: none. */
const incidentOf = (leadMinutes: number | null, outageMinutes: number | null) => ({
  leadMinutes,
  outageStart: outageMinutes === null ? null : ((outageMinutes * MINUTE) as EpochMs),
  firstConfirmed: 0 as EpochMs,
  start: 0 as EpochMs,
  end: (10 * MINUTE) as EpochMs,
  windowBegin: 3,
  windowEnd: 5,
});

describe('a lead', () => {
  it('is counted from the end of the first confirmed window', () => {
    const led = incidentOf(30, 30);
    expect(leadSentence(led, BRIEF)).toBe('a warning was possible 25 minutes before the outage');
    expect(leadSentence(led, FULL)).toBe(
      `a warning was possible 25 minutes before the outage at ${OUTAGE_AT}, at the end of the first confirmed window, which begins 30 minutes before`,
    );
  });

  it('that is used up by that window is too late', () => {
    const led = incidentOf(5, 5);
    expect(leadSentence(led, BRIEF)).toBe('first signs 5 minutes before the outage, too late for a warning');
    expect(leadSentence(led, { form: 'full', hasMarks: false })).toBe(
      'too late for a warning: the first confirmed window, which begins 5 minutes before the outage, ended within a second of it',
    );
  });
});

describe('no lead', () => {
  const both = (outageMinutes: number | null, hasMarks = false) =>
    [BRIEF, FULL].map((form) => leadSentence(incidentOf(null, outageMinutes), { ...form, hasMarks }));

  it('is claimed without an outage', () => {
    expect(both(null)).toEqual([
      'no outage found in the log',
      'no outage was found in the log, so no lead time is claimed',
    ]);
  });

  it('has a reason for each place of the outage', () => {
    expect(both(-10)).toEqual([
      'no precursor found before the outage',
      `no precursor found: first confirmed 10 min after the outage, which began at ${OUTAGE_AT}`,
    ]);
    expect(both(4)).toEqual([
      'no precursor found before the outage',
      `no precursor found: first confirmed in the same window as the outage, which began at ${OUTAGE_AT}`,
    ]);
    expect(both(5.5)).toEqual([
      'no warning in time for the outage',
      `no warning in time: the first confirmed window ended less than a minute before the outage, which began at ${OUTAGE_AT}`,
    ]);
    expect(both(30)).toEqual([
      'no lead is claimed before the outage, as it lies in the baseline',
      `no lead time is claimed, as this part of the log is known by hindsight only: it belongs to the baseline. First confirmed before the outage, which began at ${OUTAGE_AT}`,
    ]);
  });

  it('is only missed in what is not marked as normal', () => {
    expect(both(4, true)).toEqual([
      'no precursor found before the outage in what is not marked as normal',
      expect.stringMatching(/; what is marked as normal was not looked at$/),
    ]);
    expect(both(30, true)[0]).not.toContain('marked');
  });
});
