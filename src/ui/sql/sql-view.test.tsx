// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { SqlView } from './sql-view';

// Rows in sight are those of a laid-out page.
vi.mock('@tanstack/react-virtual', () => ({
  useVirtualizer: ({ count }: { count: number }) => ({
    getVirtualItems: () => Array.from({ length: count }, (_, index) => ({ index, start: index * 28 })),
    getTotalSize: () => count * 28,
  }),
}));

afterEach(cleanup);

function open(query = '', result = fixtureResult()) {
  const app = createFakeApp();
  app.current.analyzer = app.createAnalyzer();
  app.session.setState({ phase: 'done', result });
  if (query !== '') app.view.setState({ sql: query });
  render(
    <AppProvider app={app}>
      <SqlView />
    </AppProvider>,
  );
  return app;
}

const input = (): HTMLTextAreaElement => screen.getByTestId('sql-input');

async function violations(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations: found } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
}

test('an example is written, run by key, and its rows are text', async () => {
  const app = open();
  const [, example] = screen.getAllByTestId('sql-example');
  fireEvent.click(example);
  expect(input().value).toContain('FROM templates');
  fireEvent.keyDown(input(), { key: 'Enter', ctrlKey: true });
  const grid = await screen.findByTestId('sql-grid');
  await waitFor(() => expect(grid.textContent).toContain('<img src=x onerror=alert(1)>'));
  expect(grid.querySelectorAll('img')).toHaveLength(0);
  expect(within(grid).getByText('null')).toBeTruthy();
  expect(screen.getByTestId('sql-status').textContent).toBe('3 rows in 4 ms');
  expect(app.view.getState().sql).toContain('FROM templates');
  expect(await violations()).toEqual([]);
});

test('what a link brings stands in the editor and is not run', async () => {
  const app = open('SELECT 7');
  expect(input().value).toBe('SELECT 7');
  expect(app.sql.state.getState().serial).toBe(0);
  fireEvent.change(input(), { target: { value: 'SELECT 8' } });
  expect(input().value).toBe('SELECT 8');
  expect(app.view.getState().sql).toBe('SELECT 7');
  fireEvent.click(screen.getByTestId('sql-run'));
  await screen.findByTestId('sql-grid');
  expect(app.view.getState().sql).toBe('SELECT 8');
});

test('an error leads to its place in the query', async () => {
  open();
  fireEvent.change(input(), { target: { value: 'SELECT 1;\nselect frm x' } });
  fireEvent.click(screen.getByTestId('sql-run'));
  expect((await screen.findByTestId('sql-error')).textContent).toContain('Binder Error');
  fireEvent.click(screen.getByRole('button', { name: 'Line 2, column 8' }));
  expect(document.activeElement).toBe(input());
  expect(input().selectionStart).toBe('SELECT 1;\nselect '.length);
  expect(await violations()).toEqual([]);
});

test('a running query is stopped', async () => {
  open();
  fireEvent.change(input(), { target: { value: 'select wait' } });
  fireEvent.click(screen.getByTestId('sql-run'));
  await waitFor(() => expect(screen.getByTestId('sql-status').textContent).toBe('Running …'));
  fireEvent.click(screen.getByTestId('sql-stop'));
  expect((await screen.findByTestId('sql-error')).textContent).toContain('Stopped.');
  expect(screen.getByTestId('sql-run')).toBeTruthy();
});

test('every table is listed with its columns, and examples of those that are not there are left out', async () => {
  const app = createFakeApp();
  app.session.setState({ phase: 'done', result: { ...fixtureResult(), sessions: null } });
  render(
    <AppProvider app={app}>
      <SqlView />
    </AppProvider>,
  );
  expect(screen.getByTestId('sql-table-sessions').textContent).toContain('not in this analysis');
  expect(screen.getByTestId('sql-table-logs').textContent).toContain('effective_levelVARCHAR');
  expect(screen.queryByText('Sessions that were voted anomalous')).toBeNull();
});

test('of a log that is too large the rows are chosen before anything is run', async () => {
  const small = fixtureResult();
  const last = small.files[small.files.length - 1];
  const large = { ...last, numRecords: 12_000_000, bytes: 3e9 };
  const app = open('', { ...small, files: [...small.files.slice(0, -1), large] });
  const slice = within(screen.getByTestId('sql-slice'));
  expect(screen.getByTestId('sql-slice').textContent).toMatch(/This log has 12,\d+,\d+ rows of 3.\d GB/);
  fireEvent.click(slice.getByRole('button', { name: 'Warnings and above' }));
  expect(app.view.getState().logSlice).toEqual({ where: 'level>=warn', oneIn: 1 });
  expect(slice.getByTestId<HTMLInputElement>('sql-where').value).toBe('level>=warn');
  fireEvent.change(slice.getByTestId('sql-where'), { target: { value: '"lost connection"' } });
  expect(slice.getByRole('alert').textContent).toContain('texts and fields are for WHERE');
  fireEvent.blur(slice.getByTestId('sql-where'));
  expect(app.view.getState().logSlice.where).toBe('level>=warn');
  fireEvent.change(slice.getByTestId('sql-sample'), { target: { value: '10' } });
  expect(app.view.getState().logSlice).toEqual({ where: 'level>=warn', oneIn: 10 });
  await waitFor(() => expect(slice.getByTestId('sql-slice-size').textContent).toMatch(/^About /));
  expect(await violations()).toEqual([]);
  fireEvent.click(slice.getByRole('button', { name: 'All rows' }));
  expect(app.view.getState().logSlice).toEqual({ where: '', oneIn: 1 });
});
