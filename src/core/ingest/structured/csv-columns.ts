/** Columns of CSV with a header, learnt from a sample: which holds the time, the level ... */
import { CARRIAGE_RETURN, LINE_FEED } from '../../lib/ascii';
import type { ScaleId } from '../level-scale';
import type { Sample } from '../sample';
import { type Cells, rowEnd, splitRow } from './csv-row';
import { type FieldRole, rankOfName } from './field-names';

export interface CsvParams {
  readonly delimiter: number;
  readonly numColumns: number;
  /** Column of each role, -1: none. */
  readonly time: number;
  /** Column of the date where `time` holds only the clock. */
  readonly date: number;
  readonly level: number;
  readonly source: number;
  readonly message: number;
  /** Of the level column, where its values are numbers. */
  readonly scale?: ScaleId;
  /** The first line is a row as any other. */
  readonly nameless?: boolean;
}

/** Columns from the first line; null: its names do not say message, or time and one more. */
export function learnColumns(sample: Sample): CsvParams | null {
  if (sample.length === 0) return null;
  for (const char of [',', ';', '\t', '|']) {
    const names = namesOfColumns(sample, char.charCodeAt(0));
    if (names.length < 2 || names.some((name) => name.length > 60)) continue;
    const columnOf = (role: FieldRole): number => bestColumn(role, names);
    const lower = names.map((name) => name.toLowerCase());
    const date = lower.includes('date') && lower.includes('time') ? lower.indexOf('date') : -1;
    const time = date >= 0 ? lower.indexOf('time') : columnOf('time');
    const [level, source, message] = (['level', 'source', 'message'] as const).map(columnOf);
    const known = [time, level, source, message].filter((column) => column >= 0).length;
    if (known < 2 || (message < 0 && time < 0)) continue;
    const delimiter = char.charCodeAt(0);
    return { delimiter, numColumns: names.length, time, date, level, source, message };
  }
  return null;
}

/** What the first line calls the columns. */
export function namesOfColumns(sample: Sample, delimiter: number): string[] {
  const header = new TextDecoder().decode(sample.bytes.subarray(sample.begin[0], sample.end[0]));
  const names = header.split(String.fromCharCode(delimiter));
  return names.map((name) => name.trim().replace(/^"|"$/g, ''));
}

/** The cells of each row behind the header; one object, filled again and again. */
export function* firstRows(sample: Sample, delimiter: number): Iterable<{ cells: Cells; count: number }> {
  const cells: Cells = { begin: [], end: [], escaped: [] };
  let at = sample.bytes.indexOf(LINE_FEED, sample.begin[0]) + 1;
  for (let rows = 0; at > 0 && at < sample.bytes.length && rows < MAX_ROWS; rows++) {
    const stop = rowEnd(sample.bytes, at, sample.bytes.length, delimiter);
    if (stop < 0) return;
    if (stop - at > 1 || bytesLeft(sample, at, stop)) {
      yield { cells, count: splitRow(sample.bytes, at, stop, delimiter, cells) };
    }
    at = stop + 1;
  }
}

const MAX_ROWS = 500;

function bestColumn(role: FieldRole, names: readonly string[]): number {
  let best = -1;
  let bestRank = Number.POSITIVE_INFINITY;
  names.forEach((name, column) => {
    const rank = rankOfName(role, name);
    if (rank >= 0 && rank < bestRank) {
      best = column;
      bestRank = rank;
    }
  });
  return best;
}

/** Share of the first rows that have the header's number of cells. */
export function shareOfRows(sample: Sample, params: CsvParams): number {
  let rows = 0;
  let good = 0;
  for (const { count } of firstRows(sample, params.delimiter)) {
    rows++;
    if (count === params.numColumns) good++;
  }
  return rows === 0 ? 0 : good / rows;
}

const bytesLeft = (sample: Sample, at: number, stop: number): boolean =>
  stop > at && sample.bytes[at] !== CARRIAGE_RETURN;
