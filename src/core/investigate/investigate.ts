/**
 * The investigation: context, runbooks, changes, and what the ticket will say. In: episodes and the tables, the runbook
 * search and a way to read lines. Out: incidents, gravest first. Same input, same incidents.
 */
import type { Change } from '../../contracts/changes';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode, Evidence, Incident, InvestigationStep } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { OnProgress } from '../../contracts/units';
import { templateOfRow } from '../lib/log-table';
import { type ContextFinding, findContext, type RankedShift } from './context';
import { type ChangesFinding, correlateChanges } from './correlate';
import { type EvidenceRequest, type ReadTexts, requestEvidence, toEvidence } from './evidence';
import { type CitedPart, formHypotheses } from './hypotheses';
import { type NamesProduct, productsOf } from './products';
import type { RunbookSearch } from './runbook-search';
import { findRunbooks, type RunbooksFinding } from './runbooks-step';
import { titleOf } from './wording';

export interface InvestigationInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** Dropped changes and those of the log (changesInLog), in any order. */
  readonly changes: readonly Change[];
  readonly search: RunbookSearch;
  readonly readTexts: ReadTexts;
  /** Hours before the first confirmed window in which changes are looked for; 12 by default. */
  readonly lookbackHours?: number;
  readonly onProgress?: OnProgress;
}

/** Changes of the log that become evidence lines of an incident. */
const MAX_CHANGE_LINES = 3;
const MAX_CHANGE_LINE_MINUTES = 60;
/** Of an evidence line in the question to the runbooks, against its template. */
const EVIDENCE_WEIGHT = 0.8;

/** Incidents of the episodes, gravest first: INC-1 is what to look at now. Episodes are disjoint in time. */
export async function investigate(
  episodes: readonly Episode[],
  input: InvestigationInput,
): Promise<readonly Incident[]> {
  const contexts = episodes.map((each) =>
    findContext(each, episodes, input.features, input.baseline, input.templates),
  );
  const requests = requestEvidence(
    episodes,
    contexts.map((each) => each.shifts),
    input.table,
    input.templates,
  );
  const namesProduct = productsOf(input.table, input.templates);
  const drafts: Draft[] = [];
  for (let i = 0; i < episodes.length; i++) {
    input.onProgress?.({ stage: 'investigate', detail: '', done: i, total: episodes.length, unit: 'steps' });
    drafts.push(await investigateOne(episodes[i], contexts[i], requests[i], namesProduct, input));
  }
  return drafts.sort(byGravity).map(({ incident }, i) => ({ ...incident, id: `INC-${i + 1}` }));
}

interface Draft {
  readonly incident: Incident;
  readonly surprise: number;
}

async function investigateOne(
  episode: Episode,
  context: ContextFinding,
  requests: readonly EvidenceRequest[],
  namesProduct: NamesProduct,
  input: InvestigationInput,
): Promise<Draft> {
  const correlated = correlateChanges(
    episode,
    input.changes,
    input.features.grid.windowMs,
    input.lookbackHours,
  );
  const evidence = await readEvidence(withChangeLines(requests, correlated, input), input);
  const parts = questionOf(context.shifts, evidence, input.templates);
  const found = findRunbooks(parts, input.search, namesProduct);
  const hypotheses = formHypotheses({
    shifts: context.shifts,
    runbooks: found.runbooks,
    parts,
    changes: correlated.changes,
    evidence,
    namesProduct,
  });
  const incident: Incident = {
    ...episode,
    id: '',
    title: titleOf(episode, context.shifts, input.templates, input.table.sources, evidence),
    topTemplates: context.shifts.map(({ surprise: _, ...shift }) => shift),
    evidence,
    runbooks: found.runbooks.map(({ phrases: _p, claim: _c, after: _a, requires: _r, ...hit }) => hit),
    changes: correlated.changes,
    hypotheses,
    steps: stepsOf(context, found, correlated, evidence, hypotheses.length),
  };
  return { incident, surprise: context.shifts.reduce((sum, shift) => sum + shift.surprise, 0) };
}

