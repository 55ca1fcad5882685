/**
 * Messages that are columns without names, one of which holds a level: PAN-OS, csvlog of PostgreSQL behind its time, other exports. In:
 * positions behind what is known of the header. Out: the mark and the column, or null; and the level of a line by them.
 */
import { BAR, COMMA, QUOTE, SEMICOLON, TAB } from '../../lib/ascii';
import { asciiBytes, skipBlanks, startsWithAt } from '../../lib/bytes';
import { levelOfWord } from '../level';
import type { Cursor } from './cursor';

export interface LevelColumn {
  readonly mark: number;
  /** From 0, behind the rest of the header. */
  readonly column: number;
}

const MARKS = [COMMA, TAB, BAR, SEMICOLON];
const MAX_COLUMNS = 64;
/** Share of the lines that state a level in the column, and the columns that a line has at least. */
const MIN_SHARE = 0.9;
const MIN_COLUMNS = 4;

/** Null: no column holds a level in nearly every line. */
export function learnLevelColumn(cursor: Cursor): LevelColumn | null {
  for (const mark of MARKS) {
    const counts = new Array<number>(MAX_COLUMNS).fill(0);
    for (const [i, from] of cursor.at.entries()) addLevels(cursor, from, cursor.end[i], mark, counts);
    const most = Math.max(...counts);
    if (most > 0 && most >= cursor.at.length * MIN_SHARE) return { mark, column: counts.indexOf(most) };
  }
  return null;
}

/** Counts the columns of a line that hold a level word and nothing else. */
function addLevels({ bytes }: Cursor, from: number, end: number, mark: number, counts: number[]): void {
  const found: number[] = [];
  let at = skipBlanks(bytes, from, end);
  let column = 0;
  for (; column < MAX_COLUMNS && at <= end; column++) {
    const stop = cellEnd(bytes, at, end, mark);
    if (levelOfCell(bytes, at, stop) > 0) found.push(column);
    at = stop + 1;
  }
  if (column >= MIN_COLUMNS) for (const each of found) counts[each]++;
}

export function levelInColumn(
  bytes: Uint8Array,
  from: number,
  end: number,
  { mark, column }: LevelColumn,
): number {
  let at = from;
  for (let i = 0; i < column && at < end; i++) at = cellEnd(bytes, at, end, mark) + 1;
  return at < end ? levelOfCell(bytes, at, cellEnd(bytes, at, end, mark)) : 0;
}

/** End of the cell at `at`: at the next mark that no quotes hold. */
function cellEnd(bytes: Uint8Array, at: number, end: number, mark: number): number {
  let i = at;
  if (bytes[i] === QUOTE) {
    do {
      i++;
      while (i < end && bytes[i] !== QUOTE) i++;
      i++;
    } while (i < end && bytes[i] === QUOTE);
  }
  while (i < end && bytes[i] !== mark) i++;
  return Math.min(i, end);
}

function levelOfCell(bytes: Uint8Array, begin: number, end: number): number {
  const quoted = bytes[begin] === QUOTE && end - begin > 1 ? 1 : 0;
  return (
    levelOfWord(bytes, begin + quoted, end - quoted, true) ||
    levelOfSeverity(bytes, begin + quoted, end - quoted)
  );
}

const SEVERITIES = ['low', 'medium', 'high'].map(asciiBytes);
const LEVEL_OF_SEVERITY = [3, 5, 6] as const;

/** 'low', 'medium', 'high' of firewalls: too common in prose to be levels elsewhere. */
function levelOfSeverity(bytes: Uint8Array, begin: number, end: number): number {
  const found = SEVERITIES.findIndex(
    (word) => word.length === end - begin && startsWithAt(bytes, begin, end, word),
  );
  return found < 0 ? 0 : LEVEL_OF_SEVERITY[found];
}
