import { expect, test } from 'vitest';
import type { EpochMs } from '../../contracts/units';
import { fixtureResult } from '../../store/fixtures/result';
import { shownClock } from '../shared/time';
import { axisTime, scoreCeiling } from './axes';
import { voteBlocks } from './blocks';
import { baselineArea, incidentFrames, labelledTimes, momentLines } from './marks';
import type { Palette } from './palette';
import { joinRuns, runsOf } from './runs';
import { countedScore, scorePoints } from './score-points';
import type { TimelineChart } from './timeline-model';
import { timelineOption } from './timeline-option';
import { stepsOf, volumeSeries } from './volume';

const UTC = shownClock('UTC');

const RESULT = fixtureResult();
const TIMELINE = RESULT.timeline!;
const CHART: TimelineChart = {
  timeline: TIMELINE,
  incidents: RESULT.incidents,
  changes: RESULT.changes,
  zoom: null,
  clock: UTC,
  widthPx: 1000,
  palette: new Proxy({}, { get: () => '#123456' }) as Palette,
};
interface Option {
  readonly series: readonly {
    readonly id: string;
    readonly data: readonly unknown[];
    readonly markLine?: { readonly data: readonly unknown[] };
  }[];
  readonly grid: readonly unknown[];
  readonly xAxis: readonly unknown[];
  readonly dataZoom: readonly { readonly startValue?: number }[];
  readonly title: readonly { readonly text: string }[];
}
const optionOf = (part: Partial<TimelineChart> = {}): Option =>
  timelineOption({ ...CHART, ...part }) as unknown as Option;

test('runs of flags, at both ends too', () => {
  expect(runsOf([1, 1, 0, 1, 0, 0, 1])).toEqual([
    { begin: 0, end: 2 },
    { begin: 3, end: 4 },
    { begin: 6, end: 7 },
  ]);
  expect(runsOf([])).toEqual([]);
});

test('runs that a screen cannot tell apart are joined', () => {
  const runs = runsOf([1, 0, 1, 0, 0, 0, 1]);
  expect(joinRuns(runs, 2)).toEqual([
    { begin: 0, end: 3 },
    { begin: 6, end: 7 },
  ]);
  expect(joinRuns(runs, 0)).toEqual(runs);
});

test('a step that stands for several windows shows the highest of each outline: the most errors, too', () => {
  const single = volumeSeries(TIMELINE, stepsOf(0, 96, 1000), 5);
  const joined = volumeSeries(TIMELINE, stepsOf(0, 96, 24), 5);
  expect(single[4].points).toHaveLength(192);
  expect(joined[4].points).toHaveLength(48);
  for (const [g, group] of single.entries()) {
    const heights = group.points.filter((_, i) => i % 2 === 0).map(([, height]) => height);
    const highest = Array.from({ length: 24 }, (_, i) => Math.max(...heights.slice(i * 4, i * 4 + 4)));
    expect(joined[g].points.filter((_, i) => i % 2 === 0).map(([, height]) => height)).toEqual(highest);
  }
});

test('the stack ends where the grid ends and never falls from group to group', () => {
  const series = volumeSeries(TIMELINE, stepsOf(0, 96, 7), 5);
  expect(series[4].points.at(-1)?.[0]).toBe(TIMELINE.grid.startMs + 96 * TIMELINE.grid.windowMs);
  for (const [i] of series[0].points.entries())
    for (let g = 1; g < 5; g++)
      expect(series[g].points[i][1]).toBeGreaterThanOrEqual(series[g - 1].points[i][1]);
});

test('a joined score is the highest, and no score stays none', () => {
  const score = Float32Array.from([1, 5, 2, Number.NaN, Number.NaN, Number.NaN]);
  const points = scorePoints(score, { ...TIMELINE.grid, length: 6 }, stepsOf(0, 6, 2));
  expect(points.map(([, value]) => value)).toEqual([5, null]);
});

test('one plot for the volume, one for what is grave in it, one a detector, one for the votes, on one time axis each', () => {
  const option = optionOf();
  expect(option.grid).toHaveLength(6);
  expect(option.xAxis).toHaveLength(6);
  expect(option.series.map((s) => s.id)).toEqual([
    'verdict-0',
    'verdict-1',
    'verdict-2',
    'verdict-3',
    'verdict-4',
    'volume-fatal',
    'volume-error',
    'volume-warn',
    'volume-info',
    'volume-debug, trace, none',
    'grave-fatal',
    'grave-error',
    'grave-warn',
    'score-baseline',
    'score-iforest',
    'score-lstm',
    'votes',
  ]);
});

test('a window without a score is a gap, not a zero', () => {
  const lstm = optionOf().series.find((s) => s.id === 'score-lstm');
  expect(lstm?.data[0]).toEqual([expect.any(Number), null]);
});

