/**
 * Values of a template's wildcards on two sides -> those that differ. Numbers by their quartiles: the median of each side lies outside the middle
 * half of the other. Words by G² over their counts, where the same few come again and again; what never repeats (an id) differs anyway and is passed over.
 */
import type { Pair, SideValues, ValueChange } from '../../contracts/compare';
import type { WildcardValues } from '../../contracts/parameters';
import { gSquared } from './likelihood';

/** Records of a side that say anything of its values. */
const MIN_READ = 8;
const MIN_NUMBERS = 20;
/** Values that differ from record to record are ids: at most so many of the records may hold a value of their own. */
const MAX_DISTINCT_SHARE01 = 0.5;
/** G² of one value that is more than chance: p < 0.0001 of chi² with one degree of freedom. */
const MIN_G2 = 15.14;
/** The middle half of numbers that hardly vary is taken for this share of the median. */
const LEAST_SPREAD01 = 0.05;
const COUNTER_SHARE01 = 0.9;
const MAX_LISTED = 5;

/** Of two templates of one text. Strongest first. */
export function compareValues(sides: Pair<SideValues>): readonly ValueChange[] {
  const [before, after] = sides;
  if (before.numRead < MIN_READ || after.numRead < MIN_READ) return [];
  const changes = before.wildcards.flatMap((own, wildcard) => {
    const its = after.wildcards[wildcard];
    if (its === undefined) return [];
    const found = compareNumbers([own, its], sides) ?? compareWords([own, its], sides);
    if (found === null) return [];
    const numRead = [before.numRead, after.numRead] as const;
    return [
      {
        ...found,
        text: before.text,
        wildcard,
        numRead,
        templates: [before.template, after.template] as const,
      },
    ];
  });
  return changes.sort((a, b) => b.strength - a.strength || a.wildcard - b.wildcard);
}

type Found = Pick<ValueChange, 'onlyBefore' | 'onlyAfter' | 'medians' | 'unit' | 'strength'>;

/** Null: they are no numbers, or lie where they lay. Quantiles as of WildcardValues. */
function compareNumbers([a, b]: Pair<WildcardValues>, [before, after]: Pair<SideValues>): Found | null {
  if (a.quantiles === null || b.quantiles === null || a.unit !== b.unit) return null;
  if (Math.min(before.numRead, after.numRead) < MIN_NUMBERS) return null;
  if (areRunning([a, b], [before, after])) return null;
  const [, lowA, medianA, highA] = a.quantiles;
  const [, lowB, medianB, highB] = b.quantiles;
  const isOutside = (value: number, low: number, high: number): boolean => value < low || value > high;
  if (!isOutside(medianB, lowA, highA) || !isOutside(medianA, lowB, highB)) return null;
  const least = LEAST_SPREAD01 * Math.max(Math.abs(medianA), Math.abs(medianB));
  const spread = Math.max(highA - lowA, highB - lowB, least);
  const distance = Math.abs(medianB - medianA);
  if (distance <= least || spread === 0) return null;
  const none = { onlyBefore: [], onlyAfter: [] };
  return { ...none, medians: [medianA, medianB], unit: a.unit, strength: distance / spread };
}

/** Numbers that hardly repeat and go on where the other side ends count something up: orders, offsets, lines. They always move. */
function areRunning([a, b]: Pair<WildcardValues>, [before, after]: Pair<SideValues>): boolean {
  const isCounter = ({ numDistinct, isCapped }: WildcardValues, numRead: number): boolean =>
    isCapped || numDistinct > COUNTER_SHARE01 * numRead;
  if (a.unit !== '' || !isCounter(a, before.numRead) || !isCounter(b, after.numRead)) return false;
  const [[leastA], [leastB]] = [a.quantiles ?? [], b.quantiles ?? []];
  const [mostA, mostB] = [a.quantiles?.at(-1) ?? 0, b.quantiles?.at(-1) ?? 0];
  return mostA < leastB || mostB < leastA;
}

function compareWords([a, b]: Pair<WildcardValues>, [before, after]: Pair<SideValues>): Found | null {
  if (isOfIds(a, before.numRead) || isOfIds(b, after.numRead)) return null;
  const exposure = [before.numRead, after.numRead] as const;
  const counts = new Map<string, [number, number]>();
  for (const [side, { top }] of [a, b].entries())
    for (const { value, count } of top) {
      const own = counts.get(value) ?? [0, 0];
      own[side] = count;
      counts.set(value, own);
    }
  // A value that is not among the most frequent of a side is not known to be absent from it.
  const isWhole = [a, b].map(({ numDistinct, isCapped, top }) => !isCapped && numDistinct <= top.length);
  const onlyOn = (side: 0 | 1): (readonly [string, number])[] => {
    if (!isWhole[1 - side]) return [];
    const own = [...counts].filter(([, pair]) => pair[1 - side] === 0 && pair[side] > 0);
    const telling = own.filter(([, pair]) => gSquared(pair, exposure) >= MIN_G2);
    return telling.map(([value, pair]) => [value, pair[side]] as const).sort((x, y) => y[1] - x[1]);
  };
  const [onlyBefore, onlyAfter] = [onlyOn(0), onlyOn(1)];
  const strength = [...counts.values()].reduce((most, pair) => Math.max(most, gSquared(pair, exposure)), 0);
  if (onlyBefore.length + onlyAfter.length === 0) return null;
  const few = (list: typeof onlyAfter) => list.slice(0, MAX_LISTED);
  return { onlyBefore: few(onlyBefore), onlyAfter: few(onlyAfter), medians: null, unit: '', strength };
}

function isOfIds({ numDistinct, isCapped }: WildcardValues, numRead: number): boolean {
  return isCapped || numDistinct > MAX_DISTINCT_SHARE01 * numRead;
}
