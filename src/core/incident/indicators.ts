/**
 * What an episode is about: its leads, the grave templates that the baseline hardly knows. In: features, baseline, windows, the
 * log. Out: templates, the windows that hold them, and the files that they stand in.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { numWindowsHolding } from '../features/count-matrix';
import { effectiveLevelOfKinds, raiseDeaths } from '../features/effective-level';
import { forEachTimedRow } from '../features/timed-rows';
import { numOfRow } from '../lib/log-table';
import type { WindowSpan } from './outage-lines';

/** 1 for each template that is at least a warning, or tells of a failure, and is rare or absent in the baseline. */
export function leadingTemplates(
  { counts, templateLevel, templateFails }: FeatureMatrix,
  baseline: Baseline,
): Uint8Array {
  const learnt = learntWindows(baseline);
  const most = THRESHOLDS.rareShare01 * learnt.length;
  return Uint8Array.from(numWindowsHolding(counts, learnt), (num, template) =>
    num <= most && ((templateLevel?.[template] ?? 0) >= LEVEL_WARN || templateFails?.[template]) ? 1 : 0,
  );
}

/** The leads most of whose records are grave, so that where the template is, trouble is. One pass over the records. */
export function graveLeads(
  isLead: Uint8Array,
  table: LogTable,
  templates: TemplateTable,
  { templateFails }: FeatureMatrix,
): Uint8Array {
  const gravity = raiseDeaths(effectiveLevelOfKinds(table, templates), templates);
  const num = new Float64Array(isLead.length);
  const numGrave = new Float64Array(isLead.length);
  forEachTimedRow(table, (row, _timeMs, kind) => {
    const template = templates.ofKind[kind];
    if (!isLead[template]) return;
    const numRecords = numOfRow(table, row);
    num[template] += numRecords;
    if (gravity[kind] >= LEVEL_WARN || templateFails?.[template]) numGrave[template] += numRecords;
  });
  return isLead.map((lead, template) =>
    lead && numGrave[template] >= THRESHOLDS.graveShare01 * num[template] ? 1 : 0,
  );
}

/** The leads among the templates of some windows, with the number of their records. */
export function leadsIn(
  { counts }: FeatureMatrix,
  isLead: Uint8Array,
  { begin, end }: WindowSpan,
): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = counts.rowBegin[begin]; i < counts.rowBegin[end]; i++) {
    const template = counts.column[i];
    if (isLead[template]) found.set(template, (found.get(template) ?? 0) + counts.count[i]);
  }
  return found;
}

/** Files that hold leads, by window: a set for each window that has any. One pass over the records. */
export function filesOfLeads(
  table: LogTable,
  templates: TemplateTable,
  { grid }: FeatureMatrix,
  isLead: Uint8Array,
): Map<number, Set<number>> {
  const files = new Map<number, Set<number>>();
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    if (!isLead[templates.ofKind[kind]]) return;
    const window = Math.floor((timeMs - grid.startMs) / grid.windowMs);
    const own = files.get(window);
    if (own) own.add(fileIdx);
    else files.set(window, new Set([fileIdx]));
  });
  return files;
}
