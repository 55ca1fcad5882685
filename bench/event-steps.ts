// Milliseconds a training step of the next-event LSTM of sessions, on the kernel and on WebGPU, and of sessions asked about. Runs in a page;
// bench/run-lstm.ts starts it. In: nothing. Out: lines of text.
import { createRandom } from '../src/core/lib/random';
import { errorText } from '../src/core/wording/error-text';
import { openGpu } from '../src/ml/gpu/device';
import { nextEventOnGpu } from '../src/ml/gpu/gpu-next-event';
import { createFastKernel } from '../src/ml/kernel/simd';
import { batchOf } from '../src/ml/next-event/batches';
import { type CreateNextEventModel, nextEventOnKernel } from '../src/ml/next-event/model';
import type { EventBatch } from '../src/ml/next-event/passes';
import { msPerEventStep } from '../src/ml/next-event/probe';

/** As HDFS has them: 25 events of 20 kinds. */
const [SYMBOLS, LENGTH, HIDDEN] = [20, 25, 32];
const BATCHES = [8, 32, 128];
const SCORED = 2048;

export async function measureEventSteps(): Promise<string[]> {
  const kernel = nextEventOnKernel(createFastKernel);
  const gpu = await openGpu().then(nextEventOnGpu, (error: unknown) => errorText(error));
  const lines = [
    `next event: ${LENGTH} events of ${SYMBOLS} kinds a session, ${HIDDEN} hidden`,
    'batch       kernel ms      webgpu ms',
  ];
  const cell = async (
    create: CreateNextEventModel | string,
    ms: (create: CreateNextEventModel) => Promise<number>,
  ) => (typeof create === 'string' ? '-' : (await ms(create)).toFixed(3)).padStart(15);
  const now = (): number => performance.now();
  for (const batch of BATCHES) {
    const sizes = { shape: { symbols: SYMBOLS, hidden: HIDDEN }, maxSteps: LENGTH + 1, batch };
    const step = (create: CreateNextEventModel) => msPerEventStep(create, sizes, sessions(batch), batch, now);
    lines.push(`${String(batch).padStart(5)}${await cell(kernel, step)}${await cell(gpu, step)}`);
  }
  const asked = `${SCORED} sessions asked about, ms:`;
  lines.push(`${asked}${await cell(kernel, msToScore)}${await cell(gpu, msToScore)}`);
  return typeof gpu === 'string' ? [...lines, `webgpu: ${gpu}`] : lines;
}

function sessions(batch: number): EventBatch {
  const random = createRandom(13);
  const sequence = () => ({
    symbols: Uint8Array.from({ length: LENGTH }, () => random.int(SYMBOLS)),
    weight: 1,
    endWeight: 1,
  });
  return batchOf(Array.from({ length: batch }, sequence), SYMBOLS);
}

async function msToScore(create: CreateNextEventModel): Promise<number> {
  const sizes = { shape: { symbols: SYMBOLS, hidden: HIDDEN }, maxSteps: LENGTH + 1, batch: 32 };
  const model = create(sizes, createRandom(7));
  const events = sessions(model.scoreBatch);
  await model.surprises(events);
  const begun = performance.now();
  for (let done = 0; done < SCORED; done += model.scoreBatch) await model.surprises(events);
  const ms = performance.now() - begun;
  model.dispose();
  return ms;
}
