// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { quietResult, timelessResult } from '../../store/fixtures/variants';
import { Shell } from './shell';

// A canvas needs a real browser; the option that it draws is tested beside the charts.
vi.mock('../charts/timeline-chart', () => ({ TimelineCanvas: () => <div data-testid="timeline" /> }));

const FILE = new File(['2026-03-12T06:00:00Z x'], 'app.log');

beforeAll(() => {
  URL.createObjectURL = () => 'blob:test';
  URL.revokeObjectURL = () => undefined;
});
afterEach(cleanup);

async function dropOn(app: ReturnType<typeof createFakeApp>): Promise<void> {
  render(<Shell app={app} />);
  fireEvent.change(screen.getByTestId('file-input'), { target: { files: [FILE] } });
  await waitFor(() => expect(app.session.getState().phase).not.toBe('running'), { timeout: 5000 });
}

async function openTab(name: string): Promise<void> {
  fireEvent.click(screen.getByTestId(`tab-${name}`));
  await waitFor(() => expect(screen.queryByText('Opening …')).toBeNull(), { timeout: 5000 });
}

/** Colours, layout and what `hidden` hides take a real browser. */
async function violations(): Promise<string[]> {
  const rules = {
    'color-contrast': { enabled: false },
    'target-size': { enabled: false },
    region: { enabled: false },
  };
  const { violations: found } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  return found.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 120)}`);
}

test('the landing says what happens to the data, and holds no accessibility mistake', async () => {
  const app = createFakeApp();
  await app.history.getState().refresh();
  render(<Shell app={app} />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('about to break');
  expect(screen.getByText('It stays here.')).toBeTruthy();
  expect(screen.getByTestId('demo-button')).toBeTruthy();
  expect(await violations()).toEqual([]);
});

test('a file leads to a result with every view', async () => {
  await dropOn(createFakeApp());
  expect((await screen.findByTestId('verdict')).textContent).toContain('20 minutes before the outage');
  for (const name of [
    'incidents',
    'ticket',
    'templates',
    'compare',
    'ask',
    'files',
    'benchmark',
    'exports',
    'sql',
    'settings',
    'problems',
    'sessions',
  ]) {
    await openTab(name);
    expect(screen.getByTestId(`tab-${name}`).getAttribute('aria-selected')).toBe('true');
    expect(screen.queryByTestId('view-failed')).toBeNull();
    expect(await violations(), name).toEqual([]);
  }
}, 120_000);

test('incidents show the four steps, and a citation leads to its line', async () => {
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  await openTab('incidents');
  const detail = within(await screen.findByTestId('incident-detail'));
  for (const step of ['Context', 'Runbooks', 'Changes before', 'Hypotheses'])
    expect(detail.getByRole('heading', { name: step })).toBeTruthy();
  expect(detail.getByText('8.5 min before')).toBeTruthy();
  fireEvent.click(detail.getAllByTestId('evidence-link')[1]);
  await waitFor(() => expect(app.view.getState().tab).toBe('lines'));
});

test('the ticket is text: no link, no image, no HTML', async () => {
  await dropOn(createFakeApp());
  await screen.findByTestId('verdict');
  await openTab('ticket');
  const ticket = screen.getByTestId('ticket');
  await waitFor(() => expect(ticket.textContent).toContain('Roll back'));
  expect(ticket.querySelectorAll('a, img, script')).toHaveLength(0);
  expect(ticket.textContent).toContain('<img src=x onerror=alert(1)>');
});

test("a ticket in the reader's own words is previewed, copied and taken back; hostile text in it stays text", async () => {
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  await openTab('ticket');
  await waitFor(() => expect(screen.getByTestId('ticket').textContent).toContain('Roll back'));
  fireEvent.click(screen.getByTestId('ticket-edit'));
  const source = screen.getByTestId('ticket-source') as HTMLTextAreaElement;
  const written = source.value;
  const own = '# Mine [E1]\n\n<img src=x onerror=alert(1)> [link](https://evil.example)';
  fireEvent.change(source, { target: { value: own } });
  await waitFor(() => expect(screen.getByTestId('ticket').textContent).toContain('Mine'));
  expect(screen.getByTestId('ticket').querySelectorAll('a, img')).toHaveLength(0);
  expect(await violations()).toEqual([]);
  fireEvent.click(screen.getByTestId('copy-ticket'));
  await waitFor(() => expect(copied).toEqual([own]));
  fireEvent.click(screen.getByTestId('ticket-edit'));
  expect(screen.getByTestId('ticket').textContent).toContain('In your own words');

  fireEvent.click(screen.getByTestId('ticket-edit'));
  fireEvent.click(screen.getByTestId('ticket-reset'));
  expect((screen.getByTestId('ticket-source') as HTMLTextAreaElement).value).toBe(written);
  fireEvent.click(screen.getByTestId('copy-ticket'));
  await waitFor(() => expect(copied).toEqual([own, written]));
});

test('what the ticket cites leads to the line', async () => {
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  await openTab('ticket');
  const [cited] = await within(screen.getByTestId('ticket')).findAllByRole('button', { name: 'E1' });
  fireEvent.click(cited);
  expect(app.view.getState().tab).toBe('lines');
});

test('problems are all shown with their place', async () => {
  await dropOn(createFakeApp());
  await screen.findByTestId('verdict');
  await openTab('problems');
  const problems = screen.getAllByTestId('problem');
  expect(problems.map((p) => p.dataset.severity)).toEqual(['error', 'warning', 'info']);
  expect(problems[0].textContent).toContain('orders/old.log.gz, line 1,204, byte 90,112');
});

test('a quiet log never gets an all clear without its limits', async () => {
  await dropOn(createFakeApp({ result: quietResult() }));
  await screen.findByTestId('verdict');
  expect(screen.getByText(/LSTM autoencoder abstained/)).toBeTruthy();
  expect(screen.queryByTestId('tab-sessions')).toBeNull();
  await openTab('ticket');
  expect(screen.getByTestId('ticket').textContent).toContain('nothing to file');
});

test('a log without times says so instead of drawing an empty timeline', async () => {
  await dropOn(createFakeApp({ result: timelessResult() }));
  expect((await screen.findByTestId('verdict')).textContent).toContain('no line states a time');
  expect(await screen.findByText('No timeline')).toBeTruthy();
});

test('a failure is shown with its line, and the landing stays usable', async () => {
  await dropOn(createFakeApp({ failWith: 'app.log: the archive ends early' }));
  expect((await screen.findByTestId('error')).textContent).toBe('app.log: the archive ends early');
  expect(screen.getByTestId('drop-zone')).toBeTruthy();
});

test('files given while a result is shown are asked about', async () => {
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  fireEvent.change(screen.getByTestId('file-input'), { target: { files: [FILE] } });
  expect(await screen.findByText('What are these files for?')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Neither' }));
  expect(app.session.getState().phase).toBe('done');
});

test('a setting that breaks its rule is named beside its field and is not run', async () => {
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  await openTab('settings');
  fireEvent.click(screen.getByTestId('settings-add-mask'));
  fireEvent.change(screen.getByTestId('settings-mask-0'), { target: { value: '(' } });
  expect(screen.getByRole('alert').textContent).toContain('is not a regular expression');
  expect(screen.getByTestId('settings-rerun').hasAttribute('disabled')).toBe(true);
  fireEvent.change(screen.getByTestId('settings-mask-0'), { target: { value: 'order-\\d+' } });
  expect(app.settings.getState().valid.drain.masks).toEqual([{ name: 'MASK_1', pattern: 'order-\\d+' }]);
});

test('arrow keys walk the tabs', async () => {
  const app = createFakeApp();
  await dropOn(app);
  await screen.findByTestId('verdict');
  fireEvent.keyDown(screen.getByTestId('tab-overview'), { key: 'ArrowDown' });
  expect(app.view.getState().tab).toBe('incidents');
  fireEvent.keyDown(screen.getByTestId('tab-incidents'), { key: 'End' });
  expect(app.view.getState().tab).toBe('problems');
});
