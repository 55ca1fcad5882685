import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { DETECTORS, type DetectorResult } from '../../contracts/scores';
import type { Tuning } from '../../contracts/tuning';
import { vote } from '../consensus/consensus';
import { closedWindows } from '../detectors/mask-votes';
import { maxScaleOf, votesUnder } from '../detectors/max-scale';
import { START } from '../features/fixtures/small-log';
import { addBit, type Bitset, createBitset, hasBit } from '../lib/bitset';
import { createRandom } from '../lib/random';
import { incidentsInWindows, joinLabels, markedIncidents } from './known-incidents';
import { type OptimiseInput, optimise } from './optimise';
import { confirmedBy, createJudge, createWindowF1, f1Of } from './optimise-events';
import { createRevoter } from './optimise-votes';
import { middleOfBest } from './plateau';

const WINDOW = 300_000;
const HOUR = 3_600_000;
const iso = (window: number): string => new Date(START + window * WINDOW).toISOString();
const span = (begin: number, end: number) => ({ start: iso(begin), end: iso(end) });

function featuresOf(length: number): FeatureMatrix {
  const rowBegin = new Uint32Array(length + 1);
  const none = new Uint32Array(0);
  return {
    grid: { startMs: START, windowMs: WINDOW, length, reason: '' },
    columns: [],
    values: new Float32Array(0),
    counts: { numRows: length, numColumns: 0, rowBegin, column: none, count: none },
    levelCounts: none,
  } as unknown as FeatureMatrix;
}

/** Scores by noise, plus what is given by window; the first `learnt` windows cannot be voted for. */
function inputOf(
  length: number,
  learnt: number,
  odd: Readonly<Record<number, readonly number[]>>,
  seed = 1,
  scale = 1,
): Omit<OptimiseInput, 'marked'> {
  const features = featuresOf(length);
  const random = createRandom(seed);
  const detectors = DETECTORS.map((name, i): DetectorResult => {
    const score = Float32Array.from({ length }, (_, w) => 0.3 + 0.3 * random.next() + (odd[w]?.[i] ?? 0));
    const baseline = { begin: 0, end: learnt, startMs: START, endMs: START, reason: '' };
    const maxScale = maxScaleOf(features, baseline, score, 1);
    return {
      name,
      backend: 'js',
      numRows: learnt,
      seconds: 0,
      threshold: scale,
      abstained: null,
      score,
      vote: votesUnder(maxScale, scale),
      maxScale,
      reasons: {},
      lossCurve: [],
    };
  });
  return { detectors, features, scaleNow: { baseline: scale, iforest: scale, lstm: scale } };
}

const tuned = (input: OptimiseInput): Tuning => {
  const outcome = optimise(input);
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome;
};

