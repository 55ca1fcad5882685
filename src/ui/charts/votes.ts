// The strip of votes: a block for each stretch of windows that a detector voted for.
import type { Timeline } from '../../contracts/result';
import type { Palette } from './palette';
import { runsOf } from './runs';

/** Shape of what ECharts hands to renderItem, as far as it is used. */
interface RenderApi {
  value(dimension: number): number;
  coord(point: readonly [number, number]): readonly [number, number];
  size(extent: readonly [number, number]): readonly [number, number];
}

/** [start, end, detector] of each stretch. */
export function voteBlocks({ grid, detectors }: Timeline): readonly (readonly [number, number, number])[] {
  return detectors.flatMap((detector, row) =>
    runsOf(detector.vote).map(
      ({ begin, end }) =>
        [grid.startMs + begin * grid.windowMs, grid.startMs + end * grid.windowMs, row] as const,
    ),
  );
}

export function votesSeries(timeline: Timeline, axis: number, palette: Palette) {
  return {
    id: 'votes',
    type: 'custom',
    xAxisIndex: axis,
    yAxisIndex: axis,
    silent: true,
    clip: true,
    encode: { x: [0, 1], y: 2 },
    data: voteBlocks(timeline),
    renderItem: (_params: unknown, api: RenderApi) => {
      const row = api.value(2);
      const [x, middle] = api.coord([api.value(0), row]);
      const [end] = api.coord([api.value(1), row]);
      const height = Math.max(4, api.size([0, 1])[1] - 5);
      return {
        type: 'rect',
        shape: { x, y: middle - height / 2, width: Math.max(2, end - x - 0.5), height, r: 1 },
        style: { fill: palette.signal },
      };
    },
  };
}
