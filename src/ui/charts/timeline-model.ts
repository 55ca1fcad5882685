// What the timeline is drawn from, and where its plots stand.
import type { Change } from '../../contracts/changes';
import type { Incident } from '../../contracts/incident';
import type { Timeline } from '../../contracts/result';
import type { TimeSpan } from '../../contracts/units';
import type { ShownClock } from '../shared/time';
import type { Palette } from './palette';

export interface TimelineChart {
  readonly timeline: Timeline;
  readonly incidents: readonly Incident[];
  readonly changes: readonly Change[];
  /** Spans that the user marked. */
  readonly marked?: readonly MarkedArea[] | undefined;
  readonly zoom: TimeSpan | null;
  readonly clock: ShownClock;
  readonly palette: Palette;
  /** Width of the chart. */
  readonly widthPx: number;
}

export interface MarkedArea {
  readonly start: number;
  readonly end: number;
  readonly kind: 'normal' | 'incident';
}

export const LEFT = 52;
export const RIGHT = 16;
export const VOLUME = { top: 42, height: 130 };
/** Warnings and above again on a scale of their own: beside a busy log they would be a hair on the axis. */
export const GRAVE = { top: VOLUME.top + VOLUME.height + 32, height: 56 };
export const NUM_GRAVE_GROUPS = 3;
export const SCORE = { height: 50, gap: 32 };
export const VOTES_ROW = 15;
export function votesTop(numDetectors: number): number {
  return scoreTop(numDetectors);
}

export function scoreTop(i: number): number {
  return GRAVE.top + GRAVE.height + SCORE.gap + i * (SCORE.height + SCORE.gap);
}

/** Height of the whole chart in pixels. */
export function timelineHeight(numDetectors: number): number {
  return votesTop(numDetectors) + numDetectors * VOTES_ROW + 66;
}
