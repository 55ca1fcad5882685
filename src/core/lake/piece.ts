/** What the head of a line is made of: pieces of one expression, some of which hold the time, the level or the component. */
import type { TimePattern } from './time-pattern';

export type Role = 'time' | 'fraction' | 'level' | 'letter' | 'priority' | 'component';

/** A part of a head, in the subset of pattern.ts and without groups. What comes later makes no difference to where it ends. */
export interface Piece {
  readonly source: string;
  readonly role?: Role;
  /** What of its text is meant, as the one group of a pattern; absent: all. */
  readonly inner?: string;
}

export interface Head {
  /** Name of the format, for the user. */
  readonly format: string;
  readonly time: TimePattern;
  /** From the line's begin to the message. */
  readonly pieces: readonly Piece[];
  /** Whether a place of its lines states the level; else it is the usual one of their template. */
  readonly statesLevel: boolean;
  /** Level of a line whose place for it says no level that we know; index into LEVELS. */
  readonly defaultLevel: number;
  /** Some messages tell of a response. */
  readonly statuses: boolean;
}

export interface NoHead {
  readonly format: string;
  /** As it goes on 'format X: ...'. */
  readonly why: string;
}

/** The expression of the first `num` pieces of a head. */
export function prefixOf({ pieces }: Pick<Head, 'pieces'>, num: number): string {
  return `^${pieces
    .slice(0, num)
    .map(({ source }) => source)
    .join('')}`;
}
