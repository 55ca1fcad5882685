// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { DetectorResult } from '../../contracts/scores';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { DetectorTable } from './detector-table';

afterEach(cleanup);

function show(lstm: Partial<DetectorResult>): string {
  const result = fixtureResult();
  const detectors = result.timeline!.detectors.map((each) =>
    each.name === 'lstm' ? { ...each, ...lstm } : each,
  );
  const timeline = { ...result.timeline!, detectors };
  const app = createFakeApp();
  app.session.setState({ result: { ...result, timeline }, phase: 'done' });
  render(
    <AppProvider app={app}>
      <DetectorTable timeline={timeline} />
    </AppProvider>,
  );
  return screen.getByRole('region', { name: 'Detectors' }).textContent ?? '';
}

const PACE =
  'A training step of 64 sequences took 1.3 ms on js and 0.4 ms on webgpu, which is the faster one for steps of any size.';

test('where it ran, why not elsewhere and what was measured stand under the table, each where there is something', () => {
  expect(show({ backend: 'webgpu', pace: PACE })).toMatch(
    /LSTM autoencoder\. A training step of 64 sequences took .* any size\.$/,
  );
  cleanup();
  const lost = 'js (webgpu: the device was lost, so all was begun again on the CPU)';
  expect(show({ backend: lost })).toContain(
    'why not elsewhere: webgpu: the device was lost, so all was begun again on the CPU.',
  );
  cleanup();
  const text = show({ backend: 'js (webgpu: slower than the CPU for a network of this size)', pace: PACE });
  expect(text).toContain(`slower than the CPU for a network of this size. ${PACE}`);
  cleanup();
  expect(show({ backend: 'js' })).not.toMatch(/why not|training step/);
});
