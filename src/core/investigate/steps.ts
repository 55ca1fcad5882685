// The investigation as a graph of its steps. In: what each of them found. Out: for each what was asked, with the findings of which others, what was
// found, and the ids of it. The order of the list is that of the telling; `uses` is that of the work.
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Episode, Evidence, InvestigationStep, StepName } from '../../contracts/incident';
import { templateId } from '../../contracts/tables';
import { clockOf, dayOf } from '../wording/clock';
import { countOf } from '../wording/plural';
import type { ContextFinding } from './context';
import type { ChangesFinding } from './correlate';
import type { RunbooksFinding } from './runbooks-step';

const USES: Readonly<Record<StepName, readonly StepName[]>> = {
  context: [],
  changes: ['context'],
  runbooks: ['context', 'changes'],
  ticket: ['context', 'runbooks', 'changes'],
};
const MAX_REFS = 12;

export interface StepFindings {
  readonly episode: Pick<Episode, 'windowBegin' | 'windowEnd' | 'firstConfirmed'>;
  readonly context: ContextFinding;
  readonly found: RunbooksFinding;
  readonly correlated: ChangesFinding;
  readonly evidence: readonly Evidence[];
  readonly hypotheses: readonly Hypothesis[];
  /** Explanations that were held against the log. */
  readonly numCandidates: number;
}

export function tracedSteps(findings: StepFindings): readonly InvestigationStep[] {
  const { episode, context, found, correlated, evidence, hypotheses, numCandidates } = findings;
  const first = `${dayOf(episode.firstConfirmed)} ${clockOf(episode.firstConfirmed)} UTC`;
  const numWindows = countOf(episode.windowEnd - episode.windowBegin, 'window');
  const cited = [...new Set(hypotheses.flatMap((each) => each.evidence))];
  const node = (
    name: StepName,
    asked: string,
    finding: string,
    num: number,
    refs: readonly string[] = [],
  ): InvestigationStep => ({ name, asked, uses: USES[name], finding, num, refs: refs.slice(0, MAX_REFS) });
  return [
    node(
      'context',
      `what rose, fell, appeared or vanished in ${numWindows}, against the baseline`,
      context.line,
      context.shifts.length,
      context.shifts.map(({ template }) => templateId(template)),
    ),
    node(
      'runbooks',
      'runbooks and post-mortems that speak of these templates and lines',
      found.line,
      found.runbooks.length,
      found.runbooks.map(({ id }) => id),
    ),
    node('changes', `changes before ${first}`, correlated.line, correlated.changes.length),
    node(
      'ticket',
      `which of ${countOf(numCandidates, 'explanation')} the lines bear out`,
      `${evidence.length} evidence lines, ${hypotheses.length} hypotheses that cite them.`,
      hypotheses.length,
      cited,
    ),
  ];
}
