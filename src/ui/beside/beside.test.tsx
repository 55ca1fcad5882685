// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import type { DropPart } from '../../contracts/parting';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { LARGE_ARCHIVE, quietResult } from '../../store/fixtures/variants';
import { Shell } from '../shell/shell';

vi.mock('../charts/timeline-chart', () => ({ TimelineCanvas: () => <div data-testid="timeline" /> }));
afterEach(cleanup);

const NAMES = ['hdfs.log', '<b>nova</b>.log'];
const FILES = NAMES.map((path) => ({ path, file: new File(['x'], path) }));
const PARTS = NAMES.map(
  (name, i): DropPart => ({
    ...{ name, logs: [name], files: [i], without: [], firstMs: null, lastMs: null, bytes: 1 },
    ...{ whyTogether: '', whyApart: `Apart: 15 years between it and ${NAMES[1 - i]}.` },
  }),
);

test('each analysis is a card with its verdict and a step away; names are text', async () => {
  const app = createFakeApp({ parts: PARTS });
  await analyzeFiles(app, FILES);
  const [, second] = app.workspace.getState().open;
  second.session.setState({ result: quietResult(), name: NAMES[1] });
  render(<Shell app={app} />);
  const cards = await screen.findAllByTestId('beside-card');
  expect(cards.map((card) => card.dataset.tone)).toEqual(['alarm', 'calm']);
  const strip = screen.getByTestId('open-analyses');
  expect(within(strip).getByText('<b>nova</b>.log')).toBeTruthy();
  fireEvent.click(cards[1]);
  await waitFor(() => expect(app.workspace.getState().shown).toBe(second));
  await waitFor(() => expect(screen.getByTestId('verdict').textContent).toContain('No incident'));
  const rules = {
    'color-contrast': { enabled: false },
    'target-size': { enabled: false },
    region: { enabled: false },
  };
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('why they are apart stands in the Files view, with the way to have it otherwise', async () => {
  const app = createFakeApp({ parts: PARTS });
  await analyzeFiles(app, FILES);
  render(<Shell app={app} />);
  app.view.getState().showTab('files');
  const panel = await screen.findByTestId('parting', undefined, { timeout: 30_000 });
  expect(panel.textContent).toContain(PARTS[0].whyApart);
  fireEvent.click(within(panel).getByRole('button', { name: /Analyse together with/ }));
  await waitFor(() => expect(app.workspace.getState().open).toHaveLength(1));
  await waitFor(() => expect(app.session.getState().phase).toBe('done'));
  expect(app.session.getState().files).toEqual(FILES);
});

test('a question of an analysis that nobody looks at is asked all the same', async () => {
  const app = createFakeApp({ parts: PARTS, question: LARGE_ARCHIVE });
  render(<Shell app={app} />);
  const running = analyzeFiles(app, FILES);
  fireEvent.click(await screen.findByTestId('question-yes'));
  await waitFor(() => expect(app.session.getState().phase).toBe('done'));
  fireEvent.click(await screen.findByTestId('question-yes'));
  await running;
  expect(app.workspace.getState().open.map(({ session }) => session.getState().phase)).toEqual([
    'done',
    'done',
  ]);
});
