/** What each line of a file says of a failure. In: its lines. Out: signs by line, traces folded to one line each, and the steps that lines belong to. */
import type { FoldedException } from '../../contracts/answer';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { findTraces } from '../entities/exceptions';
import { fullHeaps } from './full-heaps';
import { isNoise } from './noise';
import { normalForm } from './normal-form';
import { isBesideFailed, linesOfPassedTests } from './passed-tests';
import type { ReadLine } from './read-lines';
import { refusedLogins } from './refused-logins';
import { signOf } from './rules';
import { EVENT_ROW } from './rules-system';
import type { Sign, SignKind } from './sign';
import { stepsOf } from './steps';
import { numProblems, numTelling } from './words';

export interface LineSign extends Sign {
  /** Index of the line. */
  readonly at: number;
  /** Of the trace whose cause the line names; null: it is none. */
  readonly exception: FoldedException | null;
  /** First line of that trace; `at` where there is none. */
  readonly head: number;
  /** Line after the last one that it stands for. */
  readonly end: number;
  /** What the exception led to; null: nothing else, or there is none. */
  readonly outer: { readonly type: string; readonly message: string } | null;
  /** Line of the record that holds the trace and says more of it than its type; null: there is none. */
  readonly recordAt: number | null;
  /** Line of what it heads, which is told with it. Absent: it heads nothing. */
  readonly detailAt?: number;
  /** The record states an error or worse. */
  readonly isStated: boolean;
  /** Of a kind that is told by its number: lines of that kind. Absent: it stands for itself. */
  readonly num?: number;
}

export interface SignedFile {
  readonly lines: readonly ReadLine[];
  /** Normal form of each line (passed-run.ts). */
  readonly forms: readonly string[];
  readonly signs: readonly LineSign[];
  /** Step of each line: those of a build server, a pipeline, a container's build. */
  readonly stepOf: Int32Array;
}

/** An expectation that was not met, by the name of its exception. */
const ASSERTION = /Assert|Comparison|Expectation|MultipleFailures|NotMet/;

export function signFile(lines: readonly ReadLine[]): SignedFile {
  const traces = findTraces(lines.map(({ bare }) => bare));
  const signs: LineSign[] = [];
  const isReady = isReadyNow(lines);
  const ofPassed = linesOfPassedTests(lines.map(({ bare }) => bare));
  let next = 0;
  for (let at = 0; at < lines.length; at++) {
    const trace = traces[next];
    if (trace && at === trace.begin) {
      next++;
      if (ofPassed[at] === 0) signs.push(signOfTrace(lines, trace.begin, trace));
      at = trace.end - 1;
      continue;
    }
    const isPast =
      isPassedOver(lines, at) || ofPassed[at] === 1 || (isReady && EVENT_ROW.test(lines[at].bare));
    const own = isPast ? null : (signOfLine(lines[at]) ?? conclusionOf(lines, at));
    if (own && !(own.kind === 'passed' && isBesideFailed(lines, at)))
      signs.push({
        ...own,
        at,
        exception: null,
        outer: null,
        recordAt: null,
        head: at,
        end: at + 1,
        isStated: lines[at].level >= LEVEL_ERROR && isTold(lines[at]),
      });
  }
  const signed = new Map(signs.map((sign) => [sign.at, sign]));
  const all = [
    ...gravestOfLine(signs.flatMap((sign) => headed(sign, signed, lines))),
    ...signsOfLogins(lines),
    ...signsOfHeaps(lines),
  ];
  all.sort((a, b) => a.at - b.at);
  const forms = lines.map(({ bare }) => normalForm(bare));
  return { lines, forms, signs: all, stepOf: stepsOf(lines) };
}

/** Lines below a headline within which its detail begins. */
const DETAIL_WITHIN = 3;
const HEADLINES: ReadonlySet<SignKind> = new Set([
  'error',
  'missing',
  'config',
  'conclusion',
  'step',
  'compile',
]);
const LEAST_OF_DETAIL = 6;
const HEADS = /:\s*$/;
/** What was thrown, deeper below the line that tells of it, without a trace. */
const THROWN_BELOW = /^\s+[\w.$]{3,120}(?:Error|Exception): \S/;
/** 'jobid: 1' below a headline says where, and not why. */
const PAIR = /^\s*\w+: \S+$/;
/** 'Test Files  1 failed (1)': a row of a summary. */
const COUNTS = /\b\d+ (?:failed|failures?|errors?)\b/i;
/** A list at the end of what was told before. */
const LISTS = /\bthe following\b.*\bfailed:?$/i;

