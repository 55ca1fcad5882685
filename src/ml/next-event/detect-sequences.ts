// The learned session detector: how surprising is each event, given those before it. In: distinct sequences with the numbers of
// learnt sessions, a seed. Out: per sequence the bits of its worst event and of its end, and a threshold. No labels: the learnt
// sessions may be broken themselves, so all their scores are out of fold, and the highest of them have no say in the threshold.
import type { SequenceVerdict, SessionSequences } from '../../contracts/session-detectors';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { OnProgress } from '../../contracts/units';
import { createRandom, type Random } from '../../core/lib/random';
import { createFastKernel, hasSimd } from '../kernel/simd';
import type { SymbolSequence } from './batches';
import { alphabetOf, foldsOf, type Learning, planOf, weightsWithout } from './learning';
import { limitOf, type WeightedScores } from './limit';
import { NextEventNetwork } from './training';

const NUM_FOLDS = 3;
const FACTOR = THRESHOLDS.deviations;

interface Bits {
  readonly bits: Float32Array;
  readonly worst: Uint32Array;
  readonly endBits: Float32Array;
}

/** `now`: milliseconds of a steady clock; only differences are used. */
export async function detectSequences(
  sequences: SessionSequences,
  seed: number,
  now: () => number,
  onProgress: OnProgress,
): Promise<SequenceVerdict> {
  const started = now();
  const random = createRandom(seed).fork('sessions by next event');
  const alphabet = alphabetOf(sequences);
  const learning = { sequences, alphabet, folds: foldsOf(sequences, NUM_FOLDS, random.fork('folds')) };
  const plan = planOf(sequences);
  const total = NUM_FOLDS * plan.epochs;
  let done = 0;
  const onEpoch = (loss: number): void =>
    onProgress({ stage: 'detect', detail: 'sessions', done: ++done, total, unit: 'steps', loss });
  let lossCurve: readonly number[] = [];
  const mean = createMean(learning);
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const network = await trainWithout(learning, fold, plan, random.fork(`fold ${fold}`), onEpoch);
    mean.add(fold, network);
    lossCurve = network.lossCurve;
  }
  const found = mean.bits();
  const threshold = limitOf(scoresOf(sequences, found), FACTOR);
  if (!Number.isFinite(threshold)) throw new Error('the training diverged');
  const backend = hasSimd() ? 'wasm simd' : 'js';
  return { backend, seconds: (now() - started) / 1000, threshold, ...found, lossCurve };
}

async function trainWithout(
  { sequences, alphabet, folds }: Learning,
  fold: number,
  plan: ReturnType<typeof planOf>,
  random: Random,
  onEpoch: (loss: number) => void,
): Promise<NextEventNetwork> {
  const learnt: SymbolSequence[] = [];
  for (let u = 0; u < sequences.numLearnt.length; u++) {
    const weights = weightsWithout(sequences, folds, fold, u);
    if (weights.weight > 0) learnt.push({ symbols: alphabet.symbolsOf(u), ...weights });
  }
  const shape = { symbols: alphabet.size, hidden: plan.hidden };
  const network = new NextEventNetwork(shape, plan, alphabet.maxLength, createFastKernel, random);
  await network.train(learnt, plan, random.fork('training'), onEpoch);
  return network;
}

/**
 * Mean bits of each event over the networks that did not learn the session: of a learnt sequence each network counts as often as
 * it left one of its sessions out.
 */
function createMean({ sequences, alphabet, folds }: Learning) {
  const { begin, numLearnt } = sequences;
  const length = numLearnt.length;
  // One place more a sequence than it has events: its end.
  const sums = new Float32Array(begin[length]! + length);
  const all = Array.from({ length }, (_, u) => u);
  const shareOf = (u: number, fold: number): number =>
    numLearnt[u] === 0 ? 1 / NUM_FOLDS : folds[u * NUM_FOLDS + fold]! / numLearnt[u]!;
  return {
    add(fold: number, network: NextEventNetwork): void {
      const mine = all.filter((u) => shareOf(u, fold) > 0);
      const bits = network.surprises(
        mine.map((u) => ({ symbols: alphabet.symbolsOf(u), weight: 1, endWeight: 1 })),
      );
      mine.forEach((u, i) => {
        const share = shareOf(u, fold);
        bits[i]!.forEach((each, t) => {
          sums[begin[u]! + u + t]! += share * each;
        });
      });
    },
    bits(): Bits {
      const [bits, worst, endBits] = [
        new Float32Array(length),
        new Uint32Array(length),
        new Float32Array(length),
      ];
      for (let u = 0; u < length; u++) {
        const at = begin[u]! + u;
        const numEvents = begin[u + 1]! - begin[u]!;
        for (let t = 0; t < numEvents; t++)
          if (sums[at + t]! > bits[u]!) [bits[u], worst[u]] = [sums[at + t]!, t];
        endBits[u] = sums[at + numEvents]!;
      }
      return { bits, worst, endBits };
    },
  };
}

/** Scores of the learnt sessions: the end counts for those that are over. */
function scoresOf({ numLearnt, numOver }: SessionSequences, { bits, endBits }: Bits): WeightedScores {
  const score: number[] = [];
  const weight: number[] = [];
  numLearnt.forEach((num, u) => {
    if (num === 0) return;
    score.push(bits[u]!, Math.max(bits[u]!, endBits[u]!));
    weight.push(num - numOver[u]!, numOver[u]!);
  });
  return { score, weight };
}
