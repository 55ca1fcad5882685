// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import type { App } from '../../store/app';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult, START_MS, WINDOW_MS } from '../../store/fixtures/result';
import { applyThresholds } from '../../store/thresholds';
import { AppProvider } from '../shared/app-context';
import { BenchmarkView } from './benchmark-view';

afterEach(cleanup);

const iso = (window: number): string => new Date(START_MS + window * WINDOW_MS).toISOString();
const span = (begin: number, end: number) => ({ start: iso(begin), end: iso(end) });

async function open(): Promise<App> {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'a.log', file: new File(['x'], 'a.log') }]);
  render(
    <AppProvider app={app}>
      <BenchmarkView />
    </AppProvider>,
  );
  return app;
}

const mark = (app: App, ...labels: ReturnType<typeof span>[]): void =>
  act(() => app.settings.getState().edit({ labels }));

const give = (text: string): void => {
  const file = new File([text], 'truth.json', { type: 'application/json' });
  fireEvent.change(screen.getByTestId('truth-input'), { target: { files: [file] } });
};

test('without incidents the present thresholds stand there in the units of the scores', async () => {
  await open();
  const rows = [...screen.getByTestId('present-thresholds').querySelectorAll('tbody tr')];
  expect(rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))).toEqual([
    ['Rolling baseline', '1', '3.2'],
    ['Isolation Forest', '1', '0.58'],
    ['LSTM autoencoder', '1', '0.041'],
  ]);
  expect(screen.getByText(/how many are found/)).toBeTruthy();
});

test('with incidents the threshold stands beside its factor', async () => {
  mark(await open(), span(70, 80));
  expect((await screen.findByTestId('tuning-table')).textContent).toContain('1 (3.2)');
  expect(screen.queryByTestId('present-thresholds')).toBeNull();
});

test('a truth file without incidents makes of every confirmed run a false alarm, until an incident is marked', async () => {
  const app = await open();
  give('{"incidents": []}');
  const verdict = await screen.findByTestId('tuning-clean');
  expect(verdict.textContent).toContain('what is confirmed in it is false: 2 false alarms');
  expect(app.settings.getState().valid.incidentFree).toEqual([span(0, 96)]);
  mark(app, span(70, 80));
  expect(await screen.findByTestId('tuning-table')).toBeTruthy();
  expect(screen.queryByTestId('tuning-clean')).toBeNull();
});

test('an incident that a file gives and that is marked counts once', async () => {
  mark(await open(), span(70, 80));
  give(`{"incidents": [{"start": "${iso(71)}", "end": "${iso(82)}"}]}`);
  await waitFor(() => expect(screen.getAllByText('incident')).toHaveLength(2));
  expect((await screen.findByTestId('tuning-table')).textContent).toContain('1 of 1');
  expect(screen.getByText(/Marks that overlap count as one incident: 2 marks are 1/)).toBeTruthy();
});

test('marks of another log stand in grey, for a reason of their own, and can be removed at once', async () => {
  const app = await open();
  mark(app, span(-500, -490), span(-300, -290), span(70, 80));
  expect(await screen.findByTestId('tuning-table')).toBeTruthy();
  const rows = screen.getAllByRole('listitem').filter((row) => row.textContent?.startsWith('incident'));
  expect(rows.map((row) => row.dataset.elsewhere !== undefined)).toEqual([false, true, true]);
  expect(rows[1].textContent).toContain('outside the time of this log');
  expect(screen.getByTestId('tuning-caution').textContent).toMatch(
    /Not counted: 2 marked incidents outside the time of this log\.$/,
  );
  fireEvent.click(screen.getByRole('button', { name: /Remove the 2 outside/ }));
  expect(app.settings.getState().valid.labels).toEqual([span(70, 80)]);
});

test('a long list of marks says that it goes on', async () => {
  mark(await open(), ...Array.from({ length: 20 }, (_, i) => span(40 + 2 * i, 41 + 2 * i)));
  expect(screen.getAllByText('incident')).toHaveLength(6);
  fireEvent.click(screen.getByRole('button', { name: 'Show 14 more of them' }));
  expect(screen.getAllByText('incident')).toHaveLength(20);
});

test('that a file was not taken is forgotten when another result is there', async () => {
  const app = await open();
  give('no list of incidents');
  expect((await screen.findByTestId('truth-problems')).textContent).toContain('truth.json was not taken');
  act(() => app.session.setState({ result: fixtureResult() }));
  expect(screen.queryByTestId('truth-problems')).toBeNull();
});

test('applied thresholds are taken back with one button', async () => {
  const app = await open();
  expect(screen.queryByTestId('tuning-undo')).toBeNull();
  await act(() => applyThresholds(app, { baseline: 0.5, iforest: 2, lstm: 1 }));
  fireEvent.click(screen.getByTestId('tuning-undo'));
  const scale = { baseline: 1, iforest: 1, lstm: 1 };
  await waitFor(() =>
    expect(app.session.getState().result?.settings.detection.thresholdScale).toEqual(scale),
  );
  await waitFor(() => expect(screen.queryByTestId('tuning-undo')).toBeNull());
});
