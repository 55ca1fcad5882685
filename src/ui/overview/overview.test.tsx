// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { DetectorResult, Reason } from '../../contracts/scores';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { votesInWords } from './window-list';
import { WindowReadout } from './window-readout';

afterEach(cleanup);

const RESULT = fixtureResult();
const TIMELINE = RESULT.timeline!;
/** Two of three voted for it. */
const WINDOW = 48;

function open(window: number | null, timeline = TIMELINE) {
  const app = createFakeApp();
  app.session.setState({ result: { ...RESULT, timeline }, phase: 'done' });
  render(
    <AppProvider app={app}>
      <WindowReadout timeline={timeline} window={window} />
    </AppProvider>,
  );
  return app;
}

const reason = (text: string, template: number | null): Reason => ({
  text,
  template,
  observed: 1,
  expected: 0,
});

test('each detector says whether it voted, by which score, and why, with the text of the template', () => {
  const said: readonly Reason[][] = [
    [reason('T3 seen once, never before', 2), reason('9 errors, 0 expected', null)],
    [],
    [reason('T4 is new: seen once', 3)],
  ];
  const detectors = TIMELINE.detectors.map((d, i) => ({ ...d, reasons: { [WINDOW]: said[i] } }));
  open(WINDOW, { ...TIMELINE, detectors });
  const readout = screen.getByTestId('readout');
  const [baseline, forest, lstm] = [...readout.querySelectorAll('.readout-detectors > li')];
  expect(baseline.textContent).toMatch(/Rolling baseline voted: .+ is above 3\.2/);
  expect(baseline.textContent).toContain('T3 seen once, never before');
  expect(baseline.textContent).toContain('9 errors, 0 expected');
  expect(baseline.querySelector('.template-text')?.textContent).toContain(
    RESULT.templates[2].text.split(/[<"]/)[0].trim(),
  );
  expect(forest.textContent).toMatch(/^Isolation Forest did not vote: .+ of 0\.58$/);
  expect(lstm.textContent).toContain('T4 is new');
  expect(baseline.textContent).not.toContain('T4 is new');
  expect(readout.textContent).toContain('2 votes');
  expect(readout.textContent).toContain('8 templates');
  expect(readout.textContent).toContain('entropy 2.25 bits');
});

test('many reasons of one detector are counted, not all shown', () => {
  const many = Array.from({ length: 8 }, (_, i) => reason(`T${i} seen once`, null));
  const detectors = TIMELINE.detectors.map((d) => ({ ...d, reasons: { [WINDOW]: many } }));
  open(WINDOW, { ...TIMELINE, detectors });
  expect(screen.getAllByText('and 5 more')).toHaveLength(3);
});

test('the lines of the window are one button away', () => {
  const app = open(WINDOW);
  fireEvent.click(within(screen.getByTestId('readout')).getByRole('button', { name: 'Show its lines' }));
  const { tab, lineView } = app.view.getState();
  const start = TIMELINE.grid.startMs + WINDOW * TIMELINE.grid.windowMs;
  expect(tab).toBe('lines');
  const [from, to] = [start, start + TIMELINE.grid.windowMs].map((ms) =>
    new Date(ms).toISOString().slice(0, 16),
  );
  expect(lineView.chips).toEqual([{ term: `after:${from}Z before:${to}Z`, isOn: true }]);
});

test('no window, nothing to read', () => {
  open(null);
  expect(screen.queryByTestId('readout')).toBeNull();
  expect(screen.getByText(/^Point at a window/)).toBeTruthy();
});

test('a stretch of single votes does not read as agreement', () => {
  const detector = (name: DetectorResult['name'], votes: readonly number[]) => ({
    name,
    vote: Uint8Array.from(votes),
  });
  const detectors = [
    detector('baseline', [1, 0, 0, 0, 1]),
    detector('iforest', [1, 0, 1, 0, 0]),
    detector('lstm', [0, 0, 0, 1, 0]),
  ];
  const stretch = (begin: number, end: number, kind: 'confirmed' | 'watch') => ({ begin, end, kind });
  expect(votesInWords(stretch(2, 5, 'watch'), detectors)).toBe(
    'to watch in 3 windows, one vote each: Rolling baseline 1, Isolation Forest 1, LSTM autoencoder 1',
  );
  expect(votesInWords(stretch(3, 4, 'watch'), detectors)).toBe('to watch, one vote: LSTM autoencoder');
  expect(votesInWords(stretch(0, 1, 'confirmed'), detectors)).toBe(
    'confirmed: Rolling baseline, Isolation Forest',
  );
});
