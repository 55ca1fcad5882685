/** Least and most of lists that may be long: as arguments of Math.max they would fill the stack from some 60,000 on. */

/** Infinity for none; NaN is passed over. */
export function lowest(values: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** -Infinity for none; NaN is passed over. */
export function highest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}
