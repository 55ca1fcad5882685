// The LSTM detector: an autoencoder over the last six windows, trained on the baseline, thresholded out of fold.
// In: FeatureMatrix, Baseline, seed. Out: DetectorResult; a window's score looks at that window and earlier ones only.
// Baseline windows are scored by a network that did not learn them.

import type { FeatureMatrix } from '../contracts/features';
import type { LstmBackendName } from '../contracts/lstm-backends';
import type { Detector, DetectorInput, DetectorResult, Reason } from '../contracts/scores';
import { THRESHOLDS } from '../contracts/thresholds';
import type { TrainedLstm } from '../contracts/trained-lstm';
import type { OnProgress } from '../contracts/units';
import { isLearnt, learntWindows, stretchesOf } from '../core/baseline/learnt-windows';
import { maxScaleOf, votesUnder } from '../core/detectors/max-scale';
import { firstRowOfColumns } from '../core/features/count-matrix';
import { createRandom } from '../core/lib/random';
import { errorText } from '../core/wording/error-text';
import { type Candidate, type ChosenBackend, chooseBackend, withoutGpus } from './lstm-backend';
import { lstmCandidates } from './lstm-candidates';
import type { Segment } from './lstm-inputs';
import type { Workload } from './lstm-probe';
import { explainWindow } from './lstm-reasons';
import { outOfFoldThreshold, positionScale, worstScores } from './lstm-threshold';
import { reopenNetwork, type TrainedNetwork, type TrainingPlan, trainNetwork } from './lstm-training';

export interface LstmDetectorOptions {
  /** 'auto', or a backend to be tried before the others. */
  readonly backend: LstmBackendName;
  /** Most epochs of one training, 1 .. 500; fewer where a long baseline makes an epoch many steps. */
  readonly epochs: number;
  /** Factor on the learnt threshold. */
  readonly thresholdScale: number;
  /** Milliseconds of a steady clock; only differences are used. */
  readonly now: () => number;
  /** Where it may run, in the order of trying; left out: lstmCandidates of the page. */
  readonly candidates?: readonly Candidate[];
}

const MIN_BASELINE_WINDOWS = THRESHOLDS.minLstmWindows;
const NUM_FOLDS = 3;
const MAX_COMPONENTS = 12;
/** Beside the components: level and what is new. */
const NUM_OTHER_INPUTS = 2;
const MAX_STEPS_PER_TRAINING = 900;

interface Verdict {
  readonly threshold: number;
  readonly score: Float32Array;
  readonly vote: Uint8Array;
  readonly maxScale: Float64Array;
  readonly reasons: Record<number, readonly Reason[]>;
  readonly lossCurve: readonly number[];
  readonly trained?: TrainedLstm;
}

/** Never rejects: what goes wrong becomes `abstained`. */
export function createLstmDetector(options: LstmDetectorOptions): Detector {
  return {
    name: 'lstm',
    async detect(input, onProgress) {
      const started = options.now();
      const numRows = learntWindows(input.baseline).length;
      const finish = (backend: string, abstained: string | null, verdict: Verdict | null): DetectorResult =>
        toResult(input, backend, numRows, (options.now() - started) / 1000, abstained, verdict);
      if (numRows < MIN_BASELINE_WINDOWS) return finish('none', tooFew(numRows), null);
      const all = options.candidates ?? lstmCandidates();
      const workload = workloadOf(numRows, options.epochs);
      let chosen = null as ChosenBackend | null;
      const judgeOn = async (candidates: readonly Candidate[], wanted: string): Promise<DetectorResult> => {
        chosen = await chooseBackend(candidates, wanted, options.now, workload);
        const { label, pace } = chosen;
        const verdict = await judge(input, options, chosen, onProgress);
        const result = finish(label, verdict === null ? CONSTANT : null, verdict);
        return pace.length > 0 ? { ...result, pace: pace.join(' ') } : result;
      };
      try {
        return await judgeOn(all, options.backend).catch((error: unknown) => {
          if (!chosen?.isGpu) throw error;
          // All is begun again rather than gone on with: a verdict that begins on one processor and ends on another depends on when the
          // first was lost, and this one is that of a machine without a GPU.
          const why = `${errorText(error)}, so all was begun again on the CPU`;
          return judgeOn(withoutGpus(all, chosen.backend.name, why), 'auto');
        });
      } catch (error) {
        return finish(chosen?.label ?? 'none', `The LSTM could not be trained: ${errorText(error)}`, null);
      }
    },
  };
}

