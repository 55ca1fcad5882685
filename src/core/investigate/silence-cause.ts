/**
 * A source that fell silent, as what is wrong. In: an episode, the tables, its evidence. Out: a hypothesis that cites the last line of the source; likely only where
 * another source complains of it by name, or where it fell silent shortly before trouble began. Why it is silent no line says.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Episode, Evidence } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { LEVEL_WARN, type RowIdx } from '../../contracts/units';
import type { EndedFile } from '../features/ended-files';
import { levelOfWords } from '../features/level-words';
import { forEachTimedRow } from '../features/timed-rows';
import { hasWord } from '../lib/has-word';
import { templateOfRow } from '../lib/log-table';
import { clockOf } from '../wording/clock';
import { spanInWords } from '../wording/duration';
import type { Line } from './around';
import type { ReadTexts } from './evidence';
import type { EvidenceBook } from './evidence-book';

export interface SilenceCauseInput {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly windowMs: number;
  /** Files that end long before the log does. */
  readonly ended: readonly EndedFile[];
  readonly readTexts: ReadTexts;
  readonly book: EvidenceBook;
}

/** What fell silent longer before the first sign has nothing to do with it. */
const BEFORE_MS = 10 * 60_000;
/** A shorter name may be a word of any line. */
const MIN_NAME = 4;
const PART_OF_NAME = /[\w-]/;
/** Names that say no program. */
const COMMON = /^(?:app|main|server|service|worker|error|access|system|log|logs|output|stdout|stderr)$/i;

/** Null: no source fell silent, or none of its lines is there. */
export async function silenceCause(
  { reasons, start }: Pick<Episode, 'reasons' | 'start'>,
  { table, templates, windowMs, ended, readTexts, book }: SilenceCauseInput,
): Promise<Hypothesis | null> {
  const silent = silentSource(reasons, windowMs) ?? endedSource(start, ended);
  const lastRow = silent && lastRowOf(table, silent.name, silent.sinceMs);
  if (silent === null || lastRow === null) return null;
  const [text] = await readTexts([lastRow.row as RowIdx]);
  const at = { ...lastRow, template: templateOfRow(table, templates, lastRow.row) };
  const last = book.cite(at, text ?? '', 'last before it fell silent');
  const said = bareName(silent.name);
  const complaint = book
    .evidence()
    .find((line) => complainsOf(line, said, lastRow.timeMs, { table, templates }));
  const isBefore = start - lastRow.timeMs >= 2 * windowMs && start - lastRow.timeMs <= BEFORE_MS;
  const named = complaint ? ` Lines of others that warn speak of ${said}.` : '';
  const before = isBefore
    ? ` That was ${spanInWords(start - lastRow.timeMs)} before the first sign of trouble in others.`
    : '';
  return {
    text: `${silent.name} wrote nothing after ${clockOf(lastRow.timeMs)} UTC while others went on: it has stopped, hangs, or is cut off.${named}${before}`,
    evidence: complaint ? [last, complaint.id] : [last],
    confidence: complaint || isBefore ? 'medium' : 'low',
    whyNotHigher:
      complaint || isBefore
        ? 'Silence does not say why: whether its process is there, and what it waits for, would settle it.'
        : 'No other source complains of it by name, so that it may only have nothing to do.',
  };
}

interface Silent {
  readonly name: string;
  readonly sinceMs: number;
}

/** What a detector found silent; null: nothing. */
function silentSource(reasons: readonly Reason[], windowMs: number): Silent | null {
  const name = reasons.find(({ beside }) => beside?.what === 'silence')?.beside?.name;
  return name === undefined ? null : { name, sinceMs: sinceOf(reasons, name, windowMs) };
}

/** A file that ends before the episode begins or with it, and long before the log does; null: none, or several, which a copy cut off as likely. */
function endedSource(start: number, ended: readonly EndedFile[]): Silent | null {
  if (ended.length !== 1) return null;
  const [{ file }] = ended;
  const lastMs = file.lastMs ?? Number.NaN;
  return Math.abs(start - lastMs) <= BEFORE_MS ? { name: file.name, sinceMs: lastMs } : null;
}

/** By the reason that tells of it first: the end of its window, less how long it had been silent then. */
function sinceOf(reasons: readonly Reason[], name: string, windowMs: number): number {
  const since = reasons.flatMap(({ beside, timeMs }) =>
    beside?.what === 'silence' && beside.name === name && timeMs !== undefined
      ? [timeMs + windowMs - (beside.value ?? 0)]
      : [],
  );
  return since.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...since);
}

/** Of the records of a source, of those whose name begins with it, or of a file: the last one not after `sinceMs`, to a second. */
function lastRowOf(table: LogTable, name: string, sinceMs: number): Omit<Line, 'template'> | null {
  const isOf = table.sources.map((source) => source === name || source.startsWith(`${name}.`));
  const isFile = table.files.map((file) => file.name === name);
  let last: Omit<Line, 'template'> | null = null;
  forEachTimedRow(table, (row, timeMs, kind, fileIdx) => {
    if (!isFile[fileIdx] && !isOf[table.kinds.source[kind]]) return;
    if (timeMs > sinceMs + 1000 || (last !== null && timeMs < last.timeMs)) return;
    last = { row, timeMs };
  });
  return last;
}

/** Of a file what stands before its ending: 'log/grader-3.jsonl.gz' -> 'grader-3'. */
function bareName(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  return base.replace(/(?:\.(?:log|jsonl?|txt|out|err|gz|zst|xz|bz2|\d+))+$/i, '') || base;
}

/** A line of another source that warns, after it fell silent, and has its name as a word. */
function complainsOf(
  { text, timeMs, template, source }: Evidence,
  said: string,
  sinceMs: number,
  { table, templates }: Pick<SilenceCauseInput, 'table' | 'templates'>,
): boolean {
  if (said.length < MIN_NAME || COMMON.test(said) || timeMs === null || timeMs < sinceMs) return false;
  if (template === null || bareName(source) === said) return false;
  const found = templates.templates[template];
  const own = table.sources[found.source] ?? '';
  if (own === said || own.startsWith(`${said}.`)) return false;
  const level = Math.max(found.level, levelOfWords(text));
  return level >= LEVEL_WARN && hasWord(text, said, PART_OF_NAME);
}
