/**
 * What might be going on, said only as far as the evidence goes. In: shifts, runbooks found, changes before, evidence. Out:
 * hypotheses with the evidence they cite; one without evidence is not made. Facts only: 'fits', 'came before'.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { ChangeBefore, Evidence } from '../../contracts/incident';
import { minutesBeforeInWords } from '../wording/duration';
import { upperFirst } from '../wording/letter-case';
import type { RankedShift } from './context';
import type { NamesProduct } from './products';
import type { FoundRunbook, QueryPart } from './runbook-search';

/** Runbooks that a hypothesis is made from. */
export const MAX_CLAIMS = 3;
/** A change is named as possible background up to here. */
const NEAR_MINUTES = 120;
const MAX_CITED = 4;
/** Words of `requires` that are named to the user. */
const MAX_NAMES = 3;

/** A part of the question to the runbook search, with the evidence line that shows it. */
export interface CitedPart extends QueryPart {
  /** Id of Evidence; null: no line of the part was kept. */
  readonly evidence: string | null;
}

export interface HypothesisInput {
  readonly shifts: readonly RankedShift[];
  readonly runbooks: readonly FoundRunbook[];
  /** The question that the runbooks answered, in the order of PhraseMatch.part. */
  readonly parts: readonly CitedPart[];
  readonly changes: readonly ChangeBefore[];
  readonly evidence: readonly Evidence[];
  readonly namesProduct: NamesProduct;
}

/**
 * Most confident first. High: a strong symptom phrase stands in lines that are cited, and the log names the product that the
 * runbook is about; nothing less. Without that name a runbook is a hint where to read.
 */
export function formHypotheses(input: HypothesisInput): readonly Hypothesis[] {
  const fromRunbooks = input.runbooks
    .filter((runbook) => runbook.kind !== 'postmortem')
    .slice(0, MAX_CLAIMS)
    .map((runbook) => ofRunbook(runbook, input));
  const known = [...fromRunbooks, ofPostmortem(input), ofChange(input)];
  const rank = { high: 0, medium: 1, low: 2 };
  const made = known.filter((each): each is Hypothesis => each !== null && each.evidence.length > 0);
  return made.sort((a, b) => rank[a.confidence] - rank[b.confidence]);
}

function ofRunbook(runbook: FoundRunbook, input: HypothesisInput): Hypothesis | null {
  const cited = citedBy(runbook, input);
  if (cited.length === 0) return null;
  const strong = new Set(
    runbook.phrases.filter((match) => match.strong).map((match) => match.phrase.toLowerCase()),
  );
  const claim = runbook.claim || `the symptoms of "${runbook.title}"`;
  if (runbook.phrases.length === 0) {
    // Words alone are a hint where to read, no more: only the best hit is worth a sentence.
    if (runbook !== input.runbooks[0]) return null;
    return {
      text: `The words of these lines are nearest to the runbook "${runbook.title}"; no symptom phrase of it was found.`,
      evidence: cited,
      confidence: 'low',
    };
  }
  const phrases = [...new Set(runbook.phrases.map((match) => match.phrase))]
    .slice(0, 3)
    .map((phrase) => `"${phrase}"`);
  const { title, requires } = runbook;
  if (!input.namesProduct(requires)) {
    const words = requires.slice(0, MAX_NAMES).join(', ');
    return {
      text: `The lines hold ${phrases.join(', ')}, as the runbook "${title}" describes; but its product was not seen in the log (none of: ${words}).`,
      evidence: cited,
      confidence: 'low',
    };
  }
  return {
    text: `${sentence(claim)} The lines hold ${phrases.join(', ')}, as the runbook "${title}" describes.`,
    evidence: cited,
    confidence: strong.size > 0 ? 'high' : 'medium',
  };
}

/** Evidence that shows the phrases; without phrases, that of the leading shift. */
function citedBy(runbook: FoundRunbook, input: HypothesisInput): readonly string[] {
  const ids = runbook.phrases.map((match) => input.parts[match.part]?.evidence ?? null);
  const found = runbook.phrases.length > 0 ? ids : input.parts.slice(0, 1).map((part) => part.evidence);
  return unique(found.filter((id): id is string => id !== null)).slice(0, MAX_CITED);
}

function ofPostmortem(input: HypothesisInput): Hypothesis | null {
  const past = input.runbooks.find(
    (runbook) =>
      runbook.kind === 'postmortem' &&
      runbook.phrases.some((match) => match.strong) &&
      input.namesProduct(runbook.requires),
  );
  if (!past) return null;
  const text = `An earlier incident showed the same phrases: "${past.title}". ${sentence(past.claim)}`.trim();
  return { text, evidence: citedBy(past, input), confidence: 'low' };
}

/** The nearest change that a matching runbook names as a common background, else simply the nearest; never as the cause. */
function ofChange(input: HypothesisInput): Hypothesis | null {
  const near = input.changes.filter((each) => each.minutesBefore <= NEAR_MINUTES);
  const fitting = input.runbooks.find(
    (runbook) =>
      runbook.phrases.length > 0 &&
      input.namesProduct(runbook.requires) &&
      near.some((each) => runbook.after.includes(each.change.kind)),
  );
  const chosen = near.find((each) => fitting?.after.includes(each.change.kind)) ?? near[0];
  if (!chosen) return null;
  const { change, minutesBefore } = chosen;
  const own = input.evidence.find((each) => change.row !== null && each.row === change.row)?.id;
  const firstSign = input.evidence.find((each) =>
    input.shifts.some((shift) => shift.template === each.template),
  )?.id;
  const when =
    minutesBefore === 0
      ? 'in the first confirmed window'
      : `${minutesBeforeInWords(minutesBefore)} the first confirmed window`;
  const known = fitting
    ? ` The runbook "${fitting.title}" names a ${change.kind} as a common background.`
    : '';
  return {
    text: `A ${change.kind} ("${change.what.slice(0, 160).toWellFormed()}") came ${when}; the log does not show whether one led to the other.${known}`,
    evidence: unique([own, firstSign].filter((id): id is string => id !== undefined)),
    confidence: fitting ? 'medium' : 'low',
  };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const begun = upperFirst(trimmed);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
