import { expect, test } from 'vitest';
import type { Incident } from '../../contracts/incident';
import { type EpochMs, NUM_LEVELS } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { shownClock } from '../shared/time';
import { barsOf, labelRows, momentsOf, ticksOf } from './answer-bars';

const UTC = shownClock('UTC');

const RESULT = fixtureResult();
const TIMELINE = RESULT.timeline!;
const [INCIDENT] = RESULT.incidents;
const { grid } = TIMELINE;

test('bars cover every window once, whatever the length of the log', () => {
  for (const length of [1, 2, 109, 110, 111, 12_669]) {
    const levelCounts = new Uint32Array(length * NUM_LEVELS).fill(1);
    const bars = barsOf({ grid: { ...grid, length }, levelCounts }, INCIDENT);
    expect(bars.length).toBeLessThanOrEqual(110);
    expect(bars[0].begin).toBe(0);
    expect(bars.at(-1)!.end).toBe(length);
    for (const [i, bar] of bars.entries()) if (i > 0) expect(bar.begin).toBe(bars[i - 1].end);
    expect(bars.every(({ height }) => height === 1)).toBe(true);
  }
});

test('bars are coloured by the incident: warning before the outage, outage from it on, usual outside', () => {
  const bars = barsOf(TIMELINE, INCIDENT);
  const kinds = (from: number, to: number) => new Set(bars.slice(from, to).map(({ kind }) => kind));
  expect(kinds(0, INCIDENT.windowBegin)).toEqual(new Set(['usual']));
  expect(kinds(INCIDENT.windowBegin, 76)).toEqual(new Set(['warning']));
  expect(kinds(76, INCIDENT.windowEnd)).toEqual(new Set(['outage']));
  expect(kinds(INCIDENT.windowEnd, bars.length)).toEqual(new Set(['usual']));
  expect(barsOf(TIMELINE, { ...INCIDENT, outageStart: null }).some(({ kind }) => kind === 'outage')).toBe(
    false,
  );
});

test('moments: the change, the first sign and the outage, inside the log only', () => {
  const moments = momentsOf(grid, INCIDENT, UTC);
  expect(moments.map(({ kind }) => kind)).toEqual(['change', 'sign', 'outage']);
  expect(moments[2].label).toBe('outage 12:20');
  const early = {
    ...INCIDENT,
    changes: [{ ...INCIDENT.changes[0], change: { ...INCIDENT.changes[0].change, timeMs: 0 as EpochMs } }],
  };
  expect(momentsOf(grid, early, UTC).map(({ kind }) => kind)).toEqual(['sign', 'outage']);
  const atOnce: Incident = { ...INCIDENT, changes: [], outageStart: INCIDENT.start };
  expect(momentsOf(grid, atOnce, UTC).map(({ kind }) => kind)).toEqual(['outage']);
});

test('a log of more than a day has dates on its moments and below its bars', () => {
  const long = { ...grid, length: 3 * 288 };
  expect(momentsOf(long, INCIDENT, UTC).at(-1)!.label).toBe('outage 2026-03-12 12:20');
  expect(ticksOf(long, UTC).every(({ label }) => /^\d\d:\d\d$/.test(label))).toBe(true);
  expect(
    ticksOf({ ...grid, length: 40 * 288 }, UTC).every(({ label }) => /^\d{4}-\d\d-\d\d$/.test(label)),
  ).toBe(true);
});

test('times below the bars: some, at most seven, inside, whatever the span', () => {
  for (const [windowMs, length] of [
    [1000, 3],
    [5000, 60],
    [300_000, 1],
    [300_000, 96],
    [1_800_000, 12_669],
    [86_400_000, 4000],
  ]) {
    const ticks = ticksOf({ ...grid, windowMs, length }, UTC);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(7);
    for (const { place } of ticks) expect(place >= 0 && place <= 1).toBe(true);
  }
});

test('labels take the next row where they would lie on one another', () => {
  expect(labelRows([0.03, 0.1, 0.6])).toEqual([0, 1, 0]);
  expect(labelRows([0.9, 0.94, 0.97])).toEqual([0, 1, 2]);
  expect(labelRows([])).toEqual([]);
});
