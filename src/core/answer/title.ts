/**
 * The title of an incident: what happened to what, in words, and when. In: its events and span. Out: one line without quotations, wildcards,
 * template numbers or a cut word: 'cinder-volume: TypeError in delete_volume since 04:48 UTC; nova-compute: failed to attach 15ad49c0'.
 */
import type { Incident } from '../../contracts/incident';
import { componentOfFile } from '../entities/components';
import { isFailure } from '../features/harm-words';
import { clockOf, dayOf } from '../wording/clock';
import { lowerFirst } from '../wording/letter-case';
import { countOf } from '../wording/plural';
import type { ReadEvent } from './events';
import { operationOf, shortType } from './exception-words';
import type { Measured } from './measured';
import { cutAtClause, inSentence, numWords, ofMany } from './message-words';

const MAX_TITLE = 110;
/** Less room is not enough to say what came of it. */
const MIN_EFFECT = 16;

export interface TitleInput {
  readonly incident: Pick<
    Incident,
    'start' | 'end' | 'lastSeen' | 'outageStart' | 'outageReason' | 'reasons'
  >;
  /** By time. */
  readonly events: readonly ReadEvent[];
  /** Host of the lines, where they name one that no component is; '': none. */
  readonly host: string;
  /** Of the log. */
  readonly numFiles: number;
  /** What no line states; null: all that is unusual are counts. */
  readonly measured: Measured | null;
  /** Last time of the log; a day is named where the log goes on to another one. */
  readonly logEndMs: number | null;
}

export function titleOf(input: TitleInput): string {
  const { events } = input;
  const lead = leadOf(events);
  if (input.measured !== null && saysMore(input.measured, lead)) return ofMeasured(input.measured, input);
  if (lead === null) return withoutEvents(input);
  const group = events.filter((each) => each.event.component === lead.event.component);
  const effect = effectOf(events, lead, group);
  const whole = firstHalf(lead, group, input, 2);
  const withEffect = whole + tailOf(effect, lead, MAX_TITLE - whole.length);
  if (effect === null || withEffect.length > whole.length) return withEffect;
  const short = firstHalf(lead, group, input, 1);
  return short + tailOf(effect, lead, MAX_TITLE - short.length);
}

const MAX_PROGRAM = 24;
/** A line of less weight, that states no failure, says less than a number that rose or a source that fell silent. */
const LEAST_STATED = 2.6;

/** Whether no line of the incident tells as much as what was measured does. */
export function saysMore({ leads, leadsItsLines, evidence }: Measured, lead: ReadEvent | null): boolean {
  return leads || tellsLess(lead) || (leadsItsLines && lead !== null && evidence.includes(lead.line.id));
}

function tellsLess(lead: ReadEvent | null): boolean {
  return lead === null || (lead.weight < LEAST_STATED && lead.harm !== 'failure');
}

function ofMeasured({ component, said, timeMs }: Measured, { host }: TitleInput): string {
  const name = component === '' ? host : component;
  const subject = name === '' ? '' : `${name}: `;
  const when = timeMs === null || /\d\d:\d\d/.test(said) ? '' : ` from ${clockOf(timeMs, 'minutes')} UTC`;
  return `${subject}${cutAtClause(said, MAX_TITLE - subject.length - when.length)}${when}`;
}

/** Component, symptom and time; @param maxOperations of an exception that are named */
function firstHalf(
  lead: ReadEvent,
  group: readonly ReadEvent[],
  input: TitleInput,
  maxOperations: number,
): string {
  const subject = subjectOf(lead, input);
  const when = whenOf(lead, ofOneKind(lead, group), input);
  const room = MAX_TITLE - subject.length - when.length;
  const { exception, num } = lead.event;
  const isMany = exception === null && num > 2;
  const whole = saidOf(lead, group, maxOperations);
  const said = cutAtClause(isMany ? ofMany(whole) : whole, room);
  const times = isMany ? `, ${countOf(num, 'time')},` : '';
  return `${subject}${said}${said.length + times.length <= room ? times : ''}${when}`;
}

/** What came of it, as far as there is room; '': there is none, or nothing did. */
function tailOf(effect: ReadEvent | null, lead: ReadEvent, left: number): string {
  if (effect === null) return '';
  const { component } = effect.event;
  const name = component === '' || component === lead.event.component ? '' : `${component}: `;
  const room = left - 2 - name.length;
  const words = room < MIN_EFFECT ? '' : effectIn(effect.phrase, room);
  return words === '' ? '' : `; ${name}${words}`;
}

/** The event that explains most; of equals the first. What nothing names as its component stands back. */
export function leadOf(events: readonly ReadEvent[]): ReadEvent | null {
  const isTraced = events.some(({ event }) => event.exception?.frame);
  // Where a trace shows what was thrown, a failure told in words is what came of it.
  const worth = ({ weight, component, harm }: ReadEvent): number =>
    weight * (component === null ? 0.8 : 1) * (!isTraced && harm === 'failure' ? 1.1 : 1);
  return events.reduce<ReadEvent | null>(
    (best, each) => (best === null || worth(each) > worth(best) ? each : best),
    null,
  );
}

function subjectOf(lead: ReadEvent, { host, numFiles }: Pick<TitleInput, 'host' | 'numFiles'>): string {
  const { event, component } = lead;
  if (component === null) return host === '' ? '' : `${host}: `;
  const name = numFiles > 1 ? event.component + ofProgram(lead) : event.component;
  return host === '' || host === event.component ? `${name}: ` : `${name} on ${host}: `;
}

