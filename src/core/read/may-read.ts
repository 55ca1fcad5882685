/**
 * Whether what the lines say takes the place of what windows say. In: files, templates, who could judge. Out: always (no window was judged, or the log is one
 * run from its beginning to its end, of which a later part is never like an earlier one), where something is found (a log of minutes), or never.
 */
import type { FileSummary, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { isRun } from './run-form';

const MINUTE_MS = 60_000;

export interface Judged {
  readonly isUnjudged: boolean;
  /** What is learnt from is the first part of the log itself, and nobody chose it. */
  readonly hasOwnBaseline: boolean;
}

export function mayRead(
  files: readonly FileSummary[],
  { templates }: TemplateTable,
  { isUnjudged, hasOwnBaseline }: Judged,
): 'always' | 'where found' | 'never' {
  if (isUnjudged) return 'always';
  if (!hasOwnBaseline) return 'never';
  const spanMs = Math.max(0, ...files.map(({ firstMs, lastMs }) => (lastMs ?? 0) - (firstMs ?? 0)));
  const { windowMinutes, minWindows, readMinutes } = THRESHOLDS;
  if (spanMs < windowMinutes * minWindows * MINUTE_MS && isRun(templates.map(({ text }) => text)))
    return 'always';
  return spanMs < readMinutes * MINUTE_MS ? 'where found' : 'never';
}
