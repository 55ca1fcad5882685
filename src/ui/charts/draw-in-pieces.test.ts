// @vitest-environment happy-dom
import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawInPieces } from './draw-in-pieces';

const OPTION: EChartsCoreOption = {
  animation: false,
  grid: [{ top: 1 }, { top: 2 }],
  xAxis: [{ gridIndex: 0 }, { gridIndex: 1 }],
  yAxis: [{ gridIndex: 0 }, { gridIndex: 1 }],
  title: [{ text: 'Votes' }],
  toolbox: { show: true },
  dataZoom: [{ id: 'slider' }],
  series: Array.from({ length: 7 }, (_, i) => ({
    id: `s${i}`,
    type: 'line',
    ...(i === 2 ? { markLine: { data: [1] } } : {}),
  })),
};

/** Keeps what it was given, as ECharts does: series by id, the rest by name. */
function fakeChart() {
  const calls: EChartsCoreOption[] = [];
  const series = new Map<string, unknown>();
  const merged: Record<string, unknown> = {};
  const setOption = (part: EChartsCoreOption): void => {
    calls.push(part);
    Object.assign(merged, part);
    for (const each of (part.series ?? []) as { id: string }[])
      series.set(each.id, { ...(series.get(each.id) as object), ...each });
  };
  const getOption = () => ({ ...merged, series: [...series.values()] });
  return { calls, getOption, chart: { setOption, getOption, isDisposed: () => false } as unknown as ECharts };
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test('every part of the option arrives, a few series at a time and in their order', () => {
  const { calls, getOption, chart } = fakeChart();
  const onDrawn = vi.fn();
  drawInPieces(chart, OPTION, onDrawn);
  expect(calls).toEqual([]);
  vi.runAllTimers();
  expect(getOption()).toEqual(OPTION);
  expect(Math.max(...calls.map((part) => ((part.series ?? []) as unknown[]).length))).toBeLessThanOrEqual(2);
  expect(calls.at(-1)).toEqual({ series: [{ id: 's2', markLine: { data: [1] } }] });
  expect(onDrawn).toHaveBeenCalledTimes(1);
});

test('what is drawn already is changed at once, and is not drawn for the first time again', () => {
  const { calls, chart } = fakeChart();
  const onDrawn = vi.fn();
  drawInPieces(chart, OPTION, onDrawn);
  vi.runAllTimers();
  calls.length = 0;
  const zoomed = { ...OPTION, dataZoom: [{ id: 'slider', start: 10 }] };
  drawInPieces(chart, zoomed, onDrawn);
  vi.runAllTimers();
  expect(calls).toEqual([zoomed]);
  expect(onDrawn).toHaveBeenCalledTimes(1);
});

test('a drawing that is stopped half way is begun anew by the next', () => {
  const { calls, getOption, chart } = fakeChart();
  const onDrawn = vi.fn();
  const stop = drawInPieces(chart, OPTION, onDrawn);
  while (calls.length < 5) vi.advanceTimersToNextTimer();
  stop();
  vi.runAllTimers();
  expect(onDrawn).not.toHaveBeenCalled();
  drawInPieces(chart, OPTION, onDrawn);
  vi.runAllTimers();
  expect(getOption()).toEqual(OPTION);
  expect(onDrawn).toHaveBeenCalledTimes(1);
});
