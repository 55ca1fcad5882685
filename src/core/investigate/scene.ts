/**
 * What the log shows of each template around an episode. In: counts of templates per window, the baseline, an episode. Out: how usual
 * a template is, how much of it there is inside and afterwards, and which templates stand near.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode } from '../../contracts/incident';
import type { Template } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { harmOf } from '../features/harm-words';

/** Records of one template. */
export interface Presence {
  /** A window of the baseline, on average; null: there is no baseline. */
  readonly usual: number | null;
  /** In the windows of the episode. */
  readonly inside: number;
  /** The same, a window. */
  readonly perWindow: number;
  /** A window in the time after the episode, as long as it at most; null: the log ends with it. */
  readonly after: number | null;
}

export interface Scene {
  /**
   * When lines may still be of the cause: up to the end of the first confirmed window, or of that in which the outage begins, or of the first that
   * states a failure or a warning that is no routine: before it there are no consequences.
   */
  readonly onsetMs: number;
  /** Where signs of what is to come are looked for. */
  readonly horizonMs: number;
  /** Where signs of the episode itself begin. */
  readonly signsMs: number;
  readonly endMs: number;
  readonly windowMs: number;
  /** Templates with a record between the horizon and the end, ascending. */
  readonly nearby: readonly number[];
  readonly presenceOf: (template: number) => Presence;
  /** As much of it as ever: its lines are no news. */
  readonly isRoutine: (template: number) => boolean;
}

/** Windows before an episode that may hold its first signs. */
const WINDOWS_BEFORE = 2;
const MINUTE = 60_000;

/** One scene an episode. `templates`: without them nothing is known of failures that are stated. */
export function scenesOf(
  episodes: readonly Episode[],
  features: FeatureMatrix,
  baseline: Baseline,
  templates: readonly Template[] = [],
): readonly Scene[] {
  const learnt = learntWindows(baseline);
  const usual = sums(features, learnt);
  const isHarm = templates.map(({ text, level }) => {
    const harm = harmOf(text, false);
    return harm === 'failure' || harm === 'condition' || (harm === 'plain' && level >= LEVEL_WARN);
  });
  return episodes.map((episode) => {
    const scene = isUncompared(episode)
      ? sceneOf(episode, features, new Map(), 0)
      : sceneOf(episode, features, usual, learnt.length);
    const first = firstWindowOf(episode, features, (each) => isHarm[each] && !scene.isRoutine(each));
    const end = first === null ? 0 : features.grid.startMs + (first + 1) * features.grid.windowMs;
    return { ...scene, onsetMs: Math.max(scene.onsetMs, end) };
  });
}

/** The first window of an episode that holds a template that is asked for; null: none does. */
function firstWindowOf(
  { windowBegin, windowEnd }: Episode,
  { counts: { rowBegin, column } }: FeatureMatrix,
  isAsked: (template: number) => boolean,
): number | null {
  for (let w = windowBegin; w < windowEnd; w++)
    if (column.subarray(rowBegin[w], rowBegin[w + 1]).some(isAsked)) return w;
  return null;
}

/** No detector voted on it: the log is bad from its first line on, and there is nothing usual. */
export function isUncompared({ votes }: Episode): boolean {
  return Object.keys(votes).length === 0;
}

function sceneOf(
  episode: Episode,
  features: FeatureMatrix,
  usual: ReadonlyMap<number, number>,
  numLearnt: number,
): Scene {
  const { windowMs, startMs } = features.grid;
  const inside = sums(features, range(episode.windowBegin, episode.windowEnd));
  const length = Math.max(1, episode.windowEnd - episode.windowBegin);
  const last = Math.min(features.grid.length, episode.windowEnd + length);
  const after = sums(features, range(episode.windowEnd, last));
  const horizonMs = episode.start - THRESHOLDS.precursorMinutes * MINUTE;
  const firstNear = Math.max(0, Math.floor((horizonMs - startMs) / windowMs));
  const near = sums(features, range(firstNear, episode.windowEnd));
  const outageMs = episode.outageStart ?? Number.NEGATIVE_INFINITY;
  const presenceOf = (template: number): Presence => ({
    usual: numLearnt === 0 ? null : (usual.get(template) ?? 0) / numLearnt,
    inside: inside.get(template) ?? 0,
    perWindow: (inside.get(template) ?? 0) / length,
    after: last > episode.windowEnd ? (after.get(template) ?? 0) / (last - episode.windowEnd) : null,
  });
  return {
    onsetMs: Math.max(episode.firstConfirmed, outageMs) + windowMs,
    horizonMs,
    signsMs: episode.start - WINDOWS_BEFORE * windowMs,
    endMs: episode.end,
    windowMs,
    nearby: [...near.keys()].sort((a, b) => a - b),
    presenceOf,
    isRoutine: (template) => {
      const { usual: mean, perWindow } = presenceOf(template);
      return mean !== null && mean > 0 && perWindow < THRESHOLDS.routineTimes * mean;
    },
  };
}

function range(begin: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i);
}

function sums({ counts }: FeatureMatrix, windows: readonly number[]): Map<number, number> {
  const sum = new Map<number, number>();
  for (const w of windows)
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++)
      sum.set(counts.column[i], (sum.get(counts.column[i]) ?? 0) + counts.count[i]);
  return sum;
}
