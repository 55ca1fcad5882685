/**
 * Two sides, counted -> what differs, ranked. In: tallies of lines by template. Out: what appeared, vanished, rose and fell, levels, order of first
 * occurrence. What is only scaled with its side is not listed; swapping the sides mirrors the answer. Why so: decision 0035.
 */
import type {
  Comparison,
  Difference,
  DifferenceKind,
  LevelShares,
  Moved,
  Pair,
  RatePer,
  SideCount,
  SideTally,
} from '../../contracts/compare';
import { hasWildcard, withoutWildcards } from '../drain/token';
import { lowest } from '../lib/extremes';
import { byCodePoint } from '../lib/text-order';
import { dispersion, factorOf, gSquared, holding, pOfG } from './likelihood';
import { type Matched, matchByNumber, matchByText, type Wording } from './match-templates';
import { movedOf } from './moved';

/** Share of false ones among the differences that are said to hold. */
const FALSE_SHARE01 = 0.01;
/** A rate that changed by less than half is no news, however certain; a little off, so that 1.5 is one either way. */
const MIN_CHANGE = Math.log(1.5) - 1e-9;

export function compareSides(tallies: Pair<SideTally>, per: RatePer): Comparison {
  const [before, after] = tallies;
  const isOne = before.analysis === after.analysis;
  const templates = [before.templates, after.templates] as const;
  const matched: Matched = isOne ? matchByNumber(templates) : matchByText(templates);
  const exposure = exposureOf(tallies, per);
  const clock = alignBins(tallies);
  const wordings = matched.wordings.map((wording) => countWording(wording, tallies, clock));
  return {
    per,
    sides: [totalsOf(before), totalsOf(after)],
    binMs: clock.binMs,
    ...rank(wordings, exposure),
    levels: levelsOf(tallies, exposure),
    moved: orderOf(wordings),
    numShared: wordings.filter(({ sides: [a, b] }) => a !== null && b !== null).length,
    numWordings: wordings.length,
    withValues: valuedOf(matched.wordings, templates),
    isByTextAlone: matched.isByTextAlone,
  };
}

/** Whether rates over time can be had: both sides have a span. */
export function hasTimeRates([before, after]: Pair<SideTally>): boolean {
  return (before.coveredMs ?? 0) > 0 && (after.coveredMs ?? 0) > 0;
}

function exposureOf(tallies: Pair<SideTally>, per: RatePer): Pair<number> {
  const of = (tally: SideTally): number => (per === 'time' ? (tally.coveredMs ?? 0) : tally.numRecords);
  return [of(tallies[0]), of(tallies[1])];
}

function totalsOf(tally: SideTally): Comparison['sides'][0] {
  const { numRecords, coveredMs, firstMs } = tally;
  return { numRecords, coveredMs, firstMs };
}

interface Clock {
  /** 0: one side has no times. */
  readonly binMs: number;
}

/** Both sides run from their own start; the coarser bins are those of both. */
function alignBins([before, after]: Pair<SideTally>): Clock {
  return { binMs: before.numBins > 0 && after.numBins > 0 ? Math.max(before.binMs, after.binMs) : 0 };
}

interface CountedWording {
  readonly text: string;
  readonly level: number;
  readonly sides: Pair<SideCount | null>;
  /** How unevenly its records come on the side where they come more evenly. */
  readonly dispersion: number;
  /** What places it by first occurrence on each side. */
  readonly firsts: Pair<readonly [ms: number, row: number]>;
}

