// What is marked on the timeline: the baseline as an area; outages, changes and thresholds as lines.

import type { DetectorResult } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import { t } from '../../words/t';
import type { Palette } from './palette';
import type { MarkedArea, TimelineChart } from './timeline-model';

/** Room that a label takes, in pixels: by its characters, with a gap. */
const CHARACTER_PX = 6;
const LABEL_GAP_PX = 12;
const MANY_CHANGES = 12;
/** Lines of one kind that are nearer to each other look like one. */
const LINE_GAP_PX = 3;

type Chart = Pick<
  TimelineChart,
  'marked' | 'timeline' | 'incidents' | 'changes' | 'palette' | 'zoom' | 'widthPx'
>;

/** The baseline and what the user marked as normal, behind everything. */
export function baselineArea({ timeline: { baseline }, marked = [], palette }: Chart) {
  const label = { show: true, position: 'insideTopLeft', color: palette.hand, fontSize: 10, distance: 4 };
  const itemStyle = { color: palette.hand, opacity: 0.07 };
  const from = { xAxis: baseline.startMs, name: t('baseline'), itemStyle, label };
  const normal = areasOf(marked, 'normal', palette.hand, {
    color: palette.hand,
    opacity: 0.14,
    borderColor: palette.hand,
    borderWidth: 1,
    borderType: 'dotted',
  });
  // A saved baseline lies in another log.
  const learnt = baseline.numSaved === undefined ? [[from, { xAxis: baseline.endMs }]] : [];
  return { silent: true, animation: false, data: [...learnt, ...normal] };
}

/** What the user marked as incidents: frames before everything, with nothing in them that would hide or tint what was confirmed. */
export function incidentFrames({ marked = [], palette }: Chart) {
  const frame = { color: 'transparent', borderColor: palette.ink, borderWidth: 2, borderType: 'dashed' };
  return { silent: true, animation: false, z: 20, data: areasOf(marked, 'incident', palette.ink, frame) };
}

function areasOf(
  marked: readonly MarkedArea[],
  wanted: MarkedArea['kind'],
  color: string,
  itemStyle: Readonly<Record<string, unknown>>,
) {
  const label = { show: true, position: 'insideBottom', color, fontSize: 10, distance: 4 };
  return marked
    .filter(({ kind }) => kind === wanted)
    .map(({ start, end, kind }) => [{ xAxis: start, name: kind, itemStyle, label }, { xAxis: end }]);
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
    text: t('outage'),
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
  const all = thinnedOut([...outages, ...others], msPerPixel(chart) * LINE_GAP_PX);
  const labelled = labelledTimes(
    all.map((mark) => mark.timeMs),
    all.map(({ text }) => msPerPixel(chart) * (text.length * CHARACTER_PX + LABEL_GAP_PX)),
  );
  // Many of them would hide what they stand on.
  const opacity = changes.length > MANY_CHANGES ? 0.4 : 1;
  return all.map(({ timeMs, text, color, ink, type }, i) => ({
    xAxis: timeMs,
    lineStyle: { color, type, width: type === 'solid' ? 1.5 : 1, opacity: type === 'solid' ? 1 : opacity },
    label: {
      show: labelled[i],
      formatter: text,
      position: 'end',
      color: ink,
      opacity: 1,
      fontSize: 10,
      distance: 4,
    },
  }));
}

/** Without the lines that lie on one of their kind. */
function thinnedOut(marks: readonly Mark[], gapMs: number): readonly Mark[] {
  const last = new Map<string, number>();
  return marks.filter(({ text, timeMs }) => {
    const isApart = !(Math.abs(timeMs - (last.get(text) ?? Number.NEGATIVE_INFINITY)) < gapMs);
    if (isApart) last.set(text, timeMs);
    return isApart;
  });
}

/** Which of the times may carry a label, `roomMs` wide and centred on it: each that lies on none chosen before it. */
export function labelledTimes(times: readonly number[], roomMs: readonly number[]): readonly boolean[] {
  const taken: { time: number; room: number }[] = [];
  return times.map((time, i) => {
    const room = roomMs[i];
    const free = taken.every((other) => Math.abs(other.time - time) >= (other.room + room) / 2);
    if (free) taken.push({ time, room });
    return free;
  });
}

export function msPerPixel({ timeline: { grid }, zoom, widthPx }: Chart): number {
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
