/**
 * Which lines explain a failure, best first. In: the signs of a file, its outcome, and of a run that passed what it shows too. Out: lines with their reasons.
 * The first error of the step that failed explains more than its summary; what a passed run shows too explains nothing.
 */
import { plural } from '../wording/plural';
import { isPassedInStep, type Outcome } from './outcome';
import type { KnownLines } from './passed-run';
import { normalForm } from './passed-run';
import type { LineSign, SignedFile } from './read-signs';
import type { SignKind } from './rules';

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
const NEAR_VERDICT = 60;
const FAR_FROM_VERDICT = 500;

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
};

export function explain(file: SignedFile, outcome: Outcome, known: KnownLines | null): readonly Explaining[] {
  const { signs } = file;
  const counts = countForms(file);
  const usable = signs.filter(
    (sign) => sign.at >= outcome.clearedTo && sign.kind !== 'passed' && !isPassedInStep(sign, file),
  );
  const scored = usable.map((sign) => ({ sign, score: scoreOf(sign, file, outcome, known, counts) }));
  const ranked = scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.sign.at - b.sign.at);
  const causes = apart(ranked.filter(({ sign }) => !CONCLUDING.has(sign.kind)));
  const ends = apart(ranked.filter(({ sign }) => CONCLUDING.has(sign.kind)));
  // What the tool concludes stands third: it names the goal, the project, the host.
  const [best] = ends.filter(({ sign }) => sign.kind === 'conclusion' || causes.length === 0);
  const told = [
    ...causes.slice(0, 2),
    ...(best ? [best] : []),
    ...causes.slice(2),
    ...ends.filter((each) => each !== best),
  ];
  return apart(told)
    .slice(0, MAX_EXPLAINING)
    .map(({ sign, score }) => ({ sign, score, why: whyOf(sign, file, counts, known) }));
}

/** In the order given, without what lies in or beside an earlier one, and without its repeats. */
function apart<T extends { readonly sign: LineSign }>(ranked: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const each of ranked) {
    if (kept.length >= MAX_EXPLAINING) break;
    const isNear = kept.some(
      ({ sign }) => each.sign.at >= sign.head - NEAR && each.sign.at < sign.end + NEAR,
    );
    if (!isNear || kept.length === 0) kept.push(each);
  }
  return kept;
}

type Counts = ReadonlyMap<string, number>;

function countForms({ lines, signs }: SignedFile): Counts {
  const counts = new Map<string, number>();
  for (const { at } of signs) {
    const form = normalForm(lines[at].bare);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return counts;
}

function scoreOf(
  sign: LineSign,
  { lines, stepOf }: SignedFile,
  { failedAt }: Outcome,
  known: KnownLines | null,
  counts: Counts,
): number {
  let score = sign.weight;
  const { bare } = lines[sign.at];
  if (sign.isStated && sign.weight < 8) score += 0.5;
  if (known) score += known.has(bare) ? -8 : 2;
  const repeats = counts.get(normalForm(bare)) ?? 1;
  if (repeats > 50) score -= 2;
  else if (repeats > 5) score -= 1;
  if (failedAt === null) return score;
  const isInStep = stepOf[sign.at] === stepOf[failedAt];
  if (stepOf[lines.length - 1] > 0) score += isInStep ? 2 : -3;
  const before = failedAt - sign.at;
  if (before >= 0 && before <= NEAR_VERDICT) score += 0.5;
  else if (before > FAR_FROM_VERDICT) score -= 1;
  return score;
}

function whyOf(sign: LineSign, { lines }: SignedFile, counts: Counts, known: KnownLines | null): string {
  const said = [WHY[sign.kind]];
  const num = counts.get(normalForm(lines[sign.at].bare)) ?? 1;
  if (num > 1) said.push(`${num} ${plural(num, 'line')} like it`);
  if (known && !known.has(lines[sign.at].bare)) said.push('the passed run never shows it');
  return said.join('; ');
}
