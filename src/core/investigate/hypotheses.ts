/**
 * What might be going on, said only as far as the evidence goes. In: runbooks with what was seen of them, changes before, the scene. Out:
 * hypotheses, the likely cause first, and those that the log speaks against. Facts only: what is quoted stands in the lines cited.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { ChangeBefore } from '../../contracts/incident';
import { THRESHOLDS } from '../../contracts/thresholds';
import { minutesBeforeInWords } from '../wording/duration';
import { upperFirst } from '../wording/letter-case';
import { type Draft, orderCauses } from './cause-order';
import type { EvidenceBook } from './evidence-book';
import { type About, type FittingChange, findFittingChange } from './fitting-change';
import { assess } from './hypothesis-tests';
import type { FoundRunbook } from './runbook-search';
import type { Scene } from './scene';
import type { Sighting } from './sightings';

export interface HypothesisInput {
  /** Of products that the log names, best first. */
  readonly candidates: readonly FoundRunbook[];
  /** By id of the candidate. */
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>;
  /** Null: the log was read and not compared. */
  readonly scene: Scene | null;
  readonly changes: readonly ChangeBefore[];
  readonly about: About;
  /** Name of the component that a template's lines are from; '': not known. */
  readonly componentOf: (template: number) => string;
  readonly book: EvidenceBook;
}

export interface Causes {
  /** The likely cause first; none above 'low': too little is known. */
  readonly hypotheses: readonly Hypothesis[];
  /** Fitting ones that the log speaks against. */
  readonly ruledOut: readonly Hypothesis[];
}

const MAX_CAUSES = 3;
const MAX_HINTS = 1;
const MAX_RULED_OUT = 3;

export function formHypotheses(input: HypothesisInput): Causes {
  const drafts = input.candidates.flatMap((runbook) => draftOf(runbook, input) ?? []);
  const ofRunbooks = drafts.filter(({ runbook }) => runbook.kind !== 'postmortem');
  const ordered = orderCauses(
    ofRunbooks.filter(({ isRuledOut }) => !isRuledOut),
    input.scene?.windowMs ?? 0,
  );
  const likely = ordered.filter(({ confidence }) => confidence !== 'low').slice(0, MAX_CAUSES);
  const hints = ordered.filter(({ confidence }) => confidence === 'low').slice(0, MAX_HINTS);
  const past = drafts.find(({ runbook, isRuledOut }) => runbook.kind === 'postmortem' && !isRuledOut);
  const change = ofChange(input, [...likely, ...hints]);
  const told = [
    ...[...likely, ...(likely.length > 0 ? [] : hints)].map(toHypothesis),
    ...(past ? [ofPostmortem(past)] : []),
    ...(change ? [change] : []),
  ];
  const against = ofRunbooks.filter(({ isRuledOut }) => isRuledOut).slice(0, MAX_RULED_OUT);
  return { hypotheses: input.book.settle(told), ruledOut: input.book.settle(against.map(toRuledOut)) };
}

function draftOf(runbook: FoundRunbook, input: HypothesisInput): Draft | null {
  const { criteria } = runbook;
  const sightings = input.sightings.get(runbook.id) ?? [];
  const first = sightings.find(({ role }) => role === 'symptom');
  if (!criteria || !first) return null;
  const assessed = assess({
    criteria,
    sightings,
    scene: input.scene,
    change: findFittingChange(input.changes, input.about, first.at.timeMs, runbook.after, input.book.idOf),
    componentOf: input.componentOf,
    leading: input.about.components[0] ?? '',
    cite: ({ at, text, role }) => input.book.cite(at, text, WHY[role]),
  });
  return assessed && { ...assessed, runbook, criteria };
}

const WHY = {
  symptom: 'first line of a likely cause',
  precursor: 'a sign of it before',
  contradiction: 'speaks against a cause',
} as const;

function toHypothesis({ runbook, confidence, whyNotHigher, tests }: Draft): Hypothesis {
  const shown = tests.filter(({ outcome, evidence }) => outcome === 'supports' && evidence.length > 0);
  const told = tests.filter(({ finding, outcome }) => finding.includes('"') && outcome !== 'contradicts');
  const sentences = [sentence(runbook.claim), ...told.map(({ finding }) => finding)];
  return {
    text: `${sentences.join(' ')} The runbook "${runbook.title}" describes it.`,
    evidence: unique([...told, ...shown].flatMap(({ evidence }) => evidence)).slice(0, 4),
    confidence,
    runbook: runbook.id,
    whyNotHigher,
    tests,
  };
}

