// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { analyzeAgain, analyzeFiles } from '../../store/actions';
import type { App } from '../../store/app';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { previewAt } from '../../store/fixtures/pretend';
import { LARGE_ARCHIVE } from '../../store/fixtures/variants';
import { startProgress, trackProgress } from '../../store/progress';
import { Shell } from '../shell/shell';

vi.mock('../charts/timeline-chart', () => ({ TimelineCanvas: () => <div data-testid="timeline" /> }));
afterEach(cleanup);

const FILES = [{ path: 'a.log', file: new File(['x'], 'a.log') }];

function running(app: App, share01: number): void {
  const message = { stage: 'ingest', detail: 'a.log', done: 320e6, total: 1280e6, unit: 'bytes' } as const;
  const progress = trackProgress(startProgress(app.now() - 5000), message, app.now());
  act(() => app.session.setState({ phase: 'running', name: 'a.log', progress, preview: previewAt(share01) }));
}

async function violations(root: Element = document.body): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations: found } = await axe.run(root, { rules, resultTypes: ['violations'] });
  return found.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`);
}

const numberIn = (testId: string): number => Number(screen.getByTestId(testId).dataset.count);

test('while a log is read its records, templates and files are shown, and grow', async () => {
  const app = createFakeApp();
  render(<Shell app={app} />);
  running(app, 0.25);
  const [records, rows] = [numberIn('preview-records'), screen.getByTestId('preview-templates').children];
  expect(records).toBe(previewAt(0.25).numRecords);
  expect(screen.getByTestId('preview-histogram').querySelectorAll('path')).toHaveLength(3);
  const first = rows[0];
  const countBefore = first.querySelector<HTMLElement>('.preview-count')?.dataset.count;
  expect(screen.getByTestId('preview-files').children).toHaveLength(1);
  running(app, 0.8);
  expect(numberIn('preview-records')).toBeGreaterThan(records * 2);
  expect(screen.getByTestId('preview-templates').children[0], 'the row itself stays').toBe(first);
  expect(first.querySelector<HTMLElement>('.preview-count')?.dataset.count).not.toBe(countBefore);
  expect(screen.getByTestId('preview-files').textContent).toContain('openstack');
  expect(await violations()).toEqual([]);
});

test('the preview stays while detection runs, and nothing is left to read', () => {
  const app = createFakeApp();
  render(<Shell app={app} />);
  running(app, 1);
  const detect = { stage: 'detect', detail: 'lstm', done: 1, total: 60, unit: 'steps' } as const;
  act(() => app.session.setState((s) => ({ progress: trackProgress(s.progress!, detect, app.now()) })));
  expect(screen.getByTestId('preview-histogram')).toBeTruthy();
  expect(screen.getByTestId('reading-figures').textContent).toContain('nothing');
});

test('a log without times says that there is no timeline; hostile templates are text', () => {
  const app = createFakeApp();
  render(<Shell app={app} />);
  const text = '<img src=x onerror=alert(1)> <*>';
  running(app, 0.5);
  act(() =>
    app.session.setState((s) => ({
      preview: { ...s.preview!, histogram: null, templates: [{ text, count: 3, level: 6 }] },
    })),
  );
  expect(screen.queryByTestId('preview-histogram')).toBeNull();
  expect(screen.getByText(/No record has stated a time so far/)).toBeTruthy();
  expect(document.querySelector('.preview-templates img')).toBeNull();
  expect(screen.getByTestId('preview-templates').textContent).toContain('<img src=x onerror=alert(1)>');
});

test('a question is a dialog with the focus on no; Escape is no', async () => {
  const app = createFakeApp({ question: LARGE_ARCHIVE });
  render(<Shell app={app} />);
  void analyzeFiles(app, FILES);
  const dialog = await screen.findByRole('alertdialog');
  expect(dialog.textContent).toContain(LARGE_ARCHIVE.file);
  expect(dialog.textContent).toContain(LARGE_ARCHIVE.message);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('question-no')));
  // The dialog itself: the library's guards of the focus around it are hidden and take the focus by design.
  expect(await violations(dialog)).toEqual([]);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await waitFor(() => expect(app.session.getState().phase).toBe('failed'));
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

test('yes lets the analysis go on', async () => {
  const app = createFakeApp({ question: LARGE_ARCHIVE });
  render(<Shell app={app} />);
  void analyzeFiles(app, FILES);
  fireEvent.click(await screen.findByTestId('question-yes'));
  await waitFor(() => expect(app.session.getState().phase).toBe('done'));
});

test('new settings are applied over the result, which stays on screen', async () => {
  const app = createFakeApp({ runMs: 200 });
  render(<Shell app={app} />);
  await analyzeFiles(app, FILES);
  await screen.findByTestId('verdict');
  app.settings.getState().edit({ seed: 3 });
  const again = analyzeAgain(app);
  expect(await screen.findByTestId('updating')).toBeTruthy();
  expect(screen.getByTestId('verdict')).toBeTruthy();
  await act(() => again);
  expect(screen.queryByTestId('updating')).toBeNull();
}, 15_000);
