// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import { choiceOf } from '../../store/compare-choice';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { Shell } from '../shell/shell';

vi.mock('../charts/timeline-chart', () => ({ TimelineCanvas: () => <div data-testid="timeline" /> }));
afterEach(cleanup);
// The invented log is counted line by line.
vi.setConfig({ testTimeout: 60_000 });

/** The fixture's outage lies in the last third of its eight hours. */
const CHOICE = choiceOf('before:2026-03-12T11:00', 'after:2026-03-12T11:00');

async function open(choice = CHOICE) {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'a.log', file: new File(['x'], 'a.log') }]);
  app.view.getState().showCompare(choice);
  render(<Shell app={app} />);
  return app;
}

test('what is only in B is listed with its count, which leads to just these lines', async () => {
  const app = await open();
  const only = within(await screen.findByTestId('diff-appeared', undefined, { timeout: 20_000 }));
  const [first] = only.getAllByTestId('diff-lines-1');
  fireEvent.click(first);
  expect(app.view.getState().tab).toBe('lines');
  const terms = app.view.getState().lineView.chips.map(({ term }) => term);
  expect(terms[0]).toBe('after:2026-03-12T11:00');
  expect(terms[1]).toMatch(/^template:T\d+$/);
});

test('swapping the sides turns what is only in B into what is only in A', async () => {
  const app = await open();
  await screen.findByTestId('diff-appeared', undefined, { timeout: 20_000 });
  fireEvent.click(screen.getByTestId('compare-swap'));
  await screen.findByTestId('diff-vanished', undefined, { timeout: 20_000 });
  expect(screen.queryByTestId('diff-appeared')).toBeNull();
  expect(app.view.getState().compare?.sides.map(({ where }) => where)).toEqual([
    'after:2026-03-12T11:00',
    'before:2026-03-12T11:00',
  ]);
});

test('a side without lines, a filter of texts and an analysis that is not here say so', async () => {
  const app = await open(choiceOf('before:1999-01-01', ''));
  expect(
    (await screen.findByTestId('compare-problem', undefined, { timeout: 20_000 })).textContent,
  ).toContain('No line is on the first side');
  const input = screen.getAllByLabelText('Filter')[0];
  fireEvent.change(input, { target: { value: '"a text"' } });
  fireEvent.keyDown(input, { key: 'Enter' });
  expect((await screen.findByRole('alert')).textContent).toContain('not by text');
  expect(app.view.getState().compare?.sides[0].where).toBe('before:1999-01-01');
  app.view.getState().showCompare({
    sides: [
      { analysis: 'gone', where: '' },
      { analysis: '', where: '' },
    ],
    per: null,
  });
  await waitFor(
    () => expect(screen.getByTestId('compare-problem').textContent).toContain('neither open nor kept'),
    { timeout: 20_000 },
  );
});

test('a kept analysis is opened beside when it is asked for', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'a.log', file: new File(['x'], 'a.log') }]);
  await waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  const { result } = app.session.getState();
  app.session.setState({ result: { ...result!, id: 'other-settings' } });
  app.view.getState().showCompare({
    sides: [
      { analysis: result!.id, where: '' },
      { analysis: '', where: '' },
    ],
    per: null,
  });
  render(<Shell app={app} />);
  await screen.findByTestId('compare-summary', undefined, { timeout: 20_000 });
  expect(app.workspace.getState().open).toHaveLength(2);
  expect(app.workspace.getState().shown).toBe(app);
});
