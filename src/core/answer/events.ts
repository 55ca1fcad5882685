/**
 * What happened, one event for each kind of record. In: the evidence of an incident with what its templates do. Out: events with their
 * component, in words, by time; traces folded, repeats counted.
 */
import type { AnswerEvent, Component } from '../../contracts/answer';
import type { Evidence, Incident } from '../../contracts/incident';
import { componentOf } from '../entities/components';
import { isCarrier } from '../entities/generic-names';
import { type Resource, resourcesIn } from '../entities/resources';
import { HARM_WEIGHT, type Harm, harmOf } from '../features/harm-words';
import { isTraceText } from '../features/trace-text';
import { isFirstAfterStop, isLastBeforeStop, isLastForNow, isLastOfSource } from '../investigate/around';
import { isUnread } from '../investigate/evidence';
import { weightOf } from '../investigate/telling';
import { roundDuration } from '../wording/duration';
import { withoutWildcards } from '../wording/template-text';
import { exceptionInWords, isOfLogger, ownExceptionOf, withoutException } from './exception-words';
import { isWrapper, messageIn, numWords, ofMany, phraseOf } from './message-words';
import type { WholeLine } from './more-traces';

/** Most events that are told. */
const MAX_EVENTS = 7;
/** A trace that shows the program's own code says more of the cause than a message. */
const OWN_FRAME = 1.2;
/** Of the line that says that something ended: told beside unseen errors, whatever its level; of others of its second what is grave. */
const OUTAGE_WEIGHT = 4.5;
const LEAST_OF_OUTAGE = 1.7;
/** When the last record of a kind came is known to some seconds; what comes later than this behind a line is another one. */
const LAST_SLACK_MS = 60_000;
/** Of the last line before a silence. */
const STOP_WEIGHT = 1.5;
/** Characters of what an event says, and of what a title can bear of it. */
const MAX_PHRASE = 70;
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
  /** When the last record in the incident came, to some seconds; null: not known. */
  readonly lastMs: number | null;
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
  /** What its words tell of harm. */
  readonly harm: Harm;
  /** Its message in words, at most as long as a title bears; '': it has none. */
  readonly phrase: string;
  /** Whether its message says only that something went wrong, so that the exception has to say what. */
  readonly wraps: boolean;
  readonly resources: readonly Resource[];
  readonly line: Evidence;
  /** When the last of its records in the incident came; null: not known. */
  readonly lastMs: number | null;
}

/**
 * One for each line of evidence that says something, in the order of the evidence.
 */
export function readEvents(
  evidence: readonly WholeLine[],
  factsOf: (line: Evidence) => TemplateFacts,
  scene: EventScene,
): readonly ReadEvent[] {
  const returns = new Map(
    evidence.flatMap(({ line }) =>
      isFirstAfterStop(line.why) ? [[line.template, line.timeMs] as const] : [],
    ),
  );
  return evidence.flatMap((whole, rank) => {
    const { template } = whole.line;
    const read = readEvent(whole, rank, factsOf(whole.line), {
      ...scene,
      returnMs: returns.get(template) ?? null,
    });
    return read === null ? [] : [read];
  });
}

