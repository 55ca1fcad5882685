/**
 * PagerDuty Events API v2, POST /v2/enqueue: the body without its routing key, which only the bridge knows. Limits: body
 * 512 KB, dedup_key 255 characters, summary 1024.
 */
import type { Incident, Severity } from '../../contracts/incident';
import { usableLeadMs } from '../lib/usable-lead-time';
import { leadInShort, minutesBeforeInWords } from '../wording/duration';
import { readInPart } from '../wording/read-in-part';
import { leadInFull, spanSentence } from './facts';
import { cut, visible, visibleLine } from './neutral';
import type { TicketContext } from './sections';
import { isoTime } from './times';

const MAX_SUMMARY = 1024;
const MAX_DEDUP_KEY = 255;
const MAX_BODY_BYTES = 500 * 1024;

export interface PagerDutyEvent {
  readonly event_action: 'trigger';
  readonly dedup_key: string;
  readonly client: string;
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: Severity;
    readonly timestamp: string | null;
    readonly component: string;
    readonly class: string;
    readonly custom_details: {
      /** '': the log does not show it. */
      readonly impact: string;
      readonly when: string;
      readonly lead_time: string;
      readonly hypotheses: readonly string[];
      readonly do_now: readonly string[];
      readonly evidence: readonly string[];
      readonly runbooks: readonly string[];
      readonly changes_before: readonly string[];
    };
  };
}

/** The same incident of the same analysis always has the same dedup_key, so that sending twice opens one alert. */
export function pagerDutyEvent(incident: Incident, context: TicketContext): PagerDutyEvent {
  const full = eventWith(incident, context, 500);
  return new TextEncoder().encode(JSON.stringify(full)).length <= MAX_BODY_BYTES
    ? full
    : eventWith(incident, context, 80);
}

function eventWith(incident: Incident, { result, version }: TicketContext, maxText: number): PagerDutyEvent {
  const { answer } = incident;
  const short = (text: string) => cut(visibleLine(text), maxText);
  const usableMs = usableLeadMs(incident);
  // Null: no lead is claimed. 0: it came too late to be of use.
  const lead = usableMs ? `warning possible ${leadInShort(usableMs)} before the outage: ` : '';
  const part = readInPart(result.problems) === null ? '' : 'log read in part, ';
  const template = incident.topTemplates.map((shift) => result.templates[shift.template]).find(Boolean);
  const component = answer?.components[0]?.name ?? result.sources[template?.source ?? 0];
  const told = new Set(answer?.whatHappened.map(({ evidence }) => evidence));
  const lines = answer ? incident.evidence.filter(({ id }) => told.has(id)) : incident.evidence;
  const cause = answer ? [answer.cause].filter((each) => each !== null) : incident.hypotheses;
  return {
    event_action: 'trigger',
    dedup_key: cut(`harbinger-${result.id}-${incident.id}`, MAX_DEDUP_KEY),
    client: `Harbinger ${version}`,
    payload: {
      summary: cut(visibleLine(`${part}${lead}${incident.title}`), MAX_SUMMARY),
      source: short(incident.evidence[0]?.source ?? result.files[0]?.name ?? result.name) || 'log',
      severity: incident.severity,
      timestamp: isoTime(incident.firstConfirmed),
      component: short(component || 'log'),
      class: incident.kind,
      custom_details: {
        impact: short(answer?.impact?.text ?? ''),
        when: answer ? short(answer.when.map(({ text }) => text).join('; ')) : spanSentence(incident),
        lead_time: leadInFull(incident, result),
        hypotheses: cause
          .slice(0, MAX_HYPOTHESES)
          .map((each) => short(`(${each.confidence}) ${each.text} [${each.evidence.join(', ')}]`)),
        do_now: (answer?.doNow ?? []).map(short),
        evidence: distinct(
          lines.map(({ id, source, lineNum, text }) => ({
            place: `[${id}] ${source}:${lineNum}`,
            text: firstLine(text),
          })),
        ).map(({ place, text }) => cut(visible(`${place} ${text}`), maxText)),
        runbooks: incident.runbooks.slice(0, MAX_RUNBOOKS).map((hit) => short(`${hit.title} (${hit.id})`)),
        changes_before: incident.changes
          .slice(0, MAX_CHANGES)
          .map(({ change, minutesBefore }) =>
            short(`${minutesBeforeInWords(minutesBefore)}: ${change.kind} ${change.what}`),
          ),
      },
    },
  };
}

/** What somebody who is woken reads: the rest is in the ticket. */
const MAX_HYPOTHESES = 2;
const MAX_LINES = 5;
const MAX_RUNBOOKS = 1;
const MAX_CHANGES = 3;

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0];
}

/** Lines that say the same but for their numbers once; at most MAX_LINES. */
function distinct<T extends { readonly text: string }>(lines: readonly T[]): readonly T[] {
  const keys = lines.map(({ text }) => text.replace(/[\da-f]{4,}|\d+/g, '#'));
  return lines.filter((_, i) => keys.indexOf(keys[i]) === i).slice(0, MAX_LINES);
}
