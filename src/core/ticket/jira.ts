/**
 * A Jira issue from an incident: summary (255 characters) and description in the Atlassian Document Format, version 1. Jira Cloud
 * allows no call from a page, so this is for copying, or for a script. Text nodes of ADF hold no markup: nothing to escape.
 */
import type { Evidence, Incident } from '../../contracts/incident';
import { templateId } from '../../contracts/tables';
import { formatCount } from '../investigate/context';
import { minutesBeforeInWords } from '../wording/duration';
import { leadInFull, spanSentence, unknowns } from './facts';
import { type Block, firstPart, type Piece } from './first-part';
import { cut, visible, visibleLine } from './neutral';
import { plainTemplate } from './plain-reason';
import { APPENDIX, type TicketContext } from './sections';
import { readableTime } from './times';
import { citedSentence, summaryOf, WRITTEN_HEADING, writtenBy } from './written';

const MAX_SUMMARY = 255;
/** Jira refuses descriptions above 32,767 characters: evidence is cut well below. */
const MAX_EVIDENCE_TEXT = 1000;
const MAX_DESCRIPTION = 32_000;

export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly { readonly type: string }[];
  readonly content?: readonly AdfNode[];
}

export interface JiraBody {
  readonly fields: {
    readonly summary: string;
    readonly description: { readonly type: 'doc'; readonly version: 1; readonly content: readonly AdfNode[] };
    readonly labels: readonly string[];
  };
}

/** The body of POST /rest/api/3/issue without project and issue type, which only the user knows. */
export function jiraBody(incident: Incident, context: TicketContext): JiraBody {
  const parts = [
    firstNodes(incident, context),
    [heading(APPENDIX)],
    facts(incident, context),
    writtenNodes(incident, context),
    incident.evidence.length > 0 ? [heading('Evidence'), ...incident.evidence.flatMap(evidenceNodes)] : [],
    section(
      'Other readings',
      incident.hypotheses
        .filter((each) => each.text !== incident.answer?.cause?.text)
        .map((each) => [
          text(`(${each.confidence}) ${each.text} ${each.evidence.map((id) => `[${id}]`).join(' ')}`),
        ]),
    ),
    section('What changed in the log', shiftItems(incident, context)),
    section('Runbooks', runbookItems(incident)),
    section('Changes before (not said to be the cause)', changeItems(incident)),
    section(
      'What is not known',
      unknowns(incident, context.result).map((each) => [text(each)]),
    ),
  ];
  return {
    fields: {
      summary: cut(visibleLine(`${incident.id}: ${incident.title}`), MAX_SUMMARY),
      description: { type: 'doc', version: 1, content: withinLimit(parts.flat()) },
      labels: ['harbinger', incident.kind],
    },
  };
}

function text(value: string, mark?: 'code' | 'strong'): AdfNode {
  const node = { type: 'text', text: visibleLine(value) || ' ' };
  return mark ? { ...node, marks: [{ type: mark }] } : node;
}

function paragraph(...content: readonly AdfNode[]): AdfNode {
  return { type: 'paragraph', content };
}

function heading(value: string): AdfNode {
  return { type: 'heading', attrs: { level: 2 }, content: [text(value)] };
}

function section(title: string, items: readonly (readonly AdfNode[])[]): readonly AdfNode[] {
  if (items.length === 0) return [];
  const content = items.map((item) => ({ type: 'listItem', content: [paragraph(...item)] }));
  return [heading(title), { type: 'bulletList', content }];
}

/** The first part of the ticket: a paragraph or a list for each block. */
function firstNodes(incident: Incident, { result }: TicketContext): readonly AdfNode[] {
  const blocks = firstPart(incident, result, lengthOf);
  return [
    paragraph(text(`[${incident.severity}] ${incident.title}`, 'strong')),
    ...blocks.flatMap(({ label, form, items }) => {
      if (form === 'line') return [paragraph(text(`${label}: `, 'strong'), ...items.flat().map(piece))];
      const content = items.map((item) => ({ type: 'listItem', content: [paragraph(...item.map(piece))] }));
      const type = form === 'steps' ? 'orderedList' : 'bulletList';
      return [paragraph(text(label, 'strong')), { type, content }];
    }),
  ];
}

function lengthOf(blocks: readonly Block[]): number {
  const pieces = blocks.flatMap(({ items }) => items.flat());
  return pieces.reduce((sum, each) => sum + each.text.length, 0);
}

function piece({ text: value, isCode }: Piece): AdfNode {
  return isCode ? text(value, 'code') : text(value);
}

function facts(incident: Incident, { result }: TicketContext): readonly AdfNode[] {
  return [
    paragraph(
      text(
        `${incident.id}, ${incident.kind}, ${incident.severity}; ${spanSentence(incident)}; ${leadInFull(incident, result)}.`,
      ),
    ),
  ];
}

function writtenNodes(incident: Incident, { result }: TicketContext): readonly AdfNode[] {
  const summary = summaryOf(incident, result);
  if (summary === null) return [];
  const [title, list] = section(
    WRITTEN_HEADING,
    summary.sentences.map((sentence) => [text(citedSentence(sentence))]),
  );
  return [title, paragraph(text(writtenBy(summary, (model) => model))), list];
}

function shiftItems(incident: Incident, { result }: TicketContext): readonly (readonly AdfNode[])[] {
  return incident.topTemplates.map((shift) => [
    text(
      `${shift.direction} ${templateId(shift.template)} (${cut(plainTemplate(result.templates[shift.template]?.text ?? ''), 500)}): ${formatCount(shift.observed)} seen, ${formatCount(shift.expected)} expected`,
    ),
  ]);
}

function runbookItems(incident: Incident): readonly (readonly AdfNode[])[] {
  return incident.runbooks
    .slice(0, 3)
    .map((hit) => [text(hit.title, 'strong'), text(` (${hit.id}): ${hit.actions.slice(0, 3).join(' / ')}`)]);
}

function changeItems(incident: Incident): readonly (readonly AdfNode[])[] {
  return incident.changes.map(({ change, minutesBefore }) => [
    text(`${minutesBeforeInWords(minutesBefore)}, ${change.kind}: `),
    text(cut(change.what, 300), 'code'),
  ]);
}

function evidenceNodes(each: Evidence): readonly AdfNode[] {
  return [
    paragraph(
      text(`[${each.id}]`, 'strong'),
      text(` ${each.source}:${each.lineNum}, ${readableTime(each.timeMs)}: ${each.why}`),
    ),
    {
      type: 'codeBlock',
      attrs: { language: 'text' },
      content: [{ type: 'text', text: visible(cut(each.text, MAX_EVIDENCE_TEXT)) || ' ' }],
    },
  ];
}

/** Nodes from the front as long as their text fits; the rest goes, and the last node says so. */
function withinLimit(nodes: readonly AdfNode[]): readonly AdfNode[] {
  let length = 0;
  let end = 0;
  while (end < nodes.length && length <= MAX_DESCRIPTION) length += JSON.stringify(nodes[end++]).length;
  if (length <= MAX_DESCRIPTION) return nodes;
  const note = paragraph(text('The rest was left out for length: it is in incident_ticket.md.'));
  return [...nodes.slice(0, end - 1), note];
}
