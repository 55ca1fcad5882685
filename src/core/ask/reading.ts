// How a question was read: what is wanted, and of which lines. In the words of a person: `readingInWords`; as a query of the Lines view: where.ts.
import { templateId } from '../../contracts/tables';
import type { Clock } from '../query/when';
import { readableTime } from '../ticket/times';

export type Intent =
  | 'count'
  | 'show'
  | 'first'
  | 'last'
  | 'before'
  | 'after'
  | 'around'
  | 'what'
  | 'new'
  | 'silent'
  | 'top'
  | 'peak'
  | 'template'
  | 'incidents'
  | 'why'
  | 'runbook'
  | 'changes'
  | 'span';

export type Dimension = 'level' | 'component' | 'template' | 'file';

/** What a question names; what it does not name is null or empty. */
export interface Slots {
  /** A term of the query language: 'level>=error'. */
  readonly level: string | null;
  /** As they were typed; a component is of one that holds it. */
  readonly components: readonly string[];
  /** Whole names. */
  readonly file: string | null;
  /** '404' or '5xx'. */
  readonly status: string | null;
  /** Index. */
  readonly template: number | null;
  /** Every one has to stand in the line. */
  readonly texts: readonly string[];
  /** The texts were not in quotes: they are words for which the reader has no other meaning. */
  readonly isTextLoose: boolean;
  /** Half-open, ms since 1970. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** A moment, where no span is named. */
  readonly atMs: number | null;
  /** From 1. */
  readonly line: number | null;
  readonly incident: string | null;
  readonly by: Dimension | null;
}

export interface Reading extends Slots {
  readonly intent: Intent;
}

export type ReadQuestion =
  | { readonly ok: true; readonly reading: Reading }
  /** `why`: a sentence for the person. `words`: those that were not understood; '': none in particular. */
  | { readonly ok: false; readonly why: string; readonly words: string };

/** What questions may name of a log. */
export interface Vocabulary {
  /** Without the empty one. */
  readonly components: readonly string[];
  readonly files: readonly string[];
  readonly numTemplates: number;
  readonly incidents: readonly string[];
  /** NaN: no line states a time. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Reads times that do not say UTC; absent: UTC. */
  readonly clock?: Clock;
}

const WANTED: Readonly<Record<Intent, string>> = {
  count: 'how many lines',
  show: 'lines',
  first: 'the first line',
  last: 'the last line',
  before: 'the lines before a line',
  after: 'the lines after a line',
  around: 'the lines around a line',
  what: 'what happened',
  new: 'templates that are new',
  silent: 'components that fell silent',
  top: 'lines, counted',
  peak: 'when there were most lines',
  template: 'a template',
  incidents: 'the incidents',
  why: 'what the investigation holds for likely',
  runbook: 'runbooks that fit',
  changes: 'changes that came before',
  span: 'what the log spans',
};

/** One phrase that says how the question was read, each slot named. */
export function readingInWords(reading: Reading): string {
  const { intent, by } = reading;
  return [WANTED[intent], ...(by === null ? [] : [`by ${by}`]), ...slotsInWords(reading)].join(', ');
}

function slotsInWords(slots: Slots): string[] {
  const { level, components, file, status, template, texts, fromMs, toMs, atMs, line, incident } = slots;
  const words: string[] = [];
  if (level !== null) words.push(level);
  if (components.length > 0) words.push(`component ${components.join(' or ')}`);
  if (file !== null) words.push(`file ${file}`);
  if (status !== null) words.push(`status ${status}`);
  if (template !== null) words.push(templateId(template));
  for (const text of texts) words.push(`text "${text}"`);
  if (fromMs !== null) words.push(`from ${readableTime(fromMs)}`);
  if (toMs !== null) words.push(`before ${readableTime(toMs)}`);
  if (atMs !== null) words.push(`around ${readableTime(atMs)}`);
  if (line !== null) words.push(`line ${line}`);
  if (incident !== null) words.push(incident);
  return words;
}
