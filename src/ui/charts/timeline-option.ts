// In: a timeline and what is known of it. Out: the ECharts option of the overview: volume by level, one small plot a
// detector with its threshold, the votes, one time axis for all. Pure: colours and zone are handed in.
import type { EChartsCoreOption } from 'echarts/core';
import type { Change } from '../../contracts/changes';
import type { Incident } from '../../contracts/incident';
import type { Timeline } from '../../contracts/result';
import type { DetectorResult } from '../../contracts/scores';
import type { TimeSpan } from '../../contracts/units';
import { DETECTOR_LABELS } from '../../store/verdict';
import { formatScore, formatShort } from '../shared/format';
import { timeParts } from '../shared/time';
import { type Block, verdictBlocks, verdictSeries, voteBlocks, votesSeries } from './blocks';
import { baselineArea, momentLines, msPerPixel, thresholdLine } from './marks';
import type { Palette } from './palette';
import { scorePoints } from './score-points';
import { LEVEL_GROUPS, type Steps, stepsOf, volumeSeries } from './volume';

export interface TimelineChart {
  readonly timeline: Timeline;
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
  readonly zoom: TimeSpan | null;
  readonly zone: string;
  readonly palette: Palette;
  /** Width of the chart. */
  readonly widthPx: number;
}

const LEFT = 52;
const RIGHT = 16;
const VOLUME = { top: 42, height: 130 };
/** Warnings and above again on a scale of their own: beside a busy log they would be a hair on the axis. */
const GRAVE = { top: VOLUME.top + VOLUME.height + 32, height: 56 };
const NUM_GRAVE_GROUPS = 3;
const SCORE = { height: 50, gap: 32 };
const VOTES_ROW = 15;
/** As many steps as pixels are of use, on a screen of 2,560. */
const MAX_STEPS = 800;
/** Stretches closer than this look like one. */
const GAP_PX = 2;

/** Height of the whole chart in pixels. */
export function timelineHeight(numDetectors: number): number {
  return votesTop(numDetectors) + numDetectors * VOTES_ROW + 66;
}

export function timelineOption(chart: TimelineChart): EChartsCoreOption {
  const { timeline, palette } = chart;
  const { detectors } = timeline;
  const numAxes = detectors.length + 3;
  const steps = stepsOf(...zoomedWindows(chart), MAX_STEPS);
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: palette.font, color: palette['ink-2'] },
    title: titles(detectors, palette, steps.join),
    grid: grids(detectors.length),
    xAxis: Array.from({ length: numAxes }, (_, i) => timeAxis(chart, i, i === numAxes - 1)),
    yAxis: [
      volumeAxis(palette, 0, 3),
      volumeAxis(palette, 1, 1),
      ...detectors.map((d, i) => scoreAxis(d, i + 2, palette)),
      votesAxis(detectors, palette),
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    toolbox: { show: true, right: -100, feature: { dataZoom: { yAxisIndex: 'none', filterMode: 'none' } } },
    dataZoom: zooms(chart, numAxes),
    series: seriesOf(chart, steps),
  };
}

function votesTop(numDetectors: number): number {
  return scoreTop(numDetectors);
}

function scoreTop(i: number): number {
  return GRAVE.top + GRAVE.height + SCORE.gap + i * (SCORE.height + SCORE.gap);
}

function grids(numDetectors: number) {
  const sides = { left: LEFT, right: RIGHT };
  return [
    { ...sides, ...VOLUME },
    { ...sides, ...GRAVE },
    ...Array.from({ length: numDetectors }, (_, i) => ({ ...sides, top: scoreTop(i), height: SCORE.height })),
    { ...sides, top: votesTop(numDetectors), height: numDetectors * VOTES_ROW },
  ];
}

function titles(detectors: readonly DetectorResult[], palette: Palette, join: number) {
  const joined = join > 1 ? `  {s|the busiest of every ${join}}` : '';
  const textStyle = { fontSize: 11, fontWeight: 600, color: palette['ink-2'], fontFamily: palette.font };
  const subtle = { fontSize: 11, fontWeight: 400, color: palette['ink-3'] };
  const rich = { rich: { s: subtle } };
  const at = (text: string, top: number) => ({
    text,
    left: LEFT - 5,
    top: top - 22,
    textStyle: { ...textStyle, ...rich },
  });
  return [
    // Above the labels of outages and changes, which stand on the plot.
    at(`Records per window${joined}`, VOLUME.top - 18),
    at('Warnings and above', GRAVE.top),
    ...detectors.map((d, i) => at(`${DETECTOR_LABELS[d.name]}  {s|${scoreNote(d)}}`, scoreTop(i))),
    at('Votes', votesTop(detectors.length)),
  ];
}

function scoreNote(detector: DetectorResult): string {
  if (detector.abstained !== null) return `abstained: ${detector.abstained}`.replaceAll(/[{}|]/g, ' ');
  return detector.threshold === null ? '' : `votes above ${formatScore(detector.threshold)}`;
}

