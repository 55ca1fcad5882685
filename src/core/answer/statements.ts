/**
 * Impact, times, places and open questions of an incident, one sentence each. In: the incident, its events, the zone of the log. Out:
 * statements with the lines that they rest on; what is not known has none.
 */
import type { Statement } from '../../contracts/answer';
import type { BaselineFault } from '../../contracts/features';
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Incident } from '../../contracts/incident';
import type { Zone } from '../../contracts/tables';
import { shortId } from '../entities/resources';
import { isFailure } from '../features/harm-words';
import { SAME_OCCURRENCE_MS } from '../features/occurrences';
import { usableLeadMs, windowMsOf } from '../lib/usable-lead-time';
import { timeBeside } from '../wording/clock';
import { leadInWords } from '../wording/duration';
import { upperFirst } from '../wording/letter-case';
import { countOf } from '../wording/plural';
import type { ReadEvent } from './events';
import { operationOf, shortType } from './exception-words';
import type { Measured } from './measured';
import { inSentence, ofMany } from './message-words';
import { saysMore } from './title';

export interface StatementInput {
  readonly incident: Incident;
  /** Chosen ones, by time. */
  readonly events: readonly ReadEvent[];
  readonly lead: ReadEvent | null;
  /** What no line states; null: all that is unusual are counts. */
  readonly measured: Measured | null;
  readonly zones: readonly Zone[];
  /** Last time of the log; null: it states none. */
  readonly logEndMs: number | null;
}

