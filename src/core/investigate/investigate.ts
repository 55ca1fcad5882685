/**
 * The investigation: context, runbooks, changes, and what the ticket will say. In: episodes and the tables, the runbook
 * search and a way to read lines. Out: incidents, gravest first. Same input, same incidents.
 */

import type { Change } from '../../contracts/changes';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Episode, Evidence, Incident, StepName } from '../../contracts/incident';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { OnProgress } from '../../contracts/units';
import type { ClockStep } from '../features/clock-steps';
import { type EndedFile, filesThatEnd } from '../features/ended-files';
import { severityRank } from '../lib/severity-rank';
import { clockCause } from './clock-cause';
import { type ContextFinding, findContext, type RankedShift } from './context';
import { type ChangesFinding, correlateChanges } from './correlate';
import { DEFECT_CANDIDATE, findDefect } from './defect';
import { type EvidenceRequest, type ReadTexts, requestEvidence, toEvidence } from './evidence';
import { openEvidenceBook } from './evidence-book';
import { type FirstSign, findFirstSigns } from './first-signs';
import type { About } from './fitting-change';
import { heapCause } from './heap-cause';
import { formHypotheses } from './hypotheses';
import { withChangeLines, withOwnLines, withSigns } from './more-lines';
import { type NamesProduct, productsOf } from './products';
import { leadBySign, questionOf } from './question';
import type { FoundRunbook, RunbookSearch } from './runbook-search';
import { findRunbooks, type RunbooksFinding } from './runbooks-step';
import { type Scene, scenesOf } from './scene';
import { findSightings, type Sighting } from './sightings';
import { silenceCause } from './silence-cause';
import { tracedSteps } from './steps';

export interface InvestigationInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** Dropped changes and those of the log (changesInLog), in any order. */
  readonly changes: readonly Change[];
  readonly search: RunbookSearch;
  readonly readTexts: ReadTexts;
  /** Lines that an episode is told by before others. */
  readonly lines?: ReadonlyMap<Episode, readonly EvidenceRequest[]>;
  /** Clocks that were set; absent: none is known. */
  readonly steps?: readonly ClockStep[];
  /** Hours before the first confirmed window in which changes are looked for; 12 by default. */
  readonly lookbackHours?: number;
  readonly onProgress?: OnProgress;
  /** Called as the work goes over to a step, for the clock that core does not have. */
  readonly onStep?: (step: StepName) => void;
}

/** Incidents of the episodes, gravest first: INC-1 is what to look at now. Episodes are disjoint in time. */
export async function investigate(
  episodes: readonly Episode[],
  input: InvestigationInput,
): Promise<readonly Incident[]> {
  input.onStep?.('context');
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
  const scenes = scenesOf(episodes, input.features, input.baseline, input.templates.templates);
  const asked: Asked[] = [];
  for (let i = 0; i < episodes.length; i++) {
    input.onProgress?.({ stage: 'investigate', detail: '', done: i, total: episodes.length, unit: 'steps' });
    const of = { episode: episodes[i], context: contexts[i], signs: signs[i], scene: scenes[i] };
    asked.push(await ask(of, requests[i], namesProduct, input));
  }
  input.onStep?.('ticket');
  const candidates = asked.map(({ found }) => [...found.candidates, DEFECT_CANDIDATE]);
  const lines = asked.map(({ evidence }) => evidence);
  const sightings = await findSightings(candidates, scenes, input, input.readTexts, lines);
  const ended = asked.length > 0 ? filesThatEnd(input.table) : [];
  const drafts: Draft[] = [];
  for (let i = 0; i < asked.length; i++) drafts.push(await answer(asked[i], sightings[i], ended, input));
  const { startMs, windowMs, length } = input.features.grid;
  return drafts
    .sort(byGravity(startMs + (length - 1) * windowMs))
    .map(({ incident }, i) => ({ ...incident, id: `INC-${i + 1}` }));
}

interface Draft {
  readonly incident: Incident;
  readonly surprise: number;
}

interface Subject {
  readonly episode: Episode;
  readonly context: ContextFinding;
  readonly signs: readonly FirstSign[];
  readonly scene: Scene;
}

/** What was found of an episode before its causes are looked for. */
interface Asked extends Subject {
  readonly correlated: ChangesFinding;
  readonly evidence: readonly Evidence[];
  readonly found: RunbooksFinding;
  readonly runbooks: readonly FoundRunbook[];
}

async function ask(
  subject: Subject,
  requests: readonly EvidenceRequest[],
  namesProduct: NamesProduct,
  input: InvestigationInput,
): Promise<Asked> {
  const { episode, context, signs, scene } = subject;
  input.onStep?.('changes');
  const correlated = correlateChanges(
    episode,
    input.changes,
    input.features.grid.windowMs,
    input.lookbackHours,
  );
  input.onStep?.('context');
  const evidence = await readEvidence(
    withChangeLines(
      withOwnLines(input.lines?.get(episode) ?? [], withSigns(requests, signs, input.table)),
      correlated,
      input,
    ),
    input,
  );
  input.onStep?.('runbooks');
  const parts = questionOf(context.shifts, signs, evidence, input.templates, scene);
  const found = findRunbooks(parts, input.search, namesProduct);
  const { runbooks } = leadBySign(signs, context.shifts, parts, found.runbooks, namesProduct);
  return { ...subject, correlated, evidence, found, runbooks };
}

