import { expect, test } from 'vitest';
import type { Incident } from '../../contracts/incident';
import type { EpochMs } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { groupByTitle } from './incidents-view';
import { leadOf } from './lead';

const INCIDENT = fixtureResult().incidents[0];
const spanning = (windowMs: number, leadMinutes: number | null): Incident => ({
  ...INCIDENT,
  leadMinutes,
  windowBegin: 10,
  windowEnd: 12,
  start: 0 as EpochMs,
  end: (2 * windowMs) as EpochMs,
});

test('a lead is less by one window where a warning was possible', () => {
  expect(leadOf(spanning(300_000, 28))).toMatchObject({
    usable: '23 min',
    sentence: expect.stringMatching(
      /^A warning was possible 23 minutes before .* begins 28 minutes before\.$/,
    ),
    warningMs: INCIDENT.firstConfirmed + 300_000,
  });
  expect(leadOf(spanning(5000, 0.5))).toMatchObject({ usable: '25 s' });
  expect(leadOf(spanning(300_000, 5))).toMatchObject({
    usable: null,
    sentence: expect.stringContaining('Too late for a warning'),
  });
  expect(leadOf(spanning(300_000, null))).toBe(null);
});

test('incidents of one title stand where the gravest of them does', () => {
  const titled = (id: string, title: string): Incident => ({ ...INCIDENT, id, title });
  const groups = groupByTitle([titled('1', 'a'), titled('2', 'b'), titled('3', 'a')]);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['1', '3'], ['2']]);
});
