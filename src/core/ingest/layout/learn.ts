/**
 * Learns the header layout of a text log from lines whose time parses. What most lines share between time and message
 * is header; what varies is message. In: sample lines. Out: a Layout. General rules only: shares of lines and numbers
 * of distinct values decide, never a name of a system.
 */
import { skipBlanks } from '../../lib/bytes';
import { createHeader } from '../header';
import { REQUEST } from '../http-status';
import { levelBehindWords } from '../level-message';
import type { Sample } from '../sample';
import { tellStatuses } from '../status-text';
import { zoneWordEnd } from '../time/zone-at';
import { learnWordsBefore, share } from './columns';
import { type Cursor, cursorsAfterTime, textOf } from './cursor';
import type { Layout } from './layout';
import { learnFields, learnLetterBehind, learnLevel, learnOwnLevel, learnQuietLevel } from './learn-level';
import { isVerbosity } from './learn-signs';
import { isNextLetter, isRow, nextStep } from './learn-step';
import { learnLevelColumn } from './level-column';
import { statesByMessageId } from './message-id';
import type { TimePlace } from './place';
import { learnStatusColumn } from './status-column';
import { compileStep, type LayoutStep, statesLevel } from './steps';

/** Which lines the layout is of, in files that mix systems. */
export type LayoutGroup = Pick<Layout, 'signature' | 'beforeLevel'>;

const MAX_STEPS = 7;
/** Of lines that are all '<field>'. */
const MAX_FIELDS = 16;
/** Share of lines that end in the name of the logger, and of those that tell of an HTTP request. */
const MIN_TAIL = 0.8;
const MIN_HTTP = 0.8;
const MIN_KLOG = 0.3;
const KLOG = /^ *[A-Z]\d{4} \d\d:\d\d:\d\d\./;

export function learnLayout(sample: Sample, place: TimePlace, group: LayoutGroup): Layout {
  const cursor = cursorsAfterTime(sample, place);
  const words = learnWordsBefore(sample, place);
  const steps: LayoutStep[] = [];
  let hasSource = false;
  if (hasZoneWord(cursor)) {
    steps.push({ step: 'zone' });
    advance(cursor, { step: 'zone' });
  }
  const tail = hasTail(cursor);
  const found = learnFields(cursor);
  // One bar behind the fields before the time parts nothing more.
  const fields = found && (found.count > 0 || !words.hasLevel) ? found : null;
  if (fields) {
    steps.push(fields);
    advance(cursor, fields);
    // 'time | LEVEL | module:function:12 - text'.
    const step = fields.source < 0 ? nextStep(cursor, false, fields.level >= 0, tail) : null;
    if (step?.step === 'to-mark') {
      steps.push(step);
      advance(cursor, step);
      hasSource = step.source >= 0;
    }
    if (fields.level < 0 && !step && isNextLetter(cursor)) {
      steps.push({ step: 'letter' });
      advance(cursor, { step: 'letter' });
    }
  } else {
    const level = learnLevel(cursor, false) ?? learnLevel(cursor, true) ?? learnQuietLevel(cursor);
    const letter = level || isNextLetter(cursor) || words.hasLevel ? null : learnLetterBehind(cursor);
    const states = level ?? letter;
    if (states) steps.push(states);
    hasSource = tail || (level !== null && (level.source >= 0 || isNamedLevel(cursor, level)));
    if (states && advance(cursor, states) > MIN_TAIL) hasSource = true;
    const own = level && !level.joint ? learnOwnLevel(cursor) : null;
    if (own) {
      steps.push(own);
      advance(cursor, own);
    }
    let hasLevel = states !== null || words.hasLevel;
    // A wrapper states a level before the time, the program that it runs one of its own behind it.
    let isWrapped = states === null && words.hasLevel;
    while (steps.length < (isRow(cursor) ? MAX_FIELDS : MAX_STEPS)) {
      const isOwn = isWrapped && isNextLetter(cursor);
      if (steps.at(-1)?.step === 'hex-id' && isVerbosity(cursor)) {
        steps.push({ step: 'verbosity' });
        advance(cursor, { step: 'verbosity' });
      }
      const step: LayoutStep | null = isOwn
        ? { step: 'letter' }
        : nextStep(cursor, hasSource, hasLevel, tail);
      if (!step) break;
      hasLevel ||= step.step === 'letter';
      isWrapped &&= !isOwn;
      hasSource ||=
        step.step === 'colon-name' || step.step === 'to-mark' || ('source' in step && step.source === true);
      steps.push(step);
      advance(cursor, step);
      if (step.step === 'to-mark' || step.step === 'colon-name') break;
    }
  }
  const named = hasSource || (fields !== null && fields.source >= 0);
  const states = steps.some(statesLevel);
  const { time, before, mark } = place;
  return {
    time,
    before,
    ...(mark === undefined ? {} : { mark }),
    steps,
    ...group,
    sourceBefore: named ? -1 : words.source,
    ...(!states && words.letter >= 0 ? { letterBefore: words.letter } : {}),
    ...(tail ? { tail } : {}),
    ...(!states && isMostly(cursor, REQUEST, MIN_HTTP) ? { http: true } : {}),
    ...(!states && isMostly(cursor, KLOG, MIN_KLOG) ? { klog: true } : {}),
    ...(states ? {} : levelOfRest(cursor)),
    ...statusesOf(cursor),
  };
}

