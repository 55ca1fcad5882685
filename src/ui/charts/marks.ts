// What is drawn over the timeline: baseline, confirmed and watched windows as areas; outages, changes, thresholds as lines.
import type { DetectorResult } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import type { Palette } from './palette';
import { runsOf } from './runs';
import type { TimelineChart } from './timeline-option';

/** More labels than this would lie on each other. */
const MAX_LABELS = 14;

type Chart = Pick<TimelineChart, 'timeline' | 'incidents' | 'changes' | 'palette'>;
type Area = readonly [Readonly<Record<string, unknown>>, { readonly xAxis: number }];

export function shadedAreas(chart: Chart) {
  const { timeline, palette } = chart;
  const { baseline } = timeline;
  const area: Area = [
    {
      xAxis: baseline.start,
      name: 'baseline',
      itemStyle: { color: palette.hand, opacity: 0.07 },
      label: { show: true, position: 'insideTopLeft', color: palette.hand, fontSize: 10, distance: 4 },
    },
    { xAxis: baseline.endMs },
  ];
  return { silent: true, animation: false, data: [area, ...verdictAreas(chart)] };
}

export function confirmedAreas(chart: Chart) {
  return { silent: true, animation: false, data: verdictAreas(chart) };
}

function verdictAreas({ timeline: { grid, consensus }, palette }: Chart): readonly Area[] {
  const areas = (flags: Uint8Array, color: string, opacity: number): readonly Area[] =>
    runsOf(flags).map(({ begin, end }) => [
      { xAxis: grid.startMs + begin * grid.windowMs, itemStyle: { color, opacity } },
      { xAxis: grid.startMs + end * grid.windowMs },
    ]);
  return [...areas(consensus.watch, palette.signal, 0.1), ...areas(consensus.confirmed, palette.alarm, 0.16)];
}

export function outageLines({ incidents, palette }: Chart) {
  const starts = [...new Set(incidents.map((i) => i.outageStart).filter((t): t is EpochMs => t !== null))];
  return starts.map((xAxis) => ({
    xAxis,
    lineStyle: { color: palette.alarm, type: 'solid', width: 1.5 },
    label: label('outage', palette['alarm-ink'], starts.length),
  }));
}

export function changeLines({ changes, palette }: Chart) {
  return changes.map((change) => ({
    xAxis: change.timeMs,
    lineStyle: { color: palette.hand, type: 'dashed', width: 1 },
    label: label(change.kind, palette.hand, changes.length),
  }));
}

function label(text: string, color: string, numLabels: number) {
  return {
    show: numLabels <= MAX_LABELS,
    formatter: text,
    position: 'end',
    color,
    fontSize: 10,
    distance: 4,
  };
}

export function thresholdLine({ threshold, abstained }: DetectorResult, palette: Palette) {
  const data = threshold === null || abstained !== null ? [] : [{ yAxis: threshold }];
  return {
    silent: true,
    symbol: 'none',
    animation: false,
    label: { show: false },
    lineStyle: { color: palette.signal, type: 'dashed', width: 1.2 },
    data,
  };
}
