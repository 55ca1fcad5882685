// @vitest-environment happy-dom
import { Theme } from '@radix-ui/themes';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { useAppearance } from '../shared/use-theme';
import { TimelineCanvas } from './timeline-chart';

const drawn: string[] = [];

vi.mock('./echarts-core', () => ({
  initChart: () => ({
    getWidth: () => 800,
    getHeight: () => 400,
    getOption: () => ({ series: new Array(100) }),
    setOption: ({ textStyle }: { textStyle: { color: string } }) => drawn.push(textStyle.color),
    on: () => undefined,
    getZr: () => ({ on: () => undefined }),
    isDisposed: () => false,
    dispatchAction: () => undefined,
    dispose: () => undefined,
    resize: () => undefined,
  }),
}));

// Style sheets take a real browser: each colour is the name of the theme whose class is there when it is read.
vi.mock('./palette', () => ({
  readPalette: (element: Element) =>
    new Proxy({}, { get: () => (element.closest('.dark') === null ? 'light' : 'dark') }),
}));

afterEach(cleanup);

function Page() {
  const { timeline } = fixtureResult();
  const nothing = (): void => undefined;
  return (
    <Theme appearance={useAppearance()}>
      <TimelineCanvas
        timeline={timeline!}
        incidents={[]}
        changes={[]}
        zoom={null}
        zone="UTC"
        onHover={nothing}
        onZoom={nothing}
        onPick={nothing}
      />
    </Theme>
  );
}

test('the timeline takes the colours of the theme that is on screen', async () => {
  const app = createFakeApp();
  app.view.getState().setTheme('light');
  render(
    <AppProvider app={app}>
      <Page />
    </AppProvider>,
  );
  await waitFor(() => expect(drawn.at(-1)).toBe('light'));
  act(() => app.view.getState().setTheme('dark'));
  await waitFor(() => expect(drawn.at(-1)).toBe('dark'));
  act(() => app.view.getState().setTheme('light'));
  await waitFor(() => expect(drawn.at(-1)).toBe('light'));
  // Not once with the colours of the theme before.
  expect(drawn).toEqual(['light', 'dark', 'light']);
});
