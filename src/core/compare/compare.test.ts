import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Difference, Pair, RatePer, SideTally, TemplateTally } from '../../contracts/compare';
import type { EpochMs } from '../../contracts/units';
import { compareSides } from './compare';

interface Row {
  readonly text: string;
  readonly count: number;
  readonly level?: number;
  /** Place of its first record. */
  readonly first?: number;
}

/** A side of an analysis of its own; its records come evenly over an hour unless `bins` say otherwise. */
function sideOf(analysis: string, rows: readonly Row[], spanMs: number | null = 3_600_000): SideTally {
  const present = rows.map((row, template) => ({ ...row, template })).filter(({ count }) => count > 0);
  const numRecords = present.reduce((sum, { count }) => sum + count, 0);
  const levels = new Array<number>(8).fill(0);
  for (const { count, level = 3 } of present) levels[level] += count;
  const templates = present.map(({ text, count, level = 3, template, first = template }): TemplateTally => {
    const firstMs = spanMs === null ? null : (first as EpochMs);
    return { template, text, levelClass: 'quiet', level, count, firstRow: first, firstMs };
  });
  const numBins = spanMs === null ? 0 : 16;
  const bins = new Uint32Array(templates.length * numBins);
  templates.forEach(({ count }, i) => {
    for (let each = 0; each < count && numBins > 0; each++) bins[i * numBins + (each % numBins)]++;
  });
  const span = spanMs === null ? null : ([0, spanMs] as readonly number[] as readonly [EpochMs, EpochMs]);
  return {
    ...{ analysis, numRecords, levels, binMs: 2 ** 18, numBins, templates, bins },
    ...{ firstMs: span?.[0] ?? null, lastMs: span?.[1] ?? null, coveredMs: spanMs },
  };
}

const WORDS = ['pool', 'order', 'cache', 'disk', 'login', 'mail', 'stock', 'price', 'route', 'queue'];
/** Distinct texts, none of which generalises another. */
const textOf = (i: number): string =>
  `${WORDS[i % 10]} ${WORDS[Math.floor(i / 10) % 10]} number${'abcdefghij'[i % 10]} <*>`;

const counts = fc.array(fc.tuple(fc.nat(400), fc.nat(400), fc.nat(7), fc.nat(99), fc.nat(99)), {
  minLength: 1,
  maxLength: 40,
});
const per: fc.Arbitrary<RatePer> = fc.constantFrom('lines', 'time');
const isOne = fc.boolean();

function sidesOf(
  rows: readonly (readonly [number, number, number, number, number])[],
  one: boolean,
): Pair<SideTally> {
  const side = (at: 0 | 1): SideTally =>
    sideOf(
      one || at === 0 ? 'a' : 'b',
      rows.map((row, i) => ({
        ...{ text: textOf(i), count: row[at], level: row[2] },
        first: row[3 + at] * 100 + i,
      })),
      at === 0 ? 3_600_000 : 1_800_000,
    );
  return [side(0), side(1)];
}

const MIRRORED = { appeared: 'vanished', vanished: 'appeared', rose: 'fell', fell: 'rose' } as const;

test('swapping the sides mirrors what differs, its numbers and its order', () => {
  fc.assert(
    fc.property(counts, per, isOne, (rows, by, one) => {
      const [a, b] = sidesOf(rows, one);
      const [there, back] = [compareSides([a, b], by), compareSides([b, a], by)];
      const mirror = (each: Difference) => ({
        kind: MIRRORED[each.kind],
        ...{ text: each.text, holds: each.holds, level: each.level },
        g2: each.g2.toFixed(6),
        counts: [each.sides[1]?.count, each.sides[0]?.count],
      });
      const plain = ({ kind, text, holds, level, g2, sides }: Difference) => ({
        ...{ kind, text, holds, level },
        g2: g2.toFixed(6),
        counts: [sides[0]?.count, sides[1]?.count],
      });
      const ofKind = (list: readonly { kind: string }[], kind: string) =>
        list.filter((each) => each.kind === kind);
      for (const kind of ['appeared', 'vanished', 'rose', 'fell'])
        expect(ofKind(back.differences.map(plain), kind)).toEqual(
          ofKind(there.differences.map(mirror), kind),
        );
      expect(back.moved.map(({ text, places: [x, y], numPassed }) => [text, y, x, numPassed])).toEqual(
        there.moved.map(({ text, places: [x, y], numPassed }) => [text, x, y, numPassed]),
      );
    }),
  );
});

test('what is only scaled with its side is not listed, however much there is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      isOne,
      (base, times, one) => {
        const rows = base.map((count, i) => ({ text: textOf(i), count }));
        const scaled = rows.map((row) => ({ ...row, count: row.count * times }));
        const found = compareSides([sideOf('a', rows), sideOf(one ? 'a' : 'b', scaled)], 'lines');
        expect(found.differences).toEqual([]);
        expect(found.numShared).toBe(base.length);
      },
    ),
  );
});

