// What is not about counts, as a matrix: each kind, at each change, and how grave it is by itself.
import { expect, it } from 'vitest';
import type { Severity } from '../../contracts/incident';
import type { Beside } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import { severityBeside } from './severity';

const { noticedShare01, noticedTimes } = THRESHOLDS;

const ROWS: readonly (readonly [Pick<Beside, 'what' | 'name'>, usual: number, value: number, Severity])[] = [
  [{ what: 'silence', name: 'inventory' }, 3000, 600_000, 'warning'],
  [{ what: 'share', name: 'Share of 5xx among responses' }, 0.001, noticedShare01 / 2, 'warning'],
  [{ what: 'share', name: 'Share of 5xx among responses' }, 0.001, noticedShare01, 'error'],
  [{ what: 'share', name: 'Share of 5xx among responses' }, 0, 1, 'error'],
  [{ what: 'share', name: 'Share of 4xx among responses' }, 0.001, 0.05, 'warning'],
  [{ what: 'share', name: 'Share of 4xx among responses' }, 0.001, 0.9, 'warning'],
  [{ what: 'duration', name: 'p95 of latency_ms' }, 40, 160, 'warning'],
  [{ what: 'duration', name: 'p95 of latency_ms' }, 40, 40 * noticedTimes, 'error'],
  [{ what: 'duration', name: 'Median of a duration' }, 0, 5, 'error'],
  [{ what: 'duration', name: 'p95 of latency_ms' }, 40, 4, 'info'],
  [{ what: 'number', name: 'Median of queued' }, 10, 40, 'info'],
  [{ what: 'number', name: 'Median of queued' }, 10, 10 * noticedTimes, 'warning'],
  [{ what: 'number', name: 'Median of queued' }, 100, 10, 'info'],
  [{ what: 'number', name: 'Median of free' }, -10, -5, 'info'],
];

it.each(ROWS)('%o from %f to %f is %s', (beside, usual, value, severity) => {
  expect(severityBeside({ ...beside, usual, value, change: '' })).toBe(severity);
});

it('is never less for more of the same', () => {
  const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2, critical: 3 };
  for (const what of ['share', 'duration', 'number'] as const)
    for (const name of ['Share of 5xx among responses', 'Share of 4xx among responses', 'p95 of x']) {
      const ranks = [0.02, 0.05, 0.09, 0.1, 0.3, 1].map(
        (value) => rank[severityBeside({ what, name, usual: 0.01, value, change: '' })],
      );
      expect(ranks).toEqual([...ranks].sort());
    }
});