/**
 * 'unable to select packages:' heads what stands below it, deeper or as an item or by the same hand at the same time, and is told with it. 'error: 1 error occurred:' says
 * nothing of its own: what it heads is the sign. A heading over lines that speak for themselves, or over nothing, is one of a list.
 */
function headed(
  sign: LineSign,
  signed: ReadonlyMap<number, LineSign>,
  lines: readonly ReadLine[],
): LineSign[] {
  const { bare } = lines[sign.at];
  const saysNothing = numTelling(bare, 1) === 0;
  const heads = HEADS.test(bare) || THROWN_BELOW.test(lines[sign.at + 1]?.bare ?? '');
  if (!HEADLINES.has(sign.kind) || sign.exception !== null || !(saysNothing || heads)) return [sign];
  if (!heads && COUNTS.test(bare)) return [sign];
  const at = LISTS.test(bare) ? null : detailBelow(lines, sign.at);
  const own = at === null ? undefined : signed.get(at);
  const speaksForItself = own !== undefined && (own.exception !== null || own.weight >= sign.weight);
  if (at === null || speaksForItself)
    return [heads && !sign.isStated && sign.kind === 'error' ? { ...sign, kind: 'step', weight: 4 } : sign];
  if (!saysNothing) return [{ ...sign, detailAt: at, end: at + 1 }];
  const weight = Math.max(LEAST_OF_DETAIL, sign.weight);
  return [sign, { ...sign, kind: 'error', weight, at, end: at + 1 }];
}

/** Of a line that is a sign of its own and the detail of another, the graver one. */
function gravestOfLine(signs: readonly LineSign[]): readonly LineSign[] {
  const byLine = new Map<number, LineSign>();
  for (const sign of signs) {
    const other = byLine.get(sign.at);
    if (other === undefined || other.weight < sign.weight) byLine.set(sign.at, sign);
  }
  return [...byLine.values()];
}

function detailBelow(lines: readonly ReadLine[], from: number): number | null {
  const head = lines[from];
  for (let at = from + 1; at < lines.length && at <= from + DETAIL_WITHIN; at++) {
    const { bare, isFirst, source, timeMs, level } = lines[at];
    if (bare.trim() === '') continue;
    const isBelow = indentOf(bare) > indentOf(head.bare) || /^\s*[*•-] /.test(bare);
    const isSameHand =
      isFirst &&
      timeMs === head.timeMs &&
      source === head.source &&
      level <= head.level &&
      isOfColumn(bare, head.bare);
    if (!isBelow && !isSameHand) return null;
    if (PAIR.test(bare)) return null;
    if (!isNoise(bare) && numTelling(bare, 2) > 1) return at;
  }
  return null;
}

/** Both begin with the same column: a thread, a process. */
function isOfColumn(a: string, b: string): boolean {
  const column = /^\S*\d\S*(?=\s)/.exec(a)?.[0];
  return column !== undefined && b.startsWith(column);
}

const indentOf = (bare: string): number => bare.length - bare.trimStart().length;

/** One that was let in after many refused ones is graver than they. */
function signsOfLogins(lines: readonly ReadLine[]): LineSign[] {
  const found = refusedLogins(lines);
  if (found === null) return [];
  const { num, at, acceptedAt } = found;
  const common = { kind: 'refused', exception: null, outer: null, recordAt: null, isStated: false } as const;
  const accepted = acceptedAt.map((i) => ({ ...common, weight: 9, at: i, head: i, end: i + 1, num: 1 }));
  return [{ ...common, weight: 7, at, head: at, end: at + 1, num }, ...accepted];
}

function signsOfHeaps(lines: readonly ReadLine[]): LineSign[] {
  const common = { kind: 'crash', weight: 7, exception: null, outer: null, recordAt: null } as const;
  return fullHeaps(lines).map(({ at, num }) => ({
    ...common,
    ...{ at, head: at, end: at + 1, num, isStated: false },
  }));
}

const CALM_OF_TRACE = 1.5;

