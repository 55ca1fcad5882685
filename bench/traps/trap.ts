// What a trap is. In: nothing. Out: the types that the makers of traps (openstack-traps.ts, shop-traps.ts) and run-traps.ts share.
import type { Settings } from '../../src/contracts/settings';

export interface TrapFile {
  readonly path: string;
  readonly content: string;
}

/** What a good engineer would say of the log. */
export type Expected =
  /** One incident that begins within `windows` windows of `fromMs`, none that ends before; its words name what it is about. */
  | {
      readonly kind: 'incident';
      readonly fromMs: number;
      readonly untilMs: number;
      readonly about: RegExp;
      /** In windows of the log; left out: WITHIN. */
      readonly windows?: number;
    }
  /** Nothing happened: no incident at all. */
  | { readonly kind: 'none' }
  /** Something is worth a line and no more: incidents of `info` may stand. */
  | { readonly kind: 'at most info' };

/** Windows after its beginning within which a trouble has to be seen. */
export const WITHIN = 6;

export interface Trap {
  readonly name: string;
  /** What a good engineer would answer, in words. */
  readonly answer: string;
  readonly expected: Expected;
  readonly settings?: Partial<Settings>;
  readonly files: () => readonly TrapFile[];
}