/** The trainings that follow, of all the windows as the last of them is. */
function workloadOf(numWindows: number, epochs: number): Workload {
  const { steps, hidden, latent, batch, numComponents, ...plan } = planTraining(numWindows, epochs);
  const inputs = numComponents + NUM_OTHER_INPUTS;
  const stepsPerEpoch = Math.ceil(Math.min(numWindows, plan.maxSequences) / batch);
  const numSteps = (NUM_FOLDS + 1) * plan.epochs * stepsPerEpoch;
  return { shape: { steps, hidden, latent, inputs }, batch, numSteps };
}

const CONSTANT = 'The windows of the baseline do not differ, so there is nothing to learn from them.';

function tooFew(numRows: number): string {
  return `The baseline has ${numRows} windows; the LSTM needs at least ${MIN_BASELINE_WINDOWS} to learn from.`;
}

/** Null: some fold's windows do not differ. */
async function judge(
  input: DetectorInput,
  options: LstmDetectorOptions,
  backend: ChosenBackend,
  onProgress: OnProgress,
): Promise<Verdict | null> {
  const { features, baseline } = input;
  const learnt = learntWindows(baseline);
  const first = firstRowOfColumns(features.counts);
  const trained = knownTraining(input, learnt.length, options.epochs);
  if (trained !== null) {
    const network = reopenNetwork(features, first, stretchesOf(learnt), trained, backend.backend);
    return scoreAll(input, network, first, trained, options.thresholdScale);
  }
  const plan = planTraining(learnt.length, options.epochs);
  let done = 0;
  const total = plan.epochs * (NUM_FOLDS + 1);
  const onEpoch = (loss: number): void =>
    onProgress({ stage: 'detect', detail: 'lstm', done: ++done, total, unit: 'steps', loss });
  const train = (segments: readonly Segment[], name: string): Promise<TrainedNetwork | null> => {
    const random = createRandom(input.seed).fork(`lstm ${name}`);
    return trainNetwork(features, first, segments, plan, backend.backend, random, onEpoch);
  };
  const width = plan.numComponents + NUM_OTHER_INPUTS;
  const held = await residualsOutOfFold(learnt, train, width);
  if (held === null) return null;
  const network = await train(stretchesOf(learnt), 'final');
  if (network === null) return null;
  const scale = positionScale(held, width);
  const left: TrainedLstm = {
    options: { seed: input.seed, epochs: options.epochs },
    backend: backend.label,
    shape: network.shape,
    parameters: await network.parameters(),
    inputs: network.inputs,
    scale,
    heldScores: worstScores(held, scale),
    lossCurve: network.lossCurve,
  };
  return scoreAll(input, network, first, left, options.thresholdScale);
}

/** Null: there was none, or it was on another number of windows or under other options. */
function knownTraining(
  { trained, seed }: DetectorInput,
  numLearnt: number,
  epochs: number,
): TrainedLstm | null {
  if (!trained || trained.heldScores.length !== numLearnt) return null;
  return trained.options.seed === seed && trained.options.epochs === epochs ? trained : null;
}

/** Small baselines get small batches, so that an epoch is a few steps; long ones fewer epochs. */
export function planTraining(numWindows: number, epochs: number): TrainingPlan {
  const maxSequences = 2000;
  const numSequences = Math.min(numWindows, maxSequences);
  const batch = Math.min(64, Math.max(8, 2 ** Math.round(Math.log2(numSequences / 4))));
  const stepsPerEpoch = Math.ceil(numSequences / batch);
  return {
    steps: 6,
    numComponents: Math.min(MAX_COMPONENTS, Math.floor(numWindows / 2)),
    hidden: 32,
    latent: 12,
    learningRate: 0.005,
    noise: 0.3,
    epochs: Math.max(1, Math.min(epochs, Math.ceil(MAX_STEPS_PER_TRAINING / stepsPerEpoch))),
    batch,
    maxSequences,
  };
}

