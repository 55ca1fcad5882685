// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { EXPORTS } from '../../contracts/exports';
import { pinKeyOf } from '../../contracts/pins';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { AppProvider } from '../shared/app-context';
import { ExportsView } from './exports-view';

const FILE = { path: 'app.log', file: new File(['2026-03-12T06:00:00Z x'], 'app.log') };
const NAMES = [...EXPORTS.map(({ name }) => name), 'tickets/INC-2.md', 'tickets/INC-2.json'];

afterEach(cleanup);

async function showExports(hasPin = true): Promise<void> {
  const app = createFakeApp();
  await analyzeFiles(app, [FILE]);
  app.session.setState({ exportNames: NAMES });
  const [file] = app.session.getState().result?.files ?? [];
  if (hasPin) app.pins.getState().togglePin(pinKeyOf(file), 3);
  render(
    <AppProvider app={app}>
      <ExportsView />
    </AppProvider>,
  );
}

async function openColumns(name: string): Promise<HTMLElement> {
  const columns = screen.getByTestId(`columns-${name}`) as HTMLDetailsElement;
  columns.open = true;
  fireEvent(columns, new Event('toggle'));
  await waitFor(() => expect(columns.querySelector('dl')).not.toBeNull());
  return columns;
}

test('each file says what it is for and what every column, key or section of it means, in which unit', async () => {
  await showExports();
  for (const { name, what, columns } of EXPORTS) {
    expect(screen.getByText(name)).toBeTruthy();
    expect(screen.getByText(what)).toBeTruthy();
    const rows = [...(await openColumns(name)).querySelectorAll('dl > div')];
    expect(rows.map((row) => [...row.children].map((cell) => cell.textContent))).toEqual(
      columns.map((column) => [column.name, column.unit, column.what]),
    );
  }
});

test('an open list holds no accessibility mistake', async () => {
  await showExports();
  await openColumns('templates.csv');
  await openColumns('incident_ticket.md');
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
});

test('the ticket of another incident is told by its id, and has the keys of its form', async () => {
  await showExports();
  expect(screen.getByText('The ticket of INC-2, as JSON.')).toBeTruthy();
  const columns = await openColumns('tickets/INC-2.json');
  expect(within(columns).getByText('incident.lead_minutes')).toBeTruthy();
});

test('a list of pinned lines is offered where some are', async () => {
  await showExports(false);
  expect(screen.queryByText('pins.csv')).toBeNull();
});

test('nothing is drawn for a list that is not open', async () => {
  await showExports();
  expect(document.querySelectorAll('dl')).toHaveLength(0);
});
