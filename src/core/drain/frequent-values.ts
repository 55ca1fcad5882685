/**
 * Texts, one after another -> how often each occurs. Exact while the distinct ones fit; past that, rare ones are
 * forgotten and counts are lower bounds (Misra and Gries, "Finding repeated elements", 1982).
 */
export interface FrequentLimits {
  /** Most distinct values that are told apart ... */
  readonly maxDistinct: number;
  /** ... and most characters (UTF-16 units) of them. */
  readonly maxChars: number;
}

export const DEFAULT_FREQUENT_LIMITS: FrequentLimits = { maxDistinct: 50_000, maxChars: 1 << 23 };

export class FrequentValues {
  /** More were met than fit. */
  isCapped = false;
  private readonly limits: FrequentLimits;
  private readonly counts = new Map<string, number>();
  private numChars = 0;
  private mostDistinct = 0;

  constructor(limits: FrequentLimits = DEFAULT_FREQUENT_LIMITS) {
    this.limits = limits;
  }

  /** Distinct values; where isCapped there are at least so many. */
  get numDistinct(): number {
    return Math.max(this.mostDistinct, this.counts.size);
  }

  add(value: string): void {
    const known = this.counts.get(value);
    if (known !== undefined) {
      this.counts.set(value, known + 1);
      return;
    }
    const { maxDistinct, maxChars } = this.limits;
    if (this.counts.size >= maxDistinct || this.numChars + value.length > maxChars) {
      this.forget();
      return;
    }
    this.counts.set(ownCopy(value), 1);
    this.numChars += value.length;
  }

  /** Most frequent first, the earlier one first where counts are equal. */
  top(num: number): { value: string; count: number }[] {
    return [...this.counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, num)
      .map(([value, count]) => ({ value, count }));
  }

  /** Takes one off every count and drops those at none; each call uses up as many values as there were, plus one. */
  private forget(): void {
    this.isCapped = true;
    this.mostDistinct = this.numDistinct;
    for (const [value, count] of this.counts) {
      if (count > 1) this.counts.set(value, count - 1);
      else {
        this.counts.delete(value);
        this.numChars -= value.length;
      }
    }
  }
}

/** A part of a string keeps all of it in memory in today's engines; a value must not keep its line. */
function ownCopy(value: string): string {
  return value.length < 13 ? value : ` ${value}`.slice(1);
}
