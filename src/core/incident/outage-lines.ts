/** What the rules for outages share: their input, columns of windows, and the line that a claim points at. */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs, TemplateIdx } from '../../contracts/units';
import { forEachTimedRow } from '../features/timed-rows';
import { numOfRow } from '../lib/log-table';

export interface Outage {
  readonly timeMs: EpochMs;
  /** One sentence for the user. */
  readonly reason: string;
  /** Of the line that says that a process ended; left out by the other rules. */
  readonly template?: TemplateIdx;
  /** The process was told to stop; left out: it was not. */
  readonly isAsked?: true;
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

/** Records a window from which on a log shows whether work goes on. */
export const TELLING_VOLUME = THRESHOLDS.tellingVolume;
/** Errors a window that could be an outage at all. */
export const MIN_ERRORS = THRESHOLDS.outageErrors;

export interface FoundLine {
  readonly timeMs: EpochMs;
  readonly kind: number;
  /** Records that the row stands for. */
  readonly num: number;
  /** ' in NAME' where there are several files, else empty. */
  readonly where: string;
}

/** Record number n (from 0, by time) within the windows whose kind fits: the first after the n that are usual. */
export function nthLine(
  input: OutageInput,
  span: WindowSpan,
  n: number,
  fits: (kind: number) => boolean,
): FoundLine | null {
  const lines = linesOf(input, span, fits);
  let before = 0;
  for (const line of lines) {
    before += line.num;
    if (before > n) return line;
  }
  return lines.at(-1) ?? null;
}

/** Records within the windows whose kind fits, by time. One pass over the records. */
export function linesOf(
  { table, features }: OutageInput,
  span: WindowSpan,
  fits: (kind: number) => boolean,
): FoundLine[] {
  const { startMs, windowMs } = features.grid;
  const begin = startMs + span.begin * windowMs;
  const end = startMs + span.end * windowMs;
  const found: (Omit<FoundLine, 'where'> & { readonly fileIdx: number })[] = [];
  const fitting = Uint8Array.from({ length: table.kinds.length }, (_, kind) => (fits(kind) ? 1 : 0));
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    if (fitting[kind] && timeMs >= begin && timeMs < end)
      found.push({ timeMs: timeMs as EpochMs, kind, fileIdx, num: numOfRow(table, row) });
  });
  found.sort((a, b) => a.timeMs - b.timeMs);
  return found.map(({ fileIdx, ...line }) => ({
    ...line,
    where: table.files.length > 1 ? ` in ${table.files[fileIdx].name}` : '',
  }));
}
