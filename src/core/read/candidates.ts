/**
 * Lines that may explain a failure. In: a signed file and its outcome. Out: what its rules recognise, and the lines that no rule knows but that name a problem or stand
 * where a failure is told; not what a pass after it cleared. The model of weights.ts ranks them.
 */
import { LEVEL_WARN } from '../../contracts/units';
import { isPassedInStep, type Outcome } from './outcome';
import { problemsIn } from './problem-words';
import type { LineSign, SignedFile } from './read-signs';
import { prose } from './words';

/** Lines at the end, and before what says that it failed, that are looked at whatever their words. */
const NUM_LAST = 12;
const NUM_BEFORE = 12;

export function candidatesOf(file: SignedFile, outcome: Outcome): readonly LineSign[] {
  const { signs, lines } = file;
  const taken = new Uint8Array(lines.length);
  for (const { head, end, at } of signs) {
    taken.fill(1, head, end);
    taken[at] = 1;
  }
  // The record that holds a trace is told with it.
  const records = new Set(signs.map(({ recordAt }) => recordAt));
  const found = signs.filter(({ kind, at }) => kind !== 'passed' && !records.has(at));
  const plain: LineSign[] = [];
  const isTold = (at: number): boolean =>
    at >= lines.length - NUM_LAST ||
    (outcome.failedAt !== null && at < outcome.failedAt && at >= outcome.failedAt - NUM_BEFORE);
  for (const [at, { bare, level, isHeading, isWithin }] of lines.entries()) {
    if (taken[at] || isHeading || isWithin || !/\p{L}{3}/u.test(bare)) continue;
    const names = problemsIn(prose(bare)).length > 0;
    if (!names && level < LEVEL_WARN && !isTold(at)) continue;
    plain.push({
      kind: names ? 'error' : 'last',
      weight: 0,
      at,
      exception: null,
      outer: null,
      recordAt: null,
      head: at,
      end: at + 1,
      isStated: false,
    });
  }
  return [...found, ...plain]
    .filter((sign) => sign.at >= outcome.clearedTo && !isPassedInStep(sign, file))
    .sort((a, b) => a.at - b.at);
}
