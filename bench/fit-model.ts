// The fit of the model that ranks lines: the chance that a line is the one that explains is e to its score over the sum of all of its log, and of 'nothing failed' where
// no line states that it did. In: cases. Out: weights that make what people marked likeliest, each kept small. Nothing in it is left to chance.
import type { Model } from '../src/core/read/model';
import type { Case } from './reading-cases';

/** How dear a weight is: less, and the weights follow single logs; chosen by the folds of bench/run-short-logs.ts. */
const COST_OF_WEIGHT = 0.002;
/** Healthy logs are fewer; a false word is as bad as a missing one. */
const WEIGHT_OF_HEALTHY = 2;
/** What the rules know is met most often; without them a log teaches what to do where they know nothing. */
const WEIGHT_OF_WHOLE = 3;
/** A trait that fewer families have tells of those only. */
const LEAST_FAMILIES = 3;
/** What a weight is drawn to where few logs speak of it: of steps of a build server the own logs have hardly any. All others are drawn to 0. */
const DRAWN_TO: Readonly<Record<string, number>> = { 'in the step that failed': 1, 'in another step': -2 };
const NUM_STEPS = 300;
const STEP = 0.05;
/** Rules weigh up to 10, traits 1: brought near to it. */
const RULE_UNIT = 5;

interface Prepared {
  /** By candidate, the columns of what is true of it. */
  readonly columns: readonly Int32Array[];
  readonly byRule: readonly number[];
  readonly explains: readonly boolean[];
  readonly wouldDo: readonly boolean[];
  readonly isHealthy: boolean;
  /** As all rules read it. */
  readonly isWhole: boolean;
  /** Nothing states that it failed: that nothing did is one of the answers. */
  readonly mayBeNothing: boolean;
}

/** Columns 0 and 1: what every line has, its rule. */
const FIRST_TRAIT = 2;

export function fitModel(cases: readonly Case[]): Model {
  const columnOf = columnsOf(cases);
  const prepared = cases.map((each) => prepare(each, columnOf)).filter(isTeaching);
  const weights = new Float64Array(columnOf.size + FIRST_TRAIT);
  const drawnTo = new Float64Array(weights.length);
  for (const [trait, i] of columnOf) drawnTo[i] = DRAWN_TO[trait] ?? 0;
  weights.set(drawnTo);
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  for (let step = 1; step <= NUM_STEPS; step++) {
    const slope = slopeAt(weights, prepared);
    for (let i = 0; i < weights.length; i++) {
      const own = slope[i] + (i < FIRST_TRAIT ? 0 : COST_OF_WEIGHT * (weights[i] - drawnTo[i]));
      mean[i] = 0.9 * mean[i] + 0.1 * own;
      square[i] = 0.999 * square[i] + 0.001 * own * own;
      weights[i] -=
        (STEP * (mean[i] / (1 - 0.9 ** step))) / (Math.sqrt(square[i] / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return {
    anyLine: weights[0],
    byRule: weights[1] / RULE_UNIT,
    weights: Object.fromEntries([...columnOf].map(([trait, i]) => [trait, weights[i]])),
  };
}

function columnsOf(cases: readonly Case[]): ReadonlyMap<string, number> {
  const families = new Map<string, Set<string>>();
  for (const { family, candidates } of cases)
    for (const { traits } of candidates)
      for (const trait of traits) families.set(trait, (families.get(trait) ?? new Set()).add(family));
  const kept = [...families].filter(([, of]) => of.size >= LEAST_FAMILIES).map(([trait]) => trait);
  return new Map(kept.sort().map((trait, i) => [trait, i + FIRST_TRAIT]));
}

function prepare(each: Case, columnOf: ReadonlyMap<string, number>): Prepared {
  const { candidates, explains, wouldDo, outcome, log, share } = each;
  return {
    columns: candidates.map(({ traits }) =>
      Int32Array.from(
        [0, ...traits.map((trait) => columnOf.get(trait) ?? 0)].filter((i, k) => i > 0 || k === 0),
      ),
    ),
    byRule: candidates.map(({ sign }) => sign.weight / RULE_UNIT),
    explains,
    wouldDo,
    isHealthy: log.expected.healthy ?? false,
    isWhole: share === 0,
    mayBeNothing: outcome.kind !== 'failed' || (log.expected.healthy ?? false),
  };
}

function isTeaching({ columns, isHealthy, explains }: Prepared): boolean {
  return columns.length > 0 && (isHealthy || explains.includes(true));
}

/** Of minus the mean logarithm of the likelihood. */
function slopeAt(weights: Float64Array, cases: readonly Prepared[]): Float64Array {
  const slope = new Float64Array(weights.length);
  let total = 0;
  for (const { columns, byRule, explains, wouldDo, isHealthy, mayBeNothing, isWhole } of cases) {
    const scores = columns.map((own, i) => own.reduce((sum, k) => sum + weights[k], weights[1] * byRule[i]));
    const most = scores.reduce((max, score) => Math.max(max, score), 0);
    const odds = scores.map((score, i) => (wouldDo[i] ? 0 : Math.exp(score - most)));
    const nothing = mayBeNothing ? Math.exp(-most) : 0;
    const all = odds.reduce((sum, each) => sum + each, nothing);
    const right = isHealthy ? 0 : odds.reduce((sum, each, i) => sum + (explains[i] ? each : 0), 0);
    const weight = (isHealthy ? WEIGHT_OF_HEALTHY : 1) * (isWhole ? WEIGHT_OF_WHOLE : 1);
    total += weight;
    for (const [i, own] of columns.entries()) {
      const pull = weight * (odds[i] / all - (explains[i] && !isHealthy ? odds[i] / right : 0));
      slope[1] += pull * byRule[i];
      for (const k of own) slope[k] += pull;
    }
  }
  return slope.map((each) => each / total);
}
