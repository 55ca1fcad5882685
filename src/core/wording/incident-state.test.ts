import { expect, test } from 'vitest';
import type { Incident } from '../../contracts/incident';
import type { EpochMs } from '../../contracts/units';
import { stateInWords } from './incident-state';

const at = (text: string): EpochMs => Date.parse(text) as EpochMs;
const INCIDENT = {
  severity: 'critical',
  kind: 'outage',
  leadMinutes: null,
  start: at('2026-03-12T04:45Z'),
  end: at('2026-03-12T05:20Z'),
} as const;
const END = at('2026-03-12T06:00Z');
const said = (change: Partial<Incident>, end: number | null = END) =>
  stateInWords({ ...INCIDENT, ...change }, end).join(' · ');

test('what came of it', () => {
  expect(said({})).toBe('Critical · outage · over by 05:20 UTC');
  expect(said({ kind: 'pre-failure', leadMinutes: 30 })).toContain('warning signs, then an outage');
  expect(said({ kind: 'anomaly', severity: 'warning' })).toBe('Warning · no outage seen · over by 05:20 UTC');
});

test('whether it is over: a day is said where it could be another one', () => {
  expect(said({}, INCIDENT.end)).toContain('goes on where the log ends');
  expect(said({}, at('2026-03-14T06:00Z'))).toContain('over by 2026-03-12 05:20 UTC');
  expect(said({}, null)).toBe('Critical · outage');
});

test('what was only read says neither that it is over nor that it goes on', () => {
  const read = {
    basis: 'read',
    kind: 'anomaly',
    start: Number.NaN as EpochMs,
    end: Number.NaN as EpochMs,
  } as const;
  expect(said(read)).toBe('Critical · no outage seen · read, not compared');
});
