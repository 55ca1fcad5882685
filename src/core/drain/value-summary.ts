/**
 * Values of one wildcard, one after another -> their kind, how many differ, the most frequent ones and, where they are
 * numbers, quantiles. Memory is bounded by the limits of FrequentValues and 8 bytes a number.
 */
import type { WildcardValues } from '../../contracts/parameters';
import { DEFAULT_FREQUENT_LIMITS, type FrequentLimits, FrequentValues } from './frequent-values';
import { Quantities } from './quantities';
import { quantityOf, typeOfUnit, typeOfValue, type ValueType } from './value-type';

const NUM_TOP = 20;
/** Share of the values that have to be numbers of one dimension for quantiles to be of use. */
const NUMERIC_SHARE01 = 0.9;
const BLOCK_WORD = /(?:^|[^a-z])blk_$/i;
/** The root of a path, which shapes leave in the text. */
const ROOT = /(?:^|[\s"'`([{=:,])\/$/;

/** All of WildcardValues but where the wildcard stands. */
export type ValueFigures = Omit<WildcardValues, 'position' | 'nth'>;

export class ValueSummary {
  private readonly values: FrequentValues;
  private readonly quantities = new Quantities();
  private readonly types = new Map<ValueType, number>();
  private readonly isBlock: boolean;
  private readonly isBelowRoot: boolean;
  private numPresent = 0;

  /** @param wordBefore Literal text right before the wildcard, which may say what it is ('blk_'). */
  constructor(wordBefore = '', limits: FrequentLimits = DEFAULT_FREQUENT_LIMITS) {
    this.values = new FrequentValues(limits);
    this.isBlock = BLOCK_WORD.test(wordBefore);
    this.isBelowRoot = ROOT.test(wordBefore);
  }

  /** @param unitAfter Unit that follows the value in the line; '' for none. An empty value is an absent one. */
  add(value: string, unitAfter = ''): void {
    this.values.add(value);
    if (value === '') return;
    this.numPresent++;
    const type = this.typeOf(value, unitAfter);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
  }

  figures(): ValueFigures {
    const { numDistinct, isCapped } = this.values;
    const least = Math.max(1, this.numPresent * NUMERIC_SHARE01);
    const { quantiles, unit } = this.quantities.quantiles(least) ?? { quantiles: null, unit: '' };
    return { type: this.mainType(), numDistinct, isCapped, top: this.values.top(NUM_TOP), quantiles, unit };
  }

  private typeOf(value: string, unitAfter: string): ValueType {
    if (this.isBlock) return 'block id';
    const quantity = quantityOf(value, unitAfter);
    if (quantity === null) {
      const type = typeOfValue(value);
      return type === 'text' && this.isBelowRoot ? typeOfValue(`/${value}`) : type;
    }
    this.quantities.add(quantity);
    return typeOfUnit(quantity.unit);
  }

  /** The kind of more than half of the values that are present. */
  private mainType(): ValueType {
    for (const [type, count] of this.types) if (count * 2 > this.numPresent) return type;
    return 'text';
  }
}
