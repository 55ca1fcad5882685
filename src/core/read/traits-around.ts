/**
 * What is true of a line that may explain a failure by where it stands: before the verdict or the end, among others of its kind, before or after those that name the same
 * things. In: all candidates of a file. Out: names of traits by candidate, each with a weight in weights.ts.
 */
import { byHand } from './by-hand';
import { goneOn } from './gone-on';
import { belowOf, graveSigns } from './grave';
import { endedWell, mendedAt, type Outcome } from './outcome';
import { problemsIn } from './problem-words';
import type { LineSign, SignedFile } from './read-signs';
import { sharedNames } from './shared-names';
import { CONCLUDING, type SignKind } from './sign';
import { prose } from './words';

/** Failures so near each other follow from one, mostly the first. */
const BURST_WITHIN = 15;

export function traitsAround(
  signs: readonly LineSign[],
  file: SignedFile,
  outcome: Outcome,
): ReadonlyMap<LineSign, readonly string[]> {
  const { lines, forms, stepOf } = file;
  const { failedAt } = outcome;
  const added = new Map<LineSign, string[]>(signs.map((sign) => [sign, []]));
  const add = (sign: LineSign, name: string): void => void added.get(sign)?.push(name);
  const comesAfter = goneOn(file);
  const counts = countOf(signs.map(({ at }) => forms[at]));
  const ownWords = createOwnWords(
    lines.map(({ bare }) => bare),
    forms,
  );
  const isRoutine = routineOf(forms);
  const mended = mendedAt(file);
  const isOngoing = ongoingOf(forms, mended);
  const well = endedWell(file);
  const grave = graveSigns(file, outcome);
  const causes = signs.filter(
    ({ kind, weight, isStated }) => !CONCLUDING.has(kind) && (weight >= 4.5 || isStated),
  );
  const causeAt = new Set(causes.map(({ at }) => at));
  const isNear = (than: number, from: number, to: number): boolean => {
    for (let at = Math.max(0, from); at < to; at++)
      if (causeAt.has(at) && forms[at] !== forms[than]) return true;
    return false;
  };
  const firstAt = causes[0]?.at ?? lines.length;
  const most = causes.reduce((max, cause) => Math.max(max, gravityOf(cause)), 0);
  const lastWord = signs.findLast(
    ({ at, kind }) => failedAt !== null && at < failedAt && !CONCLUDING.has(kind),
  );
  const stated = new Set(signs.filter(({ isStated }) => isStated).map(({ at }) => forms[at]));
  const onlyStated = stated.size === 1 ? [...stated][0] : null;
  const saysFailed = ({ at, exception, kind }: LineSign): boolean =>
    exception === null && !CONCLUDING.has(kind) && SAYS_FAILED.test(lines[at].bare);
  /** By the same hand, at once. */
  const isNext = ({ at }: LineSign, than: LineSign): boolean =>
    at === than.end && lines[at].isFirst && lines[at].level === lines[than.at].level;
  const hasSteps = stepOf.length > 0 && stepOf[stepOf.length - 1] > 0;
  for (const sign of signs) {
    const { at, head, end } = sign;
    const num = counts.get(forms[at]) ?? 1;
    add(
      sign,
      num > 50 ? 'very many like it' : num > 5 ? 'many like it' : num > 1 ? 'some like it' : 'none like it',
    );
    if (failedAt === null) add(sign, `with ${afterTrait(comesAfter(belowOf(sign, lines), 40))} after it`);
    else if (at > failedAt) add(sign, 'after the verdict');
    else if (at < failedAt) add(sign, `${beforeTrait(failedAt - at)} before the verdict`);
    if (sign === lastWord) add(sign, 'the last word before the verdict');
    if (failedAt !== null && hasSteps)
      add(sign, stepOf[at] === stepOf[failedAt] ? 'in the step that failed' : 'in another step');
    const force = forceOf(sign, lines[at].bare);
    if (failedAt === null)
      add(sign, `${force}, ${afterTrait(comesAfter(belowOf(sign, lines), 40))} after it`);
    if (well > at) add(sign, `${force}, ends well after it`);
    if (isRoutine(at)) add(sign, 'breaks a routine');
    if (isOngoing(at)) add(sign, `${force}, again and again to the end`);
    if (onlyStated === forms[at]) add(sign, 'the only error that is stated');
    const givesReason = REASONS.has(sign.kind);
    const next =
      saysFailed(sign) && !givesReason
        ? undefined
        : signs.find(
            (each) => isNext(each, sign) && saysFailed(each) && !(givesReason && REASONS.has(each.kind)),
          );
    if (next)
      add(sign, next.isStated && sign.isStated ? 'leads to the next error' : 'what failed is told next');
    const share = ownWords(at);
    add(
      sign,
      share === 0
        ? 'no words of its own'
        : share < 0.34
          ? 'few words of its own'
          : share < 0.67
            ? 'half its own words'
            : 'mostly its own words',
    );
    if (failedAt === null && grave.has(sign)) add(sign, 'grave where it stands');
    if (mended > at) add(sign, 'works again after it');
    if (well > at) add(sign, 'ends well after it');
    const [before, after] = [isNear(at, head - BURST_WITHIN, head), isNear(at, end, end + BURST_WITHIN)];
    add(
      sign,
      before && after ? 'amid others' : before ? 'last of several' : after ? 'first of several' : 'alone',
    );
    if (firstAt < head) add(sign, 'not the first');
    const own = gravityOf(sign);
    add(sign, own >= most ? 'none graver' : own >= most - 1.5 ? 'hardly a graver one' : 'graver ones');
    const indent = indentOf(lines[at].bare);
    const above = lines.slice(Math.max(0, at - 3), at).findLast(({ bare }) => bare.trim() !== '');
    if (above && indent > indentOf(above.bare)) add(sign, 'deeper than the line before');
    else if (indent > 0) add(sign, 'indented');
    if (above && /:\s*$/.test(above.bare)) add(sign, 'below a heading');
    const below = lines.slice(at + 1, at + 3).find(({ bare }) => bare.trim() !== '');
    if (below && indentOf(below.bare) > indent) add(sign, 'deeper lines below');
    if (at < lines.length * 0.15 && lines.length > 20) add(sign, 'near the beginning');
    if (at >= lines.length - 3) add(sign, 'among the last lines');
  }
  shareNames(signs, file, add);
  addOrderByHand(file, outcome, add);
  return added;
}

