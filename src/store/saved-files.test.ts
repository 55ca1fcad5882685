import { expect, test, vi } from 'vitest';
import { pinKeyOf } from '../contracts/pins';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { OpenedShare } from '../contracts/shared-analysis';
import { baselineToText } from '../storage/baseline-file';
import { newBaseline } from '../storage/fixtures/baseline';
import { analyzeFiles } from './actions';
import type { App } from './app';
import { createFakeApp } from './fixtures/fake-app';
import { fixtureResult } from './fixtures/result';
import { marksToText } from './marks';
import { takeSaved } from './saved-files';

const dropped = (path: string, text: string) => ({ path, file: new File([text], path) });
const LOG = dropped('app.log', '2026-03-12T06:00:00Z INFO x');
const MARK = { start: '2026-03-12T06:00:00.000Z', end: '2026-03-12T07:00:00.000Z' };
const said = (app: App): string =>
  app.dropNews
    .getState()
    .news.map(({ text }) => text)
    .join('\n');
const result = fixtureResult();
const SHARE: OpenedShare = {
  result,
  pins: [{ file: pinKeyOf(result.files[0]), recordIdx: 5, note: 'theirs' }],
  product: '0.1.0',
  savedMs: 1_800_000_000_000,
  withLines: false,
};
const SHARED = dropped('orders.harbinger', 'bytes');

test('logs among saved files go on to be analysed, the rest is taken and told', async () => {
  const app = createFakeApp();
  const ticket = dropped('incident_ticket.json', '{\n  "incident": {\n    "id": "INC-1",');
  const parquet = dropped('out/structured_logs.parquet', 'PAR1....');
  const windows = dropped('out/windows.csv', 'start,end,in_baseline,error_rate\r\n');
  expect(await takeSaved(app, [LOG, ticket, parquet, windows])).toEqual([LOG, parquet]);
  expect(said(app)).toContain('incident_ticket.json is a ticket that Harbinger saved. It holds no log');
  expect(said(app)).toContain('windows.csv is a table of windows');
});

test('settings and marks are set, a baseline is kept, known incidents are marked; each says so', async () => {
  const app = createFakeApp();
  const files = [
    dropped('harbinger-settings.json', JSON.stringify({ ...DEFAULT_SETTINGS, seed: 77 }, null, 2)),
    dropped(
      'harbinger-marks.json',
      marksToText({ normal: { templates: ['a <*>'], windows: [] }, labels: [] }),
    ),
    dropped('night.json', baselineToText(newBaseline())),
    dropped('truth.json', JSON.stringify([MARK])),
  ];
  expect(await takeSaved(app, files)).toEqual([]);
  const { draft } = app.settings.getState();
  expect(draft).toMatchObject({ seed: 77, normal: { templates: ['a <*>'] }, labels: [MARK] });
  expect((await app.baselineRepository.list()).good).toHaveLength(1);
  expect(said(app)).toMatch(/settings\.json is a file of settings\..*the seed/s);
  expect(said(app)).toMatch(/marks\.json is a file of marks\..*1 normal template/s);
  expect(said(app)).toMatch(/night\.json is a saved baseline\./);
  expect(said(app)).toContain('truth.json is a list of known incidents: 1 of its 1');
});

test('a damaged one of ours is told and changes nothing', async () => {
  const app = createFakeApp();
  const settings = JSON.stringify({ ...DEFAULT_SETTINGS, seed: -1 }, null, 2);
  expect(await takeSaved(app, [dropped('s.json', settings), SHARED])).toEqual([]);
  expect(app.settings.getState().draft.seed).toBe(DEFAULT_SETTINGS.seed);
  expect(said(app)).toMatch(/s\.json is a file of settings\. .*was not taken/);
  expect(said(app)).toContain(
    'orders.harbinger was not opened: it is damaged: it is invented. Nothing of it was kept.',
  );
  expect(app.session.getState().phase).toBe('idle');
  expect((await app.repository.list()).good).toEqual([]);
});

test.each([
  ['logs', LOG],
  ['a list of incidents of a folder', dropped('lab/truth.json', JSON.stringify([MARK]))],
  ['a truth that is none', dropped('truth.json', '{"a": 1}')],
  ['JSON of others', dropped('events.json', '{"incident": "fire", "id": 1}')],
  ['a page of others', dropped('page.html', '<meta name="generator" content="Hugo">')],
])('%s are left to the analysis', async (_, file) => {
  const app = createFakeApp();
  expect(await takeSaved(app, [file])).toEqual([file]);
  expect(said(app)).toBe('');
});

test('an analysis from a file is shown and kept like a stored one, with its pins beside ours', async () => {
  const app = createFakeApp({ share: SHARE });
  app.pins.getState().togglePin('another log', 1);
  await takeSaved(app, [SHARED]);
  const { phase, result: shown, files, shared } = app.session.getState();
  expect({ phase, id: shown?.id, files }).toEqual({ phase: 'done', id: result.id, files: [] });
  expect(shared).toMatchObject({ name: 'orders.harbinger', withLines: false });
  expect(app.pins.getState().pins).toEqual([{ file: 'another log', recordIdx: 1, note: '' }, ...SHARE.pins]);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  expect((await app.repository.list()).good.map(({ id }) => id)).toEqual([result.id]);
});

test('it opens beside what is open, and takes the place of nothing that is kept', async () => {
  const app = createFakeApp({ share: { ...SHARE, result: { ...result, name: 'forged' } } });
  await analyzeFiles(app, [LOG]);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  await takeSaved(app, [SHARED]);
  const { open, shown } = app.workspace.getState();
  expect(open).toHaveLength(2);
  expect(shown.session.getState().result?.name).toBe('forged');
  await vi.waitFor(() =>
    expect(shown.session.getState().save).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('stays as it is'),
    }),
  );
  expect((await app.repository.list()).good.map(({ name }) => name)).toEqual([result.name]);
});

test("a note of one's own stays, and a pin without one takes theirs", () => {
  const app = createFakeApp();
  const { togglePin, setNote, addPins } = app.pins.getState();
  for (const at of [1, 2]) togglePin('f', at);
  setNote('f', 1, 'mine');
  const theirs = [1, 2, 3].map((recordIdx) => ({ file: 'f', recordIdx, note: `theirs ${recordIdx}` }));
  expect(addPins(theirs)).toBe(2);
  const notes = app.pins.getState().pins.map(({ recordIdx, note }) => [recordIdx, note]);
  expect(new Map(notes as [number, string][])).toEqual(
    new Map([
      [1, 'mine'],
      [2, 'theirs 2'],
      [3, 'theirs 3'],
    ]),
  );
});

test('settings of a shared analysis that are none are told, and nothing is shown', async () => {
  const settings = { ...DEFAULT_SETTINGS, drain: null } as unknown as typeof DEFAULT_SETTINGS;
  const app = createFakeApp({ share: { ...SHARE, result: { ...result, settings } } });
  await takeSaved(app, [SHARED]);
  expect(said(app)).toContain('its settings are none');
  expect(app.session.getState().phase).toBe('idle');
});
