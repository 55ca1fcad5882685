// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
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

test('the trace tells what each step was asked, with what, what it found and how long it took; its lines and templates open', () => {
  const result = fixtureResult();
  const app = createFakeApp();
  app.session.setState({ result, phase: 'done' });
  render(
    <AppProvider app={app}>
      <IncidentDetail incident={result.incidents[0]} />
    </AppProvider>,
  );
  const trace = within(screen.getByTestId('found-trace'));
  const steps = trace.getAllByTestId('found-step').map((step) => step.textContent);
  expect(steps[0]).toContain(
    'Asked: what rose, fell, appeared or vanished in 6 windows, against the baseline.',
  );
  expect(steps[0]).toContain('200 ms');
  expect(steps[1]).toContain('bear out, with context.');
  expect(trace.getByText('Times are of all incidents of this analysis together.')).toBeTruthy();
  fireEvent.click(trace.getByRole('button', { name: 'E2' }));
  expect(app.view.getState().tab).toBe('lines');
  fireEvent.click(trace.getByRole('button', { name: 'T8' }));
  expect(app.view.getState().openTemplate?.template).toBe(7);
});
