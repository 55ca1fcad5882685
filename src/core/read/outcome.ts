/**
 * Whether what a file tells of failed. In: its signs. Out: the outcome, and the line that says so. Told by what the file says, never by its name; a run that
 * says at its end that it passed did pass, whatever it printed before.
 */
import { LEVEL_WARN } from '../../contracts/units';
import { goneOn } from './gone-on';
import type { ReadLine } from './read-lines';
import type { LineSign, SignedFile } from './read-signs';
import { numProblems } from './words';

export interface Outcome {
  readonly kind: 'failed' | 'passed' | 'unclear';
  /** Index of the first line that says that the whole failed; null: none says so. */
  readonly failedAt: number | null;
  /** Signs before this line were cleared by a run that passed after them. */
  readonly clearedTo: number;
}

/** How many failed is told at the end: so few lines come after it. */
const FEW_LINES = 10;
/** Rows of a recapitulation, one a host: all of them well is the whole well, whatever was rescued. */
const RECAP = /^\S+\s*: ok=\d+\s+changed=\d+\s+unreachable=(\d+)\s+failed=(\d+)\b/;
/** A server that was told to stop in order, and what ends with it, whatever code it ends with. */
const TOLD_TO_STOP =
  /\breceived (?:(?:fast|smart) )?shutdown request\b|\breceived (?:SIGTERM|SIGINT|signal 15|termination signal)\b|\bnormal shutdown\b/i;
const ENDS_WITH_IT = /\bsystem is shut down$|\b(?:worker|child|helper|launcher|thread)\b.*\bexited with\b/i;
const STOP_WITHIN = 40;
/** The whole run, whatever of it came before; other passes speak of their own step. */
const FINAL = /^Finished: |^Job succeeded|BUILD SUCCESS|^Apply complete/;

export function outcomeOf(file: SignedFile): Outcome {
  const { signs, lines, stepOf } = file;
  let clearedTo = 0;
  for (const { kind, at } of signs) {
    if (kind !== 'passed') continue;
    const isOfAll = stepOf[at] === stepOf[0] && !hasCounted(signs, clearedTo, at);
    if (FINAL.test(lines[at].bare) || isOfAll) clearedTo = at + 1;
  }
  clearedTo = Math.max(clearedTo, recapitulatedTo(lines));
  const after = signs.filter(({ at }) => at >= clearedTo && !isOfOrderlyStop(at, lines));
  const failed = after.filter(({ kind }) => kind === 'failed');
  const mended = mendedAt(file);
  const [first] = failed.filter(
    (sign) => !isPassedInStep(sign, file) && !(isWarned(lines[sign.at]) && mended > sign.at),
  );
  if (first) return { kind: 'failed', failedAt: first.at, clearedTo };
  const counted = after.findLast(({ kind }) => kind === 'count');
  const isListed = hasCounted(signs, clearedTo, lines.length);
  if (counted && (isListed || goneOn(file)(counted.at, FEW_LINES) < FEW_LINES))
    return { kind: 'failed', failedAt: counted.at, clearedTo };
  return { kind: clearedTo > 0 ? 'passed' : 'unclear', failedAt: null, clearedTo };
}

/** Whether tests failed and were counted between two lines: they have failed, though another run comes after them and passes. */
function hasCounted(signs: readonly LineSign[], from: number, to: number): boolean {
  const between = signs.filter(({ at }) => at >= from && at < to);
  const counted = between.findLast(({ kind }) => kind === 'count');
  return counted !== undefined && between.some(({ kind, at }) => kind === 'test' && at < counted.at);
}

/** Behind the last row of the recapitulations of a run, where no row of any tells of a failure; else 0. */
function recapitulatedTo(lines: readonly ReadLine[]): number {
  let to = 0;
  for (const [at, { bare }] of lines.entries()) {
    const row = RECAP.exec(bare);
    if (row === null) continue;
    if (Number(row[1]) + Number(row[2]) > 0) return 0;
    to = at + 1;
  }
  return to;
}

/** Whether a line tells of the end of what was told to stop, shortly before. */
function isOfOrderlyStop(at: number, lines: readonly ReadLine[]): boolean {
  if (!ENDS_WITH_IT.test(lines[at].bare)) return false;
  for (let i = at - 1; i >= 0 && i >= at - STOP_WITHIN; i--) {
    if (TOLD_TO_STOP.test(lines[i].bare)) return true;
    if (lines[i].level > LEVEL_WARN) return false;
  }
  return false;
}

/** What a supervisor warns of, it starts again: where that works afterwards, the whole did not fail. */
function isWarned({ level }: ReadLine): boolean {
  return level > 0 && level <= LEVEL_WARN;
}

/** A step that passed after all; what was counted as failed before is not passed by what comes after it. */
export function isPassedInStep({ at }: LineSign, { signs, stepOf, lines }: SignedFile): boolean {
  const countedAt = signs.find((own) => own.kind === 'count' && own.at >= at)?.at ?? lines.length;
  return signs.some(
    (each) =>
      each.kind === 'passed' &&
      each.at > at &&
      stepOf[each.at] === stepOf[at] &&
      (each.at <= countedAt || FINAL.test(lines[each.at].bare)),
  );
}

/** Words by which a log says that what was broken works again. */
const MENDED =
  /\b(?:recovered|reconnected|re-?established|back to normal|is healthy|now available|resum(?:ed|ing)|succeeded (?:after|on)|connected|online|selected|synchroni[sz]ed)\b/i;
/** Words of something that is up, or that came to its end; a complete log is only where more is to be read. */
const WELL =
  /\b(?:reached target|login:|ready(?! to (?:exit|stop|shut))|listening|started|up and running|complete[d]?(?! (?:log|output|report|list|trace|details)\b)|finished|done|saved|succe(?:ss|eded)\w*|passed|healthy|up[ -]to[ -]date|accepting connections|serving|(?:no|0) (?:errors?|problems|failures|failed|issues))\b/i;
/** 'migrations applied, 0 errors': a count of none. */
const NONE_OF_THEM =
  /\b(?:no|0|zero|without(?: any)?) (?:errors?|failures?|failed|problems?|issues|messages lost|rejected)\b|\b(?:errors?|failures?|failed|rejected|timeouts?)\s?[:=]\s?0\b/gi;
const LAST_WORDS = 6;

/** Index of a line near the end that says that all is well, no failure after it; -1: none says so. */
export function endedWell({ lines, signs }: SignedFile): number {
  for (let at = lines.length - 1, num = 0; at >= 0 && num < LAST_WORDS; at--) {
    const { bare } = lines[at];
    if (bare.trim() === '') continue;
    num++;
    if (signs.some((sign) => sign.at === at && sign.weight >= 6)) return -1;
    if (WELL.test(bare) && numProblems(bare.replace(NONE_OF_THEM, '')) === 0) return at;
  }
  return -1;
}

/** Index of the last line that says that what was broken works again; -1: none does. */
export function mendedAt({ lines }: SignedFile): number {
  return lines.findLastIndex(({ bare, level }) => level < 5 && MENDED.test(bare) && numProblems(bare) === 0);
}
