// What the page knows of a file or a stream that is followed. State only; following.ts moves it.
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
  readonly isStream: boolean;
  /** It is a file, and under a new name it cannot be found. */
  readonly needsFolder: boolean;
  readonly news: FollowNews | null;
}
