// @vitest-environment happy-dom
import { Theme } from '@radix-ui/themes';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeApp } from '../../store/fixtures/fake-app';
import { fixtureResult } from '../../store/fixtures/result';
import { AppProvider } from '../shared/app-context';
import { shownClock } from '../shared/time';
import { useAppearance } from '../shared/use-theme';
import { TimelineCanvas } from './timeline-chart';

const drawn: string[] = [];
let click: ((event: { offsetX: number; offsetY: number }) => void) | undefined;

vi.mock('./echarts-core', () => ({
  initChart: () => ({
    getWidth: () => 800,
    getHeight: () => 400,
    getOption: () => ({ series: new Array(100) }),
    setOption: ({ textStyle }: { textStyle: { color: string } }) => drawn.push(textStyle.color),
    on: () => undefined,
    getZr: () => ({
      on: (_name: string, listener: typeof click) => {
        click = listener;
      },
    }),
    convertFromPixel: (_axis: unknown, x: number) => x,
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

const { timeline } = fixtureResult();
const nothing = (): void => undefined;

interface Listeners {
  readonly onHover?: (window: number | null) => void;
  readonly onPick?: (window: number) => void;
}

function Page({ onHover = nothing, onPick = nothing }: Listeners) {
  return (
    <Theme appearance={useAppearance()}>
      <TimelineCanvas
        timeline={timeline!}
        incidents={[]}
        changes={[]}
        zoom={null}
        clock={shownClock('UTC')}
        onHover={onHover}
        onZoom={nothing}
        onPick={onPick}
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

test('a click opens a window; a tap only points at it', async () => {
  const picked: number[] = [];
  const hovered: (number | null)[] = [];
  render(
    <AppProvider app={createFakeApp()}>
      <Page onHover={(window) => hovered.push(window)} onPick={(window) => picked.push(window)} />
    </AppProvider>,
  );
  const canvas = screen.getByTestId('timeline');
  await waitFor(() => expect(canvas.dataset.ready).toBe(''));
  const { startMs, windowMs } = timeline!.grid;
  const clickAt = (window: number): void =>
    click?.({ offsetX: startMs + (window + 0.5) * windowMs, offsetY: 10 });
  fireEvent.pointerDown(canvas, { pointerType: 'touch' });
  clickAt(5);
  expect([picked, hovered]).toEqual([[], [5]]);
  fireEvent.pointerDown(canvas, { pointerType: 'mouse' });
  clickAt(7);
  expect([picked, hovered]).toEqual([[7], [5]]);
});
