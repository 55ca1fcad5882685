/**
 * Which template follows which: how many pairs a window holds that were never seen before. In: pairs (previous, next) of one
 * file's records with their window, in any order of files. Out: new pairs per window; causal, as only a pair's first window counts.
 */

/** Distinct pairs kept; further ones are not counted as new, so a log without structure costs bounded memory. */
const MAX_PAIRS = 1 << 20;

export interface PairCounter {
  add(window: number, previous: number, next: number): void;
  /** Number of pairs whose first window is w, for each window. */
  newPerWindow(numWindows: number): Uint32Array;
}

export function createPairCounter(numTemplates: number): PairCounter {
  const firstWindow = new Map<number, number>();
  return {
    add(window, previous, next) {
      const key = previous * numTemplates + next;
      const known = firstWindow.get(key);
      if (known === undefined ? firstWindow.size < MAX_PAIRS : window < known) firstWindow.set(key, window);
    },
    newPerWindow(numWindows) {
      const found = new Uint32Array(numWindows);
      for (const window of firstWindow.values()) if (window >= 0 && window < numWindows) found[window]++;
      return found;
    },
  };
}