/** Nearly every line ends in a dotted name in parentheses, one of few. */
function hasTail({ bytes, at, end }: Cursor): boolean {
  const names: string[] = [];
  for (const [i, begin] of at.entries()) {
    const found = /[^ ] \(([A-Za-z_][\w$]*(?:\.[\w$]+)+)\) *$/.exec(textOf(bytes, begin, end[i]));
    if (found) names.push(found[1]);
  }
  return names.length > at.length * MIN_TAIL && new Set(names).size <= Math.max(20, names.length * 0.3);
}

function isMostly({ bytes, at, end }: Cursor, pattern: RegExp, least: number): boolean {
  const lines = at.map((begin, i) => textOf(bytes, begin, end[i]));
  return lines.length > 0 && share(lines, (line) => pattern.test(line)) > least;
}

/** A word that is always the status, or texts that tell of one at times. */
function statusesOf(cursor: Cursor): Pick<Layout, 'statusColumn' | 'statuses'> {
  const statusColumn = learnStatusColumn(cursor);
  if (statusColumn >= 0) return { statusColumn };
  return tellStatuses(textsOf(cursor)) ? { statuses: true } : {};
}

const textsOf = ({ bytes, at, end }: Cursor): Uint8Array[] =>
  at.map((begin, i) => bytes.subarray(begin, Math.max(begin, end[i])));

/** A level that the rest of the lines states in a column of its own, or in a pair ('level=warning'). */
function levelOfRest(
  cursor: Cursor,
): Pick<Layout, 'levelColumn' | 'klog' | 'levelWithin' | 'messageIds' | 'grades'> {
  if (statesByMessageId(cursor)) return { messageIds: true };
  if (areGrades(cursor)) return { grades: true };
  const levelColumn = learnLevelColumn(cursor);
  if (levelColumn) return { levelColumn };
  if (isMostly(cursor, PAIR, MIN_PAIR)) return { klog: true };
  const { bytes, at, end } = cursor;
  return at.some((begin, i) => levelBehindWords(bytes, begin, end[i]) > 0) ? { levelWithin: true } : {};
}

const GRADE = /^\s*<(1|2|4|8|16|32)>/;
const MIN_GRADES = 0.9;

/** Nearly all begin with such a grade, some with one of 8 or more: as priorities these would be the kernel's last words. */
function areGrades({ bytes, at, end }: Cursor): boolean {
  const grades = at.map((begin, i) => Number(GRADE.exec(textOf(bytes, begin, end[i]))?.[1] ?? 0));
  return share(grades, (grade) => grade > 0) > MIN_GRADES && grades.some((grade) => grade >= 8);
}

const PAIR = /^\s*(\S+ |\{[^}]*\} )?(at=[a-z]|level="?[A-Za-z]|\w+=.*\blevel="?[A-Za-z])/;
const MIN_PAIR = 0.8;

/** 'critical/checker:' names the source too. */
const isNamedLevel = (cursor: Cursor, { quiet }: { readonly quiet?: boolean }): boolean =>
  quiet === true && isMostly(cursor, /^\s*\w+\/[^\s:]+:/, MIN_TAIL);

const MIN_ZONED = 0.6;
const MAX_ZONES = 3;

/** Nearly every line has a word there that names a zone though it may mean other things ('IST', 'CAT'), always the same or summer's. */
function hasZoneWord({ bytes, at, end }: Cursor): boolean {
  const out = createHeader();
  const words: string[] = [];
  for (const [i, from] of at.entries()) {
    const begin = skipBlanks(bytes, from, end[i]);
    const stop = zoneWordEnd(bytes, begin, end[i], out, true);
    if (stop > 0) words.push(textOf(bytes, begin, stop));
  }
  return words.length > at.length * MIN_ZONED && new Set(words).size <= MAX_ZONES;
}

/** Moves every line's position over a step, by the same code that will run on the log. Share of lines whose source it states, 0..1. */
function advance(cursor: Cursor, step: LayoutStep): number {
  const { bytes, at, end } = cursor;
  const run = compileStep(step);
  const out = createHeader();
  let named = 0;
  for (let i = 0; i < at.length; i++) {
    out.sourceBegin = out.sourceEnd = 0;
    at[i] = skipBlanks(bytes, run(bytes, at[i], end[i], out), end[i]);
    if (out.sourceEnd > out.sourceBegin) named++;
  }
  return at.length === 0 ? 0 : named / at.length;
}
