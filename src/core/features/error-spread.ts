/**
 * Moments at which several components report errors at once. In: the tables of a log. Out: its error records, and the moments, by time. Errors
 * of one component, one by one, may be seen by nobody outside; when those that depend on it report errors of their own within a minute,
 * an operation has failed for whoever asked for it.
 */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_ERROR } from '../../contracts/units';
import { forEachTimedRow } from './timed-rows';
import { isTraceText } from './trace-text';

const SPREAD_MS = THRESHOLDS.spreadSeconds * 1000;
/** Where a log holds more errors they are no news, whatever writes them. */
const MAX_ERRORS = 200_000;

export interface ErrorRecord {
  readonly timeMs: number;
  readonly template: number;
  /** Its component: a source, or below 0 the file of a record that states none. */
  readonly source: number;
}

export interface Spread {
  /** Of its first error. */
  readonly timeMs: number;
  readonly numKinds: number;
  readonly numSources: number;
}

/** Records that state an error, or are answers that failed, by time; none where they are very many. Words alone are no error here. */
export function errorRecords(table: LogTable, templates: TemplateTable): readonly ErrorRecord[] {
  const { level, length } = table.kinds;
  const isError = Uint8Array.from({ length }, (_, kind) => {
    const { text } = templates.templates[templates.ofKind[kind]];
    return level[kind] >= LEVEL_ERROR && !isTraceText(text) ? 1 : 0;
  });
  if (!isError.includes(1)) return [];
  const found: ErrorRecord[] = [];
  forEachTimedRow(table, (_row, timeMs, kind, fileIdx) => {
    if (!isError[kind] || found.length > MAX_ERRORS) return;
    const template = templates.ofKind[kind];
    found.push({ timeMs, template, source: templates.templates[template].source || -1 - fileIdx });
  });
  return found.length > MAX_ERRORS ? [] : found.sort((a, b) => a.timeMs - b.timeMs);
}

/** First errors from which on enough kinds of enough components come within SPREAD_MS; the next is looked for behind that time. */
export function spreadsOf(errors: readonly ErrorRecord[]): Spread[] {
  const found: Spread[] = [];
  const kinds = new Map<number, number>();
  const sources = new Map<number, number>();
  let end = 0;
  let after = Number.NEGATIVE_INFINITY;
  for (const { timeMs, template, source } of errors) {
    for (; end < errors.length && errors[end].timeMs < timeMs + SPREAD_MS; end++) {
      count(kinds, errors[end].template, 1);
      count(sources, errors[end].source, 1);
    }
    const isSpread = kinds.size >= THRESHOLDS.spreadKinds && sources.size >= THRESHOLDS.spreadSources;
    if (isSpread && timeMs >= after) {
      found.push({ timeMs, numKinds: kinds.size, numSources: sources.size });
      after = timeMs + SPREAD_MS;
    }
    count(kinds, template, -1);
    count(sources, source, -1);
  }
  return found;
}

function count(counts: Map<number, number>, key: number, by: number): void {
  const num = (counts.get(key) ?? 0) + by;
  if (num === 0) counts.delete(key);
  else counts.set(key, num);
}