/** Contiguous folds: each is reconstructed by a network (and components, and levels) that never saw it. */
async function residualsOutOfFold(
  learnt: readonly number[],
  train: (segments: readonly Segment[], name: string) => Promise<TrainedNetwork | null>,
  width: number,
): Promise<Float64Array | null> {
  const { length } = learnt;
  const residuals = new Float64Array(length * width);
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const begin = Math.floor((length * fold) / NUM_FOLDS);
    const end = Math.floor((length * (fold + 1)) / NUM_FOLDS);
    const others = [...stretchesOf(learnt.slice(0, begin)), ...stretchesOf(learnt.slice(end))];
    const network = await train(others, `fold ${fold}`);
    if (network === null) return null;
    const { observed, expected } = await network.reconstruct(learnt.slice(begin, end));
    residuals.set(difference(observed, expected), begin * width);
    network.dispose();
  }
  return residuals;
}

async function scoreAll(
  input: DetectorInput,
  network: TrainedNetwork,
  first: Uint32Array,
  trained: TrainedLstm,
  thresholdScale: number,
): Promise<Verdict> {
  const { heldScores, scale } = trained;
  const { features, baseline } = input;
  const numWindows = features.grid.length;
  const score = new Float32Array(numWindows).fill(Number.NaN);
  const learntThreshold = outOfFoldThreshold(heldScores);
  const threshold = Math.fround(learntThreshold * thresholdScale);
  if (!Number.isFinite(threshold)) throw new Error('the training diverged');
  learntWindows(baseline).forEach((w, i) => {
    score[w] = heldScores[i]!;
  });
  const others = range(0, numWindows).filter((w) => !isLearnt(baseline, w) && !features.paused?.[w]);
  const { observed, expected } = await network.reconstruct(others);
  const scores = worstScores(difference(observed, expected), scale);
  others.forEach((w, i) => {
    score[w] = scores[i]!;
  });
  const maxScale = maxScaleOf(features, baseline, score, learntThreshold);
  const vote = votesUnder(maxScale, thresholdScale);
  const reasons = await explainVotes(features, network, first, scale, vote);
  network.dispose();
  return { threshold, score, vote, maxScale, reasons, lossCurve: network.lossCurve, trained };
}

/** Most windows that get reasons: a log that is odd throughout needs no book of them. */
const MAX_EXPLAINED = 2000;

async function explainVotes(
  features: FeatureMatrix,
  network: TrainedNetwork,
  first: Uint32Array,
  scale: Float64Array,
  vote: Uint8Array,
): Promise<Record<number, readonly Reason[]>> {
  const windows = range(0, vote.length)
    .filter((window) => vote[window] === 1)
    .slice(0, MAX_EXPLAINED);
  const reasons: Record<number, readonly Reason[]> = {};
  if (windows.length === 0) return reasons;
  const { observed, expected } = await network.reconstruct(windows);
  const width = scale.length;
  windows.forEach((window, i) => {
    const rowOf = (values: Float64Array): Float64Array => values.subarray(i * width, (i + 1) * width);
    const row = { window, observed: rowOf(observed), expected: rowOf(expected), scale };
    reasons[window] = explainWindow(network.inputs, features, first, row);
  });
  return reasons;
}

function toResult(
  input: DetectorInput,
  backend: string,
  numRows: number,
  seconds: number,
  abstained: string | null,
  verdict: Verdict | null,
): DetectorResult {
  const numWindows = input.features.grid.length;
  const empty = { score: new Float32Array(numWindows).fill(Number.NaN), vote: new Uint8Array(numWindows) };
  const fields = verdict ?? { ...empty, threshold: null, reasons: {}, lossCurve: [] };
  return { name: 'lstm', backend, numRows, seconds, abstained, ...fields };
}

function range(begin: number, end: number): number[] {
  return Array.from({ length: end - begin }, (_, i) => begin + i);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}
