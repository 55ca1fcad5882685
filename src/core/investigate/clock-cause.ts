/**
 * A clock that was set, as the cause of what fails while it is wrong. In: an episode, the steps of clocks, a way to read lines. Out: a hypothesis that cites the lines on
 * both sides of the jump; likely only where lines of the episode speak of times that are wrong.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Episode } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { RowIdx } from '../../contracts/units';
import type { ClockStep } from '../features/clock-steps';
import { stepInWords } from '../incident/clock-step-events';
import { templateOfRow, timeOfRow } from '../lib/log-table';
import { clockOf } from '../wording/clock';
import type { ReadTexts } from './evidence';
import type { EvidenceBook } from './evidence-book';

/** What checks a time says so of one that is off. */
const OF_TIME =
  /\bexpired?\b|\bnot yet valid\b|\bskew\b|\bclock\b|\btimestamp|\blease|\bin the future\b|\btoo (?:old|new|early|late)\b|\bvalid(?:ity)? (?:from|until|not before)|\bissued at\b|\bticket\b|\bnonce\b/i;
/** So long before the episode the clock may have been set. */
const BEFORE_MS = 15 * 60_000;

export interface ClockCauseInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly readTexts: ReadTexts;
  readonly book: EvidenceBook;
}

/** Null: no clock was set then. */
export async function clockCause(
  { start, end }: Pick<Episode, 'start' | 'end'>,
  steps: readonly ClockStep[],
  { table, templates, readTexts, book }: ClockCauseInput,
): Promise<Hypothesis | null> {
  const step = steps.find(({ beforeMs, afterMs, ended, isReturn }) => {
    const [from, to] = [Math.min(beforeMs, afterMs), Math.max(beforeMs, afterMs, ended?.beforeMs ?? 0)];
    return !isReturn && end >= from && start <= to + BEFORE_MS;
  });
  if (step === undefined) return null;
  const { beforeRow, afterRow, beforeMs, afterMs, ended } = step;
  const rows = [beforeRow, afterRow, ...(ended ? [ended.beforeRow] : [])];
  const texts = await readTexts(rows.map((row) => row as RowIdx));
  const cited = rows.map((row, i) =>
    book.cite(
      { row, timeMs: timeOfRow(table, row), template: templateOfRow(table, templates, row) },
      texts[i] ?? '',
      i === 0 ? 'last before the clock stepped' : i === 1 ? 'first after it' : 'last before it was set back',
    ),
  );
  const speaks = book.evidence().find(({ text, timeMs }) => OF_TIME.test(text) && (timeMs ?? 0) >= start);
  const back = ended === null ? '' : ` It was set back after ${clockOf(ended.beforeMs)}.`;
  return {
    text: `The clock behind ${table.files[step.fileIdx].name} stepped ${stepInWords(step)}: times jump from ${clockOf(beforeMs)} to ${clockOf(afterMs)} UTC between two records that follow each other.${back}`,
    evidence: speaks ? [...cited, speaks.id] : cited,
    confidence: speaks ? 'medium' : 'low',
    whyNotHigher: speaks
      ? 'That the lines failed because of it is inferred from their words.'
      : 'No line of the incident speaks of a time that is wrong.',
  };
}
