/**
 * What is unusual and no incident. In: episodes, templates, restarts. Out: those that something speaks for, and of the others events for the
 * timeline: lines that are new or more than usual, none of them a warning, where nothing stays away, falls silent or takes longer; restarts that
 * somebody asked for; connections that clients broke off; a lull of seconds.
 */
import type { Episode, LogEvent } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { Template, TemplateTable } from '../../contracts/tables';
import { LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { durationInWords } from '../wording/duration';
import { type PlannedRestart, restartOf } from './planned-restart';

export function withoutHarmless(
  episodes: readonly Episode[],
  { templates }: Pick<TemplateTable, 'templates'>,
  restarts: readonly PlannedRestart[] = [],
): { readonly grave: readonly Episode[]; readonly events: readonly LogEvent[] } {
  const grave: Episode[] = [];
  const events: LogEvent[] = [];
  for (const episode of episodes) {
    const text = eventOf(episode, templates, restarts);
    if (text === null) grave.push(episode);
    else events.push({ start: episode.start, end: episode.end, text });
  }
  return { grave, events: events.sort((a, b) => a.start - b.start) };
}

/** What an episode is where it is none that anybody has to act on; null: it is an incident. */
function eventOf(
  episode: Episode,
  templates: readonly Template[],
  restarts: readonly PlannedRestart[],
): string | null {
  const { start, end, windowBegin, windowEnd, outageStart, reasons } = episode;
  if (outageStart !== null) return null;
  const windowMs = (end - start) / (windowEnd - windowBegin);
  const restart = restartOf(restarts, start, end, windowMs);
  if (restart !== null) return restartPhrase(restart, templates);
  if (isLull(episode, templates)) return lullPhrase(episode);
  if (isRetried(episode, templates)) return phraseOf(reasons);
  return isHarmless(episode, templates) ? phraseOf(reasons) : null;
}

/** Attempts that fail are over within, where a later one succeeded. */
const RETRIED_MS = 5 * 60_000;
/** One of several attempts, and not the last one: what gives up says so by an error. */
const TRIED_AGAIN =
  /\battempt #?(?:<\*>|\d+) ?(?:of|\/) ?(?:<\*>|\d+)|\b(?:will (?:be )?(?:retry|retried|try again)|retrying|trying again|next attempt)\b/i;

/** Minutes in which attempts failed and were made again, told as warnings and as nothing graver, and over. */
function isRetried(
  { severity, start, end, lastSeen, reasons }: Episode,
  templates: readonly Template[],
): boolean {
  if (severity !== 'warning' || end - start > RETRIED_MS || lastSeen !== undefined) return false;
  const isAgain = ({ template }: Reason): boolean =>
    template !== null && isWarning(template, templates) && TRIED_AGAIN.test(templates[template].text);
  const isMore = ({ observed, expected, isBesideCounts }: Reason): boolean =>
    !isBesideCounts && !(observed !== null && expected !== null && observed < expected);
  return (
    reasons.some(isAgain) &&
    reasons.every((each) => isMore(each) && (isAgain(each) || isPlain(each.template, templates)))
  );
}

/** A pause that is over within is felt by nobody who does not measure it. */
const LULL_MS = 60_000;

/** Seconds in which less than usual came, and nothing that warns: a scheduler, a disk or a collector held everything up, and it went on. */
function isLull(
  { severity, start, end, lastSeen, reasons }: Episode,
  templates: readonly Template[],
): boolean {
  if ((severity !== 'info' && severity !== 'warning') || end - start >= LULL_MS || lastSeen !== undefined)
    return false;
  const isFewer = ({ observed, expected }: Reason): boolean =>
    observed !== null && expected !== null && observed < expected;
  return (
    reasons.some(isFewer) &&
    reasons.every(({ template, isBesideCounts }) => !isBesideCounts && isPlain(template, templates))
  );
}

function isPlain(template: number | null, templates: readonly Template[]): boolean {
  return (
    template === null ||
    (templates[template].level < LEVEL_WARN && levelOfWords(templates[template].text) < LEVEL_WARN)
  );
}

function lullPhrase({ start, end }: Episode): string {
  return `less was written than usual for ${durationInWords(end - start)}, nothing in it warns, and it went on`;
}

/** A reason must be at hand for it: where detectors name none, nobody can say what it was. */
function isHarmless({ severity, reasons }: Episode, templates: readonly Template[]): boolean {
  const isByClients = severity === 'warning' && reasons.some((reason) => isOfClients(reason, templates));
  if ((severity !== 'info' && !isByClients) || reasons.length === 0) return false;
  const traffic = trafficOf(reasons, templates);
  return reasons.every((reason) => {
    const { template, observed, expected, isBesideCounts } = reason;
    if (isBesideCounts) return false;
    if (observed !== null && expected !== null && observed < expected) return false;
    const isOfTraffic = isWarning(template, templates) && growthOf(reason) <= traffic;
    return isOfTraffic || isOfClients(reason, templates) || isPlain(template, templates);
  });
}

/** Lines of which fewer are usual in a window are no traffic. */
const LEAST_TRAFFIC = 5;

/** How many times as many as usual the lines of information came that always come; 0: none of them rose. Warnings that rose no more are of the traffic. */
function trafficOf(reasons: readonly Reason[], templates: readonly Template[]): number {
  const steady = reasons.filter(
    ({ template, expected }) =>
      template !== null && isPlain(template, templates) && (expected ?? 0) >= LEAST_TRAFFIC,
  );
  return Math.max(0, ...steady.map(growthOf));
}

/** How many times as many as usual; infinite: it is not about how many, or none is usual. */
function growthOf({ observed, expected }: Reason): number {
  return observed === null || expected === null ? Number.POSITIVE_INFINITY : observed / expected;
}

function isWarning(template: number | null, templates: readonly Template[]): boolean {
  return template !== null && templates[template].level === LEVEL_WARN;
}

/** A client went away while it was served: whoever it was knows, and nothing here is broken. */
const CLIENT_LEFT =
  /\bgetpeername\b|\bclient address\b|\b(closed|reset|aborted|disconnected) by (the )?(remote )?(client|user)\b|\blost connection (from|after)\b|\bclient (disconnected|went away|closed|aborted)\b/i;

function isOfClients({ template }: Reason, templates: readonly Template[]): boolean {
  if (template === null) return false;
  const { level, text } = templates[template];
  return level <= LEVEL_WARN && CLIENT_LEFT.test(text);
}

function restartPhrase(
  { askedMs, backMs, template }: PlannedRestart,
  templates: readonly Template[],
): string {
  if (template === null) return 'the log begins with a start';
  return `restart that was asked for: "${templates[template].text}", back after ${durationInWords(backMs - askedMs)}`;
}

/** The first reason that names a line, without the number of its template. */
function phraseOf(reasons: readonly Reason[]): string {
  const told = reasons.find(({ template }) => template !== null) ?? reasons[0];
  return told.text.replace(/^T\d+ (?=")/, '');
}
