/**
 * Lines of an incident beside those of its shifts: first signs and changes. In: requests, signs, changes. Out: requests, in order of
 * time but for the changes, which lead.
 */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { templateOfRow, timeOfRow } from '../lib/log-table';
import type { ChangesFinding } from './correlate';
import { type EvidenceRequest, MAX_EVIDENCE } from './evidence';
import type { FirstSign } from './first-signs';

/** Changes of the log that become evidence lines of an incident. */
const MAX_CHANGE_LINES = 3;
const MAX_CHANGE_LINE_MINUTES = 60;

interface Tables {
  readonly table: LogTable;
  readonly templates: TemplateTable;
}

/** First signs whose templates have no line yet, at their place in time, while there is room. */
export function withSigns(
  requests: readonly EvidenceRequest[],
  signs: readonly FirstSign[],
  table: LogTable,
): readonly EvidenceRequest[] {
  const lines = [...requests];
  for (const { template, row, timeMs } of signs) {
    if (lines.length >= MAX_EVIDENCE || lines.some((line) => line.template === template)) continue;
    const later = lines.findIndex((line) => timeOfRow(table, line.row) > timeMs);
    lines.splice(later < 0 ? lines.length : later, 0, {
      row: row as EvidenceRequest['row'],
      why: 'first of its kind, a first sign',
      template: template as EvidenceRequest['template'],
    });
  }
  return lines;
}

/** Lines that an episode is told by, before the others. */
export function withOwnLines(
  own: readonly EvidenceRequest[],
  requests: readonly EvidenceRequest[],
): readonly EvidenceRequest[] {
  const others = requests.filter(({ row }) => own.every((line) => line.row !== row));
  return [...own, ...others].slice(0, Math.max(MAX_EVIDENCE, own.length));
}

/** The nearest changes that the log itself tells of are lines that can be cited. */
export function withChangeLines(
  requests: readonly EvidenceRequest[],
  correlated: ChangesFinding,
  input: Tables,
): readonly EvidenceRequest[] {
  const lines = correlated.changes
    .filter(({ minutesBefore }) => minutesBefore <= MAX_CHANGE_LINE_MINUTES)
    .flatMap(({ change: { row, kind }, minutesBefore }) =>
      row === null
        ? []
        : [{ row, why: `${kind} ${minutesBefore === 0 ? 'in' : 'before'} the first confirmed window` }],
    )
    .filter(({ row }) => requests.every((request) => request.row !== row))
    .slice(0, MAX_CHANGE_LINES)
    .reverse()
    .map(({ row, why }) => requestForChange(row, why, input));
  return [...lines, ...requests];
}

function requestForChange(row: number, why: string, { table, templates }: Tables): EvidenceRequest {
  return {
    row: row as EvidenceRequest['row'],
    why,
    template: templateOfRow(table, templates, row) as EvidenceRequest['template'],
  };
}