function signOfTrace(
  lines: readonly ReadLine[],
  begin: number,
  { end, causeAt, exception, outer }: ReturnType<typeof findTraces>[number],
): LineSign {
  const isAssertion = ASSERTION.test(exception.type);
  // The record that a logger wrote the trace into says how grave it is.
  const isStated = lines[begin].level >= LEVEL_ERROR || (lines[begin - 1]?.level ?? 0) >= LEVEL_ERROR;
  // What is thrown and only warned of was lived with.
  const isOfWarning = (lines[begin].isFirst ? lines[begin] : lines[begin - 1])?.level === LEVEL_WARN;
  const told = signOf(`${exception.type}: ${exception.message}`);
  const weight = Math.max(
    8,
    told && told.weight < 10 ? told.weight : 0,
    told?.kind === 'crash' ? told.weight : 0,
  );
  const kind = isAssertion ? 'assertion' : 'exception';
  return {
    kind,
    weight: weight + (exception.frame ? 0.5 : 0) - (isOfWarning ? CALM_OF_TRACE : 0),
    at: causeAt,
    exception,
    outer,
    recordAt: recordOf(lines, begin, exception.type),
    head: begin,
    end,
    isStated,
  };
}

/** In so many words a record says what it was about: 'Error during query of index shop'. */
const MANY_WORDS = 5;

function recordOf(lines: readonly ReadLine[], begin: number, type: string): number | null {
  const at = lines[begin].isFirst ? begin : begin - 1;
  const record = lines[at];
  if (record === undefined || !record.isFirst || record.level < LEVEL_ERROR) return null;
  const numWords = record.bare.match(/\p{L}{2,}/gu)?.length ?? 0;
  return numWords < MANY_WORDS || record.bare.includes(type) ? null : at;
}

/** Less than any rule gives: by its words alone. */
const LEAST_RULE = 4.5;

function signOfLine({ bare, level, isHeading }: ReadLine): Sign | null {
  if (isHeading) return null;
  const sign = signOf(bare);
  if (level < LEVEL_ERROR)
    return sign && level > 0 ? calmed(sign, level < LEVEL_WARN ? CALM : CALM_WARNING) : sign;
  // A stated level outweighs what the words sound like.
  const least = level > LEVEL_ERROR ? 8 : 6;
  if (sign === null || (sign.kind === 'error' && sign.weight < LEAST_RULE))
    return isProse(bare) && !isNoise(bare) ? { kind: 'error', weight: least - 1 } : null;
  return sign.kind === 'error' ? { kind: 'error', weight: Math.max(least, sign.weight) } : sign;
}

/** What is told as information is no failure by its words; how a run ended is told so too. */
const STILL_TOLD: ReadonlySet<SignKind> = new Set(['passed', 'failed', 'step', 'count', 'test', 'crash']);
const CALM = 4;
const CALM_WARNING = 1;

function calmed(sign: Sign, less: number): Sign | null {
  if (STILL_TOLD.has(sign.kind)) return sign;
  return sign.weight > less ? { ...sign, weight: sign.weight - less } : null;
}

/** 'Err: serial' of a list without times states no level. */
function isTold({ bare, timeMs }: ReadLine): boolean {
  return !Number.isNaN(timeMs) || numTelling(bare, 2) > 1 || numProblems(bare.replace(/^\W*\w+\W/, '')) > 0;
}

/** Words, and not only a mark, a help text or a separator that a build tool states as an error. */
function isProse(bare: string): boolean {
  return /\p{L}{3}/u.test(bare) && !/^\[ERROR\]/.test(bare);
}

/** A description of an object whose conditions all hold: the warnings below are those of its start. */
function isReadyNow(lines: readonly ReadLine[]): boolean {
  const states = lines.flatMap(({ bare }) => /^\s*Ready:? +(True|False)\b/.exec(bare)?.[1] ?? []);
  return states.length > 0 && !states.includes('False');
}

/** The next line says that it was let be. */
function isPassedOver(lines: readonly ReadLine[], at: number): boolean {
  return at + 1 < lines.length && /^\W*(?:ignor(?:ing|ed)|continuing anyway)\b/i.test(lines[at + 1].bare);
}

/** What Gradle says went wrong, below the task that failed. */
function conclusionOf(lines: readonly ReadLine[], at: number): Sign | null {
  if (!/^> \S/.test(lines[at].bare)) return null;
  const before = lines.slice(Math.max(0, at - 2), at);
  const isTold = before.some(({ bare }) => /^Execution failed for task|^A problem occurred/.test(bare));
  return isTold ? { kind: 'conclusion', weight: 7 } : null;
}
