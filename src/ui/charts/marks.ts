// What is drawn over the timeline: baseline, confirmed and watched windows as areas; outages, changes, thresholds as lines.
import type { DetectorResult } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import type { Palette } from './palette';
import { runsOf } from './runs';
import type { TimelineChart } from './timeline-option';

/** Room that a label takes, in pixels. */
const LABEL_PX = 50;

type Chart = Pick<TimelineChart, 'timeline' | 'incidents' | 'changes' | 'palette' | 'zoom' | 'widthPx'>;
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

interface Mark {
  readonly timeMs: number;
  readonly text: string;
  readonly color: string;
  readonly ink: string;
  readonly type: 'solid' | 'dashed';
}

/** Outages and changes as lines; where their labels would lie on each other, outages keep theirs. */
export function momentLines(chart: Chart) {
  const { incidents, changes, palette } = chart;
  const starts = new Set(incidents.map((i) => i.outageStart).filter((t): t is EpochMs => t !== null));
  const outages: Mark[] = [...starts].map((timeMs) => ({
    timeMs,
    text: 'outage',
    color: palette.alarm,
    ink: palette['alarm-ink'],
    type: 'solid',
  }));
  const others: Mark[] = changes.map(({ timeMs, kind }) => ({
    timeMs,
    text: kind,
    color: palette.hand,
    ink: palette.hand,
    type: 'dashed',
  }));
  const all = [...outages, ...others];
  const labelled = labelledTimes(
    all.map((mark) => mark.timeMs),
    msPerPixel(chart) * LABEL_PX,
  );
  return all.map(({ timeMs, text, color, ink, type }, i) => ({
    xAxis: timeMs,
    lineStyle: { color, type, width: type === 'solid' ? 1.5 : 1 },
    label: { show: labelled[i], formatter: text, position: 'end', color: ink, fontSize: 10, distance: 4 },
  }));
}

/** Which of the times may carry a label: each one that is at least `roomMs` from the ones chosen before it. */
export function labelledTimes(times: readonly number[], roomMs: number): readonly boolean[] {
  const taken: number[] = [];
  return times.map((time) => {
    const free = taken.every((other) => Math.abs(other - time) >= roomMs);
    if (free) taken.push(time);
    return free;
  });
}

function msPerPixel({ timeline: { grid }, zoom, widthPx }: Chart): number {
  const span = zoom === null ? grid.length * grid.windowMs : zoom.end - zoom.start;
  return span / Math.max(1, widthPx);
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
