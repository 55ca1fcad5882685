/** What a language model added to the ticket of an incident, if anything. In: the analysis. Out: its section, marked with the model's name. */
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import type {
  SummaryRecord,
  WriteOutcome,
  WrittenSentence,
  WrittenSummary,
} from '../../contracts/written-summary';
import { code, prose } from './neutral';

export const WRITTEN_HEADING = 'Summary by a language model';

/** Null: nothing was written, or nothing of it held. */
export function summaryOf(incident: Incident, result: AnalysisResult): WrittenSummary | null {
  const summary = recordOf(incident, result)?.summary ?? null;
  return summary !== null && summary.sentences.length > 0 ? summary : null;
}

/** Bytes that left this machine for the ticket: 0 unless a remote model was chosen. */
export function bytesSentFor(incident: Incident, result: AnalysisResult): number {
  return recordOf(incident, result)?.bytesSent ?? 0;
}

/** The analysis with what came of asking. Bytes that left count though nothing was written; an earlier summary stays then. */
export function withOutcome(result: AnalysisResult, id: string, outcome: WriteOutcome): AnalysisResult {
  const before = result.summaries?.[id];
  const summary = outcome.kind === 'written' ? outcome.summary : (before?.summary ?? null);
  const bytesSent = (before?.bytesSent ?? 0) + outcome.bytesSent;
  return { ...result, summaries: { ...result.summaries, [id]: { summary, bytesSent } } };
}

function recordOf({ id }: Incident, { summaries }: AnalysisResult): SummaryRecord | null {
  return summaries !== undefined && Object.hasOwn(summaries, id) ? summaries[id] : null;
}

/** Markdown; '': nothing was written. The sentences hold hostile text. */
export function writtenSummary(incident: Incident, result: AnalysisResult): string {
  const summary = summaryOf(incident, result);
  if (summary === null) return '';
  const sentences = summary.sentences.map(
    ({ text, evidence }) => `- ${prose(text)} ${evidence.map((id) => `[${id}]`).join(' ')}`,
  );
  return `${writtenBy(summary, code)}\n\n${sentences.join('\n')}`;
}

/** Who wrote, and what became of it; @param mark how the model's name is set, which anybody may have given it */
export function writtenBy({ model, removed }: WrittenSummary, mark: (name: string) => string): string {
  const taken = removed.length === 1 ? '1 sentence was' : `${removed.length} sentences were`;
  const out = removed.length === 0 ? '' : ` ${taken} taken out, since nothing backs what they said.`;
  return `Written by the model ${mark(model)}, and checked sentence by sentence against the lines that each cites. The facts of this ticket are not its own.${out}`;
}

/** 'The pool ran dry. [E1] [E2]', raw. */
export function citedSentence({ text, evidence }: WrittenSentence): string {
  return `${text} ${evidence.map((id) => `[${id}]`).join(' ')}`;
}
