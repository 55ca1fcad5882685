import { expect, test } from 'vitest';
import type { LearnFold, SessionSequences } from '../../contracts/session-detectors';
import { createRandom } from '../../core/lib/random';
import { detectSequences, learnFold } from './detect-sequences';

const [OPEN, WRITE, SYNC, CLOSE] = [10, 20, 30, 40];

/** What 400 sessions do: open, one to six writes, each third one synced, close; then what else is asked about. */
function sequencesWith(others: readonly { events: number[]; num: number }[]): SessionSequences {
  const random = createRandom(5);
  const ways = new Map<string, number>();
  for (let i = 0; i < 400; i++) {
    const writes = Array.from({ length: 1 + random.int(6) }, (_, w) =>
      w % 3 === 2 ? [WRITE, SYNC] : [WRITE],
    );
    const key = [OPEN, ...writes.flat(), CLOSE].join(' ');
    ways.set(key, (ways.get(key) ?? 0) + 1);
  }
  const all = [...[...ways].map(([key, num]) => ({ events: key.split(' ').map(Number), num })), ...others];
  const begin = Uint32Array.from({ length: all.length + 1 }, (_, u) =>
    all.slice(0, u).reduce((sum, { events }) => sum + events.length, 0),
  );
  const numLearnt = Uint32Array.from(all, ({ num }) => num);
  const event = Uint32Array.from(all.flatMap(({ events }) => events));
  return { begin, event, numLearnt, numOver: numLearnt };
}

const asked = [
  { events: [OPEN, WRITE, WRITE, WRITE, SYNC, CLOSE], num: 0 },
  { events: [OPEN, SYNC, WRITE, WRITE, WRITE, CLOSE], num: 0 },
  { events: [OPEN, WRITE, WRITE], num: 0 },
  { events: [OPEN, WRITE, 99, CLOSE], num: 0 },
];
const judge = (sequences: SessionSequences, seed = 1) =>
  detectSequences(
    sequences,
    seed,
    () => 0,
    () => {},
  );

test('another order, a missing end and an unknown event are odd, and each is pointed at', async () => {
  const verdict = await judge(sequencesWith(asked));
  const first = verdict.bits.length - asked.length;
  const [usual, swapped, cut, unknown] = asked.map((_, i) => verdict.bits[first + i]);
  expect(usual).toBeLessThan(verdict.threshold);
  expect(verdict.endBits[first]).toBeLessThan(verdict.threshold);
  expect(swapped).toBeGreaterThan(verdict.threshold);
  expect(verdict.worst[first + 1]).toBe(1);
  expect(cut).toBeLessThan(verdict.threshold);
  expect(verdict.endBits[first + 2]).toBeGreaterThan(verdict.threshold);
  expect(unknown).toBeGreaterThan(verdict.threshold);
  expect(verdict.worst[first + 3]).toBe(2);
  const usualBits = verdict.bits.subarray(0, first);
  expect(usualBits.every((bits) => bits < verdict.threshold)).toBe(true);
}, 30_000);

test('a broken way that one session in 25 goes does not make itself normal', async () => {
  const broken = { events: [OPEN, SYNC, WRITE, WRITE, WRITE, CLOSE], num: 16 };
  const verdict = await judge(sequencesWith([broken]));
  expect(verdict.bits.at(-1)).toBeGreaterThan(verdict.threshold);
}, 30_000);

test('the same seed gives the same verdict; progress tells every epoch', async () => {
  const sequences = sequencesWith(asked);
  const done: number[] = [];
  const again = await detectSequences(
    sequences,
    7,
    () => 0,
    (message) => done.push(message.done),
  );
  expect(await judge(sequences, 7)).toEqual(again);
  expect(done).toEqual(Array.from({ length: done.length }, (_, i) => i + 1));
  expect(done.length).toBe(3 * again.lossCurve.length);
  expect(again.lossCurve.at(-1)).toBeLessThan(again.lossCurve[0] / 2);
}, 30_000);

test('threads that learn side by side come to the same verdict, each with its share of the networks', async () => {
  const sequences = sequencesWith(asked);
  const alone = await judge(sequences);
  for (const [numThreads, shares] of [
    [2, [2, 1]],
    [3, [1, 1, 1]],
    [5, [1, 1, 1, 0, 0]],
  ] as const) {
    const learnt = new Array(numThreads).fill(0);
    const threads = learnt.map(
      (_, thread): LearnFold =>
        (...args) => {
          learnt[thread]++;
          return learnFold(...args);
        },
    );
    const ignore = (): void => {};
    expect(await detectSequences(sequences, 1, () => 0, ignore, threads)).toEqual(alone);
    expect(learnt).toEqual(shares);
  }
}, 30_000);

test('a GPU that fails in the middle has all networks learnt again on the CPU, and it is said', async () => {
  const sequences = sequencesWith(asked);
  const alone = await judge(sequences);
  const places: string[] = [];
  let running = 0;
  const failing: LearnFold = async (sequences, seed, fold, onEpoch, wanted) => {
    places.push(`${fold} ${wanted} beside ${running}`);
    running++;
    try {
      if (wanted === 'js') return await learnFold(sequences, seed, fold, onEpoch, wanted);
      onEpoch(1);
      // As it comes from another thread: by its name.
      if (fold === 1) throw Object.assign(new Error('the device was lost'), { name: 'GpuFault' });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { bits: new Float32Array(), lossCurve: [1], backend: 'webgpu' };
    } finally {
      running--;
    }
  };
  const learners = [failing, failing, failing];
  const ignore = (): void => {};
  const again = await detectSequences(sequences, 1, () => 0, ignore, learners, 'auto');
  const backend = 'wasm simd (webgpu: the device was lost, so all was begun again on the CPU)';
  expect(again).toEqual({ ...alone, backend });
  expect(places.map((place) => place.split(' beside')[0])).toEqual([
    '0 auto',
    '1 auto',
    '2 auto',
    '0 js',
    '1 js',
    '2 js',
  ]);
  expect(places[3]).toBe('0 js beside 0');
}, 30_000);

test('what else goes wrong is not tried again', async () => {
  const lost: LearnFold = () => Promise.reject(new Error('the thread was lost'));
  const judged = detectSequences(
    sequencesWith(asked),
    1,
    () => 0,
    () => {},
    [lost],
    'auto',
  );
  await expect(judged).rejects.toThrow('the thread was lost');
});
