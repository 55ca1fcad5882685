// How a line is told: what hides in it, how long after another it came, where its marks stand. Pure.

import type { LineRow } from '../../contracts/lines';
import { plural } from '../../core/wording/plural';
import { t } from '../../words/t';
import { formatNumber } from '../shared/format';

/** Characters of one line that are drawn; the whole record is in the drawer. */
const SHOWN_CHARACTERS = 4000;

export interface ShownText {
  /** First line: the message, or the line as it stands. */
  readonly text: string;
  /** Begin and end of marks in it, in pairs. */
  readonly marks: readonly number[];
  /** Lines that follow; '': none does. A head that each of them repeats is gone, but where the line is shown as it stands. */
  readonly rest: string;
  readonly restMarks: readonly number[];
}

/** @param isRaw the line as it stands, with what the columns hold */
export function shownText({ text, message, marks }: LineRow, isRaw: boolean): ShownText | null {
  if (text === null) return null;
  const end = text.search(/\r?\n/);
  const first = end < 0 ? text : text.slice(0, end);
  const rest = end < 0 ? { rest: '', restMarks: [] } : restOf(text, end, marks, isRaw);
  const at = isRaw || message === null || message === '' ? -1 : first.lastIndexOf(message);
  const inMessage = at < 0 ? [] : movedMarks(marks, at, at + (message?.length ?? 0));
  // What was looked for stands in the head of the line only: then the head is shown.
  const isHeadOnly = marks.length > 0 && marks[0] < first.length && inMessage.length === 0 && at > 0;
  if (isRaw || message === null || message === '' || isHeadOnly)
    return { text: first.slice(0, SHOWN_CHARACTERS), marks: movedMarks(marks, 0, first.length), ...rest };
  return { text: message.slice(0, SHOWN_CHARACTERS), marks: inMessage, ...rest };
}

/** A head that is shorter is no head of a line. */
const LEAST_HEAD = 16;

function restOf(
  text: string,
  end: number,
  marks: readonly number[],
  isRaw: boolean,
): Pick<ShownText, 'rest' | 'restMarks'> {
  const begin = end + (text[end] === '\r' ? 2 : 1);
  const lines = text.slice(begin).split('\n');
  const cut = isRaw ? 0 : commonHead([text.slice(0, end), ...lines]);
  const restMarks: number[] = [];
  let [from, length] = [begin, 0];
  const shown = lines.map((line) => {
    const own = line.slice(cut);
    for (const mark of movedMarks(marks, from + cut, from + line.length)) restMarks.push(mark + length);
    from += line.length + 1;
    length += own.length + 1;
    return own;
  });
  return { rest: shown.join('\n'), restMarks };
}

/** Characters of the head that all lines share, up to the end of a word; 0: they share none. */
function commonHead(lines: readonly string[]): number {
  let length = lines[0].length;
  for (const line of lines) {
    let same = 0;
    while (same < length && same < line.length && line[same] === lines[0][same]) same++;
    length = same;
  }
  const head = lines[0].slice(0, length).lastIndexOf(' ') + 1;
  return head >= LEAST_HEAD ? head : 0;
}

/** Marks of a text as marks of its part [begin, end). */
function movedMarks(marks: readonly number[], begin: number, end: number): number[] {
  const moved: number[] = [];
  for (let i = 0; i < marks.length; i += 2) {
    const [from, to] = [Math.max(marks[i], begin), Math.min(marks[i + 1], end)];
    if (from < to) moved.push(from - begin, to - begin);
  }
  return moved;
}

/** '44 lines of trace · TypeError: takes 3 arguments', '3 more lines'. */
export function foldWords(rest: string): string {
  const lines = rest.split(/\r?\n/);
  const num = formatNumber(lines.length);
  if (!TRACE.test(rest)) return t('{num} more {lineWord}', { num, lineWord: plural(lines.length, 'line') });
  const said = lines.findLast((line) => SAID.test(line))?.match(SAID)?.[0];
  return t('{num} {lineWord} of trace{what}', {
    num,
    lineWord: plural(lines.length, 'line'),
    what: said === undefined ? '' : ` · ${said.slice(0, 160)}`,
  });
}

const TRACE = /^\s*(?:at \S|File "|\.{3} \d+ more|Traceback |Caused by: |goroutine \d)/m;
/** The exception and its words. */
const SAID = /(?<![\w.$])[\w.$]*(?:Error|Exception|Failure|panic)\b(?::.*)?$/;

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** '2 min 13.4 s', '350 ms', '1 d 3 h'. */
export function elapsedWords(ms: number): string {
  const whole = Math.abs(ms);
  if (whole < 1000) return t('{ms} ms', { ms: Math.round(whole) });
  const parts: string[] = [];
  let left = whole;
  for (const [size, unit] of UNITS) {
    const num = Math.floor(left / size);
    if (num > 0) parts.push(`${num} ${unit}`);
    left -= num * size;
  }
  if (parts.length < 2 && left >= 1)
    parts.push(`${whole < 60_000 ? trimmed(left / 1000, 3) : trimmed(left / 1000, 1)} s`);
  return parts.slice(0, 2).join(' ');
}

const trimmed = (num: number, digits: number): string => String(Number(num.toFixed(digits)));

/** Lines as they stand, each with its file and number before it, as compilers and grep write it. */
export function copiedText(rows: readonly LineRow[], nameOf: (fileIdx: number) => string): string {
  return rows
    .map((row) => `${nameOf(row.fileIdx)}:${row.lineNum}: ${row.text ?? t('(the file is not here)')}`)
    .join('\n');
}
