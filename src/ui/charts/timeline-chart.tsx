// The chart on its canvas: ECharts loaded when first shown, kept in step with the option, the zoom and the size of the page.

import type { ECharts } from 'echarts/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { TimeSpan } from '../../contracts/units';
import { t } from '../../words/t';
import { useDrawnAppearance } from '../shared/use-theme';
import { drawInPieces } from './draw-in-pieces';
import { readPalette } from './palette';
import { type TimelineChart, timelineHeight } from './timeline-model';
import { timelineOption } from './timeline-option';

export interface TimelineCanvasProps extends Omit<TimelineChart, 'palette' | 'widthPx'> {
  readonly onHover: (window: number | null) => void;
  readonly onZoom: (zoom: TimeSpan | null) => void;
  /** A click or Enter; a tap only points, since a finger cannot point without it. */
  readonly onPick: (window: number) => void;
}

/** Zooming fires for every pixel of a drag. */
const ZOOM_PAUSE_MS = 120;

export function TimelineCanvas({ onHover, onZoom, onPick, ...chart }: TimelineCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const appearance = useDrawnAppearance();
  const pointer = useRef('mouse');
  const onTap = (window: number): void => (pointer.current === 'touch' ? onHover : onPick)(window);
  const latest = useRef({ onHover, onZoom, onTap, chart });
  latest.current = { onHover, onZoom, onTap, chart };
  const instance = useChartInstance(box, latest);
  const cursor = useRef<number | null>(null);
  const { timeline, incidents, changes, marked, zoom, clock } = chart;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read anew when the appearance changes.
  useEffect(() => {
    if (instance === null || box.current === null) return;
    const palette = readPalette(box.current);
    const widthPx = instance.getWidth();
    const option = timelineOption({ timeline, incidents, changes, marked, zoom, clock, palette, widthPx });
    return drawInPieces(instance, option, () => selectByDragging(instance));
  }, [instance, timeline, incidents, changes, marked, zoom, clock, appearance]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const { length } = timeline.grid;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const from = cursor.current ?? (event.key === 'ArrowRight' ? -1 : length);
      cursor.current = Math.min(length - 1, Math.max(0, from + (event.key === 'ArrowRight' ? 1 : -1)));
      onHover(cursor.current);
      pointAt(instance, timeline.grid.startMs + (cursor.current + 0.5) * timeline.grid.windowMs);
    } else if (event.key === 'Enter' && cursor.current !== null) onPick(cursor.current);
    else if (event.key === '0') onZoom(null);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="timeline-canvas"
      data-testid="timeline"
      data-ready={instance === null ? undefined : ''}
      role="application"
      aria-label={t(
        'Timeline. Left and right arrow move from window to window, Enter opens its lines, 0 zooms out.',
      )}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move over it.
      tabIndex={0}
      style={{ height: timelineHeight(timeline.detectors.length) }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        pointer.current = event.pointerType;
      }}
    />
  );
}

interface Latest {
  readonly onHover: (window: number | null) => void;
  readonly onZoom: (zoom: TimeSpan | null) => void;
  /** A click, or a tap. */
  readonly onTap: (window: number) => void;
  readonly chart: Omit<TimelineChart, 'palette' | 'widthPx'>;
}

function useChartInstance(box: { current: HTMLDivElement | null }, latest: { readonly current: Latest }) {
  const [instance, setInstance] = useState<ECharts | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one chart for the life of the element.
  useEffect(() => {
    let alive = true;
    let made: ECharts | null = null;
    // It reports the first size too, and drawing anew what has the right size costs as much as drawing it.
    const observer = new ResizeObserver(([{ target }]) => {
      if (made === null) return;
      if (target.clientWidth !== made.getWidth() || target.clientHeight !== made.getHeight()) made.resize();
    });
    void import('./echarts-core').then(({ initChart }) => {
      if (!alive || box.current === null) return;
      made = initChart(box.current, null, { renderer: 'canvas' });
      listen(made, latest);
      observer.observe(box.current);
      setInstance(made);
    });
    return () => {
      alive = false;
      observer.disconnect();
      made?.dispose();
    };
  }, []);
  return instance;
}

interface PointerEvent {
  readonly axesInfo?: readonly { readonly value: number }[];
}

function listen(instance: ECharts, latest: { readonly current: Latest }): void {
  const windowAt = (ms: number): number | null => {
    const { grid } = latest.current.chart.timeline;
    const window = Math.floor((ms - grid.startMs) / grid.windowMs);
    return window >= 0 && window < grid.length ? window : null;
  };
  instance.on('updateAxisPointer', (event) => {
    const ms = (event as PointerEvent).axesInfo?.[0]?.value;
    latest.current.onHover(ms === undefined ? null : windowAt(ms));
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  instance.on('datazoom', () => {
    clearTimeout(timer);
    timer = setTimeout(() => latest.current.onZoom(zoomOf(instance, latest.current.chart)), ZOOM_PAUSE_MS);
  });
  instance.getZr().on('click', (event: { offsetX: number; offsetY: number }) => {
    const ms = instance.convertFromPixel({ xAxisIndex: 0 }, event.offsetX) as unknown as number;
    const window = Number.isFinite(ms) ? windowAt(ms) : null;
    if (window !== null) latest.current.onTap(window);
  });
}

/** Null where the whole log is in view. */
function zoomOf(
  instance: ECharts,
  { timeline: { grid } }: Omit<TimelineChart, 'palette' | 'widthPx'>,
): TimeSpan | null {
  if (instance.isDisposed()) return null;
  const option = instance.getOption() as { dataZoom?: readonly { startValue: number; endValue: number }[] };
  const zoom = option.dataZoom?.[0];
  const end = grid.startMs + grid.length * grid.windowMs;
  if (zoom === undefined || (zoom.startValue <= grid.startMs && zoom.endValue >= end)) return null;
  return { start: zoom.startValue, end: zoom.endValue } as TimeSpan;
}

/** Dragging over the plots selects the span to zoom to, with no button to press first. */
function selectByDragging(instance: ECharts): void {
  instance.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
}

function pointAt(instance: ECharts | null, ms: number): void {
  if (instance === null) return;
  const x = instance.convertToPixel({ xAxisIndex: 0 }, ms) as unknown as number;
  instance.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'mousemove', x, y: 60 });
}
