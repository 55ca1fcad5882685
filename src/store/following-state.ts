// What the page knows of a file or a stream that is followed. State only; following.ts moves it.
import type { FollowStatus } from '../contracts/following';
import type { Incident } from '../contracts/incident';
import type { AlarmKeeper } from './alarms';
import type { Armed } from './bridge-arm';

/** What was newly found; `num` counts on, so that the same incident told twice is two pieces of news. */
interface FollowNews {
  readonly num: number;
  readonly incidents: readonly Incident[];
}

/** Alerts that leave by themselves. */
export interface Arming {
  /** Null: the person has not armed them yet, or no longer. */
  readonly armed: Armed | null;
  readonly keeper: AlarmKeeper;
  /** Of those that were taken at the other end. */
  readonly numSent: number;
  /** What came of the last one, or why none is armed; null: nothing yet. */
  readonly last: string | null;
}

export interface Following extends FollowStatus {
  /** When it was told, by the clock of the page. */
  readonly toldMs: number;
  readonly isStream: boolean;
  /** It is a file, and under a new name it cannot be found. */
  readonly needsFolder: boolean;
  readonly news: FollowNews | null;
  /** Null: nobody asked for them. */
  readonly arming: Arming | null;
}
