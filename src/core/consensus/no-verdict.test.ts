import { expect, test } from 'vitest';
import type { DetectorName, DetectorResult } from '../../contracts/scores';
import { noVerdict } from './no-verdict';

const said = (...abstained: (string | null)[]): DetectorResult[] =>
  (['baseline', 'iforest', 'lstm'] as DetectorName[]).map(
    (name, i) => ({ name, abstained: abstained[i] }) as DetectorResult,
  );

test('two detectors can give a verdict', () => {
  expect(noVerdict(said(null, null, 'too little'), false)).toBeNull();
});

test('fewer cannot, and each reason is told, once', () => {
  expect(noVerdict(said('Too little.', 'Too little.', 'Too little.'), false)).toMatchObject({
    code: 'no-verdict',
    severity: 'warning',
    message: 'No verdict: no detector could judge this log, and a warning takes two. Too little.',
  });
  expect(noVerdict(said(null, 'Too little.', 'It failed.'), false)?.message).toContain(
    'only one detector could judge this log, and a warning takes two. Isolation Forest: Too little. LSTM autoencoder: It failed.',
  );
});

test('where nothing is left to judge, the marks are what kept the verdict away', () => {
  expect(noVerdict(said('x', 'x', 'x'), true)?.message).toContain(
    'All templates of the log are marked as normal',
  );
});
