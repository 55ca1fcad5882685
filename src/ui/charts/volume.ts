// In: records per window and level. Out: one stepped series per group of levels, windows joined where there are more than
// a screen can show.
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

export type Point = readonly [number, number | null];

export interface VolumeSeries {
  readonly name: LevelGroup;
  /** [ms, records per window]: a step begins at each point; the last one closes the last step. */
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
  return LEVEL_GROUPS.map(({ name, levels }) => {
    const points: Point[] = [];
    for (let w = begin; w < end; w += join) {
      const stop = Math.min(end, w + join);
      points.push([grid.startMs + w * grid.windowMs, sumOf(levelCounts, levels, w, stop) / (stop - w)]);
    }
    if (points.length > 0) points.push([grid.startMs + end * grid.windowMs, points[points.length - 1][1]]);
    return { name, points };
  });
}

function sumOf(levelCounts: Uint32Array, levels: readonly number[], begin: number, end: number): number {
  let sum = 0;
  for (let w = begin; w < end; w++) for (const level of levels) sum += levelCounts[w * NUM_LEVELS + level];
  return sum;
}
