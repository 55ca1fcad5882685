/** What detection learns of the records within messages. Plain data: it crosses threads as part of a ParserSpec. */
import type { ParserSpec } from '../types';

export interface InnerPlan {
  /** Tried in order on each message; each may hold a further plan. */
  readonly parsers: readonly ParserSpec[];
  /** The outer time is the shipper's, or lacks the year that the inner one has. */
  readonly innerTime: boolean;
  /** The outer level is the same whatever the messages state. */
  readonly defaultLevel: boolean;
  /** Runtimes write one physical line of a program a record: what reads as the rest of a record is one. */
  readonly lines: boolean;
  /** Texts end in a line break: one that does not was cut by the runtime, and goes on in the next record. */
  readonly ended: boolean;
  /** Sources (hashed) whose messages nearly all have a header: what has none continues a record. */
  readonly headed: readonly number[];
}

/** Envelopes that hold one line of a program each. */
export const holdsLines = ({ parser, params }: Pick<ParserSpec, 'parser' | 'params'>): boolean =>
  parser === 'cri' || (parser === 'json-lines' && (params as { docker?: boolean }).docker === true);
