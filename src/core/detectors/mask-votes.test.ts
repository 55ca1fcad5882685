import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WindowGrid } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import { START } from '../features/fixtures/small-log';
import { addBit, createBitset, hasBit } from '../lib/bitset';
import { closedWindows, maskLoneBits, maskLoneVotes, maskVotes, windowsOfRobustOnly } from './mask-votes';

const reason = { text: 'why', template: null, observed: null, expected: null };

function resultOf(vote: readonly number[], extra: Partial<DetectorResult> = {}): DetectorResult {
  return {
    name: 'iforest',
    backend: 'js',
    numRows: 0,
    seconds: 0,
    threshold: 1,
    abstained: null,
    score: Float32Array.from(vote, (each, w) => each + 1 + w / 10),
    maxScale: Float64Array.from(vote, (each) => each + 0.5),
    vote: Uint8Array.from(vote),
    reasons: Object.fromEntries(vote.flatMap((each, w) => (each ? [[w, [reason]]] : []))),
    lossCurve: [],
    ...extra,
  };
}

const gridOf = (length: number, tailCovered01?: number): WindowGrid => ({
  startMs: START,
  windowMs: 300_000,
  length,
  reason: '',
  ...(tailCovered01 !== undefined && { tailCovered01 }),
});

describe('a masked window', () => {
  const windows = Uint8Array.of(1, 0, 1);
  const before = resultOf([1, 1, 0]);

  test('that is called normal keeps its score and has no vote under any threshold', () => {
    const { score, vote, maxScale, reasons } = maskVotes(before, windows, 'normal');
    expect([...vote]).toEqual([0, 1, 0]);
    expect([...maxScale!]).toEqual([Number.NaN, 1.5, Number.NaN]);
    expect(Object.keys(reasons)).toEqual(['1']);
    expect(score).toEqual(before.score);
  });

  test('that the baseline does not cover loses its score too', () => {
    const { score, vote, maxScale } = maskVotes(before, windows, 'uncovered');
    expect([score[0], score[2]]).toEqual([Number.NaN, Number.NaN]);
    expect(score[1]).toBe(before.score[1]);
    expect([...vote]).toEqual([0, 1, 0]);
    expect(maxScale![0]).toBeNaN();
  });

  test('without the robust vote may have one under another threshold', () => {
    const { maxScale, vote, reasons } = maskVotes(before, windows, 'alone');
    expect(maxScale).toEqual(before.maxScale);
    expect([...vote]).toEqual([0, 1, 0]);
    expect(Object.keys(reasons)).toEqual(['1']);
  });

  test('leaves what was given as it was, and gives it back where nothing is masked', () => {
    maskVotes(before, windows, 'uncovered');
    expect([...before.vote]).toEqual([1, 1, 0]);
    expect(maskVotes(before, new Uint8Array(3), 'normal')).toBe(before);
  });

  test('has neither vote nor reason, whatever the mask; the others keep both', () => {
    const flags = fc.array(fc.nat(1), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(flags, flags, fc.constantFrom('normal', 'uncovered', 'alone'), (votes, masked, why) => {
        const result = resultOf(votes);
        const mask = Uint8Array.from(votes, (_, w) => masked[w] ?? 0);
        const left = maskVotes(result, mask, why as 'normal');
        votes.forEach((vote, w) => {
          expect(left.vote[w]).toBe(mask[w] ? 0 : vote);
          expect(left.reasons[w] !== undefined).toBe(left.vote[w] === 1);
          if (!mask[w]) expect(left.maxScale![w]).toBe(result.maxScale![w]);
        });
      }),
    );
  });
});

describe('a window that the log breaks off in', () => {
  const grid = gridOf(3, 0.4);

  test('counts no vote without that of the robust detector', () => {
    const lone = maskLoneVotes(resultOf([0, 1, 1]), resultOf([0, 0, 0]), grid);
    expect([...lone.vote]).toEqual([0, 1, 0]);
    expect([...maskLoneVotes(resultOf([0, 1, 1]), resultOf([0, 0, 1]), grid).vote]).toEqual([0, 1, 1]);
    expect(maskLoneVotes(lone, null, grid)).toBe(lone);
  });

  test('is the only one of that kind', () => {
    expect(windowsOfRobustOnly(grid)).toEqual([2]);
    expect(windowsOfRobustOnly(gridOf(3))).toEqual([]);
    expect([...maskLoneVotes(resultOf([1, 1, 1]), resultOf([0, 0, 0]), gridOf(3)).vote]).toEqual([1, 1, 1]);
  });

  test('is masked alike on votes and on bits', () => {
    const bit = fc.nat(1);
    fc.assert(
      fc.property(fc.array(fc.tuple(bit, bit), { minLength: 1, maxLength: 70 }), (rows) => {
        const broken = gridOf(rows.length, 0.5);
        const [own, robust] = [rows.map(([a]) => a), rows.map(([, b]) => b)];
        const bitsOf = (flags: readonly number[]) => {
          const bits = createBitset(flags.length);
          for (const [w, flag] of flags.entries()) if (flag) addBit(bits, w);
          return bits;
        };
        const bits = bitsOf(own);
        maskLoneBits(bits, bitsOf(robust), windowsOfRobustOnly(broken));
        const { vote } = maskLoneVotes(resultOf(own), resultOf(robust), broken);
        expect(Array.from(vote, (_, w) => (hasBit(bits, w) ? 1 : 0))).toEqual([...vote]);
      }),
    );
  });
});

test('closed is what no threshold of any detector opens; one that abstained has no say', () => {
  const nan = Number.NaN;
  const a = resultOf([0, 0, 0], { maxScale: Float64Array.of(nan, nan, 1) });
  const b = resultOf([0, 0, 0], { maxScale: Float64Array.of(nan, 2, nan) });
  const mute = resultOf([0, 0, 0], { abstained: 'no', maxScale: undefined });
  expect([...closedWindows([a, b, mute], 3)]).toEqual([1, 0, 0]);
  expect([...closedWindows([a], 3)]).toEqual([1, 1, 0]);
});
