/**
 * Step 1 of the investigation. In: counts of templates per window, the baseline and an episode. Out: the templates that
 * rose, fell, appeared or vanished, most surprising first. Surprise: Dunning's log-likelihood ratio of two Poisson rates
 * (Computational Linguistics 19(1), 1993) over the dispersion of the baseline's windows (quasi-Poisson), so that a
 * template that always comes in bursts does not lead the list.
 */
import type { Baseline, CountMatrix, FeatureMatrix } from '../../contracts/features';
import type { Episode, TemplateShift } from '../../contracts/incident';
import { type TemplateTable, templateId } from '../../contracts/tables';
import type { TemplateIdx } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { isTraceText } from '../features/trace-text';
import { isUncompared } from './scene';
import { gravityOf } from './severity-weight';

/** Most shifts kept for an incident. */
const MAX_SHIFTS = 10;
/** 95 % of a chi-square with one degree of freedom: below it a shift is chance. */
const MIN_SURPRISE = 3.84;
/** Windows right before an episode that may already hold its first signs, and so do not count as quiet. */
const MARGIN_WINDOWS = 6;
/** Silence says less than noise: a template falls whenever the work stops. */
const FALL_WEIGHT = 0.4;

export interface RankedShift extends TemplateShift {
  /** At least 0, gravity included; not comparable between logs. */
  readonly surprise: number;
}

export interface ContextFinding {
  readonly shifts: readonly RankedShift[];
  /** What the step found, one line for the user. */
  readonly line: string;
}

/** Sums over some windows: one entry a template. */
interface Reference {
  readonly numWindows: number;
  readonly sum: Float64Array;
  /** Variance over mean of the counts per window, at least 1. */
  readonly dispersion: Float64Array;
}

/**
 * Templates that behave differently in `episode`: at most MAX_SHIFTS, most surprising first, frames of traces last; ties by template index.
 * `expected` is the baseline's rate times the episode's number of windows. A template counts as surprising only if it
 * is so against the baseline and, where there are enough, against the quiet windows between baseline and episode too.
 * @param episodes all episodes of the log, so that quiet windows can be told from odd ones
 */
export function findContext(
  episode: Episode,
  episodes: readonly Episode[],
  features: FeatureMatrix,
  baseline: Baseline,
  templates: TemplateTable,
): ContextFinding {
  if (isUncompared(episode)) return readContext(episode);
  const counts = features.counts;
  const reference = sumWindows(counts, learntWindows(baseline));
  const quiet = sumWindows(counts, quietWindows(episode, episodes, baseline));
  const inside = sumWindows(counts, windowRange(episode.windowBegin, episode.windowEnd));
  const shifts: RankedShift[] = [];
  for (let column = 0; column < counts.numColumns; column++) {
    const shift = shiftOf(column, inside, reference, quiet, templates);
    if (shift) shifts.push(shift);
  }
  // Frames of a trace tell where, not what: they stand behind everything that tells.
  const isFrame = ({ template }: RankedShift): number =>
    Number(isTraceText(templates.templates[template]?.text ?? ''));
  shifts.sort((a, b) => isFrame(a) - isFrame(b) || b.surprise - a.surprise || a.template - b.template);
  const top = shifts.slice(0, MAX_SHIFTS);
  return { shifts: top, line: contextLine(top, shifts.length, templates) };
}

/** What an episode without a comparison is about, in the order in which it was read. */
function readContext({ reasons }: Episode): ContextFinding {
  const shifts = reasons.flatMap(({ template, observed }): RankedShift[] =>
    template === null || observed === null
      ? []
      : [
          {
            template: template as TemplateIdx,
            direction: 'appeared',
            observed,
            expected: 0,
            surprise: observed,
          },
        ],
  );
  return { shifts, line: 'Nothing in the log is well enough to compare with: its gravest lines were read.' };
}