/** So much better than the next one, it is clearly so. */
const CLEARLY = 1;

function addOrderByHand(
  file: SignedFile,
  outcome: Outcome,
  add: (sign: LineSign, name: string) => void,
): void {
  const [first, second] = byHand(file, outcome);
  if (first === undefined) return;
  add(first.sign, first.score - (second?.score ?? 0) >= CLEARLY ? 'clearly first by hand' : 'first by hand');
  if (second !== undefined) add(second.sign, 'second by hand');
}

/** What makes it a sign at all. */
function forceOf({ exception, isStated, weight, kind }: LineSign, bare: string): string {
  if (CONCLUDING.has(kind)) return 'conclusion';
  if (exception !== null) return 'exception';
  if (isStated) return 'stated';
  if (weight >= 6) return 'known form';
  const num = problemsIn(prose(bare)).length;
  return num > 1 ? 'several problem words' : num > 0 ? 'a problem word' : 'plain';
}

function gravityOf({ weight, isStated }: LineSign): number {
  return weight + (isStated ? 1 : 0);
}

function afterTrait(num: number): string {
  return num === 0 ? 'nothing new' : num < 4 ? 'little' : num < 10 ? 'some' : num < 40 ? 'much' : 'very much';
}

function beforeTrait(num: number): string {
  return num < 4 ? 'just' : num < 16 ? 'shortly' : num < 61 ? 'some time' : num < 500 ? 'long' : 'very long';
}

const indentOf = (bare: string): number => bare.length - bare.trimStart().length;

/** Lines before one that are looked at, how many of them are of forms that come again and again, and how often those come. */
const ROUTINE_LINES = 10;
const LEAST_ROUTINE = 8;
const OFTEN = 4;

/** Whether a line of a rare form follows many of forms that come often. */
function routineOf(forms: readonly string[]): (at: number) => boolean {
  const counts = countOf(forms);
  const isOften = forms.map((form) => (counts.get(form) ?? 0) >= OFTEN);
  const before = new Uint32Array(forms.length + 1);
  for (const [at, often] of isOften.entries()) before[at + 1] = before[at] + (often ? 1 : 0);
  return (at) =>
    (counts.get(forms[at]) ?? 0) < OFTEN &&
    before[at] - before[Math.max(0, at - ROUTINE_LINES)] >= LEAST_ROUTINE;
}

/** What it was about to do, and could not. */
const SAYS_FAILED = /\bfail(?:s|ed|ure)?\b|\b(?:cannot|can't|could not|unable to)\b/i;

/** Kinds that say why: what only says that it failed, by the same hand at once, follows from them. */
const REASONS: ReadonlySet<SignKind> = new Set(['access', 'network', 'missing', 'damage', 'config']);

/** So often, and over such a part of the log. */
const LEAST_AGAIN = 3;
const PART_OF_LOG = 0.4;

/** Whether a form comes again and again, up to near the end, and nothing says that it was mended. */
function ongoingOf(forms: readonly string[], mended: number): (at: number) => boolean {
  const counts = countOf(forms);
  return (at) => {
    if ((counts.get(forms[at]) ?? 0) < LEAST_AGAIN) return false;
    const [first, last] = [forms.indexOf(forms[at]), forms.lastIndexOf(forms[at])];
    return (
      last > mended &&
      last - first >= PART_OF_LOG * forms.length &&
      last >= (1 - PART_OF_LOG / 2) * forms.length
    );
  };
}

function countOf(forms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  return counts;
}

const WORD = /\p{L}{3,}/gu;

/** Of the words of a line, the share that stands in lines of its form only. */
function createOwnWords(bares: readonly string[], forms: readonly string[]): (at: number) => number {
  const formOf = new Map<string, string | null>();
  const wordsOf = (at: number): string[] =>
    (bares[at].slice(0, 400).match(WORD) ?? []).map((word) => word.toLowerCase());
  for (const at of bares.keys())
    for (const word of wordsOf(at)) {
      const known = formOf.get(word);
      if (known === undefined) formOf.set(word, forms[at]);
      else if (known !== forms[at]) formOf.set(word, null);
    }
  return (at) => {
    const words = wordsOf(at);
    return words.length === 0 ? 0 : words.filter((word) => formOf.get(word) !== null).length / words.length;
  };
}

function shareNames(
  signs: readonly LineSign[],
  file: SignedFile,
  add: (sign: LineSign, name: string) => void,
): void {
  const { later, before, named } = sharedNames(signs, file);
  for (const sign of later) add(sign, 'names what one before it names');
  for (const sign of before) if (!later.has(sign)) add(sign, 'names what later ones name');
  for (const sign of named) add(sign, 'names what the end names');
}
