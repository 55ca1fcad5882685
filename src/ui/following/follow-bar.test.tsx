// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FileAt } from '../../contracts/following';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { followFile } from '../../store/following';
import { AppProvider } from '../shared/app-context';
import { FollowBar } from './follow-bar';

const shown: string[] = [];
beforeEach(() => {
  shown.length = 0;
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'default';
      static requestPermission = vi.fn(async () => 'denied');
      constructor(title: string) {
        shown.push(title);
      }
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show() {
  const app = createFakeApp();
  render(
    <AppProvider app={app}>
      <FollowBar />
    </AppProvider>,
  );
  const source = { file: { kind: 'file', name: 'app.log' } as FileAt, folder: null };
  void followFile(app, 'app.log', source);
  return app;
}

test('it says how it is going, what happened, and what is missing without the folder', async () => {
  show();
  const words = await screen.findByTestId('follow-words');
  expect(words.textContent).toMatch(
    /^last line \d+ s ago · 4,980 lines\/s · verdict as of \d\d:\d\d:\d\d UTC · 1,200 lines wait/,
  );
  expect(screen.getByTestId('follow-event').textContent).toContain('app.log.1');
  expect(screen.getByTestId('following').textContent).toContain('Drop the folder');
  fireEvent.click(screen.getByTestId('follow-pause'));
  await waitFor(() => expect(screen.getByTestId('following').dataset.phase).toBe('paused'));
  expect(screen.getByTestId('follow-words').textContent).not.toContain('last line');
  fireEvent.click(screen.getByTestId('follow-stop'));
  await waitFor(() => expect(screen.queryByTestId('following')).toBeNull());
});

test('nobody is asked about notifications before the click, and a refusal is said and keeps it off', async () => {
  show();
  const button = await screen.findByTestId('follow-notify');
  expect(Notification.requestPermission).not.toHaveBeenCalled();
  fireEvent.click(button);
  await waitFor(() => expect(screen.getByText('The browser refuses notifications.')).toBeTruthy());
  expect(button.getAttribute('aria-pressed')).toBe('false');
  expect(shown).toEqual([]);
});
