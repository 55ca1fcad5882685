/**
 * Whether a log is bad from its first line on, by what is known of logs at large: many of its records are errors, or lines say over and over
 * that something is down. In: features, which templates say so. Out: the windows until it is well, or null. Nothing is compared with a baseline.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';
import { columnOf } from '../features/columns';

export interface Illness {
  /** The first window of those that are well; null: it never is for long. */
  readonly end: number | null;
  /** The window after the last bad one. */
  readonly lastEnd: number;
  /** Share of the errors among its records until then. */
  readonly errors01: number;
}

const THINGS =
  'osds?|pgs|hosts?|nodes?|brokers?|replicas?|members?|shards?|peers?|instances?|targets?|disks?|partitions?|volumes?|backends?|servers?|workers?';
const STATES = 'down|offline|unavailable|unreachable|unhealthy|degraded|stale';
/** Reports of a state that is bad as such, whatever it was before. */
const BAD_STATE = new RegExp(
  String.raw`\bHEALTH_ERR\b|(\d+|<\*>) (${THINGS})(:? (\d+|<\*>))?( \([^)]*\))? (is |are )?(${STATES})\b` +
    String.raw`|\b(cluster|quorum|raid|array|pool|service|database|health|state|status)\b( \S+){0,3} (is|are) (${STATES}|lost|critical|red|read-only)\b`,
  'i',
);

/** Longer texts print what they have; a state among it is that of one of many things. */
const MAX_TEXT = 300;

/** 1 for each template that warns, or states no level, and says that something is down; one that says so no more is none. */
export function badStates({ templates }: Pick<TemplateTable, 'templates'>): Uint8Array {
  return Uint8Array.from(templates, ({ text, level }) => {
    const isReport = (level === 0 || level >= LEVEL_WARN) && text.length <= MAX_TEXT;
    return isReport && BAD_STATE.test(text) && !MENDED.test(text) ? 1 : 0;
  });
}

const MENDED = /\b(cleared|resolved|no longer|recovered|was:)/i;

const { illErrors01, illAlways01, illWindows } = THRESHOLDS;
/** A state is reported every few windows. */
const REPORT_WINDOWS = 3;
/** Windows of an ill stretch that have to be bad, and of a well one that may be. */
const MOST01 = 0.8;
const FEW01 = 0.1;
/** Where nearly all records are errors, that is what the log is for. */
const OF_ERRORS01 = 0.9;

/** Null: it is well at its beginning, or for so short a time that the rest of a baseline tells. */
export function illnessOf(features: FeatureMatrix, states: Uint8Array): Illness | null {
  const volume = columnOf(features, 'volume');
  const errors = columnOf(features, 'error_count');
  const total = sumOf(volume, volume.length);
  const isLogOfErrors = sumOf(errors, errors.length) >= OF_ERRORS01 * total;
  const state = statesIn(features, states);
  const active = [...volume.keys()].filter((w) => volume[w] > 0);
  const isBad = active.map(
    (w) => state[w] === 1 || (!isLogOfErrors && errors[w] > 1 && errors[w] >= illErrors01 * volume[w]),
  );
  if (isBad.length < illWindows || !(isBad[0] || isBad[1])) return null;
  if (shareOf(isBad.slice(0, illWindows)) < MOST01) return null;
  let end = illWindows;
  while (end < isBad.length && !isWell(isBad.slice(end, end + illWindows))) end++;
  if (shareOf(isBad.slice(0, end)) < MOST01) return null;
  const isEnded = end < isBad.length;
  const stop = isEnded ? active[end] : volume.length;
  const errors01 = sumOf(errors, stop) / Math.max(1, sumOf(volume, stop));
  // What never ends may be how the log is: then it takes more to call it bad.
  const isReported = active.filter((w) => w < stop && state[w] === 1).length >= MOST01 * end;
  if (!isEnded && !isReported && errors01 < illAlways01) return null;
  const lastEnd = active[isBad.slice(0, end).lastIndexOf(true)] + 1;
  return { end: isEnded ? stop : null, lastEnd, errors01 };
}

function isWell(next: readonly boolean[]): boolean {
  return next.length >= REPORT_WINDOWS && !next[0] && shareOf(next) <= FEW01;
}

function shareOf(flags: readonly boolean[]): number {
  return flags.filter(Boolean).length / Math.max(1, flags.length);
}

function sumOf(values: Float32Array, end: number): number {
  return values.subarray(0, end).reduce((sum, value) => sum + value, 0);
}

/** 1 for a window that holds a report of a bad state, or lies between two that are near. */
function statesIn({ counts, grid }: FeatureMatrix, states: Uint8Array): Uint8Array {
  const found = new Uint8Array(grid.length);
  if (!states.includes(1)) return found;
  // Before the first report the state was no better.
  let last = 0;
  for (let w = 0; w < grid.length; w++)
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      if (!states[counts.column[i]]) continue;
      found.fill(1, w - last <= REPORT_WINDOWS ? last : w, w + 1);
      last = w;
      break;
    }
  return found;
}
