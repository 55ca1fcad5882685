/**
 * The model that ranks what may explain a failure, and tells whether anything failed at all. In: a signed file and its outcome. Out: candidates, best first, each with
 * its score: the sum of the weights of what is true of it (weights.ts).
 */
import { candidatesOf } from './candidates';
import { graveSigns } from './grave';
import type { Model } from './model';
import type { Outcome } from './outcome';
import type { LineSign, SignedFile } from './read-signs';
import { traitsOf } from './traits';
import { traitsAround } from './traits-around';
import { MODEL } from './weights';

/** Over this, it is worth telling where nothing states that it failed. Over 0 the model thinks so; a false word costs more than it gains there (decisions/0033). */
export const LEAST_TOLD = 0.3;

export interface Ranked {
  readonly sign: LineSign;
  /** In logits: 1 more is told e times as often. */
  readonly score: number;
}

export interface Described {
  readonly sign: LineSign;
  /** Names of what is true of it, each once. */
  readonly traits: readonly string[];
}

export function describeLines(file: SignedFile, outcome: Outcome): readonly Described[] {
  const candidates = candidatesOf(file, outcome);
  const around = traitsAround(candidates, file, outcome);
  return candidates.map((sign) => ({
    sign,
    traits: [...new Set([...traitsOf(sign, file.lines[sign.at]), ...(around.get(sign) ?? [])])],
  }));
}

export function rank(file: SignedFile, outcome: Outcome): readonly Ranked[] {
  return ranked(describeLines(file, outcome), MODEL);
}

/** @returns best first */
export function ranked(candidates: readonly Described[], model: Model): readonly Ranked[] {
  const { anyLine, byRule, weights } = model;
  return candidates
    .map(({ sign, traits }) => ({
      sign,
      score: traits.reduce((sum, trait) => sum + (weights[trait] ?? 0), anyLine + byRule * sign.weight),
    }))
    .sort((a, b) => b.score - a.score || a.sign.at - b.sign.at);
}

/**
 * Whether there is something to tell: the log says that it failed, or a sign is grave where it stands, or the model thinks so.
 * @param ranked best first
 */
export function tellsFailure(ranked: readonly Ranked[], file: SignedFile, outcome: Outcome): boolean {
  if (outcome.kind === 'failed' || (ranked[0]?.score ?? 0) > LEAST_TOLD) return true;
  return ranked.length > 0 && graveSigns(file, outcome).size > 0;
}
