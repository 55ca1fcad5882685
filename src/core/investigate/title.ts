/**
 * The title of an incident. In: its episode and what was found. Out: a phrase and a quotation. Nothing is invented: what is quoted
 * stands in the log or its template.
 */
import type { Episode, Evidence } from '../../contracts/incident';
import type { Template, TemplateTable } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { isTraceText } from '../features/trace-text';
import { linesOfLevel } from '../wording/level-names';
import { inQuotes, messageOf, readableTemplate, withoutWildcards } from '../wording/template-text';
import { missedFirst } from './around';
import type { RankedShift } from './context';
import type { FirstSign } from './first-signs';

const MAX_REASON = 110;
/** Share of the greatest surprise from which on an error leads the title. */
const ERROR_SHARE = 0.15;

/**
 * Title of an incident: what ended, else its most telling shift: 'cinder-volume: new errors: "..."'. Without a shift: the
 * detectors' first reason. Before all: a sign that came first and that a runbook knows.
 * A template that is hardly more than wildcards is told by its first line in the incident.
 */
export function titleOf(
  episode: Episode,
  shifts: readonly RankedShift[],
  templates: TemplateTable,
  sources: readonly string[],
  evidence: readonly Evidence[],
  sign: FirstSign | null = null,
): string {
  const shift = leadingShift(shifts, templates);
  const first = sign && isBefore(sign, shift, evidence) ? templates.templates[sign.template] : null;
  if (first) return quoting(newsOf(first.level), first, first.text, sources);
  const ended = endOf(episode, shift, templates);
  if (ended) return quoting('stopped or restarted', ended, ended.text, sources);
  const missed = missedFirst(episode, shifts);
  if (missed !== null) {
    const stopped = templates.templates[missed];
    return quoting('stops', stopped, stopped.text, sources);
  }
  if (!shift) return episode.reasons[0]?.text.slice(0, MAX_REASON).toWellFormed() ?? 'Unusual mix of events';
  const template = templates.templates[shift.template];
  const line = isWordy(template.text)
    ? null
    : evidence.find((each) => each.template === shift.template)?.text;
  const text = line ? messageOf(line, template.text) : template.text;
  return quoting(phraseOf(shift, template.level), template, text, sources);
}

/** Whether a sign came before all lines of the leading shift that are at hand: consequences come after. */
function isBefore(sign: FirstSign, leading: RankedShift | undefined, evidence: readonly Evidence[]): boolean {
  if (!leading || leading.template === sign.template) return false;
  const shown = evidence.find((each) => each.template === leading.template)?.timeMs ?? null;
  return shown !== null && sign.timeMs <= shown;
}

/** What ended, where a line says so: it tells more than the lines of the shutdown, but not more than an error. */
function endOf(
  { outageTemplate }: Episode,
  leading: RankedShift | undefined,
  { templates }: TemplateTable,
): Template | undefined {
  if (outageTemplate === undefined || outageTemplate === null) return undefined;
  if (leading && templates[leading.template].level >= LEVEL_ERROR) return undefined;
  return templates[outageTemplate];
}

function quoting(phrase: string, template: Template, text: string, sources: readonly string[]): string {
  const source = shortSource(sources[template.source] ?? '');
  return `${source ? `${source}: ` : ''}${phrase}: ${inQuotes(readableTemplate(text))}`;
}

/** Literal words of three letters and more: below this the text of a template says little of what happened. */
const FEW_WORDS = 3;

function isWordy(text: string): boolean {
  return (withoutWildcards(text).match(/\p{L}{3,}/gu) ?? []).length >= FEW_WORDS;
}

/**
 * The most surprising growth, or an error nearly as surprising: errors say more than the slowness that they bring, and of
 * errors one that says something in words more than a status code.
 */
function leadingShift(shifts: readonly RankedShift[], templates: TemplateTable): RankedShift | undefined {
  const textOf = (each: RankedShift) => templates.templates[each.template].text;
  const told = shifts.filter(
    (each) => !isTraceText(textOf(each)) && /\p{L}/u.test(withoutWildcards(textOf(each))),
  );
  const grown = told.filter((each) => each.observed > each.expected);
  const isError = (each: RankedShift) => templates.templates[each.template].level >= LEVEL_ERROR;
  const errors = grown.filter((each) => isError(each) && each.surprise >= ERROR_SHARE * grown[0].surprise);
  return errors.find((each) => isWordy(textOf(each))) ?? errors[0] ?? grown[0] ?? told[0] ?? shifts[0];
}

function phraseOf(shift: RankedShift, level: number): string {
  if (shift.direction === 'appeared') return newsOf(level);
  const noun = linesOfLevel(level);
  if (shift.direction === 'rose') return noun === 'lines' ? 'rises' : `${noun} rise`;
  return shift.direction === 'fell' ? 'falls off' : 'stops';
}

function newsOf(level: number): string {
  return level >= LEVEL_WARN ? `new ${linesOfLevel(level)}` : 'appears';
}

/** Last part of a dotted logger name when the whole is long. */
function shortSource(source: string): string {
  return source.length > 24 ? (source.split(/[.$/]/).filter(Boolean).at(-1) ?? source).slice(-40) : source;
}
