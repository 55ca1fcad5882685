import { expect, test, vi } from 'vitest';
import { analyzeFiles, closeAnalysis } from './actions';
import { addressText, readAddress } from './address';
import { createFakeApp } from './fixtures/fake-app';
import { fixtureResult } from './fixtures/result';
import { type AddressBar, followAddress, linkToRow } from './follow-address';
import { NO_LINE_VIEW } from './line-view';
import { showAnalysis } from './parts';

const FILES = [{ path: 'app.log', file: new File(['2026-03-12T06:00:00Z x'], 'app.log') }];

/** A bar with a history, as a browser's. */
function fakeBar(first = ''): AddressBar & { back(): void; readonly steps: string[] } {
  const steps = [first];
  let move = (): void => undefined;
  return {
    steps,
    hash: () => steps.at(-1)!,
    push: (hash) => void steps.push(hash),
    replace: (hash) => void steps.splice(-1, 1, hash),
    onMove: (listener) => {
      move = listener;
    },
    back() {
      steps.pop();
      move();
    },
  };
}

test('a place is the same again after it was an address; what is no place of ours is passed over', () => {
  const lineView = {
    ...NO_LINE_VIEW,
    chips: [
      { term: 'level:error', isOn: true },
      { term: '-file="a & b#.log"', isOn: false },
    ],
    text: '/a#(b|c)&d/i "ü %41"',
    onlyHits: true,
    context: 5,
    byTime: false,
    folds: false,
    fields: ['latency_ms', 'a.b-c'],
    cursorRow: 77,
    open: [77],
  };
  const zoom = { start: 1000, end: 2000 } as never;
  const sides = [
    { analysis: 'cd34', where: '' },
    { analysis: '', where: '-(after:2026-03-12T06:00 before:2026-03-12T07:00)' },
  ] as const;
  const place = { analysis: 'ab12', tab: 'lines' as const, incidentId: 'INC-2', zoom, lineView };
  for (const compare of [null, { sides, per: null }, { sides, per: 'time' as const }]) {
    const logSlice = { where: 'level>=warn after:2026-03-12T06:00Z', oneIn: 7 };
    const address = {
      ...place,
      compare,
      logSlice,
      sql: "SELECT '#&=%' -- über\nFROM logs",
      zone: 'Europe/Berlin',
    };
    expect(readAddress(addressText(address))).toEqual(address);
  }
  for (const broken of ['before=level:(&after=', 'before=', 'before=%22a+text%22&after='])
    expect(readAddress(`#tab=compare&${broken}`)?.compare).toBeNull();
  expect(readAddress('#main')).toBeNull();
  expect(readAddress('#tab=nowhere')).toBeNull();
  const odd = readAddress('#tab=lines&row=-4&context=1e9&zoom=9-3&filter=%2F(%2F&filter=level:error&hits=x');
  expect(odd).toMatchObject({
    zoom: null,
    lineView: { cursorRow: null, context: 0, onlyHits: false, chips: [{ term: 'level:error' }] },
  });
});

test('each filter is a step back, a line is not', async () => {
  const app = createFakeApp();
  const bar = fakeBar();
  await followAddress(app, bar);
  await analyzeFiles(app, FILES);
  const view = app.view.getState();
  view.showTab('lines');
  view.addChip('level:error');
  view.changeLines({ cursorRow: 5 });
  view.changeLines({ cursorRow: 6 });
  expect(bar.steps.map((step) => readAddress(step)?.lineView.chips.length)).toEqual([0, 0, 1]);
  bar.back();
  expect(app.view.getState()).toMatchObject({ tab: 'lines', lineView: { chips: [] } });
  bar.back();
  expect(app.view.getState().tab).toBe('overview');
  closeAnalysis(app);
  expect(bar.hash()).toBe('');
});

test('a page loaded again opens its analysis and its line; a link without one waits for the files', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  const link = linkToRow(app, 9);
  closeAnalysis(app);
  await followAddress(app, fakeBar(link));
  await vi.waitFor(() => expect(app.session.getState().phase).toBe('done'));
  expect(app.view.getState()).toMatchObject({
    tab: 'lines',
    goToRow: { row: 9 },
    lineView: { cursorRow: 9 },
  });

  // Where the page was loaded again is a place to come back to.
  const same = createFakeApp();
  await analyzeFiles(same, FILES);
  await vi.waitFor(() => expect(same.session.getState().save.kind).toBe('saved'));
  closeAnalysis(same);
  const bar = fakeBar(link);
  await followAddress(same, bar);
  await vi.waitFor(() => expect(same.session.getState().phase).toBe('done'));
  same.view.getState().showTab('ticket');
  bar.back();
  expect(same.view.getState()).toMatchObject({ tab: 'lines', lineView: { cursorRow: 9 } });

  const other = createFakeApp();
  await followAddress(other, fakeBar(link));
  expect(other.view.getState().linkWaits).toBe(true);
  await analyzeFiles(other, FILES);
  expect(other.session.getState().result?.id).toBe(fixtureResult().id);
  expect(other.view.getState()).toMatchObject({ tab: 'lines', linkWaits: false, lineView: { cursorRow: 9 } });
});

test('the address is that of the analysis that is looked at, and a step back leads into the other one', async () => {
  const [first, second] = ['app.log', 'web.log'].map((name, i) => ({
    ...{ name, logs: [name], files: [i], without: [], firstMs: null, lastMs: null, bytes: 1 },
    ...{ whyTogether: '', whyApart: 'Apart.' },
  }));
  const app = createFakeApp({ parts: [first, second] });
  const bar = fakeBar();
  await followAddress(app, bar);
  await analyzeFiles(app, [...FILES, { path: 'web.log', file: new File(['y'], 'web.log') }]);
  const { open } = app.workspace.getState();
  const beside = open[1];
  beside.session.setState(({ result }) => ({ result: { ...result!, id: 'beside' } }));
  app.view.getState().showTab('lines');
  showAnalysis(beside);
  expect(readAddress(bar.hash())).toMatchObject({ analysis: 'beside', tab: 'overview' });
  beside.view.getState().showTab('ticket');
  bar.back();
  expect(beside.view.getState().tab).toBe('overview');
  bar.back();
  expect(app.workspace.getState().shown).toBe(app);
  expect(app.view.getState().tab).toBe('lines');
  expect(bar.steps).toHaveLength(2);
});
