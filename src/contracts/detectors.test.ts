import { expect, test } from 'vitest';
import { DETECTOR_ROWS, SESSION_DETECTOR_ROWS } from './detectors';
import { DETECTOR_LABELS, DETECTORS, ofRole } from './scores';
import { SESSION_DETECTORS } from './session-detectors';

test('the order of votes and columns is the order of the rows', () => {
  expect(DETECTORS).toEqual(['baseline', 'iforest', 'lstm']);
  expect(SESSION_DETECTORS).toEqual(['habits', 'iforest', 'lstm']);
});

test('each row names its detector, no two alike', () => {
  for (const rows of [Object.values(DETECTOR_ROWS), Object.values(SESSION_DETECTOR_ROWS)])
    for (const key of ['label', 'short', 'help'] as const) {
      const words = rows.map((row) => row[key]);
      expect(words).not.toContain('');
      expect(new Set(words).size).toBe(rows.length);
    }
  expect(DETECTOR_LABELS.iforest).toBe('Isolation Forest');
});

test('one detector is the robust baseline, one trains; who it is does not depend on its place', () => {
  const found = [...DETECTORS].reverse().map((name) => ({ name }));
  for (const role of ['robust', 'trains'] as const)
    expect(DETECTORS.filter((name) => DETECTOR_ROWS[name].role === role)).toHaveLength(1);
  expect(ofRole(found, 'robust')).toEqual({ name: 'baseline' });
  expect(ofRole(found, 'trains')).toEqual({ name: 'lstm' });
  expect(ofRole([], 'trains')).toBeNull();
});
