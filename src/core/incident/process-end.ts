/**
 * A process that ended, as an outage. In: features, an episode's windows, the log. Out: the first line that says so, or null: none does, or
 * it was a restart that nobody missed.
 */

import { templateId } from '../../contracts/tables';
import type { EpochMs, TemplateIdx } from '../../contracts/units';
import { learntWindows } from '../features/baseline-windows';
import { isAskedFor, isDeath, isStart } from '../features/process-death';
import { median, quantile } from '../lib/quantile';
import {
  column,
  LEAST_ERRORS,
  linesOf,
  type Outage,
  type OutageInput,
  TELLING_VOLUME,
  type WindowSpan,
} from './outage-lines';

/** A process that dies is a rare line: one in at most this share of the baseline's windows counts. */
const MAX_DEATH_SHARE = 0.02;

/** A process starts now and then; what says so in more of the baseline's windows is of requests or jobs. */
const MAX_START_SHARE = 0.1;

/**
 * First line that says that a process died or was stopped, of a template that is rare or absent in the baseline, and that is no
 * restart that nobody missed.
 */
export function processDeath(input: OutageInput, span: WindowSpan): Outage | null {
  const { templates } = input;
  const deaths = rareOf(input, span, MAX_DEATH_SHARE, isDeath);
  const textOf = (kind: number): string => templates.templates[templates.ofKind[kind]].text;
  const line = linesOf(input, span, (kind) => deaths.has(templates.ofKind[kind])).find(
    ({ kind, timeMs }) => !isAskedFor(textOf(kind)) || !isRestart(input, timeMs),
  );
  if (!line) return null;
  const template = templates.ofKind[line.kind];
  const text = textOf(line.kind);
  return {
    timeMs: line.timeMs,
    template: template as TemplateIdx,
    reason: `A process ended${line.where}: ${templateId(template)} "${text.slice(0, 100)}".`,
  };
}

/** Templates of the span whose text fits and that are rare or absent in the baseline. */
function rareOf(
  { features, baseline, templates }: OutageInput,
  span: WindowSpan,
  maxShare: number,
  fits: (text: string) => boolean,
): Set<number> {
  const inBaseline = new Map<number, number>();
  const { rowBegin, column } = features.counts;
  const learnt = learntWindows(baseline);
  for (const w of learnt) {
    for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++)
      inBaseline.set(column[i], (inBaseline.get(column[i]) ?? 0) + 1);
  }
  const most = maxShare * learnt.length;
  const rare = new Set<number>();
  for (let i = rowBegin[span.begin]; i < rowBegin[span.end]; i++) {
    const template = column[i];
    if ((inBaseline.get(template) ?? 0) <= most && fits(templates.templates[template].text))
      rare.add(template);
  }
  return rare;
}

/**
 * Whether a process that was told to stop came back and was not missed: a line that is not usual says that something starts, the next
 * window holds at least half of the usual records, its own a quarter, and neither more than a few errors or than a window of the
 * baseline. A restart or a reload by a deployment is no outage; a sparse log cannot tell.
 */
function isRestart(input: OutageInput, timeMs: EpochMs): boolean {
  const { features, baseline } = input;
  const volume = column(features, 'volume');
  const errors = column(features, 'error_count');
  const learnt = learntWindows(baseline);
  const usual = median(Float32Array.from(learnt, (w) => volume[w]));
  if (usual < TELLING_VOLUME) return false;
  const most = Math.max(
    LEAST_ERRORS - 1,
    quantile(
      Float32Array.from(learnt, (w) => errors[w]),
      0.99,
    ),
  );
  const at = Math.floor((timeMs - features.grid.startMs) / features.grid.windowMs);
  if (at + 1 >= features.grid.length) return false;
  const span = { begin: at, end: at + 2 };
  if (rareOf(input, span, MAX_START_SHARE, isStart).size === 0) return false;
  const isFine = errors[at] <= most && errors[at + 1] <= most;
  return isFine && volume[at] >= usual / 4 && volume[at + 1] >= usual / 2;
}
