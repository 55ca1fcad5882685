/** What a line says of a failure: the kinds of it, and the form of a rule that tells them. */

/**
 * failed: the whole run or process ended badly. step: one step of it did. passed: the whole succeeded. count: how many failed. last: stands before it, where nothing else does. The
 * others say what failed and why.
 */
export type SignKind =
  | 'failed'
  | 'step'
  | 'passed'
  | 'count'
  | 'test'
  | 'assertion'
  | 'compile'
  | 'exception'
  | 'crash'
  | 'damage'
  | 'access'
  | 'network'
  | 'missing'
  | 'config'
  | 'conclusion'
  | 'error'
  | 'refused'
  | 'last';

export interface Sign {
  readonly kind: SignKind;
  /** How much it explains, 0 .. 10. */
  readonly weight: number;
}

export type Rule = readonly [kind: SignKind, weight: number, pattern: RegExp];

/** They conclude, and explain less. */
export const CONCLUDING: ReadonlySet<SignKind> = new Set(['failed', 'step', 'count', 'conclusion', 'passed']);
