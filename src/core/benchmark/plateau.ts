/**
 * The most robust of the best points of a grid. In: a value for each point of a grid of up to three axes. Out: among the points of
 * the highest value the one farthest from any lesser point and from the rim, so that a small change of scale costs nothing.
 */
import { highest } from '../lib/extremes';

/** Lengths of the axes; point (i, j, k) has the index (i * size[1] + j) * size[2] + k. */
export type GridSize = readonly [number, number, number];

/** @param cost of leaving things as they are: among points equally far from the edge the least. Ties: the lowest index. */
export function middleOfBest(value: Float64Array, size: GridSize, cost: Float64Array): number {
  const best = highest(value);
  let inside: Uint8Array = Uint8Array.from(value, (each) => (each >= best - 1e-12 ? 1 : 0));
  for (let next = erode(inside, size); next.includes(1); next = erode(inside, size)) inside = next;
  let chosen = -1;
  inside.forEach((isIn, i) => {
    if (isIn && (chosen < 0 || cost[i] < cost[chosen])) chosen = i;
  });
  return chosen;
}

/** Points of which all neighbours are inside. An axis of one point has no rim; the others' rims are edges. */
function erode(inside: Uint8Array, size: GridSize): Uint8Array {
  let eroded = inside;
  for (const axis of [0, 1, 2] as const) {
    if (size[axis] === 1) continue;
    const stride = axis === 0 ? size[1] * size[2] : axis === 1 ? size[2] : 1;
    const before = eroded;
    eroded = before.map((isIn, i) => {
      const at = Math.floor(i / stride) % size[axis];
      const hasBoth = at > 0 && at < size[axis] - 1;
      return isIn && hasBoth && before[i - stride] && before[i + stride] ? 1 : 0;
    });
  }
  return size.every((length) => length === 1) ? new Uint8Array(inside.length) : eroded;
}
