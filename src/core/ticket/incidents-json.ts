/** incidents.json: keys in snake_case, times ISO 8601 in UTC, what does not exist is null. */
import type { Incident } from '../../contracts/incident';
import { type Template, templateId } from '../../contracts/tables';
import { isoTime } from './times';

export interface IncidentJson {
  readonly id: string;
  readonly kind: string;
  readonly severity: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly first_confirmed: string | null;
  readonly outage_start: string | null;
  readonly lead_minutes: number | null;
  readonly title: string;
  readonly top_templates: readonly {
    readonly template_id: string;
    readonly template: string;
    readonly direction: string;
    readonly observed: number;
    readonly expected: number;
  }[];
  readonly evidence: readonly {
    readonly id: string;
    readonly source: string;
    readonly line: number;
    readonly timestamp: string | null;
    readonly text: string;
  }[];
  readonly runbooks: readonly {
    readonly id: string;
    readonly title: string;
    readonly score: number;
    readonly matched: readonly string[];
  }[];
  readonly changes: readonly {
    readonly time: string | null;
    readonly what: string;
    readonly source: string;
    readonly minutes_before: number;
  }[];
  readonly hypotheses: readonly {
    readonly text: string;
    readonly evidence: readonly string[];
    readonly confidence: string;
  }[];
}

/** The array of incidents.json, in the order given. Log text is raw: JSON needs no other escape. */
export function incidentsJson(
  incidents: readonly Incident[],
  templates: readonly Template[],
): readonly IncidentJson[] {
  return incidents.map((incident) => incidentJson(incident, templates));
}

export function incidentJson(incident: Incident, templates: readonly Template[]): IncidentJson {
  return {
    id: incident.id,
    kind: incident.kind,
    severity: incident.severity,
    start: isoTime(incident.start),
    end: isoTime(incident.end),
    first_confirmed: isoTime(incident.firstConfirmed),
    outage_start: isoTime(incident.outageStart),
    lead_minutes: incident.leadMinutes === null ? null : round(incident.leadMinutes, 2),
    title: incident.title,
    top_templates: incident.topTemplates.map((shift) => ({
      template_id: templateId(shift.template),
      template: templates[shift.template]?.text ?? '',
      direction: shift.direction,
      observed: shift.observed,
      expected: round(shift.expected, 2),
    })),
    evidence: incident.evidence.map(({ id, source, lineNum, timeMs, text }) => ({
      id,
      source,
      line: lineNum,
      timestamp: isoTime(timeMs),
      text,
    })),
    runbooks: incident.runbooks.map(({ id, title, score, matched }) => ({
      id,
      title,
      score: round(score, 3),
      matched,
    })),
    changes: incident.changes.map(({ change, minutesBefore }) => ({
      time: isoTime(change.timeMs),
      what: change.what,
      source: change.source,
      minutes_before: round(minutesBefore, 2),
    })),
    hypotheses: incident.hypotheses.map(({ text, evidence, confidence }) => ({ text, evidence, confidence })),
  };
}

function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
