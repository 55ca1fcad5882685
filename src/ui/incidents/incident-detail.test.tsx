// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { IncidentDetail } from './incident-detail';

afterEach(cleanup);

test('each reason names the detector that gave it and the window that it is about', () => {
  const result = fixtureResult();
  const timeMs = Date.UTC(2026, 2, 12, 11, 55) as EpochMs;
  const said = { text: 'T3 "x" seen once, never before', template: 2, observed: 1, expected: 0 };
  const reasons = [
    { ...said, detector: 'iforest', timeMs } as const,
    { ...said, text: 'of an old analysis' },
  ];
  const app = createFakeApp();
  app.session.setState({ result, phase: 'done' });
  const { container } = render(
    <AppProvider app={app}>
      <IncidentDetail incident={{ ...result.incidents[0], reasons }} />
    </AppProvider>,
  );
  const items = [...container.querySelectorAll('.reason-list > li')].map((item) => item.textContent);
  expect(items).toEqual([
    expect.stringMatching(/^Isolation Forest, window of .*11:55.*T3 "x" seen once, never before$/),
    'of an old analysis',
  ]);
});
