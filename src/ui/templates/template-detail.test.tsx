// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { AppProvider } from '../shared/app-context';
import { formatQuantity } from './format-quantity';
import { TemplatesView } from './templates-view';
import { placeAfter } from './use-template-list';
import { kindInWords, maskInWords, wildcardInWords } from './wildcard-names';

const FILE = { path: 'app.log', file: new File(['2026-03-12T06:00:00Z x'], 'app.log') };
/** 'Slow query (<NUM> ms): SELECT <*> FROM orders WHERE customer_id = <NUM> ORDER BY created_at' */
const SLOW_QUERY = 5;

afterEach(cleanup);

async function openTemplate(idx: number, change: (app: ReturnType<typeof createFakeApp>) => void = () => {}) {
  const app = createFakeApp();
  await analyzeFiles(app, [FILE]);
  change(app);
  const { text } = app.session.getState().result!.templates[idx];
  app.view.getState().showTemplate({ template: idx, text });
  render(
    <AppProvider app={app}>
      <TemplatesView />
    </AppProvider>,
  );
  return app;
}

test('a template shows what each of its wildcards stood for, in plain words', async () => {
  await openTemplate(SLOW_QUERY);
  const cards = await screen.findAllByTestId('wildcard');
  expect(cards).toHaveLength(3);
  expect(cards[0].textContent).toContain('duration in ms');
  expect(within(cards[0]).getByTestId('quantiles').textContent).toMatch(/least\d.*median\d.*most\d/);
  expect(cards[1].textContent).toContain('nothing');
  expect(within(cards[1]).queryByTestId('quantiles')).toBeNull();
  expect(screen.getByRole('img', { name: /^Records over time: at most/ })).toBeTruthy();
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
});

test('a wildcard in the text leads to its card', async () => {
  await openTemplate(SLOW_QUERY);
  const cards = await screen.findAllByTestId('wildcard');
  const chips = screen.getAllByTestId('wildcard-chip');
  fireEvent.click(chips[2]);
  expect(cards.map((card) => card.hasAttribute('data-chosen'))).toEqual([false, false, true]);
  expect(chips[2].getAttribute('aria-pressed')).toBe('true');
});

test('a value leads to the lines of this template that hold it', async () => {
  const app = await openTemplate(SLOW_QUERY);
  const [card] = await screen.findAllByTestId('wildcard');
  const [value] = within(card).getAllByTestId('wildcard-value');
  fireEvent.click(value);
  await waitFor(() => expect(app.view.getState().tab).toBe('lines'), { timeout: 5000 });
  expect(app.view.getState().lineView.chips).toEqual([{ term: `template:T${SLOW_QUERY + 1}`, isOn: true }]);
  expect(app.view.getState().lineView.text).not.toBe('');
});

test('without the files it is said what to do; a failure is said too', async () => {
  const none = {
    template: SLOW_QUERY,
    numRecords: 5,
    numRead: 0,
    unread: [{ file: 'app.log', why: 'missing' as const, numRecords: 5 }],
    numUnmatched: 0,
    wildcards: [],
    overTime: null,
  };
  await openTemplate(SLOW_QUERY, (app) => {
    app.current.analyzer!.templateParameters = async () => none;
  });
  expect((await screen.findByTestId('values-need-files')).textContent).toContain('Give the files again');
  cleanup();
  await openTemplate(SLOW_QUERY, (app) => {
    app.current.analyzer!.templateParameters = () => Promise.reject(new Error('the worker ended'));
  });
  expect((await screen.findByRole('alert')).textContent).toContain('the worker ended');
});

test('Escape closes the detail', async () => {
  const app = await openTemplate(SLOW_QUERY);
  fireEvent.keyDown(await screen.findByTestId('template-detail'), { key: 'Escape' });
  expect(screen.queryByTestId('template-detail')).toBeNull();
  expect(app.view.getState().openTemplate).toBeNull();
});

test('the keys of the grid move the cursor, Enter opens, Space ticks, and an open detail follows', async () => {
  const app = await openTemplate(SLOW_QUERY);
  const grid = screen.getByTestId('template-rows');
  const press = (key: string): void => void fireEvent.keyDown(grid, { key });
  const open = (): number | undefined => app.view.getState().openTemplate?.template;
  press('Home');
  const first = open();
  press('ArrowDown');
  expect(open()).not.toBe(first);
  press('k');
  expect(open()).toBe(first);
  press('Escape');
  press('End');
  expect(open()).toBeUndefined();
  press('Enter');
  expect(open()).toBeDefined();
  press(' ');
  expect(screen.getByTestId('template-selection').textContent).toContain('1 selected');
});

test('keys and places', () => {
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'End', 'x'].map((key) => placeAfter(key, 4, 40))).toEqual([
    5,
    3,
    19,
    39,
    null,
  ]);
  expect(placeAfter('ArrowDown', -1, 40)).toBe(0);
});

test('wildcards and numbers in words', () => {
  expect(['IP', 'CUSTOMER_ID', 'NUM'].map(maskInWords)).toEqual(['IP address', 'customer id', 'number']);
  expect(kindInWords('block id')).toBe('block id');
  expect([wildcardInWords('', 'text'), wildcardInWords('', 'ip'), wildcardInWords('IP', 'text')]).toEqual([
    '',
    'IP address',
    'IP address',
  ]);
  expect([0, 12, -3.5, 0.09351234, 1204.7, 67108864, Number.NaN].map(formatQuantity)).toEqual([
    '0',
    '12',
    '-3.5',
    '0.09351',
    '1,205',
    '67M',
    '–',
  ]);
});
