/** Quantities, each with a unit or none -> quantiles in the unit that most of them are written in. */
import { quantileOfSorted } from '../lib/quantile';
import { type Quantity, unitOf } from './value-type';

/** Quantiles that are given, as WildcardValues.quantiles says. */
const QUANTILES: readonly number[] = [0, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

export interface QuantityQuantiles {
  readonly quantiles: readonly number[];
  /** As written; '' for none. */
  readonly unit: string;
}

export class Quantities {
  private readonly byUnit = new Map<string, number[]>();

  add({ value, unit }: Quantity): void {
    const known = this.byUnit.get(unit);
    if (known === undefined) this.byUnit.set(unit, [value]);
    else known.push(value);
  }

  /**
   * Over the quantities of the dimension that most have (durations, sizes, plain numbers); null: they are fewer than
   * `least`. Exact.
   */
  quantiles(least: number): QuantityQuantiles | null {
    const units = this.mainUnits();
    const [unit] = units;
    if (unit === undefined) return null;
    const values = units.flatMap((each) => this.valuesIn(each, unit));
    if (values.length < least) return null;
    const sorted = Float64Array.from(values).sort();
    return { quantiles: QUANTILES.map((q) => withoutNoise(quantileOfSorted(sorted, q))), unit };
  }

  /** Units of the dimension with the most quantities, the most frequent one first. */
  private mainUnits(): string[] {
    const numOf = (unit: string): number => this.byUnit.get(unit)?.length ?? 0;
    const byDimension = new Map<string, string[]>();
    for (const unit of this.byUnit.keys()) {
      const { dimension } = unitOf(unit);
      byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), unit]);
    }
    const sums = [...byDimension.values()].map((units) => ({
      units,
      sum: units.reduce((sum, unit) => sum + numOf(unit), 0),
    }));
    const most = sums.reduce((best, each) => (each.sum > best.sum ? each : best), {
      units: [] as string[],
      sum: 0,
    });
    return most.units.sort((a, b) => numOf(b) - numOf(a));
  }

  private valuesIn(unit: string, target: string): readonly number[] {
    const values = this.byUnit.get(unit) ?? [];
    const factor = unitOf(unit).factor / unitOf(target).factor;
    return factor === 1 ? values : values.map((value) => value * factor);
  }
}

/** What conversion and interpolation add beyond fifteen digits is no part of the number. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(15));
}
