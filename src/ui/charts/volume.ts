// In: records per window and level. Out: one stepped outline per group of levels, each on top of the ones before it. Where
// there are more windows than a screen can show, a step stands for several and each outline shows the highest of
// them: a mean, or the busiest window alone, would hide a burst of errors. Summed up here: ECharts finds the base of a stack by its x, and the ends of two steps
// share theirs.
import type { Timeline } from '../../contracts/result';
import { NUM_LEVELS } from '../../contracts/units';

/** From the bottom of the stack: what matters most stands on the axis, where its height can be read. */
export const LEVEL_GROUPS = [
  { name: 'fatal', colour: 'level-fatal', levels: [7] },
  { name: 'error', colour: 'level-error', levels: [6] },
  { name: 'warn', colour: 'level-warn', levels: [5] },
  { name: 'info', colour: 'level-info', levels: [3, 4] },
  { name: 'debug, trace, none', colour: 'level-low', levels: [0, 1, 2] },
] as const;
export type LevelGroup = (typeof LEVEL_GROUPS)[number]['name'];

export type Point = readonly [number, number];

export interface VolumeSeries {
  readonly name: LevelGroup;
  /** [ms, records of this group and those below it]: two points a step, its start and its end. */
  readonly points: readonly Point[];
}

export interface Steps {
  /** Windows [begin, end). */
  readonly begin: number;
  readonly end: number;
  /** Windows that one step stands for. */
  readonly join: number;
}

export function stepsOf(begin: number, end: number, maxSteps: number): Steps {
  return { begin, end, join: Math.max(1, Math.ceil((end - begin) / maxSteps)) };
}

/** The first `numGroups` groups of LEVEL_GROUPS, stacked. */
export function volumeSeries(
  timeline: Timeline,
  { begin, end, join }: Steps,
  numGroups: number,
): readonly VolumeSeries[] {
  const { grid, levelCounts } = timeline;
  const series = LEVEL_GROUPS.slice(0, numGroups).map(({ name }) => ({ name, points: [] as Point[] }));
  for (let w = begin; w < end; w += join) {
    const stop = Math.min(end, w + join);
    const heights = highestStack(levelCounts, w, stop, numGroups);
    const [from, to] = [grid.startMs + w * grid.windowMs, grid.startMs + stop * grid.windowMs];
    for (const [i, height] of heights.entries()) series[i].points.push([from, height], [to, height]);
  }
  return series;
}

/** Outline by outline the highest of windows [begin, end); still ascending from group to group. No list for each window: there may be many. */
function highestStack(levelCounts: Uint32Array, begin: number, end: number, numGroups: number): number[] {
  const highest = new Array<number>(numGroups).fill(0);
  for (let w = begin; w < end; w++) {
    let sum = 0;
    for (let i = 0; i < numGroups; i++) {
      for (const level of LEVEL_GROUPS[i].levels) sum += levelCounts[w * NUM_LEVELS + level];
      if (sum > highest[i]) highest[i] = sum;
    }
  }
  return highest;
}