async function readEvidence(
  requests: readonly EvidenceRequest[],
  input: InvestigationInput,
): Promise<readonly Evidence[]> {
  const texts = await input.readTexts(requests.map((request) => request.row));
  return toEvidence(requests, texts, input.table);
}

/** The nearest changes that the log itself tells of are lines that can be cited. */
function withChangeLines(
  requests: readonly EvidenceRequest[],
  correlated: ChangesFinding,
  input: InvestigationInput,
): readonly EvidenceRequest[] {
  const lines = correlated.changes
    .filter(({ minutesBefore }) => minutesBefore <= MAX_CHANGE_LINE_MINUTES)
    .flatMap(({ change: { row, kind }, minutesBefore }) =>
      row === null
        ? []
        : [{ row, why: `${kind} ${minutesBefore === 0 ? 'in' : 'before'} the first confirmed window` }],
    )
    .filter(({ row }) => requests.every((request) => request.row !== row))
    .slice(0, MAX_CHANGE_LINES)
    .reverse()
    .map(({ row, why }) => requestForChange(row, why, input));
  return [...lines, ...requests];
}

function requestForChange(
  row: number,
  why: string,
  { table, templates }: InvestigationInput,
): EvidenceRequest {
  return {
    row: row as EvidenceRequest['row'],
    why,
    template: templateOfRow(table, templates, row) as EvidenceRequest['template'],
  };
}

/** The question to the runbooks: grown templates by surprise, then the evidence lines, whose values templates hide. */
function questionOf(
  shifts: readonly RankedShift[],
  evidence: readonly Evidence[],
  templates: TemplateTable,
): readonly CitedPart[] {
  const grown = shifts.filter((shift) => shift.observed > shift.expected);
  const most = grown[0]?.surprise ?? 1;
  const evidenceOf = (template: number) => evidence.find((each) => each.template === template)?.id ?? null;
  const fromTemplates = grown.map((shift) => ({
    text: templates.templates[shift.template].text,
    weight: 0.25 + 0.75 * (shift.surprise / most),
    template: shift.template,
    evidence: evidenceOf(shift.template),
  }));
  const fromEvidence = evidence.flatMap(({ id, text, template }) => {
    const own = fromTemplates.find((part) => part.template === template);
    return own
      ? [{ text: text.slice(0, 1000), weight: EVIDENCE_WEIGHT * own.weight, template, evidence: id }]
      : [];
  });
  return [...fromTemplates, ...fromEvidence];
}

function stepsOf(
  context: ContextFinding,
  found: RunbooksFinding,
  correlated: ChangesFinding,
  evidence: readonly Evidence[],
  numHypotheses: number,
): readonly InvestigationStep[] {
  const ticket = `${evidence.length} evidence lines, ${numHypotheses} hypotheses that cite them.`;
  return [
    { name: 'context', finding: context.line },
    { name: 'runbooks', finding: found.line },
    { name: 'changes', finding: correlated.line },
    { name: 'ticket', finding: ticket },
  ];
}

const SEVERITY_RANK = { critical: 0, error: 1, warning: 2, info: 3 } as const;

/** An outage of so many windows and more lasts; a reboot, however loud, is over in less. */
const LASTING_WINDOWS = 3;

function isLasting({ incident }: Draft): boolean {
  return incident.outageStart !== null && incident.windowEnd - incident.windowBegin >= LASTING_WINDOWS;
}

/** Severity, then an outage before none, then one that lasts, then how surprising the shifts are, then time. */
function byGravity(a: Draft, b: Draft): number {
  return (
    SEVERITY_RANK[a.incident.severity] - SEVERITY_RANK[b.incident.severity] ||
    Number(b.incident.outageStart !== null) - Number(a.incident.outageStart !== null) ||
    Number(isLasting(b)) - Number(isLasting(a)) ||
    b.surprise - a.surprise ||
    a.incident.start - b.incident.start
  );
}
