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
