import { expect, test } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { AnalysisJob } from '../contracts/threads';
import { localScanner } from '../input/fixtures/local-scanner';
import { detectSequences } from '../ml/next-event/detect-sequences';
import { createEngine, type Engine } from './engine';
import { ALL_LINES } from './fixtures/all-lines';
import { trainHere } from './fixtures/judge-log';
import { localSearchers } from './fixtures/local-searchers';
import { noParquet } from './fixtures/no-parquet';

const ignore = (): void => {};

/** An engine whose LSTMs begin when `wait` is over. */
function engineOf(wait: Promise<unknown>): Engine {
  return createEngine({
    scanners: [localScanner],
    lstm: {
      async detect(input, options, onProgress) {
        await wait;
        return trainHere(() => 0)(input, options, onProgress);
      },
    },
    async detectSequences(sequences, seed, onProgress) {
      await wait;
      return detectSequences(sequences, seed, () => 0, onProgress);
    },
    parquet: noParquet,
    searchers: localSearchers,
    now: () => 0,
    proxy: (value) => value,
  });
}

const demoJob = (engine: Engine): Promise<AnalysisJob> =>
  engine.simulate({ scenario: 'pool-exhaustion', seed: 42 });
const plain = (result: AnalysisResult) => ({ ...result, stageSeconds: 0, stepSeconds: 0, totalSeconds: 0 });

test('while the LSTM trains the rest is shown, can be read, and is told from the whole result that follows', async () => {
  let goOn: (value: AnalysisResult) => void = ignore;
  const shown = new Promise<AnalysisResult>((resolve) => {
    goOn = resolve;
  });
  let numLines = 0;
  const engine = engineOf(
    shown.then(async () => {
      numLines = (await engine.queryLines({ ...ALL_LINES }, 0, 5)).total;
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
  const namesOf = (result: AnalysisResult) => result.sessions!.detectors!.map(({ name }) => name);
  expect(namesOf(early)).toEqual(['habits']);
  expect(namesOf(whole)).toEqual(['habits', 'iforest', 'lstm']);
  expect(whole.sessions!.detectors!.map(({ abstained }) => abstained)).toEqual([null, null, null]);
  expect(whole).not.toHaveProperty('isEarly');
  const plainly = await engineOf(Promise.resolve()).analyze(await demoJob(engine), ignore);
  expect(plain(whole)).toEqual(plain(plainly));
}, 60_000);

test('a training that is soon over is waited for', async () => {
  const engine = engineOf(Promise.resolve());
  const earlies: AnalysisResult[] = [];
  const onEarly = (early: AnalysisResult): void => void earlies.push(early);
  // Without identifiers: no sessions are judged, which takes its time as well.
  const lines = Array.from({ length: 600 }, (_, minute) => {
    const time = new Date(Date.UTC(2026, 4, 4, 0, minute)).toISOString();
    return `${time} INFO shop - served order, ${minute % 3 === 0 ? 'from the cache' : 'from the store'}`;
  });
  const files = [{ path: 'app.log', file: new File([lines.join('\n')], 'app.log') }];
  const job: AnalysisJob = { name: 'app.log', files, settings: DEFAULT_SETTINGS, truth: null };
  const hooks = { onPreview: ignore, ask: () => true, onEarly };
  const { timeline } = await engine.analyze(job, ignore, hooks);
  expect(timeline!.detectors[2].lossCurve.length).toBeGreaterThan(1);
  expect(earlies).toEqual([]);
}, 60_000);