/** A class says what failed, and not of which program: its file does, where others lie beside it. ' (orders)'; '': nothing more is known. */
function ofProgram({ event, line }: ReadEvent): string {
  if (!/^\p{Lu}\w*\p{Ll}\p{Lu}?\w*$/u.test(event.component)) return '';
  const program = componentOfFile(line.source)?.name ?? '';
  const isTold = event.component.toLowerCase().includes(program.toLowerCase());
  return program === '' || isTold || program.length > MAX_PROGRAM ? '' : ` (${program})`;
}

/** What happened to it: of several exceptions of one type their operations; else the message, with its exception where it needs one. */
function saidOf(lead: ReadEvent, group: readonly ReadEvent[], maxOperations: number): string {
  const { exception } = lead.event;
  if (
    exception === null ||
    (!lead.wraps &&
      ((isFailure(lead.phrase) && numWords(lead.phrase) > 2) || operationOf(exception) === null))
  )
    return inSentence(lead.phrase || lead.event.what);
  const type = shortType(exception.type);
  const operations = group.flatMap(({ event }) => {
    const own =
      event.exception && shortType(event.exception.type) === type ? operationOf(event.exception) : null;
    return own === null ? [] : [own];
  });
  const named = [...new Set(operations)].slice(0, maxOperations).join(' and ');
  if (named !== '') return `${type} in ${named}`;
  return lead.event.what;
}

/** Whose times the title states: its own, or those of all exceptions of one type, whose operations it names. */
function ofOneKind(lead: ReadEvent, group: readonly ReadEvent[]): readonly ReadEvent[] {
  const { exception } = lead.event;
  if (exception === null) return [lead];
  const type = shortType(exception.type);
  return group.filter(
    (each) => each === lead || (each.event.exception && shortType(each.event.exception.type) === type),
  );
}

/** ' at 05:15 UTC', ' since 04:48 UTC' (to the end of the log), ' from 04:48 to 05:15 UTC'. */
function whenOf(lead: ReadEvent, group: readonly ReadEvent[], { incident, logEndMs }: TitleInput): string {
  const times = group.flatMap(({ event: { timeMs } }) => (timeMs === null ? [] : [timeMs]));
  const begin = times.length === 0 ? lead.event.timeMs : Math.min(...times);
  if (begin === null) return '';
  const day = logEndMs !== null && dayOf(begin) !== dayOf(logEndMs) ? `${dayOf(begin)} ` : '';
  const clock = clockOf(begin, 'minutes');
  // Of what came often the first line is shown: where it ended is said only where that is known of all.
  const ends = group.map(({ lastMs }) => lastMs);
  const isKnown = ends.every((end) => end !== null);
  const last = Math.max(...times, begin, ...ends.map((end) => end ?? begin));
  const isLasting = last - begin >= 60_000 || lead.event.num > 2;
  if (!isLasting) return ` at ${day}${clock} UTC`;
  if (logEndMs !== null && (incident.lastSeen ?? incident.end) >= logEndMs)
    return ` since ${day}${clock} UTC`;
  if (!isKnown || last - begin < 60_000) return ` from ${day}${clock} UTC`;
  const end =
    dayOf(last) === dayOf(begin) ? clockOf(last, 'minutes') : `${dayOf(last)} ${clockOf(last, 'minutes')}`;
  return ` from ${day}${clock} to ${end} UTC`;
}

/** What users would notice of it: a grave event of another component, or of the outage, that comes no earlier. */
function effectOf(
  events: readonly ReadEvent[],
  lead: ReadEvent,
  group: readonly ReadEvent[],
): ReadEvent | null {
  const able = events.filter(
    (each) =>
      each !== lead &&
      each.weight >= lead.weight / 2 &&
      each.phrase.length >= 8 &&
      !each.wraps &&
      (each.event.timeMs ?? 0) >= (lead.event.timeMs ?? 0) &&
      (!group.includes(each) || lead.wraps),
  );
  return able.sort((a, b) => b.weight - a.weight || failing(b) - failing(a))[0] ?? null;
}

/** As much as there is room for; '': what is left would not say what failed. */
function effectIn(phrase: string, room: number): string {
  const call = /^([A-Z]+) \S+ (answered \d+)$/.exec(phrase);
  const short = call && phrase.length > room ? `${call[1]} ${call[2]}` : cutAtClause(phrase, room);
  const says = short.length <= room && numWords(short) >= 2 && (isFailure(short) || !isFailure(phrase));
  return says ? inSentence(short) : '';
}

function failing({ phrase }: ReadEvent): number {
  return isFailure(phrase) ? 1 : 0;
}

/** Where no line tells of it: how the outage was recognised, else the first reason of a detector without what it quotes. */
function withoutEvents({ incident, host }: TitleInput): string {
  const { outageReason, reasons } = incident;
  // What can be counted says more than what a detector measured.
  const told = reasons.find(({ observed }) => observed !== null) ?? reasons[0];
  const bare = (outageReason ?? told?.text ?? 'Unusual mix of records')
    // The text of a template may hold quotation marks of its own.
    .replace(/\bT\d+ ["\u201c].*["\u201d]/s, 'a kind of record')
    .replace(/\bT\d+ (?=["\u201c])/g, '')
    .replace(/["\u201c][^"\u201d]*["\u201d]?/g, 'a kind of record')
    .replace(/\bT\d+\b/g, 'a kind of record')
    .replace(/<[A-Z*?][^>\s]*>|…/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  const when = ` from ${clockOf(incident.start, 'minutes')} UTC`;
  const subject = host === '' ? '' : `${host}: `;
  const said = subject === '' ? bare : lowerFirst(bare);
  return `${subject}${cutAtClause(said, MAX_TITLE - subject.length - when.length)}${when}`;
}
