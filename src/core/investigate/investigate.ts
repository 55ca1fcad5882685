/**
 * The investigation: context, runbooks, changes, and what the ticket will say. In: episodes and the tables, the runbook
 * search and a way to read lines. Out: incidents, gravest first. Same input, same incidents.
 */
import type { Change } from '../../contracts/changes';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Episode, Evidence, Incident, InvestigationStep } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { OnProgress } from '../../contracts/units';
import { type ContextFinding, findContext } from './context';
import { type ChangesFinding, correlateChanges } from './correlate';
import { type EvidenceRequest, type ReadTexts, requestEvidence, toEvidence } from './evidence';
import { type FirstSign, findFirstSigns } from './first-signs';
import { formHypotheses } from './hypotheses';
import { withChangeLines, withSigns } from './more-lines';
import { type NamesProduct, productsOf } from './products';
import { leadBySign, questionOf } from './question';
import type { RunbookSearch } from './runbook-search';
import { findRunbooks, type RunbooksFinding } from './runbooks-step';
import { titleOf } from './title';

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
    input,
  );
  const signs = findFirstSigns(episodes, input.features, input.table, input.templates);
  const namesProduct = productsOf(input.table, input.templates);
  const drafts: Draft[] = [];
  for (let i = 0; i < episodes.length; i++) {
    input.onProgress?.({ stage: 'investigate', detail: '', done: i, total: episodes.length, unit: 'steps' });
    drafts.push(await investigateOne(episodes[i], contexts[i], requests[i], signs[i], namesProduct, input));
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
  signs: readonly FirstSign[],
  namesProduct: NamesProduct,
  input: InvestigationInput,
): Promise<Draft> {
  const correlated = correlateChanges(
    episode,
    input.changes,
    input.features.grid.windowMs,
    input.lookbackHours,
  );
  const evidence = await readEvidence(
    withChangeLines(withSigns(requests, signs, input.table), correlated, input),
    input,
  );
  const parts = questionOf(context.shifts, signs, evidence, input.templates);
  const found = findRunbooks(parts, input.search, namesProduct);
  const { sign, runbooks } = leadBySign(signs, context.shifts, parts, found.runbooks, namesProduct);
  const hypotheses = formHypotheses({
    shifts: context.shifts,
    runbooks,
    parts,
    changes: correlated.changes,
    evidence,
    namesProduct,
  });
  const incident: Incident = {
    ...episode,
    id: '',
    title: titleOf(episode, context.shifts, input.templates, input.table.sources, evidence, sign),
    topTemplates: context.shifts.map(({ surprise: _, ...shift }) => shift),
    evidence,
    runbooks: runbooks.map(({ phrases: _p, claim: _c, after: _a, requires: _r, ...hit }) => hit),
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

/** Trouble of so many windows and more lasts; a reboot or a crash report, however loud, is over in less. */
const LASTING_WINDOWS = 3;

function isLasting({ incident }: Draft): boolean {
  return incident.windowEnd - incident.windowBegin >= LASTING_WINDOWS;
}

/** Severity, then an outage before none, then what lasts, then how surprising the shifts are, then time. */
function byGravity(a: Draft, b: Draft): number {
  return (
    SEVERITY_RANK[a.incident.severity] - SEVERITY_RANK[b.incident.severity] ||
    Number(b.incident.outageStart !== null) - Number(a.incident.outageStart !== null) ||
    Number(isLasting(b)) - Number(isLasting(a)) ||
    b.surprise - a.surprise ||
    a.incident.start - b.incident.start
  );
}