function shiftOf(
  column: number,
  inside: Reference,
  baseline: Reference,
  quiet: Reference,
  templates: TemplateTable,
): RankedShift | null {
  const observed = inside.sum[column];
  if (baseline.numWindows === 0 || (observed === 0 && baseline.sum[column] === 0)) return null;
  const expected = (baseline.sum[column] / baseline.numWindows) * inside.numWindows;
  let surprise = surpriseOf(column, inside, baseline);
  if (quiet.numWindows >= MARGIN_WINDOWS) surprise = Math.min(surprise, surpriseOf(column, inside, quiet));
  if (surprise < MIN_SURPRISE && (observed === 0 || expected > 0)) return null;
  const template = templates.templates[column];
  surprise *= template ? gravityOf(template.level, template.text) : 1;
  if (observed < expected) surprise *= FALL_WEIGHT;
  return {
    template: column as TemplateIdx,
    direction: directionOf(observed, expected),
    observed,
    expected,
    surprise,
  };
}

function directionOf(observed: number, expected: number): TemplateShift['direction'] {
  if (expected === 0) return 'appeared';
  if (observed === 0) return 'vanished';
  return observed > expected ? 'rose' : 'fell';
}

/** Log-likelihood ratio over dispersion, at least 0. */
function surpriseOf(column: number, inside: Reference, reference: Reference): number {
  const observed = inside.sum[column];
  const before = reference.sum[column];
  const pooled = (observed + before) / (inside.numWindows + reference.numWindows);
  const gain = (count: number, windows: number) =>
    count === 0 ? 0 : count * Math.log(count / (pooled * windows));
  const ratio = 2 * (gain(observed, inside.numWindows) + gain(before, reference.numWindows));
  return Math.max(0, ratio) / reference.dispersion[column];
}

function windowRange(begin: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i);
}

/** Windows after the baseline and before the episode that belong to no episode, less a margin before this one. */
function quietWindows(episode: Episode, episodes: readonly Episode[], baseline: Baseline): number[] {
  const end = episode.windowBegin - MARGIN_WINDOWS;
  return windowRange(baseline.end, end).filter(
    (window) => !episodes.some((each) => each.windowBegin <= window && window < each.windowEnd),
  );
}

function sumWindows(counts: CountMatrix, windows: readonly number[]): Reference {
  const numWindows = windows.length;
  const sum = new Float64Array(counts.numColumns);
  const squares = new Float64Array(counts.numColumns);
  for (const window of windows) {
    for (let i = counts.rowBegin[window]; i < counts.rowBegin[window + 1]; i++) {
      sum[counts.column[i]] += counts.count[i];
      squares[counts.column[i]] += counts.count[i] ** 2;
    }
  }
  const dispersion = new Float64Array(counts.numColumns).fill(1);
  if (numWindows > 1) {
    for (let column = 0; column < counts.numColumns; column++) {
      const mean = sum[column] / numWindows;
      const variance = (squares[column] - numWindows * mean * mean) / (numWindows - 1);
      if (mean > 0) dispersion[column] = Math.max(1, variance / mean);
    }
  }
  return { numWindows, sum, dispersion };
}

function contextLine(top: readonly RankedShift[], total: number, templates: TemplateTable): string {
  if (top.length === 0) return 'No template behaves differently from the baseline.';
  const parts = (['appeared', 'rose', 'fell', 'vanished'] as const)
    .map((direction) => [top.filter((shift) => shift.direction === direction).length, direction] as const)
    .filter(([num]) => num > 0)
    .map(([num, direction]) => `${num} ${direction}`);
  const first = top[0];
  const text = templates.templates[first.template]?.text ?? '';
  const more = total > top.length ? ` of ${total} that changed` : '';
  return `${top.length} templates${more}: ${parts.join(', ')}; first ${templateId(first.template)} "${text.slice(0, 100)}", ${formatCount(first.observed)} seen, ${formatCount(first.expected)} expected.`;
}

/** A count for the user: whole numbers as they are, others with at most one digit after the point (below 1: two). */
export function formatCount(count: number): string {
  if (Number.isInteger(count)) return String(count);
  return count < 1 ? String(Math.round(count * 100) / 100) : String(Math.round(count * 10) / 10);
}
