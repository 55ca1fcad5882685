import type { ScanPlan } from '../types';
import type { CycleSource, TimeCounts } from './partial-time';

/** How the times of one file are written and were resolved. */
export interface FileClock extends TimeCounts {
  /** Records whose time states its zone. */
  readonly numZoned: number;
  /** ms UTC when the file was last written; null: unknown. */
  readonly lastModified: number | null;
  /** Where the year or the day of times without one is from; null: there are none. */
  readonly cycle: CycleSource | null;
  readonly plan: Pick<ScanPlan, 'dates' | 'zoneWord'>;
}