test('the curve crosses the threshold where there is a vote and nowhere else; what has none is pale', () => {
  const [first] = TIMELINE.detectors;
  expect(countedScore(first)).toBeNull();
  const threshold = 0.4;
  const habit = first.vote.map((_, w) => (first.score[w] > threshold && w % 3 !== 0 ? 1 : 0));
  const changed = { ...first, threshold, vote: habit };
  const counted = Array.from(countedScore(changed)!);
  expect(counted.map((value) => (value > threshold ? 1 : 0))).toEqual([...habit]);
  const option = optionOf({
    timeline: { ...TIMELINE, detectors: [changed, ...TIMELINE.detectors.slice(1)] },
  });
  const linesOf = (id: string) =>
    option.series.find((s) => s.id === id)?.data.map((point) => (point as number[])[1]);
  expect(linesOf('score-baseline')).toEqual(counted);
  expect(linesOf('pale-baseline')).toEqual([...first.score]);
  expect(linesOf('pale-iforest')).toBeUndefined();
  expect(option.title[2].text).toContain('pale: above it, but no vote');
});

test('a detector that abstained has no threshold line and says why', () => {
  const detectors = TIMELINE.detectors.map((d) => ({
    ...d,
    abstained: d.name === 'lstm' ? 'too little {history}' : null,
  }));
  const option = optionOf({ timeline: { ...TIMELINE, detectors } });
  expect(option.series.find((s) => s.id === 'score-lstm')?.markLine?.data).toEqual([]);
  expect(option.title[4].text).toContain('abstained: too little  history ');
});

test('zoom reaches the chart, and only windows in view are drawn', () => {
  const start = (TIMELINE.grid.startMs + 10 * TIMELINE.grid.windowMs) as EpochMs;
  const end = (TIMELINE.grid.startMs + 20 * TIMELINE.grid.windowMs) as EpochMs;
  const option = optionOf({ zoom: { start, end } });
  expect(option.dataZoom.every((z) => z.startValue === start)).toBe(true);
  expect(option.series[5].data).toHaveLength(24);
});

test('outages and changes stand on the volume', () => {
  expect(optionOf().series[5].markLine?.data).toHaveLength(1 + RESULT.changes.length);
});

test('a label is left out where it would lie on one before it', () => {
  expect(labelledTimes([100, 130, 300, 90], [50, 50, 50, 50])).toEqual([true, false, true, false]);
  expect(labelledTimes([100, 130], [50, 10])).toEqual([true, true]);
  expect(labelledTimes([], [])).toEqual([]);
});

test('lines of one kind that would lie on each other are drawn once', () => {
  const change = RESULT.changes[0];
  const at = (ms: number, kind: typeof change.kind) => ({
    ...change,
    kind,
    timeMs: (TIMELINE.grid.startMs + ms) as EpochMs,
  });
  const changes = [at(0, 'deploy'), at(1000, 'deploy'), at(2000, 'config'), at(3_600_000, 'deploy')];
  const lines = momentLines({ ...CHART, incidents: [], changes });
  expect(lines.map(({ label }) => label.formatter)).toEqual(['deploy', 'config', 'deploy']);
});

test('votes become one block a stretch', () => {
  const numVotes = TIMELINE.detectors.reduce((sum, d) => sum + runsOf(d.vote).length, 0);
  expect(voteBlocks(TIMELINE, 0)).toHaveLength(numVotes);
});

test('labels of the axis: the date at midnight, in the zone', () => {
  expect(axisTime(Date.UTC(2026, 2, 12), UTC)).toBe('03-12');
  expect(axisTime(Date.UTC(2026, 2, 12), shownClock('+01:00'))).toBe('01:00');
  expect(axisTime(Date.UTC(2026, 2, 12, 6, 5, 7), UTC)).toBe('06:05:07');
});

test('the threshold always has room above it', () => {
  const quiet = { ...TIMELINE.detectors[0], score: new Float32Array([0.1, Number.NaN]), threshold: 5 };
  expect(scoreCeiling(quiet)).toBeGreaterThan(5);
  expect(scoreCeiling({ ...quiet, threshold: null, score: new Float32Array([Number.NaN]) })).toBe(null);
});

test('a marked incident is a frame before the plot, and shares neither fill nor colour with what was confirmed', () => {
  const palette = new Proxy({}, { get: (_, name) => String(name) }) as Palette;
  const start = TIMELINE.grid.startMs;
  const marked = [
    { start, end: start + 600_000, kind: 'incident' },
    { start: start + 900_000, end: start + 1_200_000, kind: 'normal' },
  ] as const;
  const frames = incidentFrames({ ...CHART, marked, palette });
  expect(frames.data).toHaveLength(1);
  expect(frames.data[0][0]).toMatchObject({
    xAxis: start,
    itemStyle: { color: 'transparent', borderColor: 'ink', borderType: 'dashed' },
  });
  expect(frames.z).toBeGreaterThan(10);
  const behind = baselineArea({ ...CHART, marked, palette }).data.map(
    ([from]) => 'name' in from && from.name,
  );
  expect(behind).toEqual(['baseline', 'normal']);
  const drawn = optionOf({ marked, palette }).series.filter(({ id }) => id.startsWith('volume'));
  expect(drawn[1]).toMatchObject({ markArea: { data: frames.data } });
});
