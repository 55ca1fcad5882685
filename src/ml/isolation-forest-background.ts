// A forest on normal rows and a quarter of background rows: fitted on normal rows only it is nearly blind, as columns that are
// constant there cannot be split. In: rows, a seed. Out: a forest.
import { createRandom } from '../core/lib/random';
import { type Forest, type ForestRow, fitForest } from './isolation-forest-trees';

const NUM_TREES = 200;
const SAMPLE_SIZE = 256;
/** Background rows for each normal row. */
const BACKGROUND_SHARE = 0.25;
/** Least widening of a column's range for the background, in its own (mostly logarithmic) units. */
const MIN_MARGIN = 3;
/** Normal rows that the forest learns from at most; more change nothing, as a tree sees 256. */
const MAX_ROWS = 4000;

export function fitWithBackground(rows: readonly ForestRow[], seed: number): Forest {
  const step = Math.ceil(rows.length / MAX_ROWS);
  const normal = rows.filter((_, i) => i % step === 0);
  const background = backgroundRows(normal, Math.ceil(normal.length * BACKGROUND_SHARE), seed);
  return fitForest([...normal, ...background], { numTrees: NUM_TREES, sampleSize: SAMPLE_SIZE, seed });
}

/** Rows drawn evenly, column by column, from the normal range widened on both sides by itself, at least by MIN_MARGIN. */
function backgroundRows(normal: readonly ForestRow[], num: number, seed: number): ForestRow[] {
  const random = createRandom(seed).fork('background');
  const ranges = Object.keys(normal[0]).map((name) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const row of normal) {
      low = Math.min(low, row[name]);
      high = Math.max(high, row[name]);
    }
    const margin = Math.max(MIN_MARGIN, high - low);
    return { name, low: low - margin, width: high - low + 2 * margin };
  });
  return Array.from({ length: num }, () =>
    Object.fromEntries(ranges.map(({ name, low, width }) => [name, low + random.next() * width])),
  );
}
