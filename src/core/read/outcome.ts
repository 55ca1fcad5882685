/**
 * Whether what a file tells of failed. In: its signs. Out: the outcome, and the line that says so. Told by what the file says, never by its name; a run that
 * says at its end that it passed did pass, whatever it printed before.
 */
import { normalForm } from './passed-run';
import type { LineSign, SignedFile } from './read-signs';
import { numProblems, numTelling } from './words';

export interface Outcome {
  readonly kind: 'failed' | 'passed' | 'unclear';
  /** Index of the first line that says that the whole failed; null: none says so. */
  readonly failedAt: number | null;
  /** Signs before this line were cleared by a run that passed after them. */
  readonly clearedTo: number;
}

/** The whole run, whatever of it came before; other passes speak of their own step. */
const FINAL = /^Finished: |^Job succeeded|BUILD SUCCESS|^Apply complete/;

export function outcomeOf(file: SignedFile): Outcome {
  const { signs, lines, stepOf } = file;
  let clearedTo = 0;
  for (const { kind, at } of signs)
    if (kind === 'passed' && (FINAL.test(lines[at].bare) || stepOf[at] === stepOf[0])) clearedTo = at + 1;
  const after = signs.filter(({ at }) => at >= clearedTo);
  const failed = after.filter(({ kind }) => kind === 'failed');
  const [first] = failed.filter((sign) => !isPassedInStep(sign, file));
  if (first) return { kind: 'failed', failedAt: first.at, clearedTo };
  const counted = after.findLast(({ kind }) => kind === 'count');
  if (counted && createAfter(file)(counted.at, FEW_LINES) < FEW_LINES)
    return { kind: 'failed', failedAt: counted.at, clearedTo };
  return { kind: clearedTo > 0 ? 'passed' : 'unclear', failedAt: null, clearedTo };
}

/** A step that passed after all. */
export function isPassedInStep({ at }: LineSign, { signs, stepOf }: SignedFile): boolean {
  return signs.some((each) => each.kind === 'passed' && each.at > at && stepOf[each.at] === stepOf[at]);
}

/** Words by which a log says that what was broken works again. */
const MENDED =
  /\b(?:recovered|reconnected|re-?established|back to normal|is healthy|now available|resum(?:ed|ing)|succeeded (?:after|on)|connected|online|selected|synchroni[sz]ed)\b/i;
/** A failure near the end is what the log ends with: in the last half, and in so many lines. */
const LAST_LINES = 40;
const FEW_LINES = 10;
const AT_END = 4;
const LEAST_AT_END = 3.5;

/** The last line that stands deeper below a sign: it is of what was said. */
function belowOf({ end, at }: LineSign, lines: SignedFile['lines']): number {
  const indentOf = (i: number): number => lines[i].bare.length - lines[i].bare.trimStart().length;
  let last = end - 1;
  while (last + 1 < lines.length && indentOf(last + 1) > indentOf(at)) last++;
  return last;
}

/** Words of something that is up, or that came to its end; a complete log is only where more is to be read. */
const WELL =
  /\b(?:reached target|login:|ready|listening|started|up and running|complete[d]?(?! (?:log|output|report|list|trace|details)\b)|finished|done|saved|succe(?:ss|eded)\w*|passed|healthy|up[ -]to[ -]date|accepting connections|serving|no (?:errors|problems|issues))\b/i;
const LAST_WORDS = 6;

/** Index of a line near the end that says that all is well, no failure after it; -1: none says so. */
function endedWell({ lines, signs }: SignedFile): number {
  for (let at = lines.length - 1, num = 0; at >= 0 && num < LAST_WORDS; at--) {
    const { bare } = lines[at];
    if (bare.trim() === '') continue;
    num++;
    if (signs.some((sign) => sign.at === at && sign.weight >= 6)) return -1;
    if (WELL.test(bare) && numProblems(bare) === 0) return at;
  }
  return -1;
}

/** How much comes after a line, up to `most`: lines of forms met before it count, since work goes on by them; cleanup is new and repeats itself. */
function createAfter({ lines }: SignedFile): (at: number, most: number) => number {
  const forms = lines.map(({ bare }) => normalForm(bare));
  const firstAt = new Map<string, number>();
  for (const [at, form] of forms.entries()) if (!firstAt.has(form)) firstAt.set(form, at);
  return (at, most) => {
    let num = 0;
    for (let i = at + 1; i < lines.length && num < most; i++) {
      const first = firstAt.get(forms[i]) ?? i;
      if (forms[i] !== '' && (first < at || first === i)) num++;
    }
    return num;
  };
}

/** Signs that are grave enough to be told where nothing states an outcome. */
export function graveSigns(file: SignedFile, { clearedTo }: Outcome): readonly LineSign[] {
  const { lines, signs } = file;
  const after = signs.filter((sign) => sign.at >= clearedTo && !isPassedInStep(sign, file));
  const numLast = Math.max(FEW_LINES, Math.min(LAST_LINES, lines.length / 2));
  const afterOf = createAfter(file);
  const endsWellAt = endedWell(file);
  const mended = lines.findLastIndex(
    ({ bare, level }) => level < 5 && MENDED.test(bare) && numProblems(bare) === 0,
  );
  return after.filter((sign) => {
    const { kind, weight, at, isStated, exception } = sign;
    if (kind === 'passed' || kind === 'count') return false;
    if (kind === 'crash' || kind === 'damage' || kind === 'refused') return true;
    const isLast = afterOf(at, numLast) < numLast;
    if (mended > at && kind !== 'exception' && kind !== 'compile' && kind !== 'test') return false;
    if (at < endsWellAt && !isStated && weight < 9 && exception === null && kind !== 'conclusion')
      return false;
    if (isStated || (exception !== null && (isLast || kind === 'exception'))) return true;
    if (weight >= 8 && (kind === 'compile' || kind === 'test' || kind === 'error' || kind === 'missing'))
      return isLast || weight >= 9;
    if (isLast && weight >= 6) return true;
    // With little after it, what only names a problem is what the log ends with.
    return (
      weight >= LEAST_AT_END &&
      numTelling(lines[at].bare, 2) > 1 &&
      afterOf(belowOf(sign, lines), AT_END) < AT_END
    );
  });
}
