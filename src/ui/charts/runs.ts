// In: one flag a window. Out: the stretches of set flags, half-open.

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
