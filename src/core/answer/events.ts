/**
 * What happened, one event for each kind of record. In: the evidence of an incident with what its templates do. Out: events with their
 * component, in words, by time; traces folded, repeats counted.
 */
import type { AnswerEvent, Component, FoldedException } from '../../contracts/answer';
import type { Evidence, Incident } from '../../contracts/incident';
import { componentOf, componentOfSource } from '../entities/components';
import { foldException } from '../entities/exceptions';
import { isCarrier } from '../entities/generic-names';
import { type Resource, resourcesIn } from '../entities/resources';
import { isTraceText } from '../features/trace-text';
import { weightOf } from '../investigate/telling';
import { isWrapper, messageIn, numWords, phraseOf } from './message-words';
import type { WholeLine } from './more-traces';

/** Most events that are told. */
export const MAX_EVENTS = 7;
/** A trace that shows the program's own code says more of the cause than a message. */
const OWN_FRAME = 1.3;
/** Of the line that says that something ended: told beside unseen errors, whatever its level; of others of its second what is grave. */
const OUTAGE_WEIGHT = 4.5;
const LEAST_OF_OUTAGE = 1.7;
/** Characters of what an event says. */
const MAX_WHAT = 130;

/** What is known of a template in the incident. */
export interface TemplateFacts {
  readonly text: string;
  /** Index into LEVELS. */
  readonly level: number;
  /** Name of its logger, tag or container; '': none. */
  readonly source: string;
  /** Records in the incident. */
  readonly observed: number;
  /** Records in as much of the baseline. */
  readonly expected: number;
}

export interface EventScene {
  /** The files hold the records of several parts of a system, so that none is named for the part that failed. */
  readonly isMerged: boolean;
  readonly incident: Pick<Incident, 'outageStart' | 'outageTemplate'>;
}

/** An event with what title and statements need of it. */
export interface ReadEvent {
  readonly event: AnswerEvent;
  readonly component: Component | null;
  /** In the order of the evidence. */
  readonly rank: number;
  /** How much it explains; see weightOf. */
  readonly weight: number;
  /** Its message in words, at most as long as a title bears; '': it has none. */
  readonly phrase: string;
  /** Whether its message says only that something went wrong, so that the exception has to say what. */
  readonly wraps: boolean;
  readonly resources: readonly Resource[];
  readonly line: Evidence;
}

/**
 * One for each line of evidence that says something, in the order of the evidence.
 */
export function readEvents(
  evidence: readonly WholeLine[],
  factsOf: (line: Evidence) => TemplateFacts,
  scene: EventScene,
): readonly ReadEvent[] {
  return evidence.flatMap((whole, rank) => {
    const read = readEvent(whole, rank, factsOf(whole.line), scene);
    return read === null ? [] : [read];
  });
}

function readEvent(
  { line, text }: WholeLine,
  rank: number,
  facts: TemplateFacts,
  { isMerged, incident }: EventScene,
): ReadEvent | null {
  const exception = ownExceptionOf(text, facts.source);
  const message = messageIn(text, facts.text);
  if (exception === null && isTraceText(message)) return null;
  const phrase =
    exception === null ? phraseOf(message, 70) : phraseOf(withoutException(message, exception), 70);
  const what = exception === null ? phraseOf(message, MAX_WHAT) : exceptionInWords(exception, message);
  if (what === '' || /^(?:last )?message repeated \d+ times/.test(message)) return null;
  const weight = weightOf(facts, exception !== null) * (exception?.frame ? OWN_FRAME : 1);
  const component = componentOf({
    frame: isOfLogger(exception, text, facts.source) ? null : (exception?.frame ?? null),
    source: facts.source,
    message,
    file: isMerged ? '' : line.source,
  });
  return {
    event: {
      timeMs: line.timeMs,
      component: component?.name ?? '',
      what,
      num: Math.max(1, Math.round(facts.observed)),
      template: line.template,
      exception,
      evidence: line.id,
    },
    component,
    rank,
    weight: Math.max(weight, tellsOutage(line, weight, incident) ? OUTAGE_WEIGHT : 0),
    phrase,
    wraps: phrase === '' || isWrapper(message),
    resources: resourcesIn(text.split('\n', 1)[0]),
    line,
  };
}

function tellsOutage(
  { template, timeMs }: Evidence,
  weight: number,
  { outageStart, outageTemplate }: EventScene['incident'],
): boolean {
  if (outageStart === null || timeMs === null || Math.abs(timeMs - outageStart) >= 1000) return false;
  return outageTemplate == null ? weight >= LEAST_OF_OUTAGE : template === outageTemplate;
}

/**
 * Whether a trace ran in the process that logged it, and the logger names that process within the package: 'nova.compute.manager' over a frame in
 * `nova/volume/cinder.py`. A trace that came from another process has a second head.
 */
function isOfLogger(exception: FoldedException | null, text: string, source: string): boolean {
  const own = componentOfSource(source)?.name ?? '';
  const isLocal = text.split('Traceback (most recent call last)').length <= 2;
  return isLocal && own.includes('-') && exception?.frame?.file.startsWith(`${own.split('-')[0]}/`) === true;
}

/**
 * The trace of a record. Where code of another package threw (a binding, a client), the place is the deepest one within the package that the
 * logger is of: that is the part that a person looks into.
 */