async function answer(
  { episode, context, scene, correlated, evidence, found, runbooks }: Asked,
  sightings: ReadonlyMap<string, readonly Sighting[]>,
  ended: readonly EndedFile[],
  input: InvestigationInput,
): Promise<Draft> {
  const { templates } = input.templates;
  const componentOf = (template: number): string => input.table.sources[templates[template].source] ?? '';
  const book = openEvidenceBook(evidence, input.table);
  const causes = formHypotheses({
    candidates: found.candidates,
    sightings,
    scene,
    changes: correlated.changes,
    about: aboutOf(context.shifts, componentOf, input),
    componentOf,
    book,
  });
  const telling = new Set(
    found.candidates.filter(({ criteria }) => criteria?.tells === 'why').map(({ id }) => id),
  );
  const isKnown = causes.hypotheses.some(
    ({ confidence, runbook }) => confidence !== 'low' && runbook && telling.has(runbook),
  );
  const defect = isKnown
    ? null
    : await findDefect({
        sightings: sightings.get(DEFECT_CANDIDATE.id) ?? [],
        scene,
        table: input.table,
        templates: input.templates,
        componentOf,
        readTexts: input.readTexts,
        book,
        hasOther: hasOther(found.candidates, sightings),
      });
  const clock = await clockCause(episode, input.steps ?? [], { ...input, book });
  const likely = withDefect(causes.hypotheses, defect ? book.settle([defect]) : []);
  const silence = await silenceCause(episode, {
    ...input,
    windowMs: input.features.grid.windowMs,
    ended,
    book,
  });
  const withSilence = silence ? behindLikely(likely, book.settle([silence])) : likely;
  const timed = clock ? withDefect(withSilence, book.settle([clock])) : withSilence;
  const full = episode.reasons.some(({ beside }) => beside?.what === 'heap');
  const heap = heapCause(full, book.evidence(), timed);
  const hypotheses = heap ? withDefect(timed, book.settle([heap])) : timed;
  const incident: Incident = {
    ...episode,
    id: '',
    title: '',
    topTemplates: context.shifts.map(({ surprise: _, ...shift }) => shift),
    evidence: book.evidence(),
    runbooks: runbooks.map(
      ({ phrases: _p, claim: _c, after: _a, requires: _r, criteria: _k, ...hit }) => hit,
    ),
    changes: correlated.changes,
    hypotheses,
    ruledOut: causes.ruledOut,
    steps: tracedSteps({
      ...{ episode, context, found, correlated, hypotheses },
      evidence: book.evidence(),
      numCandidates: found.candidates.length + 1,
    }),
  };
  return { incident, surprise: context.shifts.reduce((sum, shift) => sum + shift.surprise, 0) };
}

const isLikely = ({ confidence }: Hypothesis): boolean => confidence !== 'low';

/** A likely defect says why, where the others say what: it leads. A mere guess at one stands behind what is likely. */
function withDefect(others: readonly Hypothesis[], defect: readonly Hypothesis[]): readonly Hypothesis[] {
  return defect.some(isLikely) ? [...defect, ...others] : behindLikely(others, defect);
}

/** Behind those that are likely: silence says what is wrong, and not why. */
function behindLikely(others: readonly Hypothesis[], own: readonly Hypothesis[]): readonly Hypothesis[] {
  return [...others.filter(isLikely), ...own, ...others.filter((each) => !isLikely(each))];
}

/** Whether a strong sign of trouble in what programs depend on was seen. */
function hasOther(
  candidates: readonly FoundRunbook[],
  sightings: ReadonlyMap<string, readonly Sighting[]>,
): boolean {
  return candidates.some(
    ({ id, criteria }) =>
      criteria?.isDependency &&
      (sightings.get(id) ?? []).some(({ role, strong }) => role === 'symptom' && strong),
  );
}

/** What leads is what grew most; what fell off or is missing tells of it less. */
function aboutOf(
  shifts: readonly RankedShift[],
  componentOf: (template: number) => string,
  { templates: { templates } }: InvestigationInput,
): About {
  const grown = shifts.filter(({ observed, expected }) => observed > expected);
  const telling = grown.length > 0 ? grown : shifts;
  return {
    components: [...new Set(telling.map(({ template }) => componentOf(template)))].filter(Boolean),
    texts: telling.map(({ template }) => templates[template].text),
  };
}

async function readEvidence(
  requests: readonly EvidenceRequest[],
  input: InvestigationInput,
): Promise<readonly Evidence[]> {
  const texts = await input.readTexts(requests.map((request) => request.row));
  return toEvidence(requests, texts, input.table);
}

function isLasting({ incident }: Draft): boolean {
  return incident.windowEnd - incident.windowBegin >= THRESHOLDS.lastingWindows;
}

/** By harm: severity, an outage before none; then what is not over when the log ends, what lasts, how unusual it is, and what was last. */
function byGravity(lastWindowMs: number) {
  const isOpen = ({ incident: { end, lastSeen = end } }: Draft): boolean => lastSeen > lastWindowMs;
  return (a: Draft, b: Draft): number =>
    severityRank(a.incident.severity) - severityRank(b.incident.severity) ||
    Number(b.incident.outageStart !== null) - Number(a.incident.outageStart !== null) ||
    Number(isOpen(b)) - Number(isOpen(a)) ||
    Number(isLasting(b)) - Number(isLasting(a)) ||
    b.surprise - a.surprise ||
    b.incident.start - a.incident.start;
}
