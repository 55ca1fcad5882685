// In: what may be drawn of a result of SQL. Out: the ECharts option: lines over time, or bars over words. Pure: colours are handed in.
import type { EChartsCoreOption } from 'echarts/core';
import type { SqlChart } from '../../contracts/sql';
import { formatShort } from '../shared/format';
import { shownClock } from '../shared/time';
import { axisTime } from './axes';
import type { Palette, PaletteName } from './palette';

const COLOURS: readonly PaletteName[] = [
  'hand',
  'signal',
  'ink-2',
  'level-fatal',
  'level-info',
  'signal-ink',
  'ink-3',
  'line-strong',
];
const OF_LEVELS: Readonly<Record<string, PaletteName>> = {
  fatal: 'level-fatal',
  error: 'level-error',
  warn: 'level-warn',
  notice: 'level-info',
  info: 'level-info',
  debug: 'level-low',
  trace: 'level-low',
};

/** A level has its own colour, as everywhere; red is for nothing else. As CSS variables for the legend. */
export function seriesColour(name: string, index: number): PaletteName {
  return OF_LEVELS[name] ?? COLOURS[index % COLOURS.length];
}

const LABEL_CHARS = 18;

export function sqlOption({ kind, x, series }: SqlChart, palette: Palette): EChartsCoreOption {
  const line = { lineStyle: { color: palette['line-strong'] } };
  const label = { color: palette['ink-3'], fontSize: 11, hideOverlap: true };
  const axis =
    kind === 'line'
      ? { type: 'time', axisLabel: { ...label, formatter: (ms: number) => axisTime(ms, shownClock('UTC')) } }
      : {
          type: 'category',
          data: x,
          axisLabel: {
            ...label,
            rotate: x.length > 8 ? 40 : 0,
            formatter: (word: string) =>
              word.length > LABEL_CHARS ? `${word.slice(0, LABEL_CHARS)}…` : word,
          },
        };
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: palette.font, color: palette['ink-2'] },
    grid: [{ left: 56, right: 18, top: 14, bottom: kind === 'bar' && x.length > 8 ? 92 : 34 }],
    xAxis: [{ ...axis, axisLine: line, axisTick: line, splitLine: { show: false } }],
    yAxis: [
      {
        type: 'value',
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...label, formatter: (value: number) => formatShort(value) },
        splitLine: { lineStyle: { color: palette.line } },
      },
    ],
    series: series.map(({ name, values }, i) => {
      const color = palette[seriesColour(name, i)];
      const shared = { id: `series-${i}`, name, silent: true, itemStyle: { color } };
      if (kind === 'bar') return { ...shared, type: 'bar', data: values, barMaxWidth: 36 };
      const data = values.map((value, at) => [x[at], value]);
      return {
        ...shared,
        type: 'line',
        data,
        lineStyle: { color, width: 1.6 },
        symbolSize: 4,
        connectNulls: true,
        // As many points as pixels, and no spike is lost.
        sampling: 'minmax',
        showSymbol: x.length <= 200,
      };
    }),
  };
}