describe('votes under another threshold', () => {
  test('the scales tried hold the present one, ascend, and stay within what the settings allow', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.nat(99), (scale, seed) => {
        const { detectors } = inputOf(60, 20, { 40: [50, 0.1, 0.5] }, seed, scale);
        const isClosed = closedWindows(detectors, 60);
        expect([...isClosed.keys()].filter((w) => isClosed[w])).toEqual([...Array(20).keys()]);
        for (const each of detectors) {
          const scales = createRevoter(each, scale, isClosed).scales(13);
          expect(scales).toContain(scale);
          expect([...scales].sort((a, b) => a - b)).toEqual(scales);
          expect(Math.min(...scales)).toBeGreaterThanOrEqual(0.1);
          expect(Math.max(...scales)).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

describe('counting as an engineer does', () => {
  const flags = fc.array(fc.constantFrom(0, 0, 1), { minLength: 60, maxLength: 60 });
  const spans = fc.array(fc.tuple(fc.nat(55), fc.integer({ min: 1, max: 5 })), { maxLength: 4 });
  const bitsOf = (windows: readonly number[], size = 60): Bitset => {
    const set = createBitset(size);
    for (const w of windows) addBit(set, w);
    return set;
  };

  test('two votes confirm; a run of confirmed windows far from every incident is a false alarm, whatever it stands beside', () => {
    fc.assert(
      fc.property(fc.tuple(flags, flags, flags), spans, (votes, marked) => {
        const results = votes.map((each) => ({ vote: Uint8Array.from(each), abstained: null }));
        const { confirmed } = vote(results as unknown as DetectorResult[]);
        const incidents = marked.map(([begin, length]) => {
          const stop = Math.min(60, begin + length);
          const until = Math.min(60, stop + 2);
          return { start: '', end: '', from: Math.max(0, begin - 3), begin, stop, until };
        });
        const bits = votes.map((each) => bitsOf([...each.keys()].filter((w) => each[w])));
        const evaluation = {
          numWindows: 60,
          windowMs: HOUR,
          robust: 0,
          robustOnly: [],
          incidents,
          isClosed: new Uint8Array(60),
        };
        const { found, numFalse, numWrong } = createJudge(evaluation)(bits);
        const isNear = (w: number): boolean => incidents.some(({ from, until }) => w >= from && w < until);
        const far = [...confirmed.keys()].filter((w) => confirmed[w] && !isNear(w));
        const runs: number[][] = [];
        for (const w of far) {
          const last = runs.at(-1);
          if (last && w - last[last.length - 1] <= 2) last.push(w);
          else runs.push([w]);
        }
        expect(numWrong).toBe(far.length);
        expect(numFalse).toBe(runs.reduce((sum, run) => sum + Math.ceil(run.length / 6), 0));
        expect([...found]).toEqual(
          incidents.map(({ from, stop }) => (confirmed.subarray(from, stop).includes(1) ? 1 : 0)),
        );
      }),
    );
  });

  test('false windows are false though votes of one detector join them to a true episode', () => {
    const { grid } = featuresOf(200);
    const { incidents } = incidentsInWindows([span(100, 104)], grid, new Uint8Array(200));
    const evaluation = {
      numWindows: 200,
      windowMs: WINDOW,
      robust: 0,
      robustOnly: [],
      incidents,
      isClosed: new Uint8Array(200),
    };
    const watched = Array.from({ length: 130 }, (_, i) => 50 + i);
    const score = createJudge(evaluation)([bitsOf(watched, 200), bitsOf([60, 61, 102, 103, 150], 200)]);
    expect(score).toMatchObject({ numFalse: 2, numWrong: 3 });
    expect([[...score.found], [...score.numRight]]).toEqual([[1], [2]]);
  });

  test('in a window that the log breaks off in, nothing is confirmed without the robust detector', () => {
    const last = bitsOf([10, 59]);
    const whole = { robust: 0, robustOnly: [] };
    const brokenOff = { robust: 0, robustOnly: [59] };
    expect(hasBit(confirmedBy([bitsOf([]), last, last], whole), 59)).toBe(true);
    expect([...confirmedBy([bitsOf([]), last, last], brokenOff).words]).toEqual([...bitsOf([10]).words]);
    expect([...confirmedBy([last, last, bitsOf([])], brokenOff).words]).toEqual([...last.words]);
    expect([...confirmedBy([last, bitsOf([]), last], { robust: 1, robustOnly: [59] }).words]).toEqual([
      ...bitsOf([10]).words,
    ]);
  });

  test('F1 by windows, with an incident left out', () => {
    const { grid } = featuresOf(200);
    const isClosed = new Uint8Array(200).fill(1, 0, 51);
    const { incidents } = incidentsInWindows([span(50, 54), span(100, 104)], grid, isClosed);
    const evaluation = { numWindows: 200, windowMs: WINDOW, robust: 0, robustOnly: [], incidents, isClosed };
    const confirmed = bitsOf([51, 52, 53, 105, 150], 200);
    const outcome = createJudge(evaluation)([confirmed, confirmed]);
    const windowF1 = createWindowF1(evaluation);
    expect(windowF1(outcome)).toBeCloseTo(6 / (6 + 1 + 4), 12);
    expect(windowF1(outcome, 1)).toBeCloseTo(6 / (6 + 1), 12);
    expect(windowF1(outcome, 0)).toBe(0);
  });

  test('a warning counts from an hour before, but not while the incident before was on', () => {
    const { grid } = featuresOf(100);
    const closed = new Uint8Array(100).fill(1, 0, 40);
    const { incidents, numUnusable, numOutside } = incidentsInWindows(
      [span(10, 12), span(50, 54), span(60, 61.5), span(99, 120), span(200, 201)],
      grid,
      closed,
    );
    expect([numUnusable, numOutside]).toEqual([1, 1]);
    expect(incidents.map(({ from, begin, stop, until }) => [from, begin, stop, until])).toEqual([
      [38, 50, 54, 66],
      [54, 60, 62, 73],
      [87, 99, 100, 100],
    ]);
  });

  test('confirming everything is no way to find everything', () => {
    const incidents = incidentsInWindows(
      [span(50, 54), span(500, 504)],
      featuresOf(1000).grid,
      new Uint8Array(1000),
    );
    const all = createBitset(1000);
    for (let w = 0; w < 1000; w++) addBit(all, w);
    const judge = createJudge({
      numWindows: 1000,
      windowMs: WINDOW,
      robust: 0,
      robustOnly: [],
      isClosed: new Uint8Array(1000),
      ...incidents,
    });
    const { found, numFalse } = judge([all, all]);
    expect([...found]).toEqual([1, 1]);
    // Before the first, between the two, after the second; six hours are 72 windows.
    expect(numFalse).toBe(Math.ceil(38 / 72) + Math.ceil(422 / 72) + Math.ceil(484 / 72));
  });

  test('a marked outage lasts half an hour, unless it lies in a marked incident', () => {
    const labels = [span(50, 54)];
    expect(markedIncidents({ labels, outages: [iso(52), iso(20)] })).toEqual([span(20, 26), span(50, 54)]);
  });

  test('an incident that a file gives and the reader has marked is one', () => {
    const labels = [span(50, 54), span(30, 33), span(53, 57), span(51, 52), span(57, 60)];
    expect(markedIncidents({ labels, outages: [iso(28)] })).toEqual([
      span(28, 34),
      span(50, 57),
      span(57, 60),
    ]);
    expect(joinLabels([span(50, 54)], [span(51, 52), span(50, 54), span(3, 4)])).toEqual([
      span(3, 4),
      span(50, 54),
      span(51, 52),
    ]);
  });
});

describe('the search', () => {
  const marked = [span(60, 63), span(80, 83), span(100, 102)];
  // Faint for the first two detectors; a false alarm of all three.
  const odd = { 61: [0.35, 0.3, 0], 81: [0.4, 0.35, 0.1], 101: [0.5, 0.42, 0], 120: [0, 0, 2] };

  test('lowers thresholds that miss what is marked, and says what would change', () => {
    const tuning = tuned({ ...inputOf(140, 40, odd), marked });
    expect(tuning.now).toMatchObject({ numFound: 0, numMissed: 3, precision01: null, f101: 0 });
    expect(tuning.best).toMatchObject({ numFound: 3, numFalse: 0, f101: 1 });
    expect(tuning.isBetter).toBe(true);
    expect(tuning.scaleBest.baseline).toBeLessThan(1);
    expect(tuning.scaleBest.lstm).toBe(1);
    expect(tuning.changes).toMatchObject({ gained: [0, 1, 2], lost: [], noLonger: [] });
    expect(tuning.changes.confirmed).toContainEqual({ begin: 61, end: 62 });
    expect(tuning.leaveOneOut?.numFound).toBeGreaterThanOrEqual(1);
    expect(tuning.curves.map(({ detector }) => detector)).toEqual([...DETECTORS]);
  });

  test('raises thresholds that confirm too much', () => {
    const noisy = { 61: [3, 3, 3], 81: [3, 3, 3], 101: [3, 3, 3], 45: [0.8, 0.8, 0], 120: [0.8, 0.9, 0] };
    const tuning = tuned({ ...inputOf(140, 40, noisy), marked });
    expect(tuning.now).toMatchObject({ numFound: 3, numFalse: 2 });
    expect(tuning.best).toMatchObject({ numFound: 3, numFalse: 0 });
    expect(tuning.changes.noLonger).toEqual([
      { begin: 45, end: 46 },
      { begin: 120, end: 121 },
    ]);
    expect(Math.max(tuning.scaleBest.baseline, tuning.scaleBest.iforest)).toBeGreaterThan(1.2);
  });

  test('an incident more is no gain when it is paid with many false windows', () => {
    // The faint one is found only under scales at which a long stretch beside a clear one is confirmed too.
    const clear = { 61: [3, 3, 3], 81: [3, 3, 3], 101: [0.3, 0.3, 0] };
    const stretch = (lift: number): Record<number, readonly number[]> =>
      Object.fromEntries(Array.from({ length: 24 }, (_, i) => [144 + i, [lift, lift, 0]]));
    const more = [...marked, span(125, 128)];
    const found = { 126: [3, 3, 3] };
    const paid = tuned({ ...inputOf(200, 40, { ...clear, ...found, ...stretch(0.38) }), marked: more });
    expect(paid.now).toMatchObject({ numFound: 3, numMissed: 1, numFalse: 0 });
    expect(paid.isBetter).toBe(false);
    const free = tuned({ ...inputOf(200, 40, { ...clear, ...found }), marked: more });
    expect(free.best).toMatchObject({ numFound: 4, numFalse: 0 });
  });

  test('where nothing does better the present scales stay', () => {
    const clear = { 61: [3, 3, 3], 81: [3, 3, 3], 101: [3, 3, 3] };
    const tuning = tuned({ ...inputOf(140, 40, clear), marked });
    expect(tuning).toMatchObject({ isBetter: false, scaleBest: tuning.scaleNow, best: tuning.now });
    expect(tuning.changes).toEqual({ confirmed: [], noLonger: [], gained: [], lost: [] });
    expect(tuning.leaveOneOut?.f101).toBe(1);
  });

  test('never does worse than the present scales; the curves pass through the chosen point; twice the same', () => {
    const window = fc.integer({ min: 40, max: 139 });
    const lift = fc.tuple(
      window,
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.array(lift, { maxLength: 12 }),
        fc.array(window, { minLength: 1, maxLength: 4 }),
        (lifts, starts) => {
          const input = {
            ...inputOf(140, 40, Object.fromEntries(lifts)),
            marked: starts.map((w) => span(w, w + 2)),
          };
          const tuning = tuned(input);
          expect(tuning.best.f101).toBeGreaterThanOrEqual(tuning.now.f101);
          expect(tuning.best.windowF101).toBeGreaterThanOrEqual(0.95 * tuning.now.windowF101);
          for (const { detector, points } of tuning.curves) {
            const { scale: _, ...score } = points.find(({ scale }) => scale === tuning.scaleBest[detector])!;
            expect(score).toEqual(tuning.best);
          }
          expect(optimise(input)).toEqual(tuning);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('says why nothing can be measured', () => {
    const input = inputOf(140, 40, {});
    expect(optimise({ ...input, marked: [] })).toEqual({ reason: 'No incident is marked.' });
    expect(optimise({ ...input, marked: [span(3, 5)] })).toMatchObject({
      reason: expect.stringContaining('learn from'),
    });
    expect(optimise({ ...input, marked: [span(300, 305)] })).toEqual({
      reason: 'None of the marked incidents lies within the time of this log.',
    });
    expect(optimise({ ...input, marked: [span(3, 5), span(300, 305)] })).toMatchObject({
      reason: expect.stringMatching(/learn from.*; 1 more lies outside/),
    });
    const muted = input.detectors.map((each, i) => (i === 0 ? each : { ...each, abstained: 'too little' }));
    expect(optimise({ ...input, detectors: muted, marked })).toMatchObject({
      reason: expect.stringContaining('two detectors'),
    });
  });

  test('one detector that abstained leaves the two others to agree', () => {
    const input = inputOf(140, 40, odd);
    const detectors = input.detectors.map((each) =>
      each.name === 'lstm' ? { ...each, abstained: 'no' } : each,
    );
    const tuning = tuned({ ...input, detectors, marked });
    expect(tuning.best.numFound).toBe(3);
    expect(tuning.curves.map(({ detector }) => detector)).toEqual(['baseline', 'iforest']);
  });
});

describe('the middle of the best', () => {
  const flat = (length: number): Float64Array => new Float64Array(length);

  test('is as far from the edge as can be, then as near to the present as can be', () => {
    const line = Float64Array.from([0, 1, 1, 1, 1, 1, 0, 0, 1, 0]);
    expect(middleOfBest(line, [10, 1, 1], flat(10))).toBe(3);
    const wide = Float64Array.from([0, 1, 1, 1, 1, 0]);
    expect(middleOfBest(wide, [6, 1, 1], Float64Array.from([0, 4, 3, 2, 1, 0]))).toBe(3);
    expect(middleOfBest(Float64Array.of(7), [1, 1, 1], flat(1))).toBe(0);
  });

  test('has the highest value', () => {
    const grid = fc.array(fc.nat(3), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(grid, (values) => {
        const value = Float64Array.from(values);
        expect(value[middleOfBest(value, [3, 4, 5], flat(60))]).toBe(Math.max(...values));
      }),
    );
  });
});

test('F1 of nothing found is 0', () => {
  expect(f1Of(0, 0, 0)).toBe(0);
  expect(f1Of(2, 1, 1)).toBeCloseTo(2 / 3, 12);
});
