/** The model that ranks lines: a sum of weights, in logits. weights.ts holds it. */
export interface Model {
  /** What every line has. */
  readonly anyLine: number;
  /** By how much the rule says that it explains, 0 .. 10. */
  readonly byRule: number;
  /** By the name of a trait. */
  readonly weights: Readonly<Record<string, number>>;
}