function toRuledOut({ runbook, tests }: Draft): Hypothesis {
  const against = tests.filter(({ outcome }) => outcome === 'contradicts');
  return {
    text: `${sentence(runbook.claim)} ${against.map(({ finding }) => finding).join(' ')}`,
    evidence: unique(against.flatMap(({ evidence }) => evidence)),
    confidence: 'low',
    runbook: runbook.id,
    whyNotHigher: 'The log speaks against it.',
    tests,
  };
}

/** Medium only where what came first in it came first here as well. */
function ofPostmortem(draft: Draft): Hypothesis {
  const { runbook, tests, confidence } = draft;
  const isInOrder = tests.some(
    ({ name, outcome }) => name === 'signs before the onset' && outcome === 'supports',
  );
  const evidence = unique(
    tests.filter(({ outcome }) => outcome === 'supports').flatMap((test) => test.evidence),
  );
  return {
    text: `Seen before: the post-mortem "${runbook.title}" tells of the same lines. ${sentence(runbook.claim)}`,
    evidence: evidence.slice(0, 4),
    confidence: isInOrder && confidence !== 'low' ? 'medium' : 'low',
    runbook: runbook.id,
    whyNotHigher: 'What was once the cause need not be it now.',
    tests,
  };
}

/**
 * A change of the same component or in the words of the trouble, or one that a likely cause names as a common background; never as the
 * cause. One about something else is not blamed.
 */
function ofChange(input: HypothesisInput, likely: readonly Draft[]): Hypothesis | null {
  const firstMs = Math.min(
    ...likely.flatMap(({ firstMs }) => firstMs ?? []),
    input.scene?.onsetMs ?? Infinity,
  );
  const of = (kinds: FoundRunbook['after'] | null) =>
    findFittingChange(input.changes, input.about, firstMs, kinds, input.book.idOf);
  const fitting = likely.find(({ runbook }) => runbook.after.length > 0 && of(runbook.after) !== null);
  const found = fitting ? of(fitting.runbook.after) : of(BLAMEABLE);
  if (!found || (!fitting && !found.isAbout && !isSuspect(found))) return null;
  const { change, minutesBefore } = found.before;
  const cited = unique([...found.evidence, ...(fitting?.tests[0].evidence ?? [])]);
  const evidence = cited.length > 0 ? cited : [input.book.first ?? ''].filter(Boolean);
  if (evidence.length === 0) return null;
  const when =
    minutesBefore === 0
      ? 'in the first confirmed window'
      : `${minutesBeforeInWords(minutesBefore)} the first confirmed window`;
  const from = change.row === null ? 'the list of changes' : 'the log';
  const background = fitting
    ? ` The runbook "${fitting.runbook.title}" names such a change as a common background.`
    : '';
  return {
    text: `Of ${from}: a ${change.kind} ("${plain(change.what)}") came ${when}; the log does not show whether one led to the other.${background}`,
    evidence,
    confidence: fitting && fitting.confidence !== 'low' && found.isAbout ? 'medium' : 'low',
    runbook: null,
    whyNotHigher: found.isAbout
      ? 'It came before and is about the same component; that it led to the trouble is not shown.'
      : 'It came before; nothing ties it to the component in trouble.',
    tests: [],
  };
}

/** What brings most trouble, shortly before, whatever it is about. */
function isSuspect({ kind, minutesBefore }: FittingChange): boolean {
  return (kind === 'deploy' || kind === 'migration') && minutesBefore <= THRESHOLDS.suspectMinutes;
}

/** Kinds that are named although no likely cause asks for them. */
const BLAMEABLE = ['deploy', 'config', 'migration', 'scale'] as const;

/** Without quotation marks of its own, so that it can stand in some. */
function plain(text: string): string {
  return (
    text
      .slice(0, 160)
      .toWellFormed()
      .split(/["`\u201c\u201d\r\n]/, 1)[0]
      .trim() || 'a change'
  );
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function sentence(text: string): string {
  const begun = upperFirst(text.trim());
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
