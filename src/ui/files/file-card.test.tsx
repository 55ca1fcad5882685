// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { FileSetting } from '../../contracts/settings';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { unparsed } from './file-card';
import { FilesView } from './files-view';
import { piecesOf } from './part-text';
import { FOUND, settingOf, withSetting } from './reading-choices';

afterEach(cleanup);

async function openFiles() {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'app.log', file: new File(['x'], 'app.log') }]);
  const reanalyze = vi.spyOn(app.current.analyzer!, 'reanalyze');
  render(
    <AppProvider app={app}>
      <FilesView />
    </AppProvider>,
  );
  const card = screen.getAllByTestId('file-card')[0];
  const lists = await within(card).findAllByRole('list', { name: /lines$/ });
  return { app, reanalyze, card, lists };
}

test('a text in pieces gives the text again; parts out of order or beyond its end do no harm', () => {
  const parts = [
    { begin: 2, end: 4, kind: 'time' as const },
    { begin: 3, end: 6, kind: 'level' as const },
    { begin: 8, end: 99, kind: 'message' as const },
  ];
  const pieces = piecesOf({ text: '0123456789', parts });
  expect(pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'rest 01',
    'time 23',
    'level 45',
    'rest 67',
    'message 89',
  ]);
});

test('each part is named, log text is text, and a number opens the lines there', async () => {
  const { app, card, lists } = await openFiles();
  const [first] = lists;
  expect(first.querySelectorAll('[data-part="time"]').length).toBe(12);
  expect(first.textContent).toContain('time: 2026-03-12 06:00:00.000');
  expect(first.textContent).toContain('level: ');
  expect(card.querySelector('img')).toBeNull();
  expect(card.textContent).toContain('<img src=x onerror=alert(1)>');
  const [button] = within(lists[1]).getAllByRole('button');
  fireEvent.click(button);
  expect(app.view.getState().tab).toBe('lines');
  expect(app.view.getState().goToRow?.row).toBe(14);
});

test('of very many files a hundred cards are there at first', async () => {
  const { app } = await openFiles();
  const [file] = fixtureResult().files;
  const files = Array.from({ length: 250 }, (_, i) => ({ ...file, name: `${i}.log` }));
  act(() => app.session.setState({ result: { ...fixtureResult(), files, problems: [] } }));
  expect(screen.getAllByTestId('file-card')).toHaveLength(100);
  fireEvent.click(screen.getByRole('button', { name: '150 files are not shown: show 100 more' }));
  fireEvent.click(screen.getByRole('button', { name: '50 files are not shown: show 50 more' }));
  expect(screen.getAllByTestId('file-card')).toHaveLength(250);
  expect(screen.queryByRole('button', { name: /not shown/ })).toBeNull();
});

test('a zone is applied to this file only, without reading again by the page, and taken back', async () => {
  const { app, card, reanalyze } = await openFiles();
  const apply = within(card).getByRole('button', { name: 'Apply' });
  expect((apply as HTMLButtonElement).disabled).toBe(true);
  const zone = within(card).getByLabelText('Read in zone');
  fireEvent.change(zone, { target: { value: 'other' } });
  const name = within(card).getByLabelText('Name of the zone');
  fireEvent.change(name, { target: { value: 'Mars/Base' } });
  expect(card.textContent).toMatch(/must be UTC, a zone such as/);
  expect((apply as HTMLButtonElement).disabled).toBe(true);
  fireEvent.change(name, { target: { value: 'Asia/Tokyo' } });
  fireEvent.click(apply);
  await waitFor(() => expect(reanalyze).toHaveBeenCalledOnce());
  const own: FileSetting = { ...FOUND, zone: 'Asia/Tokyo' };
  expect(reanalyze.mock.calls[0][0].files).toEqual({ 'orders/app.log.gz': own });
  const reset = await within(card).findByRole('button', { name: 'Reset to what was found' });
  expect(card.textContent).toContain('read as you set');
  await waitFor(() => expect((reset as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(reset);
  await waitFor(() => expect(app.session.getState().result?.settings.files).toEqual({}));
});

test('format and encoding offer what fits; without the files nothing can be applied', async () => {
  const { app, card } = await openFiles();
  const format = within(card).getByLabelText<HTMLSelectElement>('Format');
  expect([...format.options].map((option) => option.value)).toEqual(['', 'text', 'syslog', 'plain']);
  fireEvent.change(within(card).getByLabelText('Encoding'), { target: { value: 'windows-1252' } });
  const apply = within(card).getByRole<HTMLButtonElement>('button', { name: 'Apply' });
  expect(apply.disabled).toBe(false);
  app.session.setState({ files: [] });
  await waitFor(() => expect(apply.disabled).toBe(true));
  expect(card.textContent).toContain('Give the files of this analysis again');
});

test('settings by file: a setting of nothing leaves no trace, odd names are names', () => {
  const own: FileSetting = { ...FOUND, format: 'plain' };
  const files = withSetting(withSetting({}, 'a.log', own), 'constructor', own);
  expect(Object.keys(files)).toEqual(['a.log', 'constructor']);
  expect(Object.keys(withSetting(files, 'a.log', FOUND))).toEqual(['constructor']);
  expect(settingOf({}, 'constructor')).toBe(FOUND);
});

test('unparsed lines as a share of all', () => {
  const file = fixtureResult().files[0];
  expect(unparsed({ ...file, numUnparsed: 0 })).toBe('none');
  expect(unparsed({ ...file, numUnparsed: 1, numLines: 50 })).toBe('1 line, 2.0 % of all, kept as it is');
});
