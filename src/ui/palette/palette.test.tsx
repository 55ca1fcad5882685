// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { Shell } from '../shell/shell';

vi.mock('../charts/timeline-chart', () => ({ TimelineCanvas: () => <div data-testid="timeline" /> }));
beforeAll(() => {
  URL.createObjectURL = () => 'blob:test';
  URL.revokeObjectURL = () => undefined;
});
afterEach(cleanup);

async function open(isDone = true) {
  const app = createFakeApp();
  if (isDone) await analyzeFiles(app, [{ path: 'a.log', file: new File(['x'], 'a.log') }]);
  render(<Shell app={app} />);
  return app;
}

async function ask(words: string): Promise<HTMLElement> {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  const input = await screen.findByTestId('palette-input', undefined, { timeout: 20_000 });
  fireEvent.change(input, { target: { value: words } });
  return input;
}

const rows = (): string[] => screen.getAllByTestId('palette-row').map((row) => row.textContent ?? '');

test('views, incidents, templates and exports are found by some of their letters', async () => {
  const app = await open();
  const { incidents, templates } = app.session.getState().result!;
  const input = await ask('expo');
  await waitFor(() => expect(rows()[0]).toContain('Exports'));
  for (const [words, first] of [
    [`${incidents[0].id} `, incidents[0].id],
    ['windows csv', 'Save windows.csv'],
    [templates[5].text.slice(0, 12), 'T'],
    ['theme dark', 'Theme: dark'],
  ]) {
    fireEvent.change(input, { target: { value: words } });
    await waitFor(() => expect(rows()[0]).toContain(first));
  }
  fireEvent.change(input, { target: { value: 'qqqxxq' } });
  await waitFor(() => expect(screen.queryAllByTestId('palette-row')).toEqual([]));
  const { violations } = await axe.run(screen.getByTestId('palette'), {
    rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('Enter does the chosen one; arrows choose another', async () => {
  const app = await open();
  const input = await ask('problems');
  await waitFor(() => expect(rows()[0]).toContain('Problems'));
  fireEvent.keyDown(input, { key: 'Enter' });
  expect(app.view.getState().tab).toBe('problems');
  await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
  const again = await ask('theme');
  await waitFor(() => expect(rows()).toHaveLength(2));
  const second = rows()[1];
  fireEvent.keyDown(again, { key: 'ArrowDown' });
  fireEvent.keyDown(again, { key: 'Enter' });
  expect(second).toContain(app.view.getState().theme);
});

test('an export that fails is said, and the palette stays', async () => {
  const app = await open();
  app.current.analyzer!.exportFile = async () => {
    throw new Error('the disk is full');
  };
  const input = await ask('save windows csv');
  await waitFor(() => expect(rows()[0]).toContain('Save windows.csv'));
  fireEvent.keyDown(input, { key: 'Enter' });
  await screen.findByText('the disk is full');
});

test('before anything is opened it opens files, and knows no views', async () => {
  await open(false);
  await ask('open');
  await waitFor(() => expect(rows()[0]).toContain('Open files'));
  expect(rows().some((row) => row.startsWith('View'))).toBe(false);
});

test('a dialog that waits is not talked over', async () => {
  const app = await open();
  app.view.getState().setHelpOpen(true);
  await screen.findByText('Keys');
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByTestId('palette')).toBeNull();
});
