import { expect, test } from 'vitest';
import type { Incident } from '../../contracts/incident';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { estimateSaving } from './estimate';

const incident = (runbooks: number, changes: number) =>
  ({
    evidence: [{}],
    runbooks: Array(runbooks).fill({}),
    changes: Array(changes).fill({}),
  }) as unknown as Incident;
const SETTINGS = {
  lines: { minutes: 20, saved01: 0.5 },
  runbook: { minutes: 10, saved01: 1 },
  change: { minutes: 30, saved01: 0.1 },
  ticket: { minutes: 15, saved01: 0 },
};

test('counts a task only where its result is there', () => {
  const { rows, savedMinutes, byHandMinutes, numIncidents } = estimateSaving(SETTINGS, [
    incident(1, 0),
    incident(0, 2),
    incident(0, 0),
  ]);
  expect(rows.map((row) => [row.task, row.numIncidents, row.savedMinutes])).toEqual([
    ['lines', 3, 30],
    ['runbook', 1, 10],
    ['change', 1, 3],
    ['ticket', 3, 0],
  ]);
  expect(numIncidents).toBe(3);
  expect(savedMinutes).toBe(43);
  expect(byHandMinutes).toBe(60 + 10 + 30 + 45);
});

test('without incidents nothing is saved', () => {
  expect(estimateSaving(DEFAULT_SETTINGS.estimate, [])).toMatchObject({ savedMinutes: 0, byHandMinutes: 0 });
});
