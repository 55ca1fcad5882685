// The learned session detector: how surprising is each event, given those before it. In: distinct sequences with the numbers of
// learnt sessions, a seed. Out: per sequence the bits of its worst event and of its end, and a threshold. No labels: the learnt
// sessions may be broken themselves, so all their scores are out of fold, and the highest of them have no say in the threshold.
import type { LstmBackendName } from '../../contracts/lstm-backends';
import type {
  LearnFold,
  LearntFold,
  SequenceVerdict,
  SessionSequences,
} from '../../contracts/session-detectors';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { OnProgress } from '../../contracts/units';
import { createRandom, type Random } from '../../core/lib/random';
import { batchesOf, type SymbolSequence } from './batches';
import { chooseModel } from './choose-model';
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

/**
 * `now`: milliseconds of a steady clock; only differences are used. `learners`: threads that learn side by side; absent: this one.
 * `wanted`: where it is to run, if it can.
 */
export async function detectSequences(
  sequences: SessionSequences,
  seed: number,
  now: () => number,
  onProgress: OnProgress,
  learners: readonly LearnFold[] = [learnFold],
  wanted: LstmBackendName = 'auto',
): Promise<SequenceVerdict> {
  const started = now();
  const total = NUM_FOLDS * planOf(sequences).epochs;
  const learnAll = (place: typeof wanted): Promise<readonly LearntFold[]> => {
    let done = 0;
    return learnFolds(learners, (learn, fold) =>
      learn(
        sequences,
        seed,
        fold,
        (loss) =>
          onProgress({ stage: 'detect', detail: 'sessions', done: ++done, total, unit: 'steps', loss }),
        place,
      ),
    );
  };
  const learnt = await learnAll(wanted).catch(async (error: unknown) => {
    // By its name: it may come from another thread.
    if (!(error instanceof Error) || error.name !== 'GpuFault') throw error;
    // All of them: the verdict is then the one of a machine without a card, whenever it failed.
    const again = await learnAll('js');
    const why = `webgpu: ${error.message}, so all was begun again on the CPU`;
    return again.map((each) => ({ ...each, backend: `${each.backend} (${why})` }));
  });
  const found = meanBits(sequences, foldsBy(sequences, seed), learnt);
  const threshold = limitOf(scoresOf(sequences, found), FACTOR);
  if (!Number.isFinite(threshold)) throw new Error('the training diverged');
  const { bits: _, ...last } = learnt[NUM_FOLDS - 1]!;
  // Each chose for itself, in its own thread.
  const backend = [...new Set(learnt.map((each) => each.backend))].join(', ');
  return { ...last, ...found, backend, seconds: (now() - started) / 1000, threshold };
}

/** Waits for all of them, also where one fails: the others would go on beside what comes next. */
async function learnFolds(
  learners: readonly LearnFold[],
  learnOne: (learn: LearnFold, fold: number) => Promise<LearntFold>,
): Promise<readonly LearntFold[]> {
  const learnt: LearntFold[] = new Array(NUM_FOLDS);
  const inTurn = async (learn: LearnFold, first: number): Promise<void> => {
    for (let fold = first; fold < NUM_FOLDS; fold += learners.length)
      learnt[fold] = await learnOne(learn, fold);
  };
  const ended = await Promise.allSettled(learners.slice(0, NUM_FOLDS).map(inTurn));
  const failed = ended.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return learnt;
}

const randomOf = (seed: number): Random => createRandom(seed).fork('sessions by next event');
const foldsBy = (sequences: SessionSequences, seed: number): Uint32Array =>
  foldsOf(sequences, NUM_FOLDS, randomOf(seed).fork('folds'));

export const learnFold: LearnFold = async (sequences, seed, fold, onEpoch, wanted) => {
  const alphabet = alphabetOf(sequences);
  const learning = { sequences, alphabet, folds: foldsBy(sequences, seed) };
  const plan = planOf(sequences);
  const { hidden, batch } = plan;
  const sizes = { shape: { symbols: alphabet.size, hidden }, maxSteps: alphabet.maxLength + 1, batch };
  const batches = batchesOf(learntWithout(learning, fold), batch, alphabet.size);
  const { create, ...ranOn } = await chooseModel(wanted, sizes, batches, plan.epochs);
  const random = randomOf(seed).fork(`fold ${fold}`);
  const network = new NextEventNetwork(sizes, create, random);
  try {
    await network.train(batches, plan, random.fork('training'), onEpoch);
    return { bits: await bitsOf(network, learning, fold), lossCurve: network.lossCurve, ...ranOn };
  } finally {
    network.dispose();
  }
};

/** What a network makes of the sequences that have sessions which it did not learn. */
async function bitsOf(
  network: NextEventNetwork,
  { sequences, alphabet, folds }: Learning,
  fold: number,
): Promise<Float32Array<ArrayBuffer>> {
  const { begin, numLearnt } = sequences;
  // One place more a sequence than it has events: its end.
  const flat = new Float32Array(begin[numLearnt.length]! + numLearnt.length);
  const mine = Array.from(numLearnt.keys()).filter((u) => shareOf(sequences, folds, u, fold) > 0);
  const bits = await network.surprises(
    mine.map((u) => ({ symbols: alphabet.symbolsOf(u), weight: 1, endWeight: 1 })),
  );
  mine.forEach((u, i) => {
    flat.set(bits[i]!, begin[u]! + u);
  });
  return flat;
}

/** How much a network counts for a sequence: as much as it left sessions of it out; for those that none learnt all count alike. */
function shareOf({ numLearnt }: SessionSequences, folds: Uint32Array, u: number, fold: number): number {
  return numLearnt[u] === 0 ? 1 / NUM_FOLDS : folds[u * NUM_FOLDS + fold]! / numLearnt[u]!;
}

/** The sequences of sessions that this fold does not leave out. */
function learntWithout({ sequences, alphabet, folds }: Learning, fold: number): readonly SymbolSequence[] {
  const learnt: SymbolSequence[] = [];
  for (let u = 0; u < sequences.numLearnt.length; u++) {
    const weights = weightsWithout(sequences, folds, fold, u);
    if (weights.weight > 0) learnt.push({ symbols: alphabet.symbolsOf(u), ...weights });
  }
  return learnt;
}

/** Mean bits of each event over the networks that did not learn the session. */
function meanBits(sequences: SessionSequences, folds: Uint32Array, learnt: readonly LearntFold[]): Bits {
  const { begin, numLearnt } = sequences;
  const { length } = numLearnt;
  const found = {
    bits: new Float32Array(length),
    worst: new Uint32Array(length),
    endBits: new Float32Array(length),
  };
  for (let u = 0; u < length; u++) {
    const shares = learnt.map((_, fold) => shareOf(sequences, folds, u, fold));
    const first = begin[u]! + u;
    const numEvents = begin[u + 1]! - begin[u]!;
    for (let t = 0; t <= numEvents; t++) {
      const mean = learnt.reduce((sum, { bits }, fold) => sum + shares[fold]! * bits[first + t]!, 0);
      if (t === numEvents) found.endBits[u] = mean;
      else if (mean > found.bits[u]!) [found.bits[u], found.worst[u]] = [mean, t];
    }
  }
  return found;
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
