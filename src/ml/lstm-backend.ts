// Chooses where the LSTM runs: the first candidate that starts, agrees with the plain JavaScript path on the losses of its
// first training steps and, for a GPU under 'auto', is faster than the SIMD kernel. Each one passed over is named with its reason.

import { createRandom } from '../core/lib/random';
import { errorText } from '../core/wording/error-text';
import { createJsKernel } from './kernel/kernel';
import { createFastKernel } from './kernel/simd';
import type { LstmBackend, LstmModel } from './lstm-model';
import { createNativeBackend } from './lstm-native';
import { initialParameters, type LstmShape } from './lstm-shape';

export interface Candidate {
  readonly name: string;
  /** A GPU only pays when it is faster than the CPU: under 'auto' it has to be. */
  readonly mustBeFaster: boolean;
  /** Rejects with the reason why it cannot be used. `asked`: named by the user, so a software adapter will do. */
  start(asked: boolean): Promise<LstmBackend>;
}

export interface ChosenBackend {
  readonly backend: LstmBackend;
  /** 'wasm', or with those passed over: 'wasm (webgpu: no adapter; webgl: software renderer)'. */
  readonly label: string;
}

const PROBE: LstmShape = { steps: 6, inputs: 14, hidden: 32, latent: 12 };
const PROBE_BATCH = 16;
const PROBE_STEPS = 4;
const LEARNING_RATE = 0.005;
/** Losses agree to three digits and more; float32 in another order of summation stays below 1e-5. */
const TOLERANCE = 1e-3;
const TIME_LIMIT_MS = { auto: 8_000, asked: 120_000 } as const;

/**
 * `wanted` is tried before the others, whatever the order of the candidates. Rejects when none is left.
 * @param now milliseconds of a steady clock; only differences are used
 */
export async function chooseBackend(
  candidates: readonly Candidate[],
  wanted: string,
  now: () => number,
): Promise<ChosenBackend> {
  const asked = candidates.filter((candidate) => candidate.name === wanted);
  const order = [...asked, ...candidates.filter((candidate) => candidate.name !== wanted)];
  const reference: Reference = {
    losses: (await probe(createNativeBackend('js', createJsKernel), now)).losses,
    msPerStep: (await probe(createNativeBackend('js', createFastKernel), now)).msPerStep,
  };
  const passedOver: string[] = [];
  for (const candidate of order) {
    const isAsked = candidate.name === wanted;
    const limitMs = isAsked ? TIME_LIMIT_MS.asked : TIME_LIMIT_MS.auto;
    try {
      const backend = await within(limitMs, startAndCheck(candidate, isAsked, reference, now));
      const notes = passedOver.length > 0 ? ` (${passedOver.join('; ')})` : '';
      return { backend, label: backend.name + notes };
    } catch (error) {
      passedOver.push(`${candidate.name}: ${errorText(error)}`);
    }
  }
  throw new Error(`no backend works (${passedOver.join('; ')})`);
}

/** Losses of the plain JavaScript path; milliseconds a step of the SIMD kernel, the pace that a GPU has to beat. */
interface Reference {
  readonly losses: readonly number[];
  readonly msPerStep: number;
}

async function startAndCheck(
  candidate: Candidate,
  asked: boolean,
  reference: Reference,
  now: () => number,
): Promise<LstmBackend> {
  const backend = await candidate.start(asked);
  const result = await probe(backend, now);
  const step = result.losses.findIndex((loss, i) => !agrees(loss, reference.losses[i]!));
  if (step >= 0) {
    const [got, wanted] = [result.losses[step]!, reference.losses[step]!].map((loss) => loss.toPrecision(5));
    throw new Error(`loss ${got} instead of ${wanted} at training step ${step + 1}`);
  }
  if (candidate.mustBeFaster && !asked && result.msPerStep > reference.msPerStep)
    throw new Error('slower than the CPU for a network of this size');
  return backend;
}

function agrees(loss: number, wanted: number): boolean {
  return Math.abs(loss - wanted) <= TOLERANCE * Math.abs(wanted);
}

/** The first steps of a training on seeded noise, then a few more against the clock; the last loss is a reconstruction's. */
async function probe(backend: LstmBackend, now: () => number): Promise<Reference> {
  const random = createRandom(7);
  const size = PROBE.steps * PROBE_BATCH * PROBE.inputs;
  const target = Float32Array.from({ length: size }, () => random.normal());
  const input = target.map((value) => value + 0.3 * random.normal());
  const model = backend.create(PROBE, initialParameters(PROBE, random.fork('probe')), LEARNING_RATE);
  try {
    const losses: number[] = [];
    for (let step = 0; step < PROBE_STEPS; step++) losses.push(await oneStep(model, input, target));
    losses.push(meanAbsolute(await model.reconstructLast(input, PROBE_BATCH)));
    const begun = now();
    for (let step = 0; step < PROBE_STEPS; step++) model.trainStep(input, target, PROBE_BATCH);
    await model.takeLoss();
    return { losses, msPerStep: (now() - begun) / PROBE_STEPS };
  } finally {
    model.dispose();
  }
}

function oneStep(model: LstmModel, input: Float32Array, target: Float32Array): Promise<number> {
  model.trainStep(input, target, PROBE_BATCH);
  return model.takeLoss();
}

function meanAbsolute(values: Float32Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} seconds`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
