// The axes of the timeline: one time axis a plot, a quiet value axis each.
import type { DetectorResult } from '../../contracts/scores';
import { formatScore, formatShort } from '../shared/format';
import type { ShownClock } from '../shared/time';
import { type HeightScale, offScale } from './height-scale';
import type { Palette } from './palette';
import type { TimelineChart } from './timeline-model';

export function timeAxis(
  { timeline: { grid }, palette, clock }: TimelineChart,
  gridIndex: number,
  labelled: boolean,
) {
  return {
    type: 'time',
    gridIndex,
    min: grid.startMs,
    max: grid.startMs + grid.length * grid.windowMs,
    axisLine: { lineStyle: { color: palette['line-strong'] }, onZero: false },
    axisTick: { show: labelled, lineStyle: { color: palette['line-strong'] } },
    axisLabel: {
      show: labelled,
      color: palette['ink-3'],
      fontSize: 11,
      hideOverlap: true,
      formatter: (ms: number) => axisTime(ms, clock),
    },
    splitLine: { show: false },
    axisPointer: {
      show: true,
      snap: false,
      triggerTooltip: false,
      label: { show: false },
      lineStyle: { color: palette['ink-3'], type: 'solid', width: 1 },
    },
  };
}

/** Midnight shows the date, everything else the time. */
export function axisTime(ms: number, clock: ShownClock): string {
  const { date, time } = clock.parts(ms);
  return time.startsWith('00:00:00') ? date.slice(5) : time.slice(0, time.slice(6, 8) === '00' ? 5 : 8);
}

export function volumeAxis(palette: Palette, gridIndex: number, splitNumber: number, scale: HeightScale) {
  return {
    ...quietAxis(gridIndex),
    splitNumber,
    axisLabel: {
      color: palette['ink-3'],
      fontSize: 11,
      formatter: (place: number) => formatShort(offScale(scale, place)),
    },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

export function scoreAxis(detector: DetectorResult, gridIndex: number, palette: Palette) {
  const ceiling = scoreCeiling(detector);
  return {
    ...quietAxis(gridIndex),
    min: 0,
    max: ceiling,
    interval: ceiling ?? undefined,
    axisLabel: {
      // Without a score there is no scale, and a made-up one would be read as one.
      show: ceiling !== null,
      color: palette['ink-3'],
      fontSize: 10,
      showMinLabel: true,
      showMaxLabel: true,
      formatter: (value: number) => formatScore(value),
    },
    splitLine: { show: false },
  };
}

function quietAxis(gridIndex: number) {
  return {
    type: 'value',
    gridIndex,
    axisLine: { show: false },
    axisTick: { show: false },
    axisPointer: { show: false },
  };
}

/** Room above the threshold even where no window came near it; null: ECharts chooses. */
export function scoreCeiling({ score, threshold }: DetectorResult): number | null {
  let max = threshold ?? 0;
  for (const value of score) if (value > max) max = value;
  return max <= 0 ? null : Number((max * 1.08).toPrecision(2));
}

export function votesAxis(detectors: readonly DetectorResult[], palette: Palette) {
  return {
    type: 'category',
    gridIndex: detectors.length + 2,
    inverse: true,
    data: detectors.map((d) => d.name),
    axisLine: { show: false },
    axisTick: { show: false },
    axisPointer: { show: false },
    axisLabel: { color: palette['ink-3'], fontSize: 10 },
  };
}
