import { expect, test } from 'vitest';
import type { AnalysisJob } from '../../workers/api';
import type { AnalysisResult } from '../contracts/result';
import { localScanner } from '../input/scan-blob';
import { createLstmDetector } from '../ml/lstm-detector';
import { createEngine, type Engine } from './engine';

const ALL = { template: null, minLevel: 0, fileIdx: null, start: null, end: null, text: '', byTime: true };
const ignore = (): void => {};

/** An engine whose LSTM begins when `wait` is over. */
function engineOf(wait: Promise<unknown>): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: {
      async detect(input, options, onProgress) {
        await wait;
        return createLstmDetector({ ...options, backend: 'js', now: () => 0 }).detect(input, onProgress);
      },
    },
    parquet: { structured: async () => new Blob(['']), features: async () => new Blob(['']) },
    now: () => 0,
    proxy: (value) => value,
  });
}

const demoJob = (engine: Engine): Promise<AnalysisJob> =>
  engine.simulate({ scenario: 'pool-exhaustion', seed: 42 });
const plain = (result: AnalysisResult) => ({ ...result, stageSeconds: 0, totalSeconds: 0 });

test('while the LSTM trains the rest is shown, can be read, and is told from the whole result that follows', async () => {
  let goOn: (value: AnalysisResult) => void = ignore;
  const shown = new Promise<AnalysisResult>((resolve) => {
    goOn = resolve;
  });
  let numLines = 0;
  const engine = engineOf(
    shown.then(async () => {
      numLines = (await engine.queryLines({ ...ALL }, 0, 5)).total;
    }),
  );
  const job = await demoJob(engine);
  const earlies: AnalysisResult[] = [];
  const onEarly = (early: AnalysisResult): void => {
    earlies.push(early);
    goOn(early);
  };
  const whole = await engine.analyze(job, ignore, { onPreview: ignore, ask: () => true, onEarly });
  expect(earlies).toHaveLength(1);
  const [early] = earlies;
  expect(early.isEarly).toBe(true);
  expect(numLines).toBe(whole.numRecords);
  expect(early.templates).toEqual(whole.templates);
  const [baseline, iforest, lstm] = early.timeline!.detectors;
  expect(lstm).toMatchObject({ name: 'lstm', abstained: 'it is still training.' });
  expect([baseline, iforest]).toEqual(whole.timeline!.detectors.slice(0, 2));
  const both = baseline.vote.map((vote, w) => vote & iforest.vote[w]);
  expect(early.timeline!.consensus.confirmed).toEqual(both);
  expect(early.incidents.length).toBeGreaterThan(0);
  expect(whole).not.toHaveProperty('isEarly');
  const plainly = await engineOf(Promise.resolve()).analyze(await demoJob(engine), ignore);
  expect(plain(whole)).toEqual(plain(plainly));
}, 60_000);

test('a training that is soon over is waited for', async () => {
  const engine = engineOf(Promise.resolve());
  const earlies: AnalysisResult[] = [];
  const onEarly = (early: AnalysisResult): void => void earlies.push(early);
  await engine.analyze(await demoJob(engine), ignore, { onPreview: ignore, ask: () => true, onEarly });
  expect(earlies).toEqual([]);
}, 60_000);
