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
import { type Block, firstPart, type Piece } from './first-part';
import { code, cut, escapeMarks, fence, prose, visibleLine } from './neutral';
import { plainReason, plainTemplate } from './plain-reason';
import { readableTime } from './times';
import { bytesSentFor, WRITTEN_HEADING, writtenSummary } from './written';

/** The analysis as far as a ticket speaks of it. */
export interface TicketContext {
  readonly result: AnalysisResult;
  /** Version of Harbinger. */
  readonly version: string;
  /** The user's own form of the Markdown; absent or '': the ticket as it is. */
  readonly template?: string;
}

export interface Section {
  readonly heading: string;
  readonly body: string;
  /** 1: never left out where space is short; 5: first to go. */
  readonly priority: 1 | 2 | 3 | 4 | 5;
}

/** Characters of a title, and of a template beside its counts. */
const MAX_HEADING = 200;
const MAX_TEMPLATE = 300;
/** Facts of the system that are quoted. */
const MAX_FACTS = 12;

/** Heading of what stands behind the first part. */
export const APPENDIX = 'Why we think so';

export function ticketSections(incident: Incident, context: TicketContext): readonly Section[] {
  const sections: readonly Section[] = [
    { heading: '', body: firstPartText(incident, context.result), priority: 1 },
    { heading: APPENDIX, body: summary(incident, context.result), priority: 1 },
    { heading: WRITTEN_HEADING, body: writtenSummary(incident, context.result), priority: 3 },
    { heading: 'Evidence', body: evidence(incident), priority: 3 },
    { heading: 'Other readings', body: hypotheses(incident), priority: 2 },
    { heading: 'What changed in the log', body: shifts(incident, context.result), priority: 2 },
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

/** '# [critical] title', and the blocks below it. */
function firstPartText(incident: Incident, result: AnalysisResult): string {
  const head = `# \\[${incident.severity}\\] ${titleText(incident.title)}`;
  const textOf = (blocks: readonly Block[]): string => [head, ...blocks.map(blockText)].join('\n\n');
  return textOf(firstPart(incident, result, (blocks) => textOf(blocks).length));
}

/** A title of an older analysis may be long. */
export function titleText(title: string): string {
  return prose(cut(visibleLine(title), MAX_HEADING));
}

function blockText({ label, form, items }: Block): string {
  if (form === 'line') return `**${label}:** ${items.map(itemText).join(' ')}`;
  const mark = (i: number): string => (form === 'steps' ? `${i + 1}.` : '-');
  return `**${label}**\n\n${items.map((item, i) => `${mark(i)} ${itemText(item)}`).join('\n')}`;
}

/** Markdown of one item, log text in it harmless. */
export function itemText(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text, isCode }, i) => {
      if (isCode) return code(text);
      const cites = /^(?: \[E\d+\])+$/.test(text);
      if (cites) return text;
      return i === 0 ? prose(text) + trailing(text) : escapeMarks(text);
    })
    .join('')
    .replace(/\](?=\()/g, '] ');
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function cite(ids: readonly string[]): string {
  return ids.map((id) => `[${id}]`).join(' ');
}

function summary(incident: Incident, result: AnalysisResult): string {
  return bullets([
    `**Incident:** ${incident.id}, ${incident.kind}, ${incident.severity}`,
    `**Windows:** ${spanSentence(incident)}`,
    `**Lead time:** ${leadInFull(incident, result)}`,
    ...(incident.outageStart === null
      ? []
      : [
          `**Outage:** ${readableTime(incident.outageStart)}, ${prose(plainReason(incident.outageReason ?? 'marked'))}`,
        ]),
  ]);
}

function shifts(incident: Incident, result: AnalysisResult): string {
  const intro = 'Counts in the windows of the incident, against the baseline scaled to the same length:';
  if (incident.topTemplates.length === 0) return '';
  return `${intro}\n\n${bullets(incident.topTemplates.map((shift) => shiftLine(shift, incident.evidence, result)))}`;
}

/** Its words stand in no quotation and no code: a template is nobody's line. */
function shiftLine(shift: TemplateShift, evidenceLines: readonly Evidence[], result: AnalysisResult): string {
  const text = cut(plainTemplate(result.templates[shift.template]?.text ?? ''), MAX_TEMPLATE);
  const cited = evidenceLines.find((each) => each.template === shift.template);
  const counts = `${formatCount(shift.observed)} seen, ${formatCount(shift.expected)} expected`;
  return `**${shift.direction}** ${templateId(shift.template)} (${prose(text)}): ${counts}${cited ? ` [${cited.id}]` : ''}`;
}

/** All hypotheses but the one that stands above as the likely cause. */
function hypotheses({ hypotheses: all, answer }: Incident): string {
  const others = all.filter((each) => each.text !== answer?.cause?.text);
  return bullets(others.map((each) => `(${each.confidence}) ${prose(each.text)} ${cite(each.evidence)}`));
}

function evidence(incident: Incident): string {
  return incident.evidence.map(evidenceBlock).join('\n\n');
}

/** A line with its place, fenced. */
export function evidenceBlock(each: Evidence): string {
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
  const said = prose(plainReason(text));
  return detector === undefined || timeMs === undefined
    ? said
    : `${readableTime(timeMs)}, ${detector}: ${said}`;
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
