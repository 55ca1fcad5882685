// Keys of what speaks of incidents: incidents.json, the tickets and the alert; and the sections of the ticket as Markdown.
import { column, type ExportColumn, under } from './export-column';

/** Of one incident. */
const INCIDENT_KEYS = [
  column('id', 'text', 'INC-1, INC-2, ...: the gravest first.'),
  column(
    'kind',
    'text',
    'pre-failure: an outage that could be warned of; outage: one that could not; anomaly: no outage was found.',
  ),
  column('severity', 'text', 'critical, error, warning or info.'),
  column('start', 'time', 'Start of its first window.'),
  column('end', 'time', 'End of its last window.'),
  column('first_confirmed', 'time', 'Start of the first window for which two detectors voted.'),
  column('outage_start', 'time', 'Start of the outage, found in the log or marked; null: none was found.'),
  column(
    'lead_minutes',
    'minutes',
    'From first_confirmed to outage_start; null: no lead is claimed. A warning was possible one window later: when that window is over.',
  ),
  column('title', 'text', 'One line; it may quote the log.'),
  column('top_templates[].template_id', 'text', 'A template that behaves otherwise than in the baseline.'),
  column('top_templates[].template', 'text', 'Its text.'),
  column('top_templates[].direction', 'text', 'rose, fell, appeared or vanished.'),
  column('top_templates[].observed', 'count', 'Its records in the incident.'),
  column(
    'top_templates[].expected',
    'number',
    'Its records in as much of the baseline as the incident is long.',
  ),
  column('evidence[].id', 'text', 'E1, E2, ...: what citations name.'),
  column('evidence[].source', 'text', 'File of the line.'),
  column('evidence[].line', 'line', 'Its line in that file.'),
  column('evidence[].timestamp', 'time', 'Its time; null: it states none.'),
  column('evidence[].text', 'text', 'The record as it stands in the log, cut at 4,000 characters.'),
  column('runbooks[].id', 'text', 'Name of the document.'),
  column('runbooks[].title', 'text', 'Its title.'),
  column('runbooks[].score', 'number', 'How well it fits: higher is better.'),
  column('runbooks[].matched[]', 'text', 'A phrase or word of it that the log holds.'),
  column('changes[].time', 'time', 'When the change was made.'),
  column('changes[].what', 'text', 'What was changed.'),
  column('changes[].source', 'text', 'File that tells of it.'),
  column('changes[].minutes_before', 'minutes', 'From the change to first_confirmed, at least 0.'),
  column('hypotheses[].text', 'text', 'What may be going on, one sentence.'),
  column('hypotheses[].evidence[]', 'text', 'Id of the evidence that it rests on.'),
  column('hypotheses[].confidence', 'text', 'low, medium or high.'),
];

export const INCIDENTS_KEYS: readonly ExportColumn[] = under('[].', INCIDENT_KEYS);

export const TICKET_KEYS: readonly ExportColumn[] = [
  ...under('incident.', INCIDENT_KEYS),
  column(
    'incident.outage_reason',
    'text',
    'How the outage was recognised, one sentence; null: there is none.',
  ),
  column('incident.votes.*', 'count', 'Windows of the incident that each detector voted for.'),
  column('incident.reasons[]', 'text', 'What a detector held against a window, one sentence.'),
  column(
    'incident.steps[].name',
    'text',
    'A step of the investigation: context, runbooks, changes or ticket.',
  ),
  column('incident.steps[].finding', 'text', 'What it found, one line.'),
  column(
    'incident.steps[].asked',
    'text',
    'What it was asked. This and the next three are left out of analyses stored before they were kept, and where the log was only read.',
  ),
  column('incident.steps[].uses[]', 'text', 'Name of a step whose findings it was asked with.'),
  column('incident.steps[].found', 'count', 'Templates, runbooks, changes or explanations that it found.'),
  column(
    'incident.steps[].refs[]',
    'text',
    'Id of one of them: of a template, a runbook, a line of evidence.',
  ),
  column('when', 'text', 'Start, end and length in words.'),
  column('lead', 'text', 'The lead time in one sentence, or why none is claimed.'),
  column('not_known[]', 'text', 'Something that the analysis cannot say, and why.'),
  column(
    'answer.title',
    'text',
    'As incident.title. `answer` is left out of analyses stored before answers were made.',
  ),
  column('answer.basis', 'text', 'compared: with a baseline; read: the log is too short or states no times.'),
  column(
    'answer.components',
    'object',
    'List of the parts of the system that it is about, the faulty one first: name, kind (service, host, process, file), from (what tells of it).',
  ),
  column(
    'answer.impact',
    'object',
    'What users would notice: text, evidence; null: the log does not show it.',
  ),
  column('answer.when', 'object', 'List: first sign, outage, end or that it goes on; each text, evidence.'),
  column('answer.where', 'object', 'List: component, host, file and line of code; each text, evidence.'),
  column(
    'answer.what_happened',
    'object',
    'List of at most seven distinct events by time: time, component, what, num (records folded), template_id, exception (type, message, frames, place) or null, evidence.',
  ),
  column(
    'answer.cause',
    'object',
    'The likely cause: text, confidence (medium or high), why_not_higher, runbook, evidence; null: too little is known.',
  ),
  column('answer.ruled_out', 'object', 'List of causes that the log speaks against; each text, evidence.'),
  column('answer.do_now', 'object', 'List of steps, inline Markdown; code spans hold commands.'),
  column('answer.open', 'object', 'List of what is not known and what would settle it; each text, evidence.'),
  column('analysis.id', 'text', 'As id in run_summary.json.'),
  column('analysis.version', 'text', 'Version of Harbinger.'),
  column('analysis.settings_hash', 'text', 'As in run_summary.json.'),
  column('analysis.files[].name', 'text', 'Path of a log as dropped.'),
  column('analysis.files[].bytes', 'bytes', 'Size of its text.'),
  column('analysis.files[].xxh64', 'text', 'xxh64 of its text; null: it could not be read to its end.'),
  column('analysis.files[].format', 'text', 'Format that it was read as.'),
  column('analysis.window_minutes', 'minutes', 'Size of a window; null: the log has no times.'),
  column(
    'analysis.baseline.start',
    'time',
    'Begin of what was learnt from; baseline is null as window_minutes.',
  ),
  column('analysis.baseline.end', 'time', 'End of what was learnt from.'),
  column('analysis.baseline.reason', 'text', 'Which part of the log that is and why.'),
  column('analysis.detectors[].name', 'text', 'baseline, iforest or lstm.'),
  column('analysis.detectors[].backend', 'text', 'What it ran on.'),
  column('analysis.detectors[].rows', 'count', 'Windows that it learnt from.'),
  column('analysis.detectors[].threshold', 'score', 'Score above which it votes; null where it abstained.'),
  column('analysis.detectors[].abstained', 'text', 'Why it gave no verdict; null: it gave one.'),
  column('analysis.bytes_sent', 'bytes', 'Bytes that left this machine for this ticket.'),
];

