/**
 * Which lines explain a failure, best first. In: the candidates of a file as the model ranks them, its outcome, and of a run that passed what it shows too. Out: lines with
 * their reasons. Lines beside a better one and repeats are left out; what a passed run shows too explains nothing.
 */
import { plural } from '../wording/plural';
import { graveSigns } from './grave';
import { isNoise } from './noise';
import type { Outcome } from './outcome';
import type { KnownLines } from './passed-run';
import { LEAST_TOLD, type Ranked } from './rank';
import type { LineSign, SignedFile } from './read-signs';
import { CONCLUDING, type SignKind } from './sign';
import { countForms, formOf } from './sign-forms';

export interface Explaining {
  readonly sign: LineSign;
  readonly score: number;
  /** Why it is shown, as evidence says it. */
  readonly why: string;
}

const MAX_EXPLAINING = 8;
/** Lines that are near each other tell the same. */
const NEAR = 3;
/** What a run that passed beside it shows too, and what it never shows. No log of the fit has one beside it. */
const SHOWN_BY_PASSED = -8;
const NEWS = 2;
/** What explains so much less than the best is left out; but for the first three, where a rule knows it. */
const MAX_BEHIND = 4;
const MAX_WEAK_BEHIND = 2;
/** A conclusion leads only where it is clearly the best: a cause beside it says more. */
const MAX_BEHIND_CONCLUSION = 0.5;

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

interface Scored extends Ranked {
  readonly form: string;
}

/** @param candidates best first */
export function explain(
  file: SignedFile,
  candidates: readonly Ranked[],
  outcome: Outcome,
  known: KnownLines | null,
): readonly Explaining[] {
  const counts = countForms(file);
  const ranked = candidates
    .map(({ sign, score }): Scored => {
      const news = known === null ? 0 : known.has(file.lines[sign.at].bare) ? SHOWN_BY_PASSED : NEWS;
      return { sign, score: score + news, form: formOf(sign, file) };
    })
    .sort((a, b) => b.score - a.score || a.sign.at - b.sign.at);
  const told = arrange(apart(graveFirst(lastWordFirst(ranked, file, outcome), file, outcome))).map(
    ({ sign, score, form }) => {
      const num = sign.num ?? counts.get(form) ?? 1;
      return { sign, score, why: whyOf(sign, num, known !== null && !known.has(file.lines[sign.at].bare)) };
    },
  );
  return outcome.failedAt === null ? withRecord(told) : told;
}

/** Grave wherever they stand. */
const GRAVE_BY_KIND: ReadonlySet<SignKind> = new Set(['crash', 'damage', 'refused']);

/** Where only such a one makes it worth telling, that leads. */
function graveFirst(ranked: readonly Scored[], file: SignedFile, outcome: Outcome): readonly Scored[] {
  if (outcome.failedAt !== null || (ranked[0]?.score ?? 0) > LEAST_TOLD) return ranked;
  const grave = graveSigns(file, outcome);
  const first = ranked.find(({ sign }) => grave.has(sign) && GRAVE_BY_KIND.has(sign.kind));
  return first === undefined ? ranked : [first, ...ranked.filter((each) => each !== first)];
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

/** Where no line before the verdict names a problem, what was said last. */
function lastWordFirst(
  ranked: readonly Scored[],
  { lines }: SignedFile,
  { failedAt }: Outcome,
): readonly Scored[] {
  if (failedAt === null || ranked[0]?.sign.kind !== 'last') return ranked;
  const before = ranked.filter(
    ({ sign: { kind, at } }) => kind === 'last' && at < failedAt && !isNoise(lines[at].bare),
  );
  const said = before.reduce((last, each) => (each.sign.at > last.sign.at ? each : last), ranked[0]);
  return [said, ...ranked.filter((each) => each !== said)];
}

/** The best two, then among the first three what the tool concludes: it names the goal, the project, the host. */
function arrange(ranked: readonly Scored[]): readonly Scored[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const isAhead = CONCLUDING.has(best.sign.kind);
  const cause = ranked.find(({ sign }) => !CONCLUDING.has(sign.kind));
  const first = isAhead && cause && cause.score > best.score - MAX_BEHIND_CONCLUSION ? cause : best;
  const conclusion = ranked.find(({ sign }) => sign.kind === 'conclusion');
  const causes = ranked.filter(({ sign }) => !CONCLUDING.has(sign.kind));
  const told = [first, ...causes.slice(0, 2), ...(conclusion ? [conclusion] : []), ...causes, ...ranked];
  const once = told.filter((each, i) => told.indexOf(each) === i);
  const isBehind = ({ sign, score }: Scored, i: number): boolean =>
    !CONCLUDING.has(sign.kind) &&
    (i >= 3 || sign.weight === 0) &&
    score < first.score - (sign.weight === 0 ? MAX_WEAK_BEHIND : MAX_BEHIND);
  return once.filter((each, i) => !isBehind(each, i)).slice(0, MAX_EXPLAINING);
}

/** In the order given, without what lies in or beside an earlier one, and without its repeats. */
function apart(ranked: readonly Scored[]): readonly Scored[] {
  const kept: Scored[] = [];
  const forms = new Set<string>();
  for (const each of ranked) {
    if (kept.length >= 3 * MAX_EXPLAINING) break;
    const { at } = each.sign;
    const isNear = kept.some(({ sign }) => at >= sign.head - NEAR && at < sign.end + NEAR);
    if (isNear || forms.has(each.form)) continue;
    forms.add(each.form);
    kept.push(each);
  }
  return kept;
}

function whyOf({ kind }: LineSign, num: number, isNews: boolean): string {
  const said = [WHY[kind]];
  if (num > 1) said.push(`${num} ${plural(num, 'line')} like it`);
  if (isNews) said.push('the passed run never shows it');
  return said.join('; ');
}
