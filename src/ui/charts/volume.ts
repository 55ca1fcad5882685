// In: records per window and level. Out: one stepped outline per group of levels, each on top of the ones before it; windows
// joined where there are more than a screen can show. Summed up here: ECharts finds the base of a stack by its x, and the
// two ends of a step share theirs.
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
  /** [ms, records per window of this group and those below it]: two points a step, its start and its end. */
  readonly points: readonly Point[];
}

/** Windows [begin, end) in at most `maxSteps` steps; a step of several windows shows their mean, so that heights compare. */
export function volumeSeries(
  timeline: Timeline,
  begin: number,
  end: number,
  maxSteps: number,
): readonly VolumeSeries[] {
  const { grid, levelCounts } = timeline;
  const join = Math.max(1, Math.ceil((end - begin) / maxSteps));
  return LEVEL_GROUPS.map(({ name }, i) => {
    const levels = LEVEL_GROUPS.slice(0, i + 1).flatMap((group) => [...group.levels]);
    const points: Point[] = [];
    for (let w = begin; w < end; w += join) {
      const stop = Math.min(end, w + join);
      const mean = sumOf(levelCounts, levels, w, stop) / (stop - w);
      points.push([grid.startMs + w * grid.windowMs, mean], [grid.startMs + stop * grid.windowMs, mean]);
    }
    return { name, points };
  });
}

function sumOf(levelCounts: Uint32Array, levels: readonly number[], begin: number, end: number): number {
  let sum = 0;
  for (let w = begin; w < end; w++) for (const level of levels) sum += levelCounts[w * NUM_LEVELS + level];
  return sum;
}
