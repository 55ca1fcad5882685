import { describe, expect, it } from 'vitest';
import type { FeatureMatrix } from '../contracts/features';
import type { DetectorResult } from '../contracts/scores';
import type { Progress } from '../contracts/units';
import { firstRowOfColumns } from '../core/features/count-matrix';
import { createRandom } from '../core/lib/random';
import { baselineOf, type Counts, rhythm, toFeatures } from './fixtures/rhythmic-log';
import { checkedBy } from './gpu/checked';
import { GpuFault } from './gpu/device';
import { createJsKernel } from './kernel/kernel';
import { createFastKernel } from './kernel/simd';
import type { Candidate } from './lstm-backend';
import { createLstmDetector, planTraining } from './lstm-detector';
import { type LstmModel, withMethods } from './lstm-model';
import { createNativeBackend } from './lstm-native';
import { outOfFoldThreshold, positionScale, worstScores } from './lstm-threshold';
import { trainNetwork } from './lstm-training';

const native: Candidate = {
  name: 'js',
  mustBeFaster: false,
  start: async () => createNativeBackend('js', createFastKernel),
};

function detect(
  features: FeatureMatrix,
  begin: number,
  end: number,
  seed = 1,
  epochs = 60,
): Promise<DetectorResult> {
  const options = { backend: 'auto', epochs, thresholdScale: 1, now: () => 0, candidates: [native] } as const;
  return createLstmDetector(options).detect({ features, baseline: baselineOf(begin, end), seed }, () => {});
}

/** 75 quiet windows, but 20 errors of a new template in window 60 and the cycle standing still in 65. */
function withTrouble(): Counts[] {
  const windows = rhythm(75);
  windows[60]!.set(110, 20);
  windows[65] = new Map([[0, 400]]);
  return windows;
}