function ownExceptionOf(text: string, source: string): FoldedException | null {
  const folded = foldException(text);
  if (folded === null || folded.frame === null || !/\.py$/.test(folded.frame.file)) return folded;
  const own = isCarrier(source) ? undefined : /^([a-z]\w+)\.\w/.exec(source)?.[1];
  const [thrower] = folded.frame.file.split('/');
  // A module without a package around it is a binding to something else.
  const isForeign = own === undefined ? /client$|\.py$/.test(thrower) : thrower !== own;
  const deepest = isForeign
    ? framesIn(text).findLast(([name]) => (own === undefined ? isPart(name) : name === own))
    : undefined;
  if (deepest === undefined) return folded;
  const [, file, line, name] = deepest;
  return { ...folded, frame: { file, line: Number(line), name } };
}

/** Package, file, line and function of the frames within installed packages, in the order of the trace. */
function framesIn(text: string): readonly (readonly [string, string, string, string])[] {
  const frames = text.matchAll(
    /File "[^"\n]{0,300}-packages\/((\w{1,60})\/[^"\n]{1,200})", line (\d{1,7}), in (\S{1,100})/g,
  );
  return [...frames].map(([, file, name, line, operation]) => [name, file, line, operation] as const);
}

function isPart(name: string): boolean {
  return !isCarrier(name) && !/client$/.test(name);
}

/** 'Failed to attach: TypeError: text' -> 'Failed to attach'. */
function withoutException(message: string, { type, message: text }: FoldedException): string {
  const name = shortType(type);
  for (const piece of [`${type}: ${text}`, `${name}: ${text}`, text, type, name]) {
    const at = piece === '' ? -1 : message.indexOf(piece);
    if (at > 0) return message.slice(0, at);
  }
  return message;
}

/** 'java.lang.NullPointerException' -> NullPointerException. */
export function shortType(type: string): string {
  return (
    type
      .split(/[.:\\]/)
      .filter(Boolean)
      .at(-1) ?? type
  );
}

/** Names of functions that tell nothing of what was being done. */
const NO_OPERATION =
  /^(?:<.*>|main|run|__\w+__|invoke\w*|call|apply|execute|handle|dispatch|process|wrapper|wrapped|inner|anonymous|lambda.*|.*\$\d*|do)$/i;

/** What was being done when it was thrown: the function of the own frame; null: none tells. */
export function operationOf({ frame }: FoldedException): string | null {
  const name =
    frame?.name
      ?.replace(/\(.*\)$/, '')
      .split(/[.$:]|::/)
      .filter(Boolean)
      .at(-1) ?? null;
  return name === null || NO_OPERATION.test(name) || !/^[\p{L}_][\p{L}\p{N}_-]{2,60}$/u.test(name)
    ? null
    : name;
}

/** 'attach_volume, TypeError: text, manager.py:630'. */
function exceptionInWords(exception: FoldedException, message: string): string {
  const { type, message: text, frame } = exception;
  const operation = operationOf(exception);
  const place =
    frame === null ? '' : `, ${frame.file.split('/').at(-1)}${frame.line === null ? '' : `:${frame.line}`}`;
  const before =
    isWrapper(message) || operation !== null ? '' : phraseOf(withoutException(message, exception), 50);
  const subject = operation ?? before;
  const said = phraseOf(
    text,
    Math.max(30, MAX_WHAT - subject.length - place.length - shortType(type).length - 4),
  );
  const thrown = said === '' ? shortType(type) : `${shortType(type)}: ${said}`;
  return `${subject === '' ? '' : `${subject}, `}${thrown}${place}`;
}

/**
 * At most MAX_EVENTS, by time: those that explain most, each kind once. Records of one kind are those that say the same of the same
 * component: their numbers add up, and the first one is told.
 */
export function chooseEvents(events: readonly ReadEvent[]): readonly ReadEvent[] {
  const kinds = new Map<string, ReadEvent>();
  for (const each of [...events].sort(byTime)) {
    const key = `${each.event.component}\n${kindOf(each)}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, each);
    else kinds.set(key, together(known, each));
  }
  const best = [...kinds.values()].sort((a, b) => b.weight - a.weight || a.rank - b.rank);
  const least = best.length > 0 ? Math.min(LEAST_WEIGHT, best[0].weight) : 0;
  return best
    .filter(({ weight }, i) => weight >= least || i < 2)
    .slice(0, MAX_EVENTS)
    .sort(byTime);
}

/** Below it an event is routine; told only where nothing else is. */
const LEAST_WEIGHT = 1.2;

/** Records that say the same but for their numbers are of one kind; what is thrown at another place is another one. */
function kindOf({ event: { what, exception } }: ReadEvent): string {
  if (exception === null) return what.replace(/\d+/g, '#');
  return `${exception.type} ${exception.frame?.file}:${exception.frame?.line}`;
}

function together(known: ReadEvent, other: ReadEvent): ReadEvent {
  const sameTemplate = known.event.template === other.event.template;
  const num = sameTemplate ? Math.max(known.event.num, other.event.num) : known.event.num + other.event.num;
  return { ...known, weight: Math.max(known.weight, other.weight), event: { ...known.event, num } };
}

function byTime(a: ReadEvent, b: ReadEvent): number {
  return (
    (a.event.timeMs ?? Number.POSITIVE_INFINITY) - (b.event.timeMs ?? Number.POSITIVE_INFINITY) ||
    a.rank - b.rank
  );
}

/** Whether an event says something in words, and not only a code or a name. */
export function isTold({ event }: ReadEvent): boolean {
  return numWords(event.what) >= 2 || event.exception !== null;
}
