/** Binary search over sorted numbers. */
export function lowerBound(sorted: ArrayLike<number>, value: number, begin = 0, end = sorted.length): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As lowerBound, in steps that double from `begin` on: for a place that is known to lie near, as when many are looked up in order. */
export function lowerBoundNear(sorted: ArrayLike<number>, value: number, begin: number): number {
  let [low, step] = [begin, 1];
  while (low + step <= sorted.length && sorted[low + step - 1] < value) {
    low += step;
    step *= 2;
  }
  return lowerBound(sorted, value, low, Math.min(sorted.length, low + step));
}

/** First index in [begin, end) whose value is above `value`; `end` if there is none. */
export function upperBound(sorted: ArrayLike<number>, value: number, begin = 0, end = sorted.length): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
