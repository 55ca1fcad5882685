/**
 * Which lines explain a failure, best first. In: the signs of a file, its outcome, and of a run that passed what it shows too. Out: lines with their reasons.
 * The first error of the step that failed explains more than its summary; what a passed run shows too explains nothing.
 */
import { plural } from '../wording/plural';
import { contextOf } from './context';
import { isNoise } from './noise';
import { isPassedInStep, type Outcome } from './outcome';
import { type KnownLines, normalForm } from './passed-run';
import { LEAST_RULE, type LineSign, type SignedFile } from './read-signs';
import type { SignKind } from './sign';

export interface Explaining {
  readonly sign: LineSign;
  readonly score: number;
  /** Why it is shown, as evidence says it. */
  readonly why: string;
}

const MAX_EXPLAINING = 8;
/** Lines that are near each other tell the same. */
const NEAR = 3;
/** They conclude, and explain less. */
const CONCLUDING: ReadonlySet<SignKind> = new Set(['failed', 'step', 'count', 'conclusion', 'passed']);
/** Of these the first one counts, however far before the end. */
const FIRST_COUNTS: ReadonlySet<SignKind> = new Set(['compile', 'test']);
/** Words by which a program ends; what it met before them says why. */
const ENDING =
  /\b(?:start-?up failed|failed to (?:start|push some refs|build|complete)|shutting down|exit(?:ing|ed)|terminat(?:ing|ed)|cancell?(?:ed|ing)|force finishing|giving up|abort(?:ing|ed)|fatal assertion|(?:cannot|can't) (?:continue|proceed)|preventing|due to (?:\w+ ){0,2}errors?|stopp(?:ing|ed)|quitting)\b/i;
/** It says where to read on: what is there says more. */
const POINTS_AWAY =
  /\b(?:(?:see|check|read|consult|inspect|refer to|look (?:at|in)|examine) (?:the |your |its )?(?:\S+ )?(?:[\w.-]*logs?|output|above|below|journal\w*|details|messages?|documentation|docs|https?:)|for (?:more |further )?(?:details|information)|scroll up)\b/i;
const LINES_BEFORE_END = 30;
/** What was there already is what most go on after. */
const THERE_BEFORE = /\balready (?:exists?|registered|present|installed|defined)\b/i;
const LAST_WITHIN = 8;
const LONG_LINE = 700;
const NEAR_VERDICT = 60;
const FAR_FROM_VERDICT = 500;
/** What explains so much less than the best is left out, but for the first three. */
const MAX_BEHIND = 4;
/** The same for what only names a problem. */
const MAX_WEAK_BEHIND = 2.5;

const WHY: Readonly<Record<SignKind, string>> = {
  failed: 'says that it failed',
  step: 'step that failed',
  passed: 'says that it passed',
  count: 'how many failed',
  test: 'failed test',
  assertion: 'what was expected',
  compile: 'error of the compiler',
  exception: 'exception',
  crash: 'crash',
  damage: 'damage',
  access: 'was refused',
  network: 'was not reached',
  missing: 'was not found',
  config: 'configuration',
  conclusion: 'conclusion of the tool',
  error: 'error',
  refused: 'logins refused',
  last: 'stands before it',
};

interface Scored {
  readonly sign: LineSign;
  readonly score: number;
  readonly form: string;
}

export function explain(file: SignedFile, outcome: Outcome, known: KnownLines | null): readonly Explaining[] {
  const counts = countForms(file);
  const usable = file.signs.filter(
    (sign) => sign.at >= outcome.clearedTo && sign.kind !== 'passed' && !isPassedInStep(sign, file),
  );
  const around = contextOf(usable, file, CONCLUDING);
  const ranked = usable
    .map((sign): Scored => {
      const form = formOf(sign, file);
      return {
        sign,
        form,
        score:
          scoreOf(sign, file, outcome, known, isOfItself(sign) ? 1 : (counts.get(form) ?? 1)) -
          (isEnding(sign, usable, file) ? 2.5 : 0) +
          (around.get(sign) ?? 0),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.sign.at - b.sign.at);
  const grave = apart(ranked.filter(({ sign }) => !CONCLUDING.has(sign.kind)));
  const causes = grave.length > 0 ? grave : lastBefore(file, outcome);
  const ends = apart(ranked.filter(({ sign }) => CONCLUDING.has(sign.kind)));
  const told = arrange(causes, ends).map(({ sign, score, form }) => ({
    sign,
    score,
    why: whyOf(
      sign,
      sign.num ?? counts.get(form) ?? 1,
      known !== null && !known.has(file.lines[sign.at].bare),
    ),
  }));
  return outcome.failedAt === null ? withRecord(told) : told;
}

/** Outside of a run, the record that holds the first trace says what it befell. */
function withRecord(told: readonly Explaining[]): readonly Explaining[] {
  const [first, ...others] = told;
  const at = first?.sign.recordAt ?? null;
  if (at === null || told.some(({ sign }) => sign.at === at)) return told;
  const sign = {
    ...first.sign,
    kind: 'error',
    at,
    head: at,
    end: at + 1,
    exception: null,
    recordAt: null,
  } as const;
  const record = { sign, score: first.score, why: 'the record that it stands in' };
  return [first, record, ...others].slice(0, MAX_EXPLAINING);
}

/** Where nothing says why it failed, what was said last before that. */
function lastBefore({ lines }: SignedFile, { failedAt }: Outcome): readonly Scored[] {
  if (failedAt === null) return [];
  const found: Scored[] = [];
  for (let at = failedAt - 1; at >= Math.max(0, failedAt - LAST_WITHIN) && found.length < 2; at--) {
    const { bare } = lines[at];
    if (!/\p{L}{3}/u.test(bare) || isNoise(bare)) continue;
    const sign = {
      kind: 'last',
      weight: 3,
      at,
      exception: null,
      head: at,
      end: at + 1,
      outer: null,
      recordAt: null,
      isStated: false,
    } as const;
    found.push({ sign, form: normalForm(bare), score: 3 });
  }
  return found;
}

/** Causes, and among the first three what the tool concludes: it names the goal, the project, the host. */
function arrange(causes: readonly Scored[], ends: readonly Scored[]): readonly Scored[] {
  const [conclusion] = ends.filter(({ sign }) => sign.kind === 'conclusion');
  const best = causes[0]?.score ?? 0;
  // A tool that says why outranks words that only sound grave.
  const leads = conclusion !== undefined && conclusion.score > best && causes[0]?.sign.kind !== 'exception';
  const first = leads ? [conclusion, ...causes.slice(0, 2)] : causes.slice(0, 2);
  const told = [...first, ...(conclusion ? [conclusion] : []), ...causes.slice(2), ...ends];
  const kept = apart(told.filter((each, i) => told.indexOf(each) === i));
  const most = Math.max(best, kept[0]?.score ?? 0);
  const isBehind = ({ sign, score }: Scored, i: number): boolean =>
    !CONCLUDING.has(sign.kind) &&
    (i >= 3 || sign.weight < LEAST_RULE) &&
    score < most - (sign.weight < LEAST_RULE ? MAX_WEAK_BEHIND : MAX_BEHIND);
  return kept.filter((each, i) => !isBehind(each, i)).slice(0, MAX_EXPLAINING);
}

/** In the order given, without what lies in or beside an earlier one, and without its repeats. */
function apart(ranked: readonly Scored[]): readonly Scored[] {
  const kept: Scored[] = [];
  const forms = new Set<string>();
  for (const each of ranked) {
    if (kept.length >= 2 * MAX_EXPLAINING) break;
    const { at } = each.sign;
    const isNear = kept.some(({ sign }) => at >= sign.head - NEAR && at < sign.end + NEAR);
    if (isNear || forms.has(each.form)) continue;
    forms.add(each.form);
    kept.push(each);
  }
  return kept;
}

function isEnding(
  { at, weight, exception }: LineSign,
  signs: readonly LineSign[],
  { lines }: SignedFile,
): boolean {
  if (exception !== null || !ENDING.test(lines[at].bare)) return false;
  return signs.some(
    (each) =>
      each.at < at &&
      at - each.at <= LINES_BEFORE_END &&
      (each.isStated || each.weight >= Math.min(weight - 2, 6)) &&
      !CONCLUDING.has(each.kind) &&
      !ENDING.test(lines[each.at].bare),
  );
}

/** Mostly fields and values: what they are about is said in words nearby. */
function isData(bare: string): boolean {
  const pairs = bare.match(/[\w.-]=\S|":\s?\S/g)?.length ?? 0;
  return pairs >= 4 && pairs * 2 >= bare.split(/[\s,]+/).length;
}

/** Told by its number, or thrown at a place of the program: that it comes often makes it no less. */
function isOfItself({ num, exception }: LineSign): boolean {
  return num !== undefined || exception?.frame?.line != null;
}

/** What is thrown at one place is one kind, whatever data it names. */
function formOf({ at, exception }: LineSign, { lines }: SignedFile): string {
  return exception?.frame?.line == null
    ? normalForm(lines[at].bare)
    : `${exception.type} ${exception.frame.file}:${exception.frame.line}`;
}

function countForms(file: SignedFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sign of file.signs) {
    const form = formOf(sign, file);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}

function scoreOf(
  sign: LineSign,
  { lines, stepOf }: SignedFile,
  { failedAt }: Outcome,
  known: KnownLines | null,
  numAlike: number,
): number {
  let score = sign.weight;
  const { bare } = lines[sign.at];
  if (sign.isStated && sign.weight < 8) score += 0.5;
  // What is this long is data, unless its record says how grave it is.
  else if (bare.length > LONG_LINE && sign.exception === null) score -= 3;
  if (isData(bare)) score -= 1;
  if (POINTS_AWAY.test(bare) && sign.exception === null) score -= 1;
  if (THERE_BEFORE.test(bare) && !sign.isStated) score -= 1;
  if (known) score += known.has(bare) ? -8 : 2;
  const countsFirst = FIRST_COUNTS.has(sign.kind);
  if (numAlike > 50) score -= 2;
  else if (numAlike > 5 && !countsFirst) score -= 1;
  else if (numAlike > 1 && !countsFirst) score += 0.25;
  if (failedAt === null) return score;
  if (stepOf[lines.length - 1] > 0) score += stepOf[sign.at] === stepOf[failedAt] ? 2 : -3;
  const before = failedAt - sign.at;
  if (countsFirst || (before >= 0 && before <= NEAR_VERDICT)) score += 0.5;
  else if (before > FAR_FROM_VERDICT) score -= 1;
  return score;
}

function whyOf({ kind }: LineSign, num: number, isNews: boolean): string {
  const said = [WHY[kind]];
  if (num > 1) said.push(`${num} ${plural(num, 'line')} like it`);
  if (isNews) said.push('the passed run never shows it');
  return said.join('; ');
}
