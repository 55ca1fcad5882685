// A threshold from scores out of fold, without labels. Pure.

/** Scores, each of so many sessions. */
export interface WeightedScores {
  readonly score: readonly number[];
  readonly weight: readonly number[];
}

/** Share of the highest scores that have no say: the learnt sessions may hold as many broken ones. */
const TRIMMED_SHARE01 = 0.1;

/** Mean of all but the highest tenth, and `factor` of their deviations (decision 5). */
export function limitOf({ score, weight }: WeightedScores, factor: number): number {
  const order = score.map((_, i) => i).sort((a, b) => score[a]! - score[b]!);
  const total = weight.reduce((sum, each) => sum + each, 0);
  let left = total * (1 - TRIMMED_SHARE01);
  let [count, sum, squares] = [0, 0, 0];
  for (const i of order) {
    const each = Math.min(weight[i]!, left);
    left -= each;
    count += each;
    sum += each * score[i]!;
    squares += each * score[i]! ** 2;
  }
  const mean = sum / count;
  return mean + factor * Math.sqrt(Math.max(0, squares / count - mean ** 2));
}
