// An incident of a report: its ticket as a person reads it. In: the incident and its analysis. Out: HTML; each citation leads to its line.
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Evidence, Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { templateId } from '../../contracts/tables';
import { formatCount } from '../investigate/context';
import { isUnread } from '../investigate/evidence';
import { leadInFull, spanSentence, unknowns } from '../ticket/facts';
import { type Block, blocksOf, type Piece } from '../ticket/first-part';
import { cut } from '../ticket/neutral';
import { plainReason, plainTemplate } from '../ticket/plain-reason';
import { readableTime } from '../ticket/times';
import { summaryOf, writtenBy } from '../ticket/written';
import { minutesBeforeInWords } from '../wording/duration';
import { anchorOf, html, type Markup, table } from './markup';

const MAX_TEMPLATE = 300;

export function incidentArticle(incident: Incident, result: AnalysisResult, withLines: boolean): Markup {
  const { id, severity, title, kind } = incident;
  return html`<article class="incident" id="${anchorOf(id)}"><h3><span class="badge ${severity}">${severity}</span> ${title}</h3>
<p class="muted">${id}, ${kind}. ${spanSentence(incident)}. ${leadInFull(incident, result)}</p>
${blocksOf(incident, result).map((block) => blockOf(block, incident))}
${written(incident, result)}
${part('Evidence', incident.evidence, (all) => html`<ol class="evidence">${all.map((each) => evidenceItem(each, id, withLines))}</ol>`)}
${part('Other readings', otherReadings(incident), (all) => list(all.map((each) => hypothesis(each, incident))))}
${part('What changed in the log', incident.topTemplates, () => shifts(incident, result))}
${part('Runbooks', incident.runbooks, (all) => list(all.map(runbook)))}
${part('Changes before, which does not mean that they caused it', incident.changes, (all) => list(all.map(({ change, minutesBefore }) => html`${minutesBeforeInWords(minutesBefore)} (${readableTime(change.timeMs)}): ${change.kind}, <code>${change.what}</code>, <code>${change.source}</code>`)))}
${part('Why it was flagged', incident.reasons, (all) => list(all.slice(0, 10).map((reason) => html`${reason.timeMs !== undefined && `${readableTime(reason.timeMs)}, `}${reason.detector !== undefined && `${reason.detector}: `}${plainReason(reason.text)}`)))}
${part('What is not known', unknowns(incident, result), (all) => list(all.map((each) => html`${each}`)))}
</article>`;
}

/** Nothing for an empty list. */
function part<T>(heading: string, items: readonly T[], body: (items: readonly T[]) => Markup): Markup | null {
  return items.length === 0 ? null : html`<h4>${heading}</h4>${body(items)}`;
}

function list(items: readonly Markup[]): Markup {
  return html`<ul>${items.map((each) => html`<li>${each}</li>`)}</ul>`;
}

function blockOf({ label, form, items }: Block, incident: Incident): Markup {
  const pieces = items.map((item) => item.map((piece) => pieceOf(piece, incident)));
  if (form === 'line') return html`<p><strong>${label}:</strong> ${pieces.flat()}</p>`;
  const entries = pieces.map((item) => html`<li>${item}</li>`);
  return html`<p><strong>${label}</strong></p>${form === 'steps' ? html`<ol>${entries}</ol>` : html`<ul>${entries}</ul>`}`;
}

/** Citations stand in pieces of their own, ' [E1] [E2]'. */
function pieceOf({ text, isCode }: Piece, incident: Incident): Markup {
  if (isCode) return html`<code>${text}</code>`;
  if (!/^(?: \[[^\]]+\])+$/.test(text)) return html`${text}`;
  return citations(
    Array.from(text.matchAll(/\[([^\]]+)\]/g), ([, id]) => id),
    incident,
  );
}

function citations(ids: readonly string[], { id: incidentId, evidence }: Incident): Markup {
  return html`${ids.map((id) =>
    evidence.some((each) => each.id === id)
      ? html` <a class="cite" href="#${anchorOf(incidentId, id)}">[${id}]</a>`
      : html` [${id}]`,
  )}`;
}

function evidenceItem(each: Evidence, incidentId: string, withLines: boolean): Markup {
  const text = !withLines
    ? html`<p class="muted">The line is left out of this report.</p>`
    : isUnread(each)
      ? html`<p class="muted">The text of this line was not at hand.</p>`
      : html`<pre>${each.text}</pre>`;
  return html`<li id="${anchorOf(incidentId, each.id)}"><p><strong>[${each.id}]</strong> <code>${each.source}:${each.lineNum}</code>, ${readableTime(each.timeMs)}: ${each.why}</p>${text}</li>`;
}

/** All but the one that stands above as the likely cause, and those that the log speaks against. */
function otherReadings({ hypotheses, answer }: Incident): readonly Hypothesis[] {
  return hypotheses.filter((each) => each.text !== answer?.cause?.text);
}

function hypothesis({ confidence, text, evidence }: Hypothesis, incident: Incident): Markup {
  return html`(${confidence}) ${text}${citations(evidence, incident)}`;
}

function shifts({ topTemplates, evidence, ...incident }: Incident, { templates }: AnalysisResult): Markup {
  const rows = topTemplates.map(({ template, direction, observed, expected }) => {
    const cited = evidence.find((each) => each.template === template);
    const text = cut(plainTemplate(templates[template]?.text ?? ''), MAX_TEMPLATE);
    return html`<tr><td>${templateId(template)}</td><td>${direction}</td><td class="num">${formatCount(observed)}</td><td class="num">${formatCount(expected)}</td><td><code>${text}</code>${cited !== undefined && citations([cited.id], { ...incident, topTemplates, evidence })}</td></tr>`;
  });
  return html`<p class="muted">Counts in the windows of the incident, against the baseline scaled to the same length.</p>${table('What changed in the log', ['template', 'how', 'seen', 'expected', 'wording'], rows)}`;
}

function runbook({ title, kind, id, actions }: Incident['runbooks'][number]): Markup {
  const steps = actions.map(
    (action) =>
      html`<li>${action.split(/(`[^`\n]+`)/).map((each) => (/^`[^`]+`$/.test(each) ? html`<code>${each.slice(1, -1)}</code>` : html`${each}`))}</li>`,
  );
  return html`<strong>${title}</strong> (${kind} <code>${id}</code>)${steps.length > 0 && html`<ol>${steps}</ol>`}`;
}

function written(incident: Incident, result: AnalysisResult): Markup | null {
  const summary = summaryOf(incident, result);
  if (summary === null) return null;
  const sentences = summary.sentences.map(
    ({ text, evidence }) => html`${text}${citations(evidence, incident)}`,
  );
  return html`<h4>Summary by a language model</h4><p class="muted">${writtenBy(summary, (name) => name)}</p>${list(sentences)}`;
}
