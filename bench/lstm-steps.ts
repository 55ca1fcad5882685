// Milliseconds a training step of the LSTM autoencoder, backend by backend, on the same numbers. Runs wherever the network does (a
// page, Node); bench/run-lstm.ts starts it in Chromium. In: sizes, names of backends. Out: a row each, with its losses.

import { createRandom } from '../src/core/lib/random';
import { errorText } from '../src/core/wording/error-text';
import { openGpu } from '../src/ml/gpu/device';
import { createJsKernel } from '../src/ml/kernel/kernel';
import { createFastKernel } from '../src/ml/kernel/simd';
import { gpuCandidate } from '../src/ml/lstm-candidates';
import type { LstmBackend, LstmModel } from '../src/ml/lstm-model';
import { createNativeBackend } from '../src/ml/lstm-native';
import { noiseOf } from '../src/ml/lstm-probe';
import { initialParameters, type LstmShape } from '../src/ml/lstm-shape';
import { tfjsCandidates, type WasmPaths } from '../src/ml/tfjs-backend';
import { measureEventSteps } from './event-steps';

const BACKENDS = ['kernel', 'js', 'wasm', 'webgpu', 'tfjs-webgpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

export interface StepRow {
  readonly backend: BackendName;
  readonly batch: number;
  /** The fastest of the rounds; null: it does not run here. */
  readonly ms: number | null;
  /** Of the first step and of the tenth. */
  readonly losses: readonly number[];
  /** Why there is no number. */
  readonly why: string;
}

export interface StepSizes {
  readonly shape: LstmShape;
  readonly batches: readonly number[];
}

const LEARNING_RATE = 0.005;
const NUM_ROUNDS = 7;
const ROUND_MS = 60;

/** Batch size by batch size; the backends take turns, so that what else the machine does falls on all of them. */
export async function measureSteps(
  { shape, batches }: StepSizes,
  backends: readonly BackendName[],
  wasmPaths: () => Promise<WasmPaths>,
): Promise<StepRow[]> {
  const rows: StepRow[] = [];
  for (const batch of batches) {
    const turns: Turn[] = [];
    for (const name of backends) {
      try {
        turns.push(await takeTurn(name, shape, batch, wasmPaths));
      } catch (error) {
        const why = errorText(error);
        rows.push({ backend: name, batch, ms: null, losses: [], why });
      }
    }
    for (let round = 0; round < NUM_ROUNDS; round++)
      for (const turn of turns) {
        // Makes it tfjs's current one again.
        await startBackend(turn.name, wasmPaths);
        turn.ms = Math.min(turn.ms, await turn.run(turn.numSteps));
      }
    for (const { name, ms, losses, model } of turns) {
      rows.push({ backend: name, batch, ms, losses, why: '' });
      await startBackend(name, wasmPaths);
      model.dispose();
    }
  }
  return rows;
}

interface Turn {
  readonly name: BackendName;
  readonly model: LstmModel;
  readonly losses: readonly number[];
  readonly numSteps: number;
  /** Milliseconds a step. */
  readonly run: (numSteps: number) => Promise<number>;
  ms: number;
}

/** 'nvidia hopper', 'google swiftshader (software)', or that there is none. */
export function nameOfAdapter(): Promise<string> {
  return openGpu().then(
    ({ adapter, isSoftware }) =>
      isSoftware ? `${adapter} (software: its times say nothing of a card)` : adapter,
    (error) => errorText(error),
  );
}

/** Of the network of sessions, in lines of text. */
export const eventSteps = (): Promise<string[]> => measureEventSteps();

/** As the page starts it, but never passed over for its speed. */
async function startBackend(name: BackendName, wasmPaths: () => Promise<WasmPaths>): Promise<LstmBackend> {
  if (name === 'kernel') return createNativeBackend('kernel', createFastKernel);
  if (name === 'js') return createNativeBackend('js', createJsKernel);
  if (name === 'webgpu') return gpuCandidate.start(true);
  return tfjsCandidates(wasmPaths)[name === 'tfjs-webgpu' ? 'webgpu' : name].start(true);
}

/** A model that has taken its first steps: compiled, warm, its losses noted. */
async function takeTurn(
  name: BackendName,
  shape: LstmShape,
  batch: number,
  wasmPaths: () => Promise<WasmPaths>,
): Promise<Turn> {
  const backend = await startBackend(name, wasmPaths);
  const random = createRandom(11);
  const { input, target } = noiseOf(shape, batch, random);
  const model = backend.create(shape, initialParameters(shape, random.fork('bench')), LEARNING_RATE);
  const losses: number[] = [];
  for (let step = 0; step < 10; step++) {
    model.trainStep(input, target, batch);
    losses.push(await model.takeLoss());
  }
  const run = async (numSteps: number): Promise<number> => {
    const begin = performance.now();
    for (let step = 0; step < numSteps; step++) model.trainStep(input, target, batch);
    // Waits for what is only queued on a GPU.
    await model.takeLoss();
    return (performance.now() - begin) / numSteps;
  };
  const numSteps = Math.max(1, Math.min(400, Math.round(ROUND_MS / (await run(3)))));
  return { name, model, losses: [losses[0], losses[9]], numSteps, run, ms: Number.POSITIVE_INFINITY };
}

/** One line a batch size: ms of each backend, times faster than tfjs wasm, losses side by side. */
export function stepTable(rows: readonly StepRow[]): string[] {
  const names = BACKENDS.filter((name) => rows.some((row) => row.backend === name));
  const batches = [...new Set(rows.map(({ batch }) => batch))];
  const lines = [`batch ${names.map((name) => `${name} ms`.padStart(15)).join('')}   wasm / kernel`];
  for (const batch of batches) {
    const of = (name: BackendName) => rows.find((row) => row.backend === name && row.batch === batch);
    const times = names.map((name) => (of(name)?.ms?.toFixed(3) ?? '-').padStart(15)).join('');
    const [wasm, kernel] = [of('wasm')?.ms, of('kernel')?.ms];
    const ratio = wasm && kernel ? `${(wasm / kernel).toFixed(1)} times` : '-';
    lines.push(`${String(batch).padStart(5)} ${times}   ${ratio}`);
  }
  lines.push('losses of the first and the tenth step');
  for (const batch of batches)
    for (const { backend, losses, why } of rows.filter((row) => row.batch === batch))
      lines.push(
        `${String(batch).padStart(5)} ${backend.padEnd(11)} ${losses.map((loss) => loss.toFixed(6)).join('  ') || why}`,
      );
  return lines;
}
