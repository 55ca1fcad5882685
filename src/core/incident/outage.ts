/**
 * Looks for an outage inside an episode. In: features, an episode's windows, the log. Out: the time of an actual line and how
 * it was recognised, or null: no outage is better than an invented one. Every rule compares a window with the baseline and
 * with what came before it, never with what came after.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { templateId } from '../../contracts/tables';
import { type EpochMs, LEVEL_ERROR, type TemplateIdx } from '../../contracts/units';
import { learntWindows } from '../features/baseline-windows';
import { gravityOfKinds } from '../features/gravity';
import { isDeath } from '../features/process-death';
import { forEachTimedRow } from '../features/timed-rows';
import { median, quantile } from '../lib/quantile';

export interface Outage {
  readonly timeMs: EpochMs;
  /** One sentence for the reader. */
  readonly reason: string;
  /** Of the line that says that a process ended; left out by the other rules. */
  readonly template?: TemplateIdx;
}

export interface OutageInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly table: LogTable;
  readonly templates: TemplateTable;
}

/** Windows [begin, end) of an episode. */
export interface WindowSpan {
  readonly begin: number;
  readonly end: number;
}

/** The earliest outage that a rule finds in the windows of the episode; null for none. */
export function findOutage(input: OutageInput, span: WindowSpan): Outage | null {
  const found = [processDeath(input, span), errorBurst(input, span), volumeCollapse(input, span)];
  return found.reduce((first, each) => (each && (!first || each.timeMs < first.timeMs) ? each : first), null);
}

/** A process that dies is a rare line: one in at most this share of the baseline's windows counts. */
const MAX_DEATH_SHARE = 0.02;

/** First line that says that a process died or was stopped, of a template that is rare or absent in the baseline. */
function processDeath(input: OutageInput, span: WindowSpan): Outage | null {
  const { features, baseline, templates } = input;
  const inBaseline = new Map<number, number>();
  const { rowBegin, column } = features.counts;
  const learnt = learntWindows(baseline);
  for (const w of learnt) {
    for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++)
      inBaseline.set(column[i], (inBaseline.get(column[i]) ?? 0) + 1);
  }
  const most = MAX_DEATH_SHARE * learnt.length;
  const deaths = new Set<number>();
  for (let i = rowBegin[span.begin]; i < rowBegin[span.end]; i++) {
    const template = column[i];
    if ((inBaseline.get(template) ?? 0) <= most && isDeath(templates.templates[template].text))
      deaths.add(template);
  }
  const line = nthLine(input, span, 0, (kind) => deaths.has(templates.ofKind[kind]));
  if (!line) return null;
  const template = templates.ofKind[line.kind];
  const text = templates.templates[template].text;
  return {
    timeMs: line.timeMs,
    template: template as TemplateIdx,
    reason: `A process ended${line.where}: ${templateId(template)} "${text.slice(0, 100)}".`,
  };
}

/** Errors a window that could be an outage at all. */
const LEAST_ERRORS = 5;
/** Windows in a row that make a burst a lasting one. */
const LASTING_WINDOWS = 3;
/** Growth over all windows before, baseline included, that makes a single window an outage. */
const ESCALATION = 4;

/** Errors far above the baseline for some windows in a row, or one window far above everything before it. It starts with the
 * first error beyond those that a window of the baseline may hold. */
function errorBurst(input: OutageInput, span: WindowSpan): Outage | null {
  const errors = column(input.features, 'error_count');
  const usual = Float32Array.from(learntWindows(input.baseline), (w) => errors[w]);
  const bound = Math.max(LEAST_ERRORS, 3 * quantile(usual, 0.99));
  let peak = 0;
  for (let w = span.begin; w < span.end; w++) {
    const isEscalation = peak > 0 && errors[w] >= ESCALATION * Math.max(peak, bound);
    if (!isEscalation && !isLasting(errors, w, span.end, bound)) {
      peak = Math.max(peak, errors[w]);
      continue;
    }
    const most = Math.round(quantile(usual, 0.99));
    const gravity = gravityOfKinds(input.table, input.templates);
    const line = nthLine(input, { begin: w, end: w + 1 }, most, (kind) => gravity[kind] >= LEVEL_ERROR);
    if (!line) return null;
    const times = isEscalation
      ? `the windows of the episode before it hold up to ${peak}`
      : `for ${LASTING_WINDOWS} windows in a row and more`;
    const reason = `Errors burst to ${errors[w]} a window${line.where}, ${times}; the baseline has up to ${most}.`;
    return { timeMs: line.timeMs, reason };
  }
  return null;
}

function isLasting(values: Float32Array, begin: number, end: number, bound: number): boolean {
  if (begin + LASTING_WINDOWS > end) return false;
  for (let w = begin; w < begin + LASTING_WINDOWS; w++) if (values[w] < bound) return false;
  return true;
}

/** Volume at a tenth of the usual, in a log that never was below a third of it. */
function volumeCollapse(input: OutageInput, span: WindowSpan): Outage | null {
  const volume = column(input.features, 'volume');
  const usual = Float32Array.from(learntWindows(input.baseline), (w) => volume[w]);
  const middle = median(usual);
  if (middle < 20 || quantile(usual, 0.01) < middle / 3) return null;
  for (let w = span.begin; w + 1 < span.end; w++) {
    if (volume[w] > middle / 10 || volume[w + 1] > middle / 10) continue;
    const { paused } = input.features;
    if (paused?.[w] || paused?.[w + 1]) continue;
    const { startMs, windowMs } = input.features.grid;
    const reason = `Records fell to ${volume[w]} a window; the baseline has ${Math.round(middle)}.`;
    return { timeMs: (startMs + w * windowMs) as EpochMs, reason };
  }
  return null;
}

function column(features: FeatureMatrix, name: string): Float32Array {
  const place = features.columns.indexOf(name);
  const width = features.columns.length;
  return Float32Array.from({ length: features.grid.length }, (_, w) => features.values[w * width + place]);
}

interface FoundLine {
  readonly timeMs: EpochMs;
  readonly kind: number;
  /** ' in NAME' where there are several files, else empty. */
  readonly where: string;
}

/** Record number n (from 0, by time) within the windows whose kind fits: the first after the n that are usual. */
function nthLine(
  { table, features }: OutageInput,
  span: WindowSpan,
  n: number,
  fits: (kind: number) => boolean,
): FoundLine | null {
  const { startMs, windowMs } = features.grid;
  const begin = startMs + span.begin * windowMs;
  const end = startMs + span.end * windowMs;
  const found: (Omit<FoundLine, 'where'> & { readonly fileIdx: number })[] = [];
  const fitting = Uint8Array.from({ length: table.kinds.length }, (_, kind) => (fits(kind) ? 1 : 0));
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    if (fitting[kind] && timeMs >= begin && timeMs < end)
      found.push({ timeMs: timeMs as EpochMs, kind, fileIdx });
  });
  found.sort((a, b) => a.timeMs - b.timeMs);
  const line = found[Math.min(n, found.length - 1)];
  if (!line) return null;
  return { ...line, where: table.files.length > 1 ? ` in ${table.files[line.fileIdx].name}` : '' };
}
