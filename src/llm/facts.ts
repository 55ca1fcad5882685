// What a language model may be told about an incident, piece by piece. In: the incident, its analysis. Out: facts in the order in which
// they are told, each ranked by how soon it is needed, with our own words apart from the log's.

import type { Evidence, Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { templateId } from '../contracts/tables';
import { formatCount } from '../core/investigate/context';
import { isUnread } from '../core/investigate/evidence';
import { leadInFull, spanSentence } from '../core/ticket/facts';
import { readableTime } from '../core/ticket/times';
import { minutesBeforeInWords } from '../core/wording/duration';

export interface Fact {
  /** 0: never left out; else the lower, the sooner it is told where there is little room. */
  readonly rank: number;
  /** Our own words: no log text in them. */
  readonly label: string;
  /** Log text, or a person's: hostile. '': none. */
  readonly text: string;
  /** The line that may be cited; null: the fact is none. */
  readonly evidence: Evidence | null;
}

const MAX_ACTIONS = 2;

/** Rank of the nth of a list: lists take turns, the closer their steps the more often. */
const turn = (first: number, step: number) => (n: number) => first + n * step;
const EVIDENCE = turn(1, 2);
const SHIFTS = turn(2, 3);
const HYPOTHESES = turn(4, 6);
const CHANGES = turn(5, 6);
const RUNBOOKS = turn(8, 12);

export function factsOf(incident: Incident, result: AnalysisResult): readonly Fact[] {
  const all = [
    ...whatHappened(incident, result),
    ...lines(incident),
    ...shifts(incident, result),
    ...changes(incident),
    ...hypotheses(incident),
    ...runbooks(incident),
  ];
  return all.filter(({ rank, text }) => rank === 0 || text.trim() !== '');
}

function fact(rank: number, label: string, text = '', evidence: Evidence | null = null): Fact {
  return { rank, label, text, evidence };
}

function whatHappened(incident: Incident, result: AnalysisResult): readonly Fact[] {
  const { id, kind, severity, title, outageReason } = incident;
  const sources = new Set(
    incident.topTemplates.map(
      ({ template }) => result.sources[result.templates[template]?.source ?? 0] ?? '',
    ),
  );
  sources.delete('');
  return [
    fact(0, `${id}: kind ${kind}, severity ${severity}, ${spanSentence(incident)}`),
    fact(0, `lead: ${leadInFull(incident, result)}`),
    fact(2, 'title', title),
    ...(outageReason === null ? [] : [fact(3, 'outage', outageReason)]),
    ...(sources.size === 0 ? [] : [fact(3, 'components', [...sources].join(', '))]),
  ];
}

/** What the hypotheses cite comes first: it shows the most. */
function lines({ evidence, hypotheses }: Incident): readonly Fact[] {
  const read = evidence.filter((each) => each.text.trim() !== '' && !isUnread(each));
  const order = [...hypotheses.flatMap((each) => each.evidence), ...read.map(({ id }) => id)];
  const place = (id: string): number => order.indexOf(id);
  const byNeed = [...read].sort((a, b) => place(a.id) - place(b.id));
  return read.map((each) => {
    const n = byNeed.indexOf(each);
    return fact(n === 0 ? 0 : EVIDENCE(n), `${each.id} ${readableTime(each.timeMs)}`, each.text, each);
  });
}

function shifts({ topTemplates }: Incident, { templates }: AnalysisResult): readonly Fact[] {
  return topTemplates.map(({ template, direction, observed, expected }, n) => {
    const counts = `${formatCount(observed)} seen, ${formatCount(expected)} expected`;
    return fact(
      SHIFTS(n),
      `${templateId(template)} ${direction}, ${counts}`,
      templates[template]?.text ?? '',
    );
  });
}

function changes({ changes }: Incident): readonly Fact[] {
  return changes.map(({ change, minutesBefore }, n) =>
    fact(CHANGES(n), `${change.kind}, ${minutesBeforeInWords(minutesBefore)}`, change.what),
  );
}

function hypotheses({ hypotheses }: Incident): readonly Fact[] {
  return hypotheses.map(({ confidence, text }, n) =>
    fact(HYPOTHESES(n), `reading, ${confidence} confidence`, text),
  );
}

function runbooks({ runbooks }: Incident): readonly Fact[] {
  return runbooks.flatMap(({ title, kind, actions }, n) => [
    fact(RUNBOOKS(n), kind, title),
    ...actions.slice(0, MAX_ACTIONS).map((action, i) => fact(RUNBOOKS(n) + 1 + i, 'step', action)),
  ]);
}
