// No verdict looks ahead, from the bytes of a file to the consensus. 'Cutting the log' takes away the lines after a window. The default
// baseline is a share of the log and would shrink with it, so the cut log is given the share that ends at the same window,
// and the same size of windows. Templates are mined from all lines before any window is judged: these wordings differ in
// numbers only, so that the earlier lines give the same templates with and without the later ones.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Timeline } from '../contracts/result';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { createRandom } from '../core/lib/random';
import { judgeLog } from './fixtures/judge-log';

const START = Date.UTC(2026, 0, 5);
const WINDOW_MS = 5 * 60_000;
const NUM_WINDOWS = 110;
const BASELINE_END = 44;
/** Windows with trouble: a burst in the baseline, what has to be found after it, and what comes later still. */
const BURSTS = [20, 60, 61, 75, 92, 93, 104];

interface Line {
  readonly window: number;
  readonly text: string;
}

const KINDS = [
  'INFO shop: request took <n> ms',
  'INFO shop: cart <n> saved',
  'INFO db: query <n> done in <n> ms',
  'INFO cache: evicted <n> entries',
  'WARN shop: request took <n> ms, that is slow',
];

function lines(): Line[] {
  const random = createRandom(3);
  const found: { timeMs: number; text: string }[] = [];
  const add = (window: number, kind: string): void => {
    const timeMs = START + (window + random.next()) * WINDOW_MS;
    found.push({ timeMs, text: kind.replace(/<n>/g, () => String(1 + random.int(9000))) });
  };
  for (let w = 0; w < NUM_WINDOWS; w++) {
    for (const [i, kind] of KINDS.entries())
      for (let n = [12, 8, 6, 3, 1][i] + random.int(4); n > 0; n--) add(w, kind);
    if (BURSTS.includes(w))
      for (let n = 15 + (w % 7); n > 0; n--) add(w, 'ERROR pool: no connection for <n> ms');
    if (w >= 92) for (let n = 0; n < 4; n++) add(w, 'WARN pool: <n> waiting');
  }
  return found
    .sort((a, b) => a.timeMs - b.timeMs)
    .map(({ timeMs, text }) => ({
      window: Math.floor((timeMs - START) / WINDOW_MS),
      text: `${new Date(timeMs).toISOString()} ${text}\n`,
    }));
}

async function analyze(kept: readonly Line[], share01: number): Promise<Timeline> {
  const settings: Settings = { ...DEFAULT_SETTINGS, windowMinutes: 5, baseline: { kind: 'first', share01 } };
  const text = kept.map((line) => line.text).join('');
  const { timeline } = await judgeLog([{ path: 'shop.log', content: text }], settings, { now: () => 0 });
  if (!timeline) throw new Error('no windows');
  return timeline;
}

/** Everything that was said about the first windows. */
function saidOf({ baseline, detectors, consensus }: Timeline, numWindows: number) {
  const { begin, end, leftOut } = baseline;
  return {
    baseline: { begin, end, leftOut: leftOut?.slice(0, numWindows) },
    detectors: detectors.map(({ name, abstained, threshold, score, vote, reasons }) => ({
      name,
      abstained,
      threshold,
      score: score.slice(0, numWindows),
      vote: vote.slice(0, numWindows),
      reasons: Object.fromEntries(Object.entries(reasons).filter(([w]) => Number(w) < numWindows)),
    })),
    confirmed: consensus.confirmed.slice(0, numWindows),
    watch: consensus.watch.slice(0, numWindows),
  };
}

const all = lines();
let whole: Timeline;
beforeAll(async () => {
  whole = await analyze(all, 0.4);
}, 60_000);

test('there is something to compare: every detector votes early and late, and windows are confirmed', () => {
  expect(whole.grid.length).toBe(NUM_WINDOWS);
  expect(whole.baseline).toMatchObject({ begin: 0, end: BASELINE_END, numOdd: 1 });
  for (const { name, abstained, vote } of whole.detectors) {
    expect([name, abstained]).toEqual([name, null]);
    expect([name, vote.subarray(0, 70).includes(1), vote.subarray(90).includes(1)]).toEqual([
      name,
      true,
      true,
    ]);
  }
  const confirmed = [...whole.consensus.confirmed.keys()].filter((w) => whole.consensus.confirmed[w]);
  expect(confirmed).toEqual(expect.arrayContaining(BURSTS));
});

test('cutting the log after a window leaves every score, vote and reason up to it as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: BASELINE_END + 2, max: NUM_WINDOWS - 1 }), async (numWindows) => {
      const kept = all.filter(({ window }) => window < numWindows);
      const cut = await analyze(kept, BASELINE_END / numWindows);
      expect(cut.grid.length).toBe(numWindows);
      expect(saidOf(cut, numWindows)).toEqual(saidOf(whole, numWindows));
    }),
    { numRuns: 6, seed: 11, examples: [[61], [93]] },
  );
}, 120_000);

test('the comparison can fail: one burst less before the cut is noticed', async () => {
  const kept = all.filter(({ window, text }) => window < 70 && !(window === 60 && text.includes('ERROR')));
  const other = await analyze(kept, BASELINE_END / 70);
  expect(saidOf(other, 60)).toEqual(saidOf(whole, 60));
  expect(saidOf(other, 61)).not.toEqual(saidOf(whole, 61));
}, 60_000);
