// What a training on sequences needs beside the network: symbols, folds of sessions, sizes. In: SessionSequences. Pure.
import type { SessionSequences } from '../../contracts/session-detectors';
import type { Random } from '../../core/lib/random';
import type { NextEventPlan } from './training';

/** Templates as symbols 0 .. size - 1; the last one stands for all that are too rare to be learnt, or were never seen. */
export interface Alphabet {
  readonly size: number;
  /** Events of the longest sequence. */
  readonly maxLength: number;
  symbolsOf(sequence: number): Uint8Array;
}

export interface Learning {
  readonly sequences: SessionSequences;
  readonly alphabet: Alphabet;
  /** [sequence, fold]: learnt sessions that are left out in this fold. */
  readonly folds: Uint32Array;
}

const MAX_SYMBOLS = 120;
/** A template of fewer learnt sessions is a rare one. */
const MIN_SESSIONS = 5;

export function alphabetOf({ begin, event, numLearnt }: SessionSequences): Alphabet {
  const sessions = new Map<number, number>();
  let maxLength = 0;
  for (let u = 0; u < numLearnt.length; u++) {
    const templates = event.subarray(begin[u]!, begin[u + 1]!);
    maxLength = Math.max(maxLength, templates.length);
    if (numLearnt[u] === 0) continue;
    for (const each of new Set(templates)) sessions.set(each, (sessions.get(each) ?? 0) + numLearnt[u]!);
  }
  const frequent = [...sessions].filter(([, num]) => num >= MIN_SESSIONS);
  frequent.sort(([a, numA], [b, numB]) => numB - numA || a - b);
  const symbols = new Map(frequent.slice(0, MAX_SYMBOLS).map(([template], symbol) => [template, symbol]));
  const rare = symbols.size;
  return {
    size: symbols.size + 1,
    maxLength,
    symbolsOf: (u) =>
      Uint8Array.from(event.subarray(begin[u]!, begin[u + 1]!), (each) => symbols.get(each) ?? rare),
  };
}

/** Sessions of one sequence are dealt out evenly, beginning at a drawn fold: what many do, each network has seen. */
export function foldsOf({ numLearnt }: SessionSequences, numFolds: number, random: Random): Uint32Array {
  const folds = new Uint32Array(numLearnt.length * numFolds);
  numLearnt.forEach((num, u) => {
    const first = random.int(numFolds);
    for (let fold = 0; fold < numFolds; fold++)
      folds[u * numFolds + ((first + fold) % numFolds)] = Math.floor((num + numFolds - 1 - fold) / numFolds);
  });
  return folds;
}

/** Weights of a sequence for the network that leaves this fold out; how many are over is taken to be the same share everywhere. */
export function weightsWithout(
  { numLearnt, numOver }: SessionSequences,
  folds: Uint32Array,
  fold: number,
  u: number,
): { weight: number; endWeight: number } {
  const num = numLearnt[u]!;
  if (num === 0) return { weight: 0, endWeight: 0 };
  const weight = num - folds[u * (folds.length / numLearnt.length) + fold]!;
  return { weight, endWeight: (weight * numOver[u]!) / num };
}

const MIN_STEPS = 240;
const [MIN_EPOCHS, MAX_EPOCHS] = [6, 80];

/** Few sequences get small batches and more epochs; many no more epochs than it takes to learn what most do. */
export function planOf({ numLearnt }: SessionSequences): NextEventPlan {
  const numSequences = numLearnt.reduce((sum, num) => sum + (num > 0 ? 1 : 0), 0);
  const batch = Math.min(32, Math.max(4, 2 ** Math.round(Math.log2(numSequences / 32))));
  const epochs = Math.ceil(MIN_STEPS / Math.ceil(numSequences / batch));
  return {
    hidden: 32,
    batch,
    learningRate: 0.01,
    epochs: Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, epochs)),
  };
}
