// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { TuningPanel } from './tuning-panel';

afterEach(cleanup);

test('that a file was not taken is forgotten when another result is there', async () => {
  const app = createFakeApp();
  app.session.setState({ result: fixtureResult(), phase: 'done' });
  render(
    <AppProvider app={app}>
      <TuningPanel />
    </AppProvider>,
  );
  const file = new File(['no list of incidents'], 'wrong.json');
  fireEvent.change(screen.getByTestId('truth-input'), { target: { files: [file] } });
  expect((await screen.findByTestId('truth-problems')).textContent).toContain('wrong.json was not taken');
  act(() => app.session.setState({ result: fixtureResult() }));
  expect(screen.queryByTestId('truth-problems')).toBeNull();
});