export const JIRA_KEYS: readonly ExportColumn[] = [
  column('fields.summary', 'text', 'Id and title, at most 255 characters.'),
  column('fields.description', 'object', 'The ticket in the Atlassian Document Format, version 1.'),
  column('fields.labels[]', 'text', 'harbinger, and the kind of the incident.'),
];

export const GITHUB_KEYS: readonly ExportColumn[] = [
  column('title', 'text', 'Id and title, at most 256 characters.'),
  column(
    'body',
    'text',
    'The ticket as Markdown, at most 65,536 characters: sections that do not fit are named.',
  ),
  column('url', 'text', 'Address of a prefilled issue; null here, as no repository is known.'),
];

export const PAGERDUTY_KEYS: readonly ExportColumn[] = [
  column('event_action', 'text', 'trigger.'),
  column(
    'dedup_key',
    'text',
    'The same for the same incident of the same analysis: sent twice, it opens one alert.',
  ),
  column('client', 'text', 'Harbinger and its version.'),
  column('payload.summary', 'text', 'Lead time where one is claimed, and title; at most 1,024 characters.'),
  column('payload.source', 'text', 'File of the first line of evidence.'),
  column('payload.severity', 'text', 'critical, error, warning or info.'),
  column('payload.timestamp', 'time', 'Start of the first confirmed window.'),
  column('payload.component', 'text', 'The faulty component, as far as it is known.'),
  column('payload.class', 'text', 'Kind of the incident.'),
  column(
    'payload.custom_details.impact',
    'text',
    'What users would notice; empty: the log does not show it.',
  ),
  column('payload.custom_details.when', 'text', 'First sign, outage, end or that it goes on.'),
  column(
    'payload.custom_details.lead_time',
    'text',
    'The lead time in one sentence, or why none is claimed.',
  ),
  column(
    'payload.custom_details.hypotheses[]',
    'text',
    'The likely cause with the evidence it rests on; at most two.',
  ),
  column('payload.custom_details.do_now[]', 'text', 'A step of what to do now; at most four.'),
  column(
    'payload.custom_details.evidence[]',
    'text',
    'Id, place and first line of a record; at most five, each kind once.',
  ),
  column('payload.custom_details.runbooks[]', 'text', 'Title and id of the best runbook.'),
  column('payload.custom_details.changes_before[]', 'text', 'A change before the incident; at most three.'),
];

/** Headings of the ticket as Markdown; a section with nothing to say is left out. */
export const TICKET_SECTIONS: readonly ExportColumn[] = [
  column(
    'Why we think so',
    'text',
    'What comes before it is the first part, at most 2,500 characters: title, impact, when, where, what happened, likely cause, ruled out, do now, open questions. Below it: kind, windows, lead time.',
  ),
  column('Evidence', 'text', 'Lines of the log, fenced, each with file, line, time and why it was chosen.'),
  column(
    'Other readings',
    'text',
    'Hypotheses that are not the likely cause, each with the evidence it rests on.',
  ),
  column(
    'What changed in the log',
    'text',
    'Templates that rose, fell, appeared or vanished, with their counts.',
  ),
  column('Runbooks', 'text', 'Runbooks that fit, with their first actions.'),
  column(
    'The system',
    'text',
    'Facts that other files of the bundle state, each with file and line; left out where there are none.',
  ),
  column('Changes before', 'text', 'Changes before the first confirmed window, never said to be the cause.'),
  column('Why it was flagged', 'text', 'Votes of each detector and their reasons.'),
  column('What is not known', 'text', 'What the analysis cannot say, and why.'),
  column(
    'How it was analysed',
    'text',
    'Files with fingerprints, windows, baseline, detectors, settings, bytes sent.',
  ),
];
