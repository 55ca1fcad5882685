import { expect, it } from 'vitest';
import type { AnalysisResult } from '../contracts/result';
import { pageResult } from './page-result';

const result = (scores: number[]): AnalysisResult =>
  ({
    problems: [],
    sessions: {
      identifier: 'block',
      length: scores.length,
      keys: scores.map((_, i) => `blk_${i}`),
      startMs: Float64Array.from(scores, (_, i) => i),
      endMs: Float64Array.from(scores, (_, i) => i + 1),
      numEvents: Uint32Array.from(scores, () => 2),
      score: Float32Array.from(scores),
      anomalous: Uint8Array.from(scores, (bits) => (bits > 4 ? 1 : 0)),
      detectors: [
        {
          name: 'lstm',
          score: Float32Array.from(scores, (bits) => 10 * bits),
          vote: Uint8Array.from(scores, (bits) => (bits > 4 ? 1 : 0)),
          why: Uint8Array.from(scores, (_, i) => i),
          template: Int32Array.from(scores, (_, i) => 100 + i),
        },
      ],
    },
  }) as unknown as AnalysisResult;

it('keeps the highest scores in their order, the earlier of equal ones, and says so', () => {
  const shown = pageResult(result([1, 5, 3, 3, Number.NaN, 9, 3]), 4);
  expect(shown.sessions?.keys).toEqual(['blk_1', 'blk_2', 'blk_3', 'blk_5']);
  expect([...(shown.sessions?.anomalous ?? [])]).toEqual([1, 0, 0, 1]);
  expect(shown.sessions?.length).toBe(4);
  const [profile] = shown.sessions?.detectors ?? [];
  expect([...profile.score]).toEqual([50, 30, 30, 90]);
  expect([...profile.vote]).toEqual([1, 0, 0, 1]);
  expect([...profile.why]).toEqual([1, 2, 3, 5]);
  expect([...profile.template]).toEqual([101, 102, 103, 105]);
  expect(shown.problems.map(({ code }) => code)).toEqual(['sessions-not-all-shown']);
  expect(shown.problems[0].message).toContain('4 most unusual of 7 sessions by block');
});

it('leaves a result alone that has room, and one without sessions', () => {
  const small = result([1, 2]);
  expect(pageResult(small, 2)).toBe(small);
  const none = { ...small, sessions: null };
  expect(pageResult(none, 0)).toBe(none);
});
