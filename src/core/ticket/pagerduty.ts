/**
 * PagerDuty Events API v2, POST /v2/enqueue: the body without its routing key, which only the bridge knows. Limits: body
 * 512 KB, dedup_key 255 characters, summary 1024.
 */
import type { Incident, Severity } from '../../contracts/incident';
import { usableLeadMs } from '../lib/usable-lead-time';
import { leadInShort, minutesBeforeInWords } from '../wording/duration';
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
      readonly when: string;
      readonly lead_time: string;
      readonly hypotheses: readonly string[];
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
  const short = (text: string) => cut(visibleLine(text), maxText);
  const usableMs = usableLeadMs(incident);
  // Null: no lead is claimed. 0: it came too late to be of use.
  const lead = usableMs ? `, warning possible ${leadInShort(usableMs)} before the outage` : '';
  const template = incident.topTemplates.map((shift) => result.templates[shift.template]).find(Boolean);
  return {
    event_action: 'trigger',
    dedup_key: cut(`harbinger-${result.id}-${incident.id}`, MAX_DEDUP_KEY),
    client: `Harbinger ${version}`,
    payload: {
      summary: cut(visibleLine(`${incident.kind}${lead}: ${incident.title}`), MAX_SUMMARY),
      source: short(incident.evidence[0]?.source ?? result.files[0]?.name ?? result.name) || 'log',
      severity: incident.severity,
      timestamp: isoTime(incident.firstConfirmed),
      component: short(result.sources[template?.source ?? 0] || 'log'),
      class: incident.kind,
      custom_details: {
        when: spanSentence(incident),
        lead_time: leadInFull(incident, result),
        hypotheses: incident.hypotheses
          .slice(0, 5)
          .map((each) => short(`${each.text} [${each.evidence.join(', ')}]`)),
        evidence: incident.evidence
          .slice(0, 20)
          .map((each) => cut(visible(`[${each.id}] ${each.source}:${each.lineNum} ${each.text}`), maxText)),
        runbooks: incident.runbooks.slice(0, 3).map((hit) => short(`${hit.title} (${hit.id})`)),
        changes_before: incident.changes
          .slice(0, 5)
          .map(({ change, minutesBefore }) =>
            short(`${minutesBeforeInWords(minutesBefore)}: ${change.kind} ${change.what}`),
          ),
      },
    },
  };
}
