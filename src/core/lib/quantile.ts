/** Order statistics over plain numbers. NaN must not be among them. */

/** Quantile q in [0, 1] by linear interpolation (type 7 of Hyndman and Fan, 1996); NaN for no values. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/** The same for values already in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length - 1) * Math.min(Math.max(q, 0), 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}
