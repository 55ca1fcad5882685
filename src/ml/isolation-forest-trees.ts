/**
 * The isolation-forest package made right. In: rows of numbers, a seed. Out: a forest that scores rows in 0..1, higher for
 * rows that are isolated sooner (Liu, Ting and Zhou, 2008). The package builds every tree on all the rows while it normalises
 * for a subsample, and draws from Math.random: so each tree here is a forest of one, fitted on a seeded subsample of its own.
 */
import { IsolationForest } from 'isolation-forest';
import { createRandom, type Random } from '../core/lib/random';

/** One row as the package takes it. */
export type ForestRow = Record<string, number>;

export interface ForestOptions {
  readonly numTrees: number;
  /** Rows a tree is built from; fewer when there are fewer rows. */
  readonly sampleSize: number;
  readonly seed: number;
}

export interface Forest {
  /** Anomaly score 2^(-mean path / average path), 0..1. */
  score(row: ForestRow): number;
}

/** At least 2 rows, all with the same keys. Same rows, same seed: same forest. */
export function fitForest(rows: readonly ForestRow[], options: ForestOptions): Forest {
  const size = Math.min(options.sampleSize, rows.length);
  const random = createRandom(options.seed).fork('isolation-forest');
  const trees: IsolationForest[] = [];
  for (let t = 0; t < options.numTrees; t++) {
    const tree = new IsolationForest(1, size);
    const sample = drawRows(rows, size, random);
    withSeededMath(random, () => tree.fit(sample));
    trees.push(tree);
  }
  const usual = averagePath(size);
  return {
    score(row) {
      let sum = 0;
      for (const {
        trees: [tree],
      } of trees)
        sum += tree.pathLength(row, tree.getRootNode(), 0);
      return 2 ** -(sum / trees.length / usual);
    },
  };
}

/** Expected path of an unsuccessful search among n rows: c(n) of the paper. */
function averagePath(n: number): number {
  if (n <= 2) return 1;
  return 2 * (Math.log(n - 1) + 0.5772156649) - (2 * (n - 1)) / n;
}

/** `size` rows without replacement: the first steps of a Fisher-Yates shuffle. */
function drawRows(rows: readonly ForestRow[], size: number, random: Random): ForestRow[] {
  const order = Uint32Array.from(rows.keys());
  for (let i = 0; i < size; i++) {
    const other = i + random.int(rows.length - i);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return Array.from(order.subarray(0, size), (index) => rows[index]);
}

/** Math.random is the seeded generator for the length of the call, whatever happens in it. */
function withSeededMath(random: Random, call: () => void): void {
  const original = Math.random;
  Math.random = random.next;
  try {
    call();
  } finally {
    Math.random = original;
  }
}
