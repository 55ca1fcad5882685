// In: a chart and its option. Out: the chart drawn over several frames, a piece in each: drawn at once it would hold up the
// page for longer than a key or a click may wait.
import type { ECharts, EChartsCoreOption } from 'echarts/core';

/** Series that are drawn in one frame. */
const SERIES_A_PIECE = 2;

/** Draws the option, in pieces where nothing stands yet; `onDrawn` once, after the first time. Returns how to stop it. */
export function drawInPieces(instance: ECharts, option: EChartsCoreOption, onDrawn: () => void): () => void {
  const current = instance.getOption() as { series?: unknown[] } | undefined;
  const isWhole = (current?.series?.length ?? 0) >= seriesOf(option).length;
  const pieces = isWhole
    ? [() => instance.setOption(option, { lazyUpdate: true })]
    : piecesOf(instance, option);
  return eachInItsFrame(isWhole ? pieces : [...pieces, onDrawn], () => !instance.isDisposed());
}

/**
 * The first plot alone, which is when most code runs for the first time; all plots; what stands around them; the series; last
 * what is marked on them, which every later piece would draw again.
 */
function piecesOf(instance: ECharts, option: EChartsCoreOption): readonly (() => void)[] {
  const { grid, xAxis, yAxis, title, toolbox, dataZoom, series: _, ...rest } = option;
  const series = seriesOf(option).map(withoutMarks);
  const marks = seriesOf(option).flatMap(marksOf);
  const numPieces = Math.ceil(series.length / SERIES_A_PIECE);
  const parts: EChartsCoreOption[] = [
    { ...rest, grid: firstOf(grid), xAxis: firstOf(xAxis), yAxis: firstOf(yAxis) },
    { grid, xAxis, yAxis },
    { title },
    { toolbox, dataZoom },
    ...Array.from({ length: numPieces }, (_, i) => ({
      series: series.slice(i * SERIES_A_PIECE, (i + 1) * SERIES_A_PIECE),
    })),
    ...(marks.length > 0 ? [{ series: marks }] : []),
  ];
  return parts.map((part) => () => instance.setOption(part));
}

interface Series {
  readonly id?: string;
  readonly markArea?: unknown;
  readonly markLine?: unknown;
}

function withoutMarks({ markArea: _area, markLine: _line, ...series }: Series): Series {
  return series;
}

/** The marks alone; the chart puts them to the series of that id. */
function marksOf({ id, markArea, markLine }: Series): readonly Series[] {
  if (markArea === undefined && markLine === undefined) return [];
  return [
    { id, ...(markArea === undefined ? {} : { markArea }), ...(markLine === undefined ? {} : { markLine }) },
  ];
}

function firstOf(list: unknown): readonly unknown[] {
  return (list as readonly unknown[]).slice(0, 1);
}

function seriesOf(option: EChartsCoreOption): readonly Series[] {
  return option.series as readonly Series[];
}

function eachInItsFrame(steps: readonly (() => void)[], goOn: () => boolean): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (at: number): void => {
    if (at >= steps.length || !goOn()) return;
    steps[at]();
    next(at + 1);
  };
  const next = (at: number): void => {
    // After the frame and not in it: what a step left to be painted is a task of its own.
    frame = requestAnimationFrame(() => {
      timer = setTimeout(run, 0, at);
    });
  };
  next(0);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
