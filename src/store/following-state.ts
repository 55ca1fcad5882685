// What the page knows of a file that is followed. State only; following.ts moves it.
import type { FollowStatus } from '../contracts/following';
import type { Incident } from '../contracts/incident';

/** What was newly found; `num` counts on, so that the same incident told twice is two pieces of news. */
interface FollowNews {
  readonly num: number;
  readonly incidents: readonly Incident[];
}

export interface Following extends FollowStatus {
  /** When it was told, by the clock of the page. */
  readonly toldMs: number;
  /** A file that is renamed can be found under its new name. */
  readonly hasFolder: boolean;
  readonly news: FollowNews | null;
}
