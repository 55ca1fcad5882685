// In: one flag a window. Out: the stretches of set flags, half-open; and the same as far as a screen can tell them apart.

export interface Run {
  readonly begin: number;
  readonly end: number;
}

export function runsOf(flags: ArrayLike<number>): readonly Run[] {
  const runs: Run[] = [];
  let begin = -1;
  for (let i = 0; i <= flags.length; i++) {
    const set = i < flags.length && flags[i] !== 0;
    if (set && begin < 0) begin = i;
    if (!set && begin >= 0) {
      runs.push({ begin, end: i });
      begin = -1;
    }
  }
  return runs;
}

/** Joins stretches with less than `gap` windows between them: thousands of slivers would cost time and look the same. */
export function joinRuns(runs: readonly Run[], gap: number): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && run.begin - last.end < gap)
      joined[joined.length - 1] = { begin: last.begin, end: run.end };
    else joined.push(run);
  }
  return joined;
}
