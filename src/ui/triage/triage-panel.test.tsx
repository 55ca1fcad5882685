// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { analyzeFiles } from '../../store/actions';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { fixtureBundle } from '../../store/fixtures/triage';
import { AppProvider } from '../shared/app-context';
import { ContextFacts } from './context-facts';
import { changedUses, countsInWords, withUse } from './triage-choices';
import { TriagePanel } from './triage-panel';

afterEach(cleanup);
const BUNDLE = fixtureBundle();

async function openPanel() {
  const app = createFakeApp();
  await analyzeFiles(app, [{ path: 'sos.tar', file: new File(['x'], 'sos.tar') }]);
  app.session.setState({ result: { ...fixtureResult(), bundle: BUNDLE } });
  render(
    <AppProvider app={app}>
      <TriagePanel triage={BUNDLE.triage} startsOpen />
    </AppProvider>,
  );
  await screen.findByRole('button', { name: 'etc/' });
  return app;
}

test('what is read and what is not is said by count; only the folder that is opened is listed, a hundred at a time', async () => {
  await openPanel();
  expect(screen.getByTestId('triage-logs').textContent).toBe('2 logs');
  expect(screen.getByTestId('triage').textContent).toContain('250 configuration files, 2 other texts');
  expect(screen.queryByText('app-000.conf')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'etc/' }));
  await screen.findByText('app-099.conf');
  expect(screen.queryByText('app-100.conf')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '150 more here: show 100' }));
  await screen.findByText('app-199.conf');
});

test('one click leaves a log out or reads what is none, a second takes it back; then it is analysed again', async () => {
  const app = await openPanel();
  const reanalyze = vi.spyOn(app.current.analyzer!, 'reanalyze');
  fireEvent.click(screen.getByRole('button', { name: 'var/' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Leave out: sos-host7/var/log/messages' }));
  fireEvent.click(screen.getByRole('button', { name: /^Read as a log: sos-host7\/var\/log\/<img/ }));
  expect(screen.getByRole('status').textContent).toContain('2 choices of yours are not in this analysis yet');
  fireEvent.click(screen.getByRole('button', { name: 'Set to be read: undo' }));
  fireEvent.click(within(screen.getByRole('status')).getByRole('button', { name: 'Analyse again' }));
  await waitFor(() => expect(reanalyze).toHaveBeenCalledOnce());
  expect(reanalyze.mock.calls[0][0].files).toEqual({
    'sos-host7/var/log/messages': { format: null, encoding: null, zone: null, use: 'none' },
  });
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
});

test('names and facts are text, whatever they hold', async () => {
  await openPanel();
  fireEvent.click(screen.getByRole('button', { name: 'var/' }));
  await screen.findByText('<img src=x onerror=alert(1)>');
  cleanup();
  const { container } = render(
    <ContextFacts facts={[{ what: 'Kernel', value: '<b>5</b>', file: 'proc/version', lineNum: 1 }]} />,
  );
  expect(container.querySelector('img, b')).toBeNull();
  expect(container.textContent).toContain('proc/version:1');
});

test('choices: what is as found leaves no trace; counts in words', () => {
  const set = withUse({}, 'a/', 'log');
  expect(changedUses(set, {})).toEqual(['a/']);
  expect(withUse(set, 'a/', null)).toEqual({});
  expect(countsInWords({ ...BUNDLE.triage.counts, log: 1 }, ['log', 'binary'])).toEqual(['1 log']);
});
