/**
 * The parts of a ticket as Markdown, complete without a language model. In: an incident and the analysis it comes from. Out:
 * sections in order, every piece of log text fenced, in a code span or escaped.
 */
import type { Evidence, Incident, TemplateShift } from '../../contracts/incident';
import type { AnalysisResult, Timeline } from '../../contracts/result';
import { DETECTORS, type Reason } from '../../contracts/scores';
import { templateId } from '../../contracts/tables';
import { formatCount } from '../investigate/context';
import { minutesBeforeInWords } from '../wording/duration';
import { voteRule } from '../wording/vote-rule';
import { leadInFull, spanSentence, unknowns } from './facts';
import { code, escapeMarks, fence, prose } from './neutral';
import { readableTime } from './times';
import { bytesSentFor, WRITTEN_HEADING, writtenSummary } from './written';

/** The analysis as far as a ticket speaks of it. */
export interface TicketContext {
  readonly result: AnalysisResult;
  /** Version of Harbinger. */
  readonly version: string;
}

export interface Section {
  readonly heading: string;
  readonly body: string;
  /** 1: never left out where space is short; 5: first to go. */
  readonly priority: 1 | 2 | 3 | 4 | 5;
}

/** Facts of the system that are quoted. */
const MAX_FACTS = 12;

export function ticketSections(incident: Incident, context: TicketContext): readonly Section[] {
  const sections: readonly Section[] = [
    { heading: 'Summary', body: summary(incident, context.result), priority: 1 },
    { heading: WRITTEN_HEADING, body: writtenSummary(incident, context.result), priority: 3 },
    { heading: 'Timeline', body: timeline(incident), priority: 2 },
    { heading: 'What changed in the log', body: shifts(incident, context.result), priority: 2 },
    { heading: 'Hypotheses', body: hypotheses(incident), priority: 1 },
    { heading: 'Evidence', body: evidence(incident), priority: 3 },
    { heading: 'Runbooks', body: runbooks(incident), priority: 2 },
    { heading: 'The system', body: system(context.result), priority: 4 },
    { heading: 'Changes before', body: changes(incident), priority: 3 },
    { heading: 'Why it was flagged', body: votes(incident, context.result), priority: 4 },
    {
      heading: 'What is not known',
      body: bullets(unknowns(incident, context.result).map(prose)),
      priority: 4,
    },
    { heading: 'How it was analysed', body: method(incident, context), priority: 5 },
  ];
  return sections.filter((section) => section.body !== '');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function cite(ids: readonly string[]): string {
  return ids.map((id) => `[${id}]`).join(' ');
}

/** A word for what the first hypothesis is worth: what only shares words with a runbook is not likely. */
const READING = {
  high: 'Most likely reading (high confidence)',
  medium: 'Possible reading (medium confidence)',
  low: 'A hint, not a finding (low confidence)',
} as const;

function summary(incident: Incident, result: AnalysisResult): string {
  const facts = [
    `**Kind:** ${incident.kind}`,
    `**Severity:** ${incident.severity}`,
    `**When:** ${spanSentence(incident)}`,
    `**Lead time:** ${leadInFull(incident, result)}`,
  ];
  const first = incident.hypotheses[0];
  if (first) facts.push(`**${READING[first.confidence]}:** ${prose(first.text)} ${cite(first.evidence)}`);
  return bullets(facts);
}

function timeline(incident: Incident): string {
  const events: { timeMs: number; order: number; text: string }[] = [];
  const add = (timeMs: number | null, order: number, text: string) => {
    if (timeMs !== null) events.push({ timeMs, order, text });
  };
  for (const { change, minutesBefore } of incident.changes) {
    add(
      change.timeMs,
      0,
      `${change.kind}, ${minutesBeforeInWords(minutesBefore)}: ${code(change.what)} (${code(change.source)})`,
    );
  }
  for (const each of incident.evidence)
    add(each.timeMs, 1, `[${each.id}] ${prose(each.why)}: ${code(firstLine(each.text))}`);
  add(incident.start, 2, 'first window of the incident begins');
  add(incident.firstConfirmed, 3, '**first confirmed window begins**');
  add(
    incident.outageStart,
    4,
    `**outage begins** (${prose((incident.outageReason ?? 'marked').replace(/\.$/, ''))})`,
  );
  add(incident.end, 5, 'last window of the incident ends');
  events.sort((a, b) => a.timeMs - b.timeMs || a.order - b.order);
  return bullets(events.map((event) => `${readableTime(event.timeMs)}: ${event.text}`));
}

function firstLine(text: string): string {
  const line = text.split(/\r?\n/, 1)[0];
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

function shifts(incident: Incident, result: AnalysisResult): string {
  const intro = 'Counts in the windows of the incident, against the baseline scaled to the same length:';
  if (incident.topTemplates.length === 0) return '';
  return `${intro}\n\n${bullets(incident.topTemplates.map((shift) => shiftLine(shift, incident.evidence, result)))}`;
}

function shiftLine(shift: TemplateShift, evidenceLines: readonly Evidence[], result: AnalysisResult): string {
  const text = result.templates[shift.template]?.text ?? '';
  const cited = evidenceLines.find((each) => each.template === shift.template);
  const counts = `${formatCount(shift.observed)} seen, ${formatCount(shift.expected)} expected`;
  return `**${shift.direction}** ${templateId(shift.template)} ${code(text)}: ${counts}${cited ? ` [${cited.id}]` : ''}`;
}

function hypotheses(incident: Incident): string {
  if (incident.hypotheses.length === 0)
    return 'None: no runbook phrase and no change is backed by a line of this log.';
  return bullets(
    incident.hypotheses.map((each) => `(${each.confidence}) ${prose(each.text)} ${cite(each.evidence)}`),
  );
}

function evidence(incident: Incident): string {
  return incident.evidence.map(evidenceBlock).join('\n\n');
}

function evidenceBlock(each: Evidence): string {
  const place = `${code(`${each.source}:${each.lineNum}`)}, ${readableTime(each.timeMs)}`;
  return `**[${each.id}]** ${place}: ${prose(each.why)}\n\n${fence(each.text)}`;
}

function runbooks(incident: Incident): string {
  return incident.runbooks
    .map((hit) => {
      const matched = hit.matched.length > 0 ? `matched ${hit.matched.slice(0, 6).map(code).join(', ')}` : '';
      const head = `**${prose(hit.title)}** (${hit.kind} ${code(hit.id)}; ${matched})`;
      return hit.actions.length === 0
        ? head
        : `${head}\n\n${hit.actions.map((action, i) => `${i + 1}. ${markdownAction(action)}`).join('\n')}`;
    })
    .join('\n\n');
}

/** Actions are Markdown of a runbook, which may be a user's own note: its code spans stay, all else is escaped. */
function markdownAction(action: string): string {
  return action
    .trim()
    .split(/(`[^`\n]+`)/)
    .map((part, i) =>
      /^`[^`]+`$/.test(part)
        ? code(part.slice(1, -1))
        : i === 0
          ? prose(part) + trailing(part)
          : escapeMarks(part),
    )
    .join('');
}

function trailing(text: string): string {
  return /\s$/.test(text) ? ' ' : '';
}

/** What files that are no logs state of it. */
function system({ bundle }: AnalysisResult): string {
  return bullets(
    (bundle?.context ?? [])
      .slice(0, MAX_FACTS)
      .map(
        ({ what, value, file, lineNum }) =>
          `**${prose(what)}:** ${code(value)} (${code(`${file}:${lineNum}`)})`,
      ),
  );
}

function changes(incident: Incident): string {
  if (incident.changes.length === 0)
    return 'No change is known in the hours before the first confirmed window.';
  const items = incident.changes.map(({ change, minutesBefore }) => {
    const seen = change.row === null ? 'from the list of changes' : 'seen in the log';
    return `${minutesBeforeInWords(minutesBefore)} (${readableTime(change.timeMs)}): ${change.kind}, ${code(change.what)}, ${code(change.source)}, ${seen}`;
  });
  return `Before, which does not mean that they caused it:\n\n${bullets(items)}`;
}

function votes(incident: Incident, result: AnalysisResult): string {
  const numWindows = incident.windowEnd - incident.windowBegin;
  const detectors = result.timeline?.detectors ?? [];
  const lines = DETECTORS.filter(
    (name) => name in incident.votes || detectors.some((each) => each.name === name),
  ).map((name) => {
    const verdict = detectors.find((each) => each.name === name);
    if (verdict && verdict.abstained !== null) return `${name}: abstained (${prose(verdict.abstained)})`;
    return `${name}: voted in ${incident.votes[name] ?? 0} of ${numWindows} windows`;
  });
  const reasons = incident.reasons.slice(0, 10).map(reasonLine);
  return bullets([...lines, ...reasons]);
}

/** With the window and the detector, where the reason knows them. */
function reasonLine({ text, detector, timeMs }: Reason): string {
  if (detector === undefined || timeMs === undefined) return prose(text);
  return `${readableTime(timeMs)}, ${detector}: ${prose(text)}`;
}

function method(incident: Incident, { result, version }: TicketContext): string {
  const files = result.files.map(
    (file) =>
      `${code(file.name)} (${prose(file.format)}, ${file.numRecords} records, xxh64 ${file.xxh64 ?? 'not known'})`,
  );
  return bullets([
    ...files,
    ...(result.timeline ? timelineLines(result.timeline) : []),
    `Zone of times without one: ${result.zones.map((zone) => `${prose(zone.name)} (${zone.from})`).join(', ') || prose(result.settings.zone)}`,
    `Settings ${code(result.settingsHash)}, analysis ${code(result.id)}, Harbinger ${prose(version)}`,
    `Bytes sent off this machine: ${bytesSentFor(incident, result)}`,
  ]);
}

function timelineLines({ grid, baseline, detectors }: Timeline): string[] {
  const named = detectors.map(
    (each) => `${each.name} (${prose(each.backend)}, learnt from ${each.numRows} windows)`,
  );
  return [
    `Windows: ${formatCount(grid.windowMs / 60_000)} min (${prose(grid.reason)}), ${grid.length} of them`,
    `Baseline: ${readableTime(baseline.startMs)} to ${readableTime(baseline.endMs)} (${prose(baseline.reason)})`,
    `Detectors, ${voteRule(DETECTORS.length)} must agree: ${named.join(', ')}`,
  ];
}