describe('the LSTM detector', () => {
  it('votes for odd windows and leaves the others alone', async () => {
    const result = await detect(toFeatures(withTrouble()), 0, 30);
    expect(result.abstained).toBeNull();
    expect(result.vote[60]).toBe(1);
    expect(result.vote[65]).toBe(1);
    const false01 = result.vote.filter((vote, window) => vote === 1 && ![60, 65].includes(window));
    expect(false01.length).toBeLessThanOrEqual(1);
    expect(result.lossCurve).toHaveLength(60);
    expect(result.lossCurve.at(-1)!).toBeLessThan(result.lossCurve[0]!);
  });

  it('says why, with templates by index', async () => {
    const { reasons } = await detect(toFeatures(withTrouble()), 0, 30);
    const ofErrors = reasons[60]!.map((reason) => reason.text).join('; ');
    expect(ofErrors).toContain('20 records of level error, 0 expected');
    const ofStandstill = reasons[65]!.find((reason) => reason.template !== null);
    expect(ofStandstill).toMatchObject({ observed: 0, text: expect.stringMatching(/^T[2-8] seen 0 times/) });
    expect(ofStandstill!.expected!).toBeGreaterThan(10);
  });

  it('is the same for the same seed, and not for another', async () => {
    const features = toFeatures(withTrouble());
    const [a, b, c] = [
      await detect(features, 0, 30),
      await detect(features, 0, 30),
      await detect(features, 0, 30, 2),
    ];
    expect(a).toEqual(b);
    expect(c.score).not.toEqual(a.score);
  });

  for (const [begin, end] of [
    [0, 30],
    [20, 50],
  ] as const)
    it(`does not look ahead: a cut log has the same scores (baseline ${begin} to ${end})`, async () => {
      const windows = withTrouble();
      const whole = await detect(toFeatures(windows), begin, end);
      for (const length of [end, 61, 66]) {
        const cut = await detect(toFeatures(windows.slice(0, length)), begin, end);
        expect(cut.score).toEqual(whole.score.slice(0, length));
        expect(cut.threshold).toBe(whole.threshold);
      }
    });

  it('takes its threshold from scores out of fold, which are above the ones in sample', async () => {
    const features = toFeatures(rhythm(60));
    const result = await detect(features, 0, 30);
    const plan = planTraining(30, 60);
    const backend = createNativeBackend('js', createFastKernel);
    const first = firstRowOfColumns(features.counts);
    const all = [baselineOf(0, 30)];
    const network = await trainNetwork(features, first, all, plan, backend, createRandom(1), () => {});
    const windows = Array.from({ length: 30 }, (_, window) => window);
    const { observed, expected } = await network!.reconstruct(windows);
    const residuals = observed.map((value, i) => value - expected[i]!);
    const scale = positionScale(residuals, network!.inputs.numInputs);
    const inSample = outOfFoldThreshold(worstScores(residuals, scale.fill(1)));
    const outOfFold = outOfFoldThreshold(Float64Array.from(result.score.slice(0, 30)));
    expect(result.threshold!).toBeCloseTo(outOfFold, 4);
    expect(result.threshold!).toBeGreaterThan(inSample);
  });

  it('abstains with a reason', async () => {
    const few = await detect(toFeatures(rhythm(40)), 0, 19);
    expect(few.abstained).toContain('19 windows');
    expect(few.threshold).toBeNull();
    expect(few.score.every(Number.isNaN)).toBe(true);
    const constant = Array.from({ length: 60 }, () => new Map([[0, 5]]));
    expect((await detect(toFeatures(constant), 0, 30)).abstained).toContain('do not differ');
    const empty = Array.from({ length: 60 }, () => new Map());
    expect((await detect(toFeatures(empty), 0, 30)).abstained).toContain('do not differ');
  });

  it('abstains when no backend works', async () => {
    const broken: Candidate = {
      name: 'gpu',
      mustBeFaster: false,
      start: () => Promise.reject(new Error('lost')),
    };
    const options = {
      backend: 'auto',
      epochs: 5,
      thresholdScale: 1,
      now: () => 0,
      candidates: [broken],
    } as const;
    const input = { features: toFeatures(rhythm(60)), baseline: baselineOf(0, 30), seed: 1 };
    const result = await createLstmDetector(options).detect(input, () => {});
    expect(result.abstained).toContain('gpu: lost');
  });

  describe('on a GPU that fails in the middle', () => {
    /** The kernel under another name, whose models go wrong: after so many losses, or when they are asked for a reconstruction. */
    const failing = (harm: (model: LstmModel, losses: number) => Partial<LstmModel>): Candidate => ({
      name: 'webgpu',
      mustBeFaster: true,
      start: async () => {
        let losses = 0;
        const broken = withMethods(createNativeBackend('webgpu', createFastKernel), (model) => ({
          reconstructLast: (...batch) =>
            (harm(model, losses).reconstructLast ?? model.reconstructLast.bind(model))(...batch),
          takeLoss: () => (harm(model, ++losses).takeLoss ?? model.takeLoss.bind(model))(),
        }));
        return checkedBy(createNativeBackend('js', createFastKernel), broken);
      },
    });
    const lost = (): Promise<never> => Promise.reject(new GpuFault('the device was lost'));
    it.each<[string, Candidate, string]>([
      [
        'lost while it trains',
        failing((_, n) => (n === 90 ? { takeLoss: lost } : {})),
        'the device was lost',
      ],
      [
        'lost while it judges',
        failing((_, n) => (n > 200 ? { reconstructLast: lost } : {})),
        'the device was lost',
      ],
      [
        'other numbers than it gave at first',
        failing((model, n) =>
          n > 60
            ? {
                reconstructLast: async (...batch) =>
                  (await model.reconstructLast(...batch)).map((value) => value * 1.01),
              }
            : {},
        ),
        'it gave other numbers than the CPU',
      ],
    ])('%s: the verdict is the one of the kernel, and its place is told', async (_, gpu, why) => {
      const features = toFeatures(withTrouble());
      const options = {
        backend: 'webgpu',
        epochs: 60,
        thresholdScale: 1,
        now: () => 0,
        candidates: [gpu, native],
      } as const;
      const input = { features, baseline: baselineOf(0, 30), seed: 1 };
      const result = await createLstmDetector(options).detect(input, () => {});
      const label = `js (webgpu: ${why}, so all was begun again on the CPU)`;
      const alone = await detect(features, 0, 30);
      expect(result).toEqual({ ...alone, backend: label, trained: { ...alone.trained, backend: label } });
    });
  });

  it('takes empty windows among the others', async () => {
    const windows = rhythm(75);
    for (const window of [3, 17, 40, 74]) windows[window] = new Map();
    const result = await detect(toFeatures(windows), 0, 30);
    expect(result.abstained).toBeNull();
    expect(result.score.every(Number.isFinite)).toBe(true);
  });

  it('gives the same votes on the plain and the SIMD kernel', async () => {
    const features = toFeatures(withTrouble());
    const plain: Candidate = { ...native, start: async () => createNativeBackend('js', createJsKernel) };
    const options = {
      backend: 'auto',
      epochs: 60,
      thresholdScale: 1,
      now: () => 0,
      candidates: [plain],
    } as const;
    const input = { features, baseline: baselineOf(0, 30), seed: 1 };
    const result = await createLstmDetector(options).detect(input, () => {});
    expect(result.vote).toEqual((await detect(features, 0, 30)).vote);
  });

  it('learns from a sample of a long baseline and scores every window', async () => {
    const result = await detect(toFeatures(rhythm(9000)), 0, 6000, 1, 2);
    expect(result.numRows).toBe(6000);
    expect(result.score).toHaveLength(9000);
    expect(result.score.every(Number.isFinite)).toBe(true);
  });

  it('reports each epoch, and the scale moves the threshold', async () => {
    const seen: Progress[] = [];
    const options = {
      backend: 'auto',
      epochs: 3,
      thresholdScale: 2,
      now: () => 0,
      candidates: [native],
    } as const;
    const input = { features: toFeatures(rhythm(60)), baseline: baselineOf(0, 30), seed: 1 };
    const result = await createLstmDetector(options).detect(input, (progress) => seen.push(progress));
    expect(seen.at(-1)).toMatchObject({
      done: seen.length,
      total: seen.length,
      unit: 'steps',
      detail: 'lstm',
    });
    const once = await detect(input.features, 0, 30, 1, 3);
    expect(result.threshold!).toBeCloseTo(2 * once.threshold!, 4);
  });
});

describe('planTraining', () => {
  it('keeps the steps of a training within bounds', () => {
    expect(planTraining(24, 60)).toMatchObject({ batch: 8, epochs: 60 });
    const long = planTraining(30_000, 500);
    expect(long.epochs * Math.ceil(2000 / long.batch)).toBeLessThan(1000);
  });
});
