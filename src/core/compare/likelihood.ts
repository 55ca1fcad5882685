/**
 * Whether counts of two sides differ more than chance makes them. In: counts, and what each side had to have them in (lines or time). Out: the
 * log-likelihood ratio G² (Dunning 1993) in the form for two collections of unequal size (Rayson and Garside 2000), its p, and which of many
 * hold (Benjamini and Hochberg 1995).
 */
import type { Pair } from '../../contracts/compare';

/** 0 for equal rates. @param exposure both > 0, else 0 is the answer: nothing can be said. */
export function gSquared([a, b]: Pair<number>, [inA, inB]: Pair<number>): number {
  if (!(inA > 0 && inB > 0)) return 0;
  const part = (observed: number, exposure: number): number => {
    const expected = ((a + b) * exposure) / (inA + inB);
    return observed === 0 ? 0 : observed * Math.log(observed / expected);
  };
  return Math.max(0, 2 * (part(a, inA) + part(b, inB)));
}

/** Rate after by rate before; null where a side has none or could have none. */
export function factorOf([a, b]: Pair<number>, [inA, inB]: Pair<number>): number | null {
  return a > 0 && b > 0 && inA > 0 && inB > 0 ? b / inB / (a / inA) : null;
}

/** Chance of such a G² or a larger one where nothing differs: chi² of one degree of freedom. */
export function pOfG(g2: number): number {
  return complementaryError(Math.sqrt(g2 / 2));
}

/** erfc for x >= 0, relative error below 1.2e-7 (Press et al., Numerical Recipes, 6.2). */
function complementaryError(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
    -0.82215223, 0.17087277,
  ];
  const sum = terms.reduceRight((rest, term) => term + t * rest, 0);
  return t * Math.exp(-x * x + sum);
}

/** Which of the tests hold, so that at most `share01` of those that do are expected to be false. */
export function holding(p: readonly number[], share01: number): readonly boolean[] {
  const sorted = [...p].sort((a, b) => a - b);
  let limit = -1;
  sorted.forEach((each, i) => {
    if (each <= ((i + 1) / sorted.length) * share01) limit = each;
  });
  return p.map((each) => each <= limit);
}

/**
 * Variance by mean of counts over time: 1 for what comes at random, more for what comes in bursts. G² of bursts is divided by it, as the
 * dispersion of a quasi-Poisson model (McCullagh and Nelder 1989). Never below 1; 1 where there is too little to say.
 */
export function dispersion(bins: ArrayLike<number>): number {
  const n = bins.length;
  if (n < MIN_BINS) return 1;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += bins[i];
  const mean = sum / n;
  if (mean === 0) return 1;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (bins[i] - mean) ** 2;
  return Math.max(1, squares / (n - 1) / mean);
}

const MIN_BINS = 8;