function timeAxis(
  { timeline: { grid }, palette, zone }: TimelineChart,
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
      formatter: (ms: number) => axisTime(ms, zone),
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
export function axisTime(ms: number, zone: string): string {
  const { date, time } = timeParts(ms, zone);
  return time.startsWith('00:00:00') ? date.slice(5) : time.slice(0, time.slice(6, 8) === '00' ? 5 : 8);
}

function volumeAxis(palette: Palette, gridIndex: number, splitNumber: number) {
  return {
    ...quietAxis(gridIndex),
    splitNumber,
    axisLabel: { color: palette['ink-3'], fontSize: 11, formatter: (value: number) => formatShort(value) },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

function scoreAxis(detector: DetectorResult, gridIndex: number, palette: Palette) {
  const ceiling = scoreCeiling(detector);
  return {
    ...quietAxis(gridIndex),
    min: 0,
    max: ceiling,
    interval: ceiling ?? undefined,
    axisLabel: {
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

function votesAxis(detectors: readonly DetectorResult[], palette: Palette) {
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

function zooms({ zoom, palette }: TimelineChart, numAxes: number) {
  const axes = Array.from({ length: numAxes }, (_, i) => i);
  const span = zoom === null ? { start: 0, end: 100 } : { startValue: zoom.start, endValue: zoom.end };
  const shared = { xAxisIndex: axes, filterMode: 'none', ...span };
  return [
    {
      ...shared,
      id: 'wheel',
      type: 'inside',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseMove: false,
      moveOnMouseWheel: false,
    },
    {
      ...shared,
      id: 'slider',
      type: 'slider',
      height: 18,
      bottom: 8,
      left: LEFT,
      right: RIGHT,
      showDetail: false,
      brushSelect: false,
      borderColor: palette.line,
      fillerColor: `${palette.hand}22`,
      backgroundColor: palette.sunken,
      dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      handleStyle: { color: palette.panel, borderColor: palette['ink-3'] },
      moveHandleSize: 0,
    },
  ];
}

function seriesOf(chart: TimelineChart, steps: Steps) {
  const { timeline, palette } = chart;
  const { detectors, grid } = timeline;
  const gap = (msPerPixel(chart) * GAP_PX) / grid.windowMs;
  const verdicts: readonly Block[] = verdictBlocks(timeline, gap);
  return [
    ...Array.from({ length: detectors.length + 2 }, (_, axis) => verdictSeries(verdicts, axis, palette)),
    ...volume(chart, steps, 0),
    ...volume(chart, steps, 1),
    ...detectors.map((detector, i) => scores(chart, steps, detector, i + 2)),
    votesSeries(voteBlocks(timeline, gap), detectors.length + 2, palette),
  ];
}

/** Axis 0: all groups. Axis 1: the grave ones alone. */
function volume(chart: TimelineChart, steps: Steps, axis: 0 | 1) {
  const { timeline, palette } = chart;
  const groups = volumeSeries(timeline, steps, axis === 0 ? LEVEL_GROUPS.length : NUM_GRAVE_GROUPS);
  return groups.map(({ name, points }, i) => ({
    id: `${axis === 0 ? 'volume' : 'grave'}-${name}`,
    name,
    type: 'line',
    xAxisIndex: axis,
    yAxisIndex: axis,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0 },
    areaStyle: { color: palette[LEVEL_GROUPS[i].colour], opacity: 1 },
    data: points,
    // The lower outlines are drawn over the higher ones.
    z: 3 + groups.length - i,
    ...(i === 0 && axis === 0 ? { markArea: baselineArea(chart), markLine: mergedLines(chart) } : {}),
  }));
}

function mergedLines(chart: TimelineChart) {
  return { silent: true, symbol: 'none', animation: false, data: momentLines(chart), z: 10 };
}

/** The windows in view, with one more on each side so that steps reach the edges. */
function zoomedWindows({ timeline: { grid }, zoom }: TimelineChart): readonly [number, number] {
  if (zoom === null) return [0, grid.length];
  const begin = Math.floor((zoom.start - grid.startMs) / grid.windowMs) - 1;
  const end = Math.ceil((zoom.end - grid.startMs) / grid.windowMs) + 1;
  return [Math.max(0, begin), Math.min(grid.length, end)];
}

function scores(
  { timeline: { grid }, palette }: TimelineChart,
  steps: Steps,
  detector: DetectorResult,
  axis: number,
) {
  return {
    id: `score-${detector.name}`,
    type: 'line',
    xAxisIndex: axis,
    yAxisIndex: axis,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 1.4, color: palette['ink-2'] },
    data: scorePoints(detector.score, grid, steps),
    markLine: thresholdLine(detector, palette),
    z: 3,
  };
}