test('planted differences come first: a template of one side, one that tripled, one that fell to a third', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 200, max: 400 }), { minLength: 12, maxLength: 12 }),
      fc.nat(11),
      fc.nat(11),
      (base, up, down) => {
        fc.pre(up !== down);
        // A few lines more or fewer than that are chance.
        const before = base.map((count, i) => ({ text: textOf(i), count }));
        const after = base.map((count, i) => ({
          text: textOf(i),
          count: i === up ? count * 3 : i === down ? Math.round(count / 3) : count + (i % 3),
        }));
        const added = [
          ...after,
          { text: 'fuse blown at rack <*>', count: 2, level: 6 },
          { text: 'retry asked by user <*>', count: 9 },
        ];
        const { differences } = compareSides([sideOf('a', before), sideOf('b', added)], 'lines');
        const first = (kind: string) => differences.find((each) => each.kind === kind)?.text;
        expect(first('appeared')).toBe('fuse blown at rack <*>');
        expect(first('rose')).toBe(textOf(up));
        expect(first('fell')).toBe(textOf(down));
      },
    ),
  );
});

test('bursts are no rise where they were bursts before', () => {
  const even = sideOf('a', [
    { text: textOf(0), count: 160 },
    { text: textOf(1), count: 2000 },
  ]);
  const more = sideOf('a', [
    { text: textOf(0), count: 260 },
    { text: textOf(1), count: 2000 },
  ]);
  const burst = (side: SideTally): SideTally => {
    const bins = side.bins.slice();
    bins.fill(0, 0, side.numBins);
    bins[3] = side.templates[0].count;
    return { ...side, bins };
  };
  const kindsOf = (sides: Pair<SideTally>) => compareSides(sides, 'time').differences.map(({ kind }) => kind);
  expect(kindsOf([even, more])).toEqual(['rose']);
  expect(kindsOf([burst(even), burst(more)])).toEqual([]);
});

test('templates of two analyses are one where one generalises the other, and not where a word differs', () => {
  const a = sideOf('a', [
    { text: 'user <*> signed in from <IP>', count: 50 },
    { text: 'pool main has <*> of 20 connections', count: 50 },
    { text: 'state changed to healthy now', count: 50 },
  ]);
  const b = sideOf('b', [
    { text: 'user bob signed in from <IP>', count: 30 },
    { text: 'user eve signed in from <IP>', count: 20 },
    { text: 'pool <*> has 7 of 20 connections', count: 50 },
    { text: 'state changed to failing now', count: 50 },
  ]);
  const { differences, numShared } = compareSides([a, b], 'lines');
  expect(numShared).toBe(2);
  expect(differences.map(({ kind, text }) => [kind, text])).toEqual([
    ['appeared', 'state changed to failing now'],
    ['vanished', 'state changed to healthy now'],
  ]);
});

test('what comes first at another place is named, and not what it passed', () => {
  const rows = Array.from({ length: 12 }, (_, i) => ({ text: textOf(i), count: 5, first: i }));
  const other = rows.map((row, i) => (i === 2 ? { ...row, first: 20 } : row));
  const { moved } = compareSides([sideOf('a', rows), sideOf('b', other)], 'lines');
  expect(moved.map(({ text, places, numPassed }) => [text, places, numPassed])).toEqual([
    [textOf(2), [3, 12], 9],
  ]);
});

test('runs are laid over one another from their starts, in the coarser bins of the two', () => {
  const short = sideOf('a', [{ text: textOf(0), count: 16 }]);
  const long: SideTally = { ...sideOf('b', [{ text: textOf(0), count: 16 }]), binMs: 2 ** 20 };
  const { binMs, differences } = compareSides([{ ...short, templates: [], numRecords: 9 }, long], 'lines');
  expect(binMs).toBe(2 ** 20);
  expect(differences[0].sides[1]?.bins).toEqual(new Array(16).fill(1));
  const back = compareSides([long, { ...sideOf('a', [{ text: 'other word alone', count: 16 }]) }], 'lines');
  const own = back.differences.find(({ kind }) => kind === 'appeared');
  expect(own?.sides[1]?.bins).toEqual([4, 4, 4, 4]);
});

test('without times there are no bins, and order is that of the rows', () => {
  const rows = Array.from({ length: 6 }, (_, i) => ({ text: textOf(i), count: 2, first: i }));
  const other = rows.map((row, i) => ({ ...row, first: (i + 1) % 6 }));
  const { binMs, moved } = compareSides([sideOf('a', rows, null), sideOf('b', other, null)], 'lines');
  expect(binMs).toBe(0);
  expect(moved.map(({ text }) => text)).toEqual([textOf(5)]);
});
