/**
 * A process that ended, as an outage. In: features, an episode's windows, the log. Out: the first line that says so, or null: none does, or
 * it was a restart that nobody missed.
 */
import { templateId } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs, TemplateIdx } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { columnOf } from '../features/columns';
import { numWindowsHolding } from '../features/count-matrix';
import { isAskedFor, isDeath, isReload, isStart } from '../features/process-death';
import { median, quantile } from '../lib/quantile';
import {
  type FoundLine,
  linesOf,
  MIN_ERRORS,
  type Outage,
  type OutageInput,
  TELLING_VOLUME,
  type WindowSpan,
} from './outage-lines';
import { isInRestart, type PlannedRestart, tellsToStop } from './planned-restart';

/** A process starts now and then; what says so in more of the baseline's windows is of requests or jobs. */
const MAX_START_SHARE = 0.1;

/**
 * First line that says that a process died or was stopped, of a template that is rare or absent in the baseline, and that is no
 * restart that was planned, or that nobody missed.
 */
export function processDeath(
  input: OutageInput,
  span: WindowSpan,
  restarts: readonly PlannedRestart[],
): Outage | null {
  const { features, baseline, templates } = input;
  const held = numWindowsHolding(features.counts, learntWindows(baseline));
  const deaths = rareOf(input, span, held, THRESHOLDS.rareShare01, isDeath);
  if (deaths.size === 0) return null;
  const textOf = (kind: number): string => templates.templates[templates.ofKind[kind]].text;
  const isRestart = restartsOf(input, held);
  const isOfReload = reloadsOf(input, span, textOf);
  // What ends while a restart that was asked for stops it was asked for as well, whatever its words.
  const isOfStop = (each: FoundLine): boolean =>
    isInRestart(restarts, each.timeMs) && toldBefore(input, span, each, textOf) !== null;
  const isExcused = (each: FoundLine): boolean =>
    isAskedFor(textOf(each.kind))
      ? isInRestart(restarts, each.timeMs) || isOfReload(each) || isRestart(each.timeMs)
      : isOfStop(each);
  const line = linesOf(input, span, (kind) => deaths.has(templates.ofKind[kind])).find(
    (each) => !isExcused(each),
  );
  if (!line) return null;
  const told = toldBefore(input, span, line, textOf);
  const { kind, timeMs, where } = told ?? line;
  const template = templates.ofKind[kind];
  const text = textOf(kind);
  return {
    timeMs,
    template: template as TemplateIdx,
    ...(told !== null || isAskedFor(text) ? { isAsked: true } : {}),
    reason: `A process ended${where}: ${templateId(template)} "${text.slice(0, 100)}".`,
  };
}

/** Workers that a reload replaces are gone within. */
const RELOAD_MS = 60_000;

/** Whether a line comes shortly after a reload of its file, or with it: what ends then was replaced. */
function reloadsOf(
  input: OutageInput,
  { begin, end }: WindowSpan,
  textOf: (kind: number) => string,
): (line: FoundLine) => boolean {
  const before = Math.ceil(RELOAD_MS / input.features.grid.windowMs);
  const span = { begin: Math.max(0, begin - before), end };
  const reloads = linesOf(input, span, (kind) => isReload(textOf(kind)));
  return ({ timeMs, where }) =>
    reloads.some(
      (each) => each.where === where && each.timeMs <= timeMs && timeMs - each.timeMs <= RELOAD_MS,
    );
}

/** A stop is over within. */
const STOP_MS = 5000;

/** The line of its file, shortly before or of the same moment, that told the process to stop: what it does then was asked for. Null: none did. */
function toldBefore(
  input: OutageInput,
  span: WindowSpan,
  line: FoundLine,
  textOf: (kind: number) => string,
): FoundLine | null {
  return (
    linesOf(input, span, (kind) => tellsToStop(textOf(kind))).find(
      ({ timeMs, where }) => where === line.where && timeMs <= line.timeMs && line.timeMs - timeMs <= STOP_MS,
    ) ?? null
  );
}

/** Templates of the span whose text fits and that at most a share of the baseline's windows hold. `held`: how many hold each. */
function rareOf(
  { features, baseline, templates }: OutageInput,
  span: WindowSpan,
  held: Uint32Array,
  maxShare: number,
  fits: (text: string) => boolean,
): Set<number> {
  const { rowBegin, column } = features.counts;
  const most = maxShare * learntWindows(baseline).length;
  const rare = new Set<number>();
  for (let i = rowBegin[span.begin]; i < rowBegin[span.end]; i++) {
    const template = column[i];
    if (held[template] <= most && fits(templates.templates[template].text)) rare.add(template);
  }
  return rare;
}

/**
 * Whether a process that was told to stop came back and was not missed: a line that is not usual says that something starts, the next
 * window holds at least half of the usual records, its own a quarter, and neither more than a few errors or than a window of the
 * baseline. A restart or a reload by a deployment is no outage; a sparse log cannot tell. Each window is looked at once.
 */
function restartsOf(input: OutageInput, held: Uint32Array): (timeMs: EpochMs) => boolean {
  const { features, baseline } = input;
  const { startMs, windowMs, length } = features.grid;
  const volume = columnOf(features, 'volume');
  const errors = columnOf(features, 'error_count');
  const ofBaseline = (values: Float32Array) => Float32Array.from(learntWindows(baseline), (w) => values[w]);
  const usual = median(ofBaseline(volume));
  const most = Math.max(MIN_ERRORS - 1, quantile(ofBaseline(errors), 0.99));
  const isRestart = (at: number): boolean => {
    if (usual < TELLING_VOLUME || at + 1 >= length) return false;
    if (rareOf(input, { begin: at, end: at + 2 }, held, MAX_START_SHARE, isStart).size === 0) return false;
    const isFine = errors[at] <= most && errors[at + 1] <= most;
    return isFine && volume[at] >= usual / 4 && volume[at + 1] >= usual / 2;
  };
  const known = new Map<number, boolean>();
  return (timeMs) => {
    const at = Math.floor((timeMs - startMs) / windowMs);
    const restart = known.get(at) ?? isRestart(at);
    known.set(at, restart);
    return restart;
  };
}
