// In: a timeline and what is known of it. Out: the ECharts option of the overview: volume by level, one small plot a
// detector with its threshold, the votes, one time axis for all. Pure: colours and clock are handed in.

import type { EChartsCoreOption } from 'echarts/core';
import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import { named, t } from '../../words/t';
import { formatScore } from '../shared/format';
import { scoreAxis, timeAxis, volumeAxis, votesAxis } from './axes';
import { type Block, verdictBlocks, verdictSeries, voteBlocks, votesSeries } from './blocks';
import { type HeightScale, onScale, ROOT_WORDS, scaleOf } from './height-scale';
import { baselineArea, incidentFrames, momentLines, msPerPixel, thresholdLine } from './marks';
import type { Palette } from './palette';
import { countedScore, scorePoints } from './score-points';
import {
  GRAVE,
  LEFT,
  NUM_GRAVE_GROUPS,
  RIGHT,
  SCORE,
  scoreTop,
  type TimelineChart,
  VOLUME,
  VOTES_ROW,
  votesTop,
} from './timeline-model';
import { LEVEL_GROUPS, type Point, type Steps, stepsOf, type VolumeSeries, volumeSeries } from './volume';

/** As many steps as are of use on a screen of 2,560. */
const MAX_STEPS = 800;
/** A narrower bar would be blended with what is behind it, and its colour lost. */
const MIN_STEP_PX = 2;
/** Stretches closer than this look like one. */
const GAP_PX = 2;

export function timelineOption(chart: TimelineChart): EChartsCoreOption {
  const { timeline, palette } = chart;
  const { detectors } = timeline;
  const numAxes = detectors.length + 3;
  const steps = stepsOf(...zoomedWindows(chart), maxSteps(chart));
  const groups = volumeSeries(timeline, steps, LEVEL_GROUPS.length);
  // From the bottom of the stack up, so their outlines are the same.
  const plots = [groups, groups.slice(0, NUM_GRAVE_GROUPS)].map(scaledPlot);
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: palette.font, color: palette['ink-2'] },
    title: titles(detectors, palette, steps.join, plots),
    grid: grids(detectors.length),
    xAxis: Array.from({ length: numAxes }, (_, i) => timeAxis(chart, i, i === numAxes - 1)),
    yAxis: [
      volumeAxis(palette, 0, 3, plots[0].scale),
      volumeAxis(palette, 1, 1, plots[1].scale),
      ...detectors.map((d, i) => scoreAxis(d, i + 2, palette)),
      votesAxis(detectors, palette),
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    toolbox: { show: true, right: -100, feature: { dataZoom: { yAxisIndex: 'none', filterMode: 'none' } } },
    dataZoom: zooms(chart, numAxes),
    series: seriesOf(chart, steps, plots),
  };
}

function maxSteps({ widthPx }: TimelineChart): number {
  return Math.max(1, Math.min(MAX_STEPS, Math.floor((widthPx - LEFT - RIGHT) / MIN_STEP_PX)));
}

function grids(numDetectors: number) {
  // The margins are given: ECharts need not find out whether every label fits.
  const sides = { left: LEFT, right: RIGHT, outerBoundsMode: 'none' };
  return [
    { ...sides, ...VOLUME },
    { ...sides, ...GRAVE },
    ...Array.from({ length: numDetectors }, (_, i) => ({ ...sides, top: scoreTop(i), height: SCORE.height })),
    { ...sides, top: votesTop(numDetectors), height: numDetectors * VOTES_ROW },
  ];
}

interface Plot {
  readonly scale: HeightScale;
  readonly groups: readonly VolumeSeries[];
}

/** A stack on the scale that its whole height asks for. */
function scaledPlot(groups: readonly VolumeSeries[]): Plot {
  const scale = scaleOf((groups.at(-1)?.points ?? []).map(([, records]) => records));
  const placed = groups.map(({ name, points }) => ({
    name,
    points: points.map(([ms, records]): Point => [ms, onScale(scale, records)]),
  }));
  return { scale, groups: scale === 'linear' ? groups : placed };
}

function titles(
  detectors: readonly DetectorResult[],
  palette: Palette,
  join: number,
  plots: readonly Plot[],
) {
  const noteOf = (plot: number, isJoined: boolean): string => {
    const notes = [
      ...(isJoined && join > 1 ? [t('the highest of every {join}', { join })] : []),
      ...(plots[plot].scale === 'root' ? [t(ROOT_WORDS)] : []),
    ];
    return notes.length === 0 ? '' : `  {s|${notes.join('; ')}}`;
  };
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
    at(t('Records per window{value}', { value: noteOf(0, true) }), VOLUME.top - 18),
    at(t('Warnings and above{value}', { value: noteOf(1, false) }), GRAVE.top),
    ...detectors.map((d, i) => at(`${named(DETECTOR_LABELS[d.name])}  {s|${scoreNote(d)}}`, scoreTop(i))),
    ...(detectors.length > 0 ? [at(t('Votes'), votesTop(detectors.length))] : []),
  ];
}

function scoreNote(detector: DetectorResult): string {
  if (detector.abstained !== null)
    return t('abstained: {abstained}', { abstained: detector.abstained }).replaceAll(/[{}|]/g, ' ');
  if (detector.threshold === null) return '';
  const pale = countedScore(detector) === null ? '' : t('; pale: above it, but no vote');
  return t('votes above {threshold}{pale}', { threshold: formatScore(detector.threshold), pale });
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

function seriesOf(chart: TimelineChart, steps: Steps, [all, grave]: readonly Plot[]) {
  const { timeline, palette } = chart;
  const { detectors, grid } = timeline;
  const gap = (msPerPixel(chart) * GAP_PX) / grid.windowMs;
  const verdicts: readonly Block[] = verdictBlocks(timeline, gap);
  return [
    ...Array.from({ length: detectors.length + 2 }, (_, axis) => verdictSeries(verdicts, axis, palette)),
    ...volume(chart, all.groups, 0),
    ...volume(chart, grave.groups, 1),
    ...detectors.flatMap((detector, i) => scores(chart, steps, detector, i + 2)),
    votesSeries(voteBlocks(timeline, gap), detectors.length + 2, palette),
  ];
}

/** Axis 0: all groups. Axis 1: the grave ones alone. */
function volume(chart: TimelineChart, groups: readonly VolumeSeries[], axis: 0 | 1) {
  const { palette } = chart;
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
    ...(i === 1 && axis === 0 ? { markArea: incidentFrames(chart) } : {}),
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
  const line = { type: 'line', xAxisIndex: axis, yAxisIndex: axis, symbol: 'none', silent: true };
  const counted = countedScore(detector);
  const own = {
    ...line,
    id: `score-${detector.name}`,
    lineStyle: { width: 1.4, color: palette['ink-2'] },
    data: scorePoints(counted ?? detector.score, grid, steps),
    markLine: thresholdLine(detector, palette),
    z: 3,
  };
  if (counted === null) return [own];
  const pale = {
    ...line,
    id: `pale-${detector.name}`,
    lineStyle: { width: 1, color: palette['ink-3'], opacity: 0.45 },
    data: scorePoints(detector.score, grid, steps),
    z: 2,
  };
  return [pale, own];
}
