/**
 * What moved between two baselines of a fleet, component by component. In: rows of both. Out: a verdict each, with its numbers. A number counts as moved where
 * it is beyond its threshold, and beyond twice what it moved between the two halves of the older baseline by itself: what goes up and down anyway is no drift.
 */
import type { BaselineRows } from '../../../contracts/saved-baseline';
import { LEVEL_ERROR, NUM_LEVELS } from '../../../contracts/units';
import { highest, lowest } from '../../lib/extremes';
import { driftSince } from './drift';
import { pickRows } from './rows';

export const DRIFT_THRESHOLDS = {
  /** Less than a week has no Sunday: two of them are not compared. */
  days: 7,
  /** Windows with records that each needs. */
  windows: 100,
  /** Records a window, to one side or the other. */
  volumeRatio: 1.5,
  /** Jensen-Shannon divergence of the shares of the templates. */
  mix01: 0.05,
  /** Share of the records whose templates the older one does not know. */
  newShare01: 0.01,
  /** Share of the records that are errors: that much more or less, and twice or half. */
  errorShare01: 0.005,
  errorRatio: 2,
} as const;

const DAY_MS = 86_400_000;
/** How often its own movement a number has to move. */
const TIMES_OWN = 2;

/** Numbers of one component, before and now. */
export interface DriftNumbers {
  readonly volumeRatio: number;
  readonly mix01: number;
  readonly newShare01: number;
  readonly errorShareBefore01: number;
  readonly errorShareNow01: number;
}

export type DriftVerdict = 'moved' | 'same' | 'cannot tell' | 'new' | 'gone';

export interface ComponentDrift {
  readonly component: string;
  readonly verdict: DriftVerdict;
  /** What moved, or why nothing can be said; empty: it is the same. */
  readonly why: readonly string[];
  /** Null where one of the two is missing or too short. */
  readonly numbers: DriftNumbers | null;
  /** Between the halves of the older one; null: they do not tell. */
  readonly own: DriftNumbers | null;
}

export type Fleet = ReadonlyMap<string, BaselineRows>;

/** By name of the component. */
export function fleetDrift(before: Fleet, now: Fleet): readonly ComponentDrift[] {
  const names = [...new Set([...before.keys(), ...now.keys()])].sort((a, b) => (a < b ? -1 : 1));
  return names.map((component) => {
    const [old, fresh] = [before.get(component), now.get(component)];
    const none = { component, numbers: null, own: null };
    if (!old) return { ...none, verdict: 'new', why: ['the older file has no baseline of it'] };
    if (!fresh) return { ...none, verdict: 'gone', why: ['the newer file has no baseline of it'] };
    const few = [...whyFew(old, 'older'), ...whyFew(fresh, 'newer')];
    const numbers = few.length > 0 ? null : numbersOf(old, fresh);
    if (numbers === null) return { ...none, verdict: 'cannot tell', why: few };
    const own = ownMovement(old);
    const why = whatMoved(numbers, own);
    return { component, verdict: why.length > 0 ? 'moved' : 'same', why, numbers, own };
  });
}

function whyFew(rows: BaselineRows, which: string): string[] {
  const days = (highest(rows.startMs) + rows.windowMs - lowest(rows.startMs)) / DAY_MS;
  const { numRows, rowBegin } = rows.counts;
  let active = 0;
  for (let w = 0; w < numRows; w++) if (rowBegin[w + 1] > rowBegin[w]) active++;
  if (active < DRIFT_THRESHOLDS.windows)
    return [`the ${which} has ${active} windows with records, and ${DRIFT_THRESHOLDS.windows} are needed`];
  if (days < DRIFT_THRESHOLDS.days)
    return [`the ${which} is of ${days.toFixed(1)} days, and ${DRIFT_THRESHOLDS.days} are needed`];
  return [];
}

function numbersOf(before: BaselineRows, now: BaselineRows): DriftNumbers | null {
  const drift = driftSince(before, now);
  if (drift === null) return null;
  return {
    volumeRatio: drift.volumeRatio,
    mix01: drift.divergence01,
    newShare01: drift.newShare01,
    errorShareBefore01: errorShare(before),
    errorShareNow01: errorShare(now),
  };
}

function errorShare({ gravityCounts }: BaselineRows): number {
  let [errors, all] = [0, 0];
  gravityCounts.forEach((num, i) => {
    all += num;
    if (i % NUM_LEVELS >= LEVEL_ERROR) errors += num;
  });
  return all === 0 ? 0 : errors / all;
}

/** The older half against the newer one. */
function ownMovement(rows: BaselineRows): DriftNumbers | null {
  const all = Array.from(rows.startMs, (_, w) => w).sort((a, b) => rows.startMs[a] - rows.startMs[b]);
  const half = all.length >> 1;
  const inOrder = (some: number[]): number[] => some.sort((a, b) => a - b);
  return numbersOf(pickRows(rows, inOrder(all.slice(0, half))), pickRows(rows, inOrder(all.slice(half))));
}

function whatMoved(numbers: DriftNumbers, own: DriftNumbers | null): string[] {
  const { volumeRatio, mix01, newShare01, errorShareBefore01: was, errorShareNow01: is } = numbers;
  const least = DRIFT_THRESHOLDS;
  const beyond = (value: number, threshold: number, usual: number): boolean =>
    value >= threshold && value > TIMES_OWN * usual;
  const folds = (ratio: number): number => Math.abs(Math.log2(ratio));
  const why: string[] = [];
  if (beyond(folds(volumeRatio), Math.log2(least.volumeRatio), folds(own?.volumeRatio ?? 1)))
    why.push(`${volumeRatio.toFixed(2)} times as many records a window`);
  if (beyond(mix01, least.mix01, own?.mix01 ?? 0))
    why.push(`another mix of templates (divergence ${mix01.toFixed(3)})`);
  if (beyond(newShare01, least.newShare01, own?.newShare01 ?? 0))
    why.push(`${percent(newShare01)} of the records are of templates that the older one does not know`);
  const usual = own === null ? 0 : Math.abs(own.errorShareNow01 - own.errorShareBefore01);
  const isFold = Math.max(was, is) >= least.errorRatio * Math.min(was, is);
  if (isFold && beyond(Math.abs(is - was), least.errorShare01, usual))
    why.push(`${percent(is)} of the records are errors, before ${percent(was)}`);
  return why;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
