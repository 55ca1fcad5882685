import { expect, test } from 'vitest';
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { AlarmKeeper } from './alarms';
import { fixtureResult } from './fixtures/result';

const WINDOW = 300_000;
const BEGIN = Date.UTC(2026, 2, 1);
const base = fixtureResult();
const incident = (from: number, to: number, own: Partial<Incident> = {}): Incident => ({
  ...base.incidents[0],
  start: (BEGIN + from * WINDOW) as Incident['start'],
  end: (BEGIN + to * WINDOW) as Incident['end'],
  lastSeen: undefined,
  severity: 'warning',
  ...own,
});
const verdict = (length: number, incidents: readonly Incident[]): AnalysisResult => ({
  ...base,
  incidents,
  timeline: base.timeline && {
    ...base.timeline,
    grid: { ...base.timeline.grid, startMs: BEGIN as Incident['start'], windowMs: WINDOW, length },
  },
});
const brief = (alarms: ReturnType<AlarmKeeper['take']>) =>
  alarms.map(({ action, severity }) => `${action} ${severity}`);

test('one incident has one key, whatever it grows to; graver it is told again; over, its end is told once', () => {
  const keeper = new AlarmKeeper();
  expect(keeper.take(verdict(10, [incident(2, 4)]), [])).toEqual([]);
  const first = keeper.take(verdict(21, [incident(20, 21)]), [incident(20, 21)]);
  expect(brief(first)).toEqual(['trigger warning']);
  expect(keeper.take(verdict(22, [incident(20, 22)]), [])).toEqual([]);
  const graver = incident(20, 23, { severity: 'critical' });
  const second = keeper.take(verdict(23, [graver]), [graver]);
  expect(brief(second)).toEqual(['trigger critical']);
  const third = keeper.take(verdict(24, [graver]), []);
  expect(brief(third)).toEqual(['resolve critical']);
  expect(new Set([...first, ...second, ...third].map(({ key }) => key)).size).toBe(1);
  expect(keeper.take(verdict(30, [graver]), [])).toEqual([]);
});

test('what is no incident any more has ended; another one has another key; the same in another run has the same', () => {
  const [one, other] = [incident(20, 21), incident(40, 41)];
  const keeper = new AlarmKeeper();
  const first = keeper.take(verdict(21, [one]), [one]);
  expect(brief(keeper.take(verdict(22, []), []))).toEqual(['resolve warning']);
  const second = keeper.take(verdict(41, [other]), [other]);
  expect(second[0].key).not.toBe(first[0].key);
  expect(new AlarmKeeper().take(verdict(21, [one]), [one])[0].key).toBe(first[0].key);
  expect(first[0].key).toMatch(/^harbinger-[0-9a-f]{16}$/);
});

test('what had ended and goes on begins again under its key', () => {
  const keeper = new AlarmKeeper();
  const one = incident(20, 21);
  const [begun] = keeper.take(verdict(21, [one]), [one]);
  expect(brief(keeper.take(verdict(23, [one]), []))).toEqual(['resolve warning']);
  const again = keeper.take(verdict(27, [incident(20, 27)]), []);
  expect(brief(again)).toEqual(['trigger warning']);
  expect(again[0].key).toBe(begun.key);
  expect(brief(keeper.take(verdict(29, [incident(20, 27)]), []))).toEqual(['resolve warning']);
});
