// Chooses where the LSTM runs: the first candidate that starts, agrees with the plain JavaScript path on the losses of its
// first training steps and, for a GPU under 'auto', is faster than the SIMD kernel on the training at hand, which has to be large enough
// for one to be started. Each one passed over is
// named with its reason, and what was measured is told.

import { errorText } from '../core/wording/error-text';
import { agrees } from './agrees';
import { createJsKernel } from './kernel/kernel';
import { createFastKernel } from './kernel/simd';
import type { LstmBackend } from './lstm-model';
import { createNativeBackend } from './lstm-native';
import { firstLosses, msPerStep, race, SMALL_TRAINING, type Workload } from './lstm-probe';
import { operationsOfStep } from './lstm-shape';
import { within } from './within';

export interface Candidate {
  readonly name: string;
  /** A GPU only pays when it is faster than the CPU: under 'auto' it has to be. */
  readonly mustBeFaster: boolean;
  /** Known never to pay: not tried under 'auto'. */
  readonly onlyAsked?: true;
  /** Rejects with the reason why it cannot be used. `asked`: named by the user, so a software adapter will do. */
  start(asked: boolean): Promise<LstmBackend>;
}

export interface ChosenBackend {
  readonly backend: LstmBackend;
  /** 'wasm', or with those passed over: 'wasm (webgpu: no adapter; webgl: software renderer)'. */
  readonly label: string;
  /** What was measured of a GPU beside the kernel, one sentence each; empty: there was none to be measured, or it was asked for. */
  readonly pace: readonly string[];
  /** It may be lost in the middle, or fail otherwise. */
  readonly isGpu: boolean;
}

/** A GPU's programs are checked at the size that they will have; what runs on the CPU sums alike for each sequence. */
const CHECKED_BATCH = 16;
const TIME_LIMIT_MS = { auto: 8_000, asked: 120_000 } as const;

/**
 * `wanted` is tried before the others, whatever the order of the candidates. Rejects when none is left.
 * @param now milliseconds of a steady clock; only differences are used
 */
export async function chooseBackend(
  candidates: readonly Candidate[],
  wanted: string,
  now: () => number,
  workload: Workload,
): Promise<ChosenBackend> {
  const asked = candidates.filter((candidate) => candidate.name === wanted);
  const others = candidates.filter((candidate) => candidate.name !== wanted && !candidate.onlyAsked);
  const isSmall = operationsOfStep(workload.shape, workload.batch) * workload.numSteps < SMALL_TRAINING;
  const gpus = isSmall ? others.filter(({ mustBeFaster }) => mustBeFaster) : [];
  const untried = gpus.map(({ name }) => name).join(' and ');
  const why = 'not tried, as the training is small';
  const order = [...asked, ...(gpus.length > 0 ? withoutGpus(others, untried, why) : others)];
  const kernel = createNativeBackend('js', createFastKernel);
  const runner = (backend: LstmBackend) => ({
    name: backend.name,
    ms: (batch: number) => msPerStep(backend, { ...workload, batch }, now),
  });
  const passedOver: string[] = [];
  const pace: string[] = [];
  for (const candidate of order) {
    const isAsked = candidate.name === wanted;
    const limitMs = isAsked ? TIME_LIMIT_MS.asked : TIME_LIMIT_MS.auto;
    try {
      const backend = await within(limitMs, startAndCheck(candidate, isAsked, workload));
      if (candidate.mustBeFaster && !isAsked) {
        const run = await within(limitMs, race(workload.batch, runner(backend), runner(kernel)));
        pace.push(run.pace);
        if (!run.isWon) throw new Error('slower than the CPU for a network of this size');
      }
      const notes = passedOver.length > 0 ? ` (${passedOver.join('; ')})` : '';
      return { backend, label: backend.name + notes, pace, isGpu: candidate.mustBeFaster };
    } catch (error) {
      passedOver.push(`${candidate.name}: ${errorText(error)}`);
    }
  }
  throw new Error(`no backend works (${passedOver.join('; ')})`);
}

/** In the place of all GPUs, one of this name that only says why. */
export function withoutGpus(
  candidates: readonly Candidate[],
  name: string,
  why: string,
): readonly Candidate[] {
  const left: Candidate = { name, mustBeFaster: false, start: () => Promise.reject(new Error(why)) };
  return [left, ...candidates.filter(({ mustBeFaster }) => !mustBeFaster)];
}

async function startAndCheck(
  candidate: Candidate,
  asked: boolean,
  { shape, batch }: Workload,
): Promise<LstmBackend> {
  const backend = await candidate.start(asked);
  const checked = { shape, batch: candidate.mustBeFaster ? batch : Math.min(batch, CHECKED_BATCH) };
  const right = await firstLosses(createNativeBackend('js', createJsKernel), checked);
  const losses = await firstLosses(backend, checked);
  const step = losses.findIndex((loss, i) => !agrees(loss, right[i]!, Math.abs(right[i]!)));
  if (step >= 0) {
    const [got, wanted] = [losses[step]!, right[step]!].map((loss) => loss.toPrecision(5));
    throw new Error(`loss ${got} instead of ${wanted} at training step ${step + 1}`);
  }
  return backend;
}
