/**
 * High values of the time before. In: values by time. Out: the so-manieth highest of those in trailing windows. A Fenwick tree over ranks
 * follows the windows, so that long ones cost no more than short ones.
 */

/** For each i: the `rank`-th highest (0: the highest) of values[i - length, i); NaN: there are fewer. NaN values do not count. */
export function trailingHighest(values: Float32Array, length: number, rank: number): Float64Array {
  const distinct = Float32Array.from(new Set(values.filter((value) => !Number.isNaN(value)))).sort();
  const place = new Map(Array.from(distinct, (value, i) => [value, i + 1]));
  const tree = new Int32Array(distinct.length + 1);
  let held = 0;
  const add = (value: number, by: number): void => {
    if (Number.isNaN(value)) return;
    held += by;
    for (let i = place.get(value) ?? 0; i < tree.length; i += i & -i) tree[i] += by;
  };
  const highest = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    highest[i] = held > rank ? distinct[placeOf(tree, held - rank) - 1] : Number.NaN;
    add(values[i], 1);
    if (i >= length) add(values[i - length], -1);
  }
  return highest;
}

/** The least place up to which the tree holds `num`. */
function placeOf(tree: Int32Array, num: number): number {
  let place = 0;
  let left = num;
  for (let step = 2 ** Math.floor(Math.log2(tree.length)); step >= 1; step /= 2) {
    if (place + step < tree.length && tree[place + step] < left) {
      place += step;
      left -= tree[place];
    }
  }
  return place + 1;
}
