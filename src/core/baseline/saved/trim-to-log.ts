/** Around windows that begin with saved ones: the size that the log's windows take from it, and the log's part of what was judged on it. */

import type { Baseline, FeatureMatrix, WindowGrid } from '../../../contracts/features';
import type { Timeline } from '../../../contracts/result';
import type { BaselineRows } from '../../../contracts/saved-baseline';
import type { Consensus, DetectorResult } from '../../../contracts/scores';
import type { Settings } from '../../../contracts/settings';
import type { TemplateTable } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { highest, lowest } from '../../lib/extremes';
import { durationInWords } from '../../wording/duration';
import type { DetectionInput } from './prepend';

/** What the detectors said of their input. */
export interface Detection {
  readonly input: DetectionInput;
  readonly detectors: readonly DetectorResult[];
  readonly consensus: Consensus;
}

export function noSaved(templates: TemplateTable): { templates: TemplateTable; columns: null } {
  return { templates, columns: null };
}

/** Windows of a log are compared with saved ones of the same size, so theirs is taken, whatever is set. */
export function sizedFor<T extends Pick<Settings, 'windowMinutes'>>(
  settings: T,
  saved: BaselineRows | undefined,
): T {
  return saved ? { ...settings, windowMinutes: saved.windowMs / 60_000 } : settings;
}

/** The features with the reason for their size, or the reason why there are none, in words that name the baseline. */
export function gridOfSaved<T extends FeatureMatrix | { readonly reason: string }>(
  features: T,
  saved: BaselineRows | undefined,
): T {
  if (!saved) return features;
  const size = durationInWords(saved.windowMs);
  if (!('grid' in features))
    return { ...features, reason: `${features.reason} This is the size of the saved baseline.` };
  const { grid } = features;
  return grid.windowMs === saved.windowMs
    ? { ...features, grid: { ...grid, reason: `${size}, as in the saved baseline` } }
    : features;
}

/** The timeline of the log alone: on a saved baseline none of its windows is learnt. */
export function trimTimeline(
  { input, detectors, consensus }: Detection,
  grid: WindowGrid,
  levelCounts: Uint32Array,
  saved: BaselineRows | undefined,
): Timeline {
  const { baseline, offset, places } = input;
  if (offset === 0 || !saved) return { grid, baseline, levelCounts, detectors, consensus };
  return {
    grid,
    baseline: baselineElsewhere(baseline, saved, places.length),
    levelCounts,
    detectors: detectors.map((result) => trimResult(result, offset)),
    consensus: { confirmed: consensus.confirmed.slice(offset), watch: consensus.watch.slice(offset) },
  };
}

function baselineElsewhere(
  { reason }: Baseline,
  { startMs, windowMs }: BaselineRows,
  numSaved: number,
): Baseline {
  return {
    begin: 0,
    end: 0,
    startMs: lowest(startMs) as EpochMs,
    endMs: (highest(startMs) + windowMs) as EpochMs,
    reason,
    numSaved,
  };
}

function trimResult(result: DetectorResult, offset: number): DetectorResult {
  const reasons = Object.entries(result.reasons).map(([w, list]) => [Number(w) - offset, list]);
  return {
    ...result,
    score: result.score.slice(offset),
    vote: result.vote.slice(offset),
    ...(result.maxScale && { maxScale: result.maxScale.slice(offset) }),
    reasons: Object.fromEntries(reasons),
  };
}

/** The same incident by the windows of the log. */
export function shiftIncident<T extends { readonly windowBegin: number; readonly windowEnd: number }>(
  incident: T,
  offset: number,
): T {
  if (offset === 0) return incident;
  return {
    ...incident,
    windowBegin: incident.windowBegin - offset,
    windowEnd: incident.windowEnd - offset,
  };
}
