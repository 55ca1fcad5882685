/** The ticket of one incident. In: the incident and its analysis. Out: Markdown for people, JSON for machines. */
import type { Incident, InvestigationStep } from '../../contracts/incident';
import type { WrittenSummary } from '../../contracts/written-summary';
import { type AnswerJson, answerJson } from './answer-json';
import { leadInFull, spanSentence, unknowns } from './facts';
import { type IncidentJson, incidentJson } from './incidents-json';
import { ownTicket } from './own-ticket';
import { plainReason } from './plain-reason';
import { type Section, type TicketContext, ticketSections } from './sections';
import { isoTime } from './times';
import { bytesSentFor, summaryOf } from './written';

/**
 * incident_ticket.md: CommonMark with no raw HTML of ours; log text cannot leave its fence, link, or mention anybody. In the user's own form where
 * there is one.
 */
export function ticketMarkdown(incident: Incident, context: TicketContext): string {
  const { template = '', result } = context;
  if (template.trim() !== '') return ownTicket(template, incident, result).markdown;
  return renderSections(ticketSections(incident, context));
}

export function renderSections(sections: readonly Section[]): string {
  return sections
    .map(({ heading, body }) => (heading === '' ? `${body}\n` : `## ${heading}\n\n${body}\n`))
    .join('\n');
}

export interface TicketJson {
  readonly incident: IncidentJson & {
    readonly outage_reason: string | null;
    readonly votes: Readonly<Record<string, number>>;
    readonly reasons: readonly string[];
    readonly steps: readonly StepJson[];
  };
  readonly when: string;
  readonly lead: string;
  readonly not_known: readonly string[];
  /** Absent in analyses stored before answers were made. */
  readonly answer?: AnswerJson;
  /** Only where a language model wrote one. */
  readonly written_summary?: WrittenJson;
  readonly analysis: {
    readonly id: string;
    readonly version: string;
    readonly settings_hash: string;
    readonly files: readonly {
      readonly name: string;
      readonly bytes: number;
      readonly xxh64: string | null;
      readonly format: string;
    }[];
    readonly window_minutes: number | null;
    readonly baseline: {
      readonly start: string | null;
      readonly end: string | null;
      readonly reason: string;
    } | null;
    readonly detectors: readonly {
      readonly name: string;
      readonly backend: string;
      readonly rows: number;
      readonly threshold: number | null;
      readonly abstained: string | null;
    }[];
    readonly bytes_sent: number;
  };
}

interface WrittenJson {
  readonly model: string;
  readonly sentences: readonly { readonly text: string; readonly evidence: readonly string[] }[];
  /** Why sentences were taken out; their text is not told on. */
  readonly removed: readonly string[];
}

function writtenJson({ model, sentences, removed }: WrittenSummary): WrittenJson {
  return {
    model,
    sentences: sentences.map(({ text, evidence }) => ({ text, evidence })),
    removed: removed.map(({ reason }) => reason),
  };
}

/** What is absent is so in analyses stored before it was kept. */
interface StepJson {
  readonly name: string;
  readonly asked?: string;
  readonly uses?: readonly string[];
  readonly finding: string;
  readonly found?: number;
  readonly refs?: readonly string[];
}

function stepJson({ name, asked, uses, finding, num, refs }: InvestigationStep): StepJson {
  return {
    name,
    ...(asked !== undefined && { asked }),
    ...(uses !== undefined && { uses }),
    finding: plainReason(finding),
    ...(num !== undefined && { found: num }),
    ...(refs !== undefined && { refs }),
  };
}

/** incident_ticket.json: the incident as in incidents.json, what is not known, and how it was analysed. */
export function ticketJson(incident: Incident, context: TicketContext): TicketJson {
  const { result } = context;
  const timeline = result.timeline;
  const summary = summaryOf(incident, result);
  return {
    incident: {
      ...incidentJson(incident, result.templates),
      outage_reason: incident.outageReason && plainReason(incident.outageReason),
      votes: incident.votes,
      reasons: incident.reasons.map((reason) => plainReason(reason.text)),
      steps: (incident.steps ?? []).map(stepJson),
    },
    when: spanSentence(incident),
    lead: leadInFull(incident, result),
    not_known: unknowns(incident, result),
    ...(incident.answer && { answer: answerJson(incident.answer, incident.title) }),
    ...(summary && { written_summary: writtenJson(summary) }),
    analysis: {
      id: result.id,
      version: context.version,
      settings_hash: result.settingsHash,
      files: result.files.map(({ name, bytes, xxh64, format }) => ({ name, bytes, xxh64, format })),
      window_minutes: timeline ? timeline.grid.windowMs / 60_000 : null,
      baseline: timeline && {
        start: isoTime(timeline.baseline.startMs),
        end: isoTime(timeline.baseline.endMs),
        reason: timeline.baseline.reason,
      },
      detectors: (timeline?.detectors ?? []).map(({ name, backend, numRows, threshold, abstained }) => ({
        name,
        backend,
        rows: numRows,
        threshold,
        abstained,
      })),
      bytes_sent: bytesSentFor(incident, result),
    },
  };
}
