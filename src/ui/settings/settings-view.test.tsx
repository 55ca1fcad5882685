// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { SETTING_PATHS, SETTING_PLACES, SETTING_ROWS } from '../../contracts/settings-registry';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { AppProvider } from '../shared/app-context';
import { SettingsView } from './settings-view';

afterEach(cleanup);

const FORM = ['windows', 'detection', 'templates', 'times'] as const;

function open() {
  const app = createFakeApp();
  render(
    <AppProvider app={app}>
      <SettingsView />
    </AppProvider>,
  );
  return app;
}

test('every setting of the form stands in its group, under the label and with the help of its row', () => {
  open();
  for (const place of FORM) {
    const group = screen.getByText(SETTING_PLACES[place]).closest('fieldset')!;
    const rows = SETTING_PATHS.filter((path) => SETTING_ROWS[path].place === place);
    expect(rows.length).toBeGreaterThan(0);
    for (const path of rows) {
      const { label, help, none } = SETTING_ROWS[path];
      expect(group.textContent, path).toContain(label);
      expect(group.textContent, path).toContain(none ?? help);
    }
  }
});

test('an error takes the place of the help', () => {
  const app = open();
  act(() => app.settings.getState().edit({ seed: -1 }));
  expect(screen.getByTestId('settings-seed').closest('.field')!.textContent).toBe('Seedmust be at least 0');
});