function countWording(wording: Wording, tallies: Pair<SideTally>, clock: Clock): CountedWording {
  const own = [0, 1].map((side) => wording[side].map((i) => tallies[side].templates[i]));
  const sides = [0, 1].map((side) => countSide(wording[side], tallies[side], clock));
  const uneven = [0, 1].flatMap((side) =>
    wording[side].length === 0 ? [] : [dispersion(binsOf(wording[side], tallies[side]))],
  );
  // The more general text stands for both: the one with fewer letters of its own.
  const texts = own.flat().map(({ text }) => text);
  const text = texts.reduce((a, b) => (b.length < a.length || (b.length === a.length && b < a) ? b : a));
  const level = Math.max(...own.flat().map((each) => each.level));
  const first = (side: number): readonly [number, number] =>
    own[side].reduce(
      ([ms, row], each) => {
        const at = each.firstMs ?? Number.POSITIVE_INFINITY;
        return at < ms || (at === ms && each.firstRow < row) ? [at, each.firstRow] : [ms, row];
      },
      [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    );
  return {
    text,
    level,
    sides: [sides[0], sides[1]],
    dispersion: Math.min(...uneven),
    firsts: [first(0), first(1)],
  };
}

function binsOf(places: readonly number[], { bins, numBins }: SideTally): Float64Array {
  const sum = new Float64Array(numBins);
  for (const place of places) for (let i = 0; i < numBins; i++) sum[i] += bins[place * numBins + i];
  return sum;
}

function countSide(places: readonly number[], tally: SideTally, { binMs }: Clock): SideCount | null {
  if (places.length === 0) return null;
  const own = places.map((place) => tally.templates[place]);
  const count = own.reduce((sum, each) => sum + each.count, 0);
  const times = own.flatMap(({ firstMs }) => firstMs ?? []);
  const first = times.length === 0 ? null : lowest(times);
  const merged: number[] = [];
  const ratio = binMs === 0 ? 1 : binMs / tally.binMs;
  if (binMs > 0)
    binsOf(places, tally).forEach((num, i) => {
      const to = Math.floor(i / ratio);
      merged[to] = (merged[to] ?? 0) + num;
    });
  return {
    templates: own.map(({ template }) => template),
    count,
    share01: count / Math.max(1, tally.numRecords),
    firstRow: own.reduce((least, each) => Math.min(least, each.firstRow), Number.POSITIVE_INFINITY),
    sinceStartMs: first === null || tally.firstMs === null ? null : Math.max(0, first - tally.firstMs),
    bins: merged,
  };
}

/** Of a kind; nobody reads more, and they have to cross to the page. */
const MAX_LISTED = 500;
const MAX_MOVED = 200;
/** Templates whose lines are read for their values, and the fewest lines that say anything of them. */
const MAX_VALUED = 60;
const MIN_VALUED = 8;

const KINDS: readonly DifferenceKind[] = ['appeared', 'vanished', 'rose', 'fell'];

/**
 * What one side alone has is listed whole, the gravest first, then by G²: one line may be the cause. What both have is listed where it holds and
 * its rate changed by half at least, by G² alone.
 */
function rank(
  wordings: readonly CountedWording[],
  exposure: Pair<number>,
): Pick<Comparison, 'differences' | 'numOf'> {
  const all = wordings.map((wording): Difference => {
    const counts = [wording.sides[0]?.count ?? 0, wording.sides[1]?.count ?? 0] as const;
    const { text, level, sides } = wording;
    const factor = factorOf(counts, exposure);
    return {
      kind: kindOf(sides, factor),
      ...{ text, level, sides, factor, holds: false },
      g2: gSquared(counts, exposure) / wording.dispersion,
    };
  });
  const holds = holding(
    all.map(({ g2 }) => pOfG(g2)),
    FALSE_SHARE01,
  );
  const judged = all.map((each, i) => ({ ...each, holds: holds[i] }));
  const ofKind = (kind: DifferenceKind): Difference[] =>
    judged
      .filter((each) => each.kind === kind && isNews(each))
      .sort(kind === 'appeared' || kind === 'vanished' ? byGravity : byStrength);
  const lists = KINDS.map(ofKind);
  const [appeared, vanished, rose, fell] = lists.map(({ length }) => length);
  return {
    differences: lists.flatMap((list) => list.slice(0, MAX_LISTED)),
    numOf: { appeared, vanished, rose, fell },
  };
}

function kindOf([before, after]: Pair<SideCount | null>, factor: number | null): DifferenceKind {
  if (before === null) return 'appeared';
  if (after === null) return 'vanished';
  return (factor ?? 1) >= 1 ? 'rose' : 'fell';
}

function isNews({ factor, holds, sides: [before, after] }: Difference): boolean {
  if (before === null || after === null) return true;
  return holds && factor !== null && Math.abs(Math.log(factor)) >= MIN_CHANGE;
}

function byStrength(a: Difference, b: Difference): number {
  return b.g2 - a.g2 || byCodePoint(a.text, b.text);
}

/** Of two that are as grave and as frequent the one that came first: what follows from a fault comes after it. */
function byGravity(a: Difference, b: Difference): number {
  const early = ([before, after]: Difference['sides']): SideCount => (before ?? after)!;
  const [x, y] = [early(a.sides), early(b.sides)];
  return (
    gravityOf(b) - gravityOf(a) ||
    b.g2 - a.g2 ||
    (x.sinceStartMs ?? 0) - (y.sinceStartMs ?? 0) ||
    x.firstRow - y.firstRow
  );
}

/** A rule of dashes or an empty line says nothing, however it was counted. */
function gravityOf({ level, text }: Difference): number {
  return /\p{L}/u.test(withoutWildcards(text)) ? level : -1;
}

function levelsOf([before, after]: Pair<SideTally>, exposure: Pair<number>): LevelShares[] {
  return before.levels.map((count, level) => {
    const counts = [count, after.levels[level]] as const;
    return { level, counts, g2: gSquared(counts, exposure), factor: factorOf(counts, exposure) };
  });
}

function orderOf(wordings: readonly CountedWording[]): readonly Moved[] {
  const shared = wordings.filter(({ sides: [a, b] }) => a !== null && b !== null);
  const placesOn = (side: 0 | 1): number[] => {
    const order = shared
      .map((_, i) => i)
      .sort((i, j) => {
        const [a, b] = [shared[i].firsts[side], shared[j].firsts[side]];
        return (a[0] === b[0] ? 0 : a[0] - b[0]) || a[1] - b[1];
      });
    const places = new Array<number>(shared.length);
    order.forEach((i, place) => {
      places[i] = place + 1;
    });
    return places;
  };
  const [before, after] = [placesOn(0), placesOn(1)];
  const places = shared.map((_, i) => [before[i], after[i]] as const);
  const moved = movedOf(places, (i) => shared[i].text).slice(0, MAX_MOVED);
  return moved.map(({ idx, numPassed }) => {
    const { text, sides } = shared[idx];
    return { text, sides: [sides[0]!, sides[1]!], places: places[idx], numPassed };
  });
}

/** Of one template on either side and one text, so that their wildcards are the same. */
function valuedOf(
  wordings: readonly Wording[],
  [before, after]: Pair<SideTally['templates']>,
): readonly Pair<number>[] {
  const pairs = wordings.flatMap(([a, b]) => {
    if (a.length !== 1 || b.length !== 1) return [];
    const [own, its] = [before[a[0]], after[b[0]]];
    const num = Math.min(own.count, its.count);
    return own.text === its.text && hasWildcard(own.text) && num >= MIN_VALUED ? [{ own, its, num }] : [];
  });
  return pairs
    .sort((x, y) => y.its.level - x.its.level || y.num - x.num || x.own.template - y.own.template)
    .slice(0, MAX_VALUED)
    .map(({ own, its }) => [own.template, its.template]);
}