function readEvent(
  { line, text }: WholeLine,
  rank: number,
  facts: TemplateFacts,
  { isMerged, incident, returnMs }: EventScene & { readonly returnMs: number | null },
): ReadEvent | null {
  const exception = ownExceptionOf(text, facts.source);
  const message = isUnread(line) ? wordsOf(facts.text) : messageIn(text, facts.text);
  if (exception === null && isTraceText(message)) return null;
  const said = exception === null ? message : withoutException(message, exception);
  const bare = phraseOf(said, MAX_PHRASE);
  const news = exception === null ? newsOf(line, bare, incident, { returnMs, lastMs: facts.lastMs }) : '';
  const what =
    exception === null ? phraseOf(message, MAX_WHAT) : exceptionInWords(exception, message, MAX_WHAT);
  if (what === '' || /^(?:last )?message repeated \d+ times/.test(message)) return null;
  const phrase = bare === '' ? '' : news + bare;
  const ofWords = harmOf(bare || said, exception !== null);
  // That a line is the last one is news of its own, unless the line only advised.
  const harm = news === '' || ofWords === 'notice' ? ofWords : 'plain';
  const weight = weightOf(facts, exception !== null) * HARM_WEIGHT[harm] * (exception?.frame ? OWN_FRAME : 1);
  const named = componentOf({
    frame: isOfLogger(exception, text, facts.source) ? null : (exception?.frame ?? null),
    source: facts.source,
    message,
    file: isMerged ? '' : line.source,
  });
  // Among several parts of a system, the code that carries calls is none of them.
  const component = isMerged && named?.from === 'logger' && isCarrier(facts.source) ? null : named;
  return {
    event: {
      timeMs: line.timeMs,
      component: component?.name ?? '',
      what: news + what,
      num: isLastBeforeStop(line.why) ? 1 : Math.max(1, Math.round(facts.observed)),
      template: line.template,
      exception,
      evidence: line.id,
    },
    component,
    rank,
    weight: Math.max(
      weight,
      tellsOutage(line, weight, incident) ? OUTAGE_WEIGHT : 0,
      isLastBeforeStop(line.why) ? STOP_WEIGHT : 0,
      // What a program threw before it fell silent is why it did.
      exception !== null && isLastOfSource(line.why) ? OUTAGE_WEIGHT : 0,
    ),
    harm,
    phrase,
    wraps: phrase === '' || isWrapper(said),
    resources: resourcesIn(text.split('\n', 1)[0]),
    line,
    lastMs: facts.observed > 1 && !isLastBeforeStop(line.why) ? facts.lastMs : line.timeMs,
  };
}

/** The words of a template stand for a record whose file is not at hand. */
function wordsOf(template: string): string {
  return withoutWildcards(template).replace(/\s+/g, ' ').trim();
}

/** Words before what a line says, where its being there is the news: the last one of its kind, or the first of a program that came back. */
function newsOf(
  line: Evidence,
  phrase: string,
  { outageTemplate }: EventScene['incident'],
  { returnMs, lastMs }: { readonly returnMs: number | null; readonly lastMs: number | null },
): string {
  if (isLastBeforeStop(line.why)) {
    const endMs = line.timeMs ?? Number.NaN;
    // A kind may pause more than once: its return from an earlier pause says nothing of this one.
    if (returnMs !== null && returnMs > endMs) return `none for ${roundDuration(returnMs - endMs)} after: `;
    if (isLastForNow(line.why) || (lastMs !== null && lastMs - endMs > LAST_SLACK_MS))
      return 'a pause after: ';
    // Not known: its source may have come back.
    return isLastOfSource(line.why) && lastMs === null ? 'silence after: ' : 'no more of: ';
  }
  const ends = outageTemplate != null && line.template === outageTemplate;
  return ends && !ENDS.test(phrase) ? 'stopped or restarted: ' : '';
}

const ENDS =
  /\b(?:shut\w*|stop\w*|kill\w*|exit\w*|terminat\w*|restart\w*|reboot\w*|panic\w*|abort\w*|crash\w*|died|dead|out of memory|left|leaving|segfault)\b/i;

function tellsOutage(
  { template, timeMs }: Evidence,
  weight: number,
  { outageStart, outageTemplate }: EventScene['incident'],
): boolean {
  if (outageTemplate != null) return template === outageTemplate;
  if (outageStart === null || timeMs === null || Math.abs(timeMs - outageStart) >= 1000) return false;
  return weight >= LEAST_OF_OUTAGE;
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
    .filter(({ weight }, i) => weight >= least || i === 0)
    .slice(0, MAX_EVENTS)
    .sort(byTime)
    .map(ofAll);
}

/** Advice and reports of numbers are no events of an incident in which things failed. */
export function withoutNotices(events: readonly ReadEvent[]): readonly ReadEvent[] {
  const others = events.filter(({ harm }) => harm !== 'notice');
  return others.some(({ harm, weight }) => harm !== 'plain' && weight >= LEAST_WEIGHT) ? others : events;
}

/** Where an event stands for many records, without what only the first of them says. */
function ofAll(each: ReadEvent): ReadEvent {
  const { what, num, exception } = each.event;
  return num > 2 && exception === null ? { ...each, event: { ...each.event, what: ofMany(what) } } : each;
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
