// Blocks over stretches of time: confirmed and watched windows behind the plots, and the strip of votes. Custom series: a
// thousand mark areas would hold up the page.
import type { Timeline } from '../../contracts/result';
import type { Palette } from './palette';
import { joinRuns, runsOf } from './runs';

/** [start ms, end ms, row]. */
export type Block = readonly [number, number, number];

/** Narrower blocks could not be seen. */
const MIN_PX = 3;

/** Shapes of what ECharts hands to renderItem, as far as they are used. */
interface RenderApi {
  value(dimension: number): number;
  coord(point: readonly [number, number]): readonly [number, number];
  size(extent: readonly [number, number]): readonly [number, number];
}
interface RenderParams {
  readonly coordSys: { readonly y: number; readonly height: number };
}

/** Row 0: one vote; row 1: confirmed. */
export function verdictBlocks({ grid, consensus }: Timeline, gap: number): readonly Block[] {
  return [consensus.watch, consensus.confirmed].flatMap((flags, row) => blocksOf(flags, grid, row, gap));
}

/** One row a detector. */
export function voteBlocks({ grid, detectors }: Timeline, gap: number): readonly Block[] {
  return detectors.flatMap((detector, row) => blocksOf(detector.vote, grid, row, gap));
}

function blocksOf(flags: Uint8Array, grid: Timeline['grid'], row: number, gap: number): readonly Block[] {
  return joinRuns(runsOf(flags), gap).map(
    ({ begin, end }) =>
      [grid.startMs + begin * grid.windowMs, grid.startMs + end * grid.windowMs, row] as const,
  );
}

/** The whole height of a plot, behind what is drawn in it. */
export function verdictSeries(blocks: readonly Block[], axis: number, palette: Palette) {
  return {
    ...customSeries(`verdict-${axis}`, axis, blocks, 1),
    renderItem: ({ coordSys }: RenderParams, api: RenderApi) => {
      const confirmed = api.value(2) === 1;
      return {
        type: 'rect',
        shape: { ...across(api), y: coordSys.y, height: coordSys.height },
        style: { fill: confirmed ? palette.alarm : palette.signal, opacity: confirmed ? 0.17 : 0.12 },
      };
    },
  };
}

export function votesSeries(blocks: readonly Block[], axis: number, palette: Palette) {
  return {
    ...customSeries('votes', axis, blocks, 3),
    renderItem: (_params: RenderParams, api: RenderApi) => {
      const [, middle] = api.coord([api.value(0), api.value(2)]);
      const height = Math.max(4, api.size([0, 1])[1] - 5);
      return {
        type: 'rect',
        shape: { ...across(api), y: middle - height / 2, height, r: 1 },
        style: { fill: palette.signal },
      };
    },
  };
}

function customSeries(id: string, axis: number, data: readonly Block[], z: number) {
  const axes = { xAxisIndex: axis, yAxisIndex: axis };
  return { id, type: 'custom', ...axes, silent: true, clip: true, encode: { x: [0, 1], y: 2 }, data, z };
}

function across(api: RenderApi): { x: number; width: number } {
  const row = api.value(2);
  const [from] = api.coord([api.value(0), row]);
  const [to] = api.coord([api.value(1), row]);
  return { x: from, width: Math.max(MIN_PX, to - from) };
}