/** Of the weight of what leads: what weighs less says neither when it began nor what came of it. */
const NEAR_LEAD = 0.5;
/** Kinds of things that a user has, before those of the machinery. */
const USERS_THINGS = [
  'volume',
  'instance',
  'order',
  'user',
  'image',
  'network',
  'pod',
  'table',
  'index',
  'topic',
  'block',
  'device',
  'disk',
];
const MAX_THINGS = 3;
/** The line in which something failed for somebody, with what it failed for; null: no line tells of it. */
export function impactOf({ incident, events, lead, measured }: StatementInput): Statement | null {
  if (measured !== null && saysMore(measured, lead)) {
    const { component, said, after, evidence } = measured;
    const more = after === '' ? '' : ` ${after}`;
    return { text: `${component === '' ? upperFirst(said) : `${component}: ${said}`}.${more}`, evidence };
  }
  const able = events.filter(
    ({ event, phrase, weight }) =>
      isFailure(`${phrase} ${event.what}`) && weight >= NEAR_LEAD * (lead?.weight ?? 0),
  );
  const inWords = able.filter(({ wraps, phrase }) => !wraps && isFailure(phrase));
  const answered = able.filter(({ phrase }) => /\banswered 5\d\d$/.test(phrase));
  const felt = answered.length > 0 ? mostOften(answered) : heaviest(inWords.length > 0 ? inWords : able);
  if (felt === undefined) {
    if (incident.outageReason === null || /["\u201c`<]/.test(incident.outageReason)) return null;
    return { text: upperFirst(incident.outageReason), evidence: [] };
  }
  const { event, phrase, resources } = felt;
  const things = resources
    .filter(({ kind }) => USERS_THINGS.includes(kind))
    .filter(({ id }) => !phrase.includes(shortId(id)))
    .slice(0, MAX_THINGS)
    .map(({ kind, id }) => `${kind} ${shortId(id)}`);
  const words = felt.wraps || phrase === '' ? event.what : phrase;
  const said = event.num > 2 && event.exception === null ? ofMany(words) : words;
  const isNamed = event.component === '' || said.startsWith(event.component);
  // A name keeps its letters: 'ceph-osd@0.service: Failed'.
  const by = isNamed
    ? /^[a-z]+ /.test(said)
      ? upperFirst(said)
      : said
    : `${event.component}: ${inSentence(said)}`;
  const times = event.num > 1 ? `, ${countOf(event.num, 'time')}` : '';
  return {
    text: `${by}${times}${things.length === 0 ? '' : ` (${things.join(', ')})`}.`,
    evidence: [event.evidence],
  };
}

/** Requests that were answered with a failure: what users notice, however grave its line is. */
function mostOften(events: readonly ReadEvent[]): ReadEvent | undefined {
  return [...events].sort((a, b) => b.event.num - a.event.num)[0];
}

/** Of equals what came oftener, then what came first. */
function heaviest(events: readonly ReadEvent[]): ReadEvent | undefined {
  return [...events].sort((a, b) => b.weight - a.weight || b.event.num - a.event.num)[0];
}

/** First sign, outage, end or that it goes on, and whether a warning was possible. The first time has its date and the zone. */
export function whenOf({ incident, events, lead, zones, logEndMs }: StatementInput): readonly Statement[] {
  const timed = events.filter(
    ({ event, weight }) => event.timeMs !== null && weight >= NEAR_LEAD * (lead?.weight ?? 0),
  );
  const first = timed[0]?.event ?? null;
  const { outageStart, firstConfirmed } = incident;
  const end = incident.lastSeen ?? incident.end;
  const statements: Statement[] = [];
  const zone = zones.some(({ from }) => from === 'assumed') ? 'zone assumed: UTC' : 'UTC';
  let dayMs: number | null = null;
  const tell = (label: string, timeMs: number, evidence: readonly string[], tail = ''): void => {
    const told = timeBeside(timeMs, dayMs);
    statements.push({ text: `${label} ${told}${dayMs === null ? ` (${zone})` : ''}${tail}`, evidence });
    dayMs = timeMs;
  };
  const isOutage =
    outageStart !== null && first?.timeMs != null && Math.abs(outageStart - first.timeMs) < 1000;
  if (first?.timeMs != null) tell(isOutage ? 'outage' : 'first sign', first.timeMs, [first.evidence]);
  else if (incident.basis !== 'read') tell('first unusual window', incident.start, []);
  const failure = [...timed]
    .reverse()
    .find(({ event: { timeMs } }) => timeMs !== null && timeMs > (first?.timeMs ?? 0))?.event;
  if (outageStart !== null) {
    const line = events.find(
      ({ event: { timeMs } }) => timeMs !== null && Math.abs(timeMs - outageStart) < 1000,
    )?.event;
    if (first?.timeMs == null || Math.abs(outageStart - first.timeMs) >= 1000)
      tell('outage', outageStart, line ? [line.evidence] : []);
  } else if (
    failure?.timeMs != null &&
    failure.timeMs - (first?.timeMs ?? 0) >= 60_000 &&
    isLastOf(timed, failure.timeMs)
  )
    tell('last failure', failure.timeMs, [failure.evidence]);
  // What was only read shows neither an end nor how usual it is.
  if (incident.basis === 'read') return statements;
  if (logEndMs !== null && end >= logEndMs)
    statements.push({ text: 'goes on: the log ends with it', evidence: [] });
  else tell('nothing unusual any more from', end, []);
  const usable = usableLeadMs(incident);
  if (usable !== null && usable > 0 && outageStart !== null) {
    const possible = firstConfirmed + windowMsOf(incident);
    statements.push({
      text: `a warning was possible at ${timeBeside(possible, outageStart)}, ${leadInWords(usable)} before the outage`,
      evidence: [],
    });
  }
  return statements;
}

/** Whether nothing that failed came again after it, as far as is known of all. */
function isLastOf(events: readonly ReadEvent[], timeMs: number): boolean {
  return events.every(({ lastMs }) => lastMs !== null && lastMs < timeMs + SAME_OCCURRENCE_MS);
}

const MAX_PLACES = 2;

/** File and line of code where a trace shows them, with what was thrown there; else the component and its host. */
export function whereOf({ events, lead }: StatementInput, host: string): readonly Statement[] {
  const traced = events.flatMap((each) =>
    each.event.exception?.frame
      ? [{ ...each, frame: each.event.exception.frame, thrown: each.event.exception }]
      : [],
  );
  // The first place, and the last one: between a first sign and a failure they may differ.
  const ofLead = traced.filter(({ event }) => event.component === lead?.event.component);
  const top = ofLead.length > 0 ? ofLead : traced;
  const ends = top.length > 2 ? [top[0], top[top.length - 1]] : top;
  const places = new Map<string, Statement>();
  for (const { frame, thrown, event } of ends) {
    const operation = operationOf(thrown);
    const line = frame.line === null ? '' : ` line ${frame.line}`;
    const inside = operation === null ? '' : ` in ${operation}`;
    const key = `${frame.file}:${frame.line}`;
    if (places.size < MAX_PLACES && !places.has(key))
      places.set(key, {
        text: `${event.component === '' ? '' : `${event.component}, `}${frame.file}${line}${inside}: ${shortType(thrown.type)}`,
        evidence: [event.evidence],
      });
  }
  if (places.size > 0) return [...places.values()];
  if (lead === null) return host === '' ? [] : [{ text: host, evidence: [] }];
  const { event, line } = lead;
  const on = host === '' || host === event.component ? '' : ` on ${host}`;
  const name = event.component === '' ? '' : `${event.component}${on}, `;
  return [{ text: `${name}${line.source} line ${line.lineNum}`, evidence: [event.evidence] }];
}

/** What is not known, and what would settle it. */
export function openOf(
  { incident, events, faults }: StatementInput & { readonly faults: readonly BaselineFault[] },
  cause: Hypothesis | null,
  hasImpact: boolean,
): readonly Statement[] {
  const open: Statement[] = faults.map(({ text }) => ({ text, evidence: [] }));
  const nearest = incident.hypotheses[0];
  if (cause === null && nearest !== undefined)
    open.push({
      text: `What caused it. The nearest reading is a hint only: ${nearest.text}`,
      evidence: nearest.evidence,
    });
  else if (cause === null)
    open.push({
      text: `What caused it: no runbook knows these lines.${followUp(events)}`,
      evidence: [],
    });
  if (incident.changes.length === 0)
    open.push({
      text: 'Whether something was changed before: no change was supplied and the log shows none. A list of deployments and settings would settle it.',
      evidence: [],
    });
  if (!hasImpact)
    open.push({
      text: 'Whether users noticed: no line shows that a request of theirs failed.',
      evidence: [],
    });
  return open.slice(0, MAX_OPEN);
}

const MAX_OPEN = 4;

function followUp(events: readonly ReadEvent[]): string {
  const component = events.find(({ event }) => event.component !== '')?.event.component;
  return component === undefined
    ? ''
    : ` A more detailed log of ${component} from the same time would tell more.`;
}
