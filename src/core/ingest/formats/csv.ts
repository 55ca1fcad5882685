/** CSV with a header of recognisable names (time, level, source, message ...); delimiter ',', ';', tab or '|'. */
import { parseAnyTime } from '../any-time';
import { type Cells, rowEnd, splitRow } from '../csv-row';
import { type FieldRole, rankOfName } from '../field-names';
import { createHeader, type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfToken } from '../level';
import type { Sample } from '../sample';
import { Scratch } from '../scratch';
import type { LogFormat } from './format';
import { levelOfValue } from './json-lines';

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
}

export const csvFormat: LogFormat = {
  id: 'csv',
  detect(sample) {
    const params = learnColumns(sample);
    if (!params) return null;
    const score01 = shareOfRows(sample, params);
    const wider = { ...params, numColumns: params.numColumns + 1, message: params.numColumns };
    // Windows' event viewer names every column but the last, the text.
    if (params.message < 0 && score01 < 0.5 && shareOfRows(sample, wider) > 0.5)
      return { format: 'csv', score01: shareOfRows(sample, wider), style: 'csv', params: wider };
    return score01 > 0.5 ? { format: 'csv', score01, style: 'csv', params } : null;
  },
  createParser: (params) => createParser(params as CsvParams),
};

/** Columns from the first line; null: its names do not say message, or time and one more. */
function learnColumns(sample: Sample): CsvParams | null {
  if (sample.length === 0) return null;
  const header = new TextDecoder().decode(sample.bytes.subarray(sample.begin[0], sample.end[0]));
  for (const char of [',', ';', '\t', '|']) {
    const names = header.split(char).map((name) => name.trim().replace(/^"|"$/g, ''));
    if (names.length < 2 || names.some((name) => name.length > 60)) continue;
    const columnOf = (role: FieldRole): number => bestColumn(role, names);
    const lower = names.map((name) => name.toLowerCase());
    const date = lower.includes('date') && lower.includes('time') ? lower.indexOf('date') : -1;
    const time = date >= 0 ? lower.indexOf('time') : columnOf('time');
    const [level, source, message] = (['level', 'source', 'message'] as const).map(columnOf);
    const known = [time, level, source, message].filter((column) => column >= 0).length;
    if (known < 2 || (message < 0 && time < 0)) continue;
    return { delimiter: char.charCodeAt(0), numColumns: names.length, time, date, level, source, message };
  }
  return null;
}

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
function shareOfRows(sample: Sample, params: CsvParams): number {
  const cells: Cells = { begin: [], end: [], escaped: [] };
  let at = sample.bytes.indexOf(10, sample.begin[0]) + 1;
  let rows = 0;
  let good = 0;
  while (at > 0 && at < sample.bytes.length && rows < 500) {
    const stop = rowEnd(sample.bytes, at, sample.bytes.length, params.delimiter);
    if (stop < 0) break;
    if (stop - at > 1 || bytesLeft(sample, at, stop)) {
      rows++;
      if (splitRow(sample.bytes, at, stop, params.delimiter, cells) === params.numColumns) good++;
    }
    at = stop + 1;
  }
  return rows === 0 ? 0 : good / rows;
}

const bytesLeft = (sample: Sample, at: number, stop: number): boolean => stop > at && sample.bytes[at] !== 13;

function createParser(params: CsvParams): HeaderParser {
  const cells: Cells = { begin: [], end: [], escaped: [] };
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    const count = splitRow(bytes, begin, end, params.delimiter, cells);
    setTime(params, bytes, cells, count, out);
    if (params.level >= 0 && params.level < count) {
      const [b, e] = [cells.begin[params.level], cells.end[params.level]];
      out.level = levelOfValue(bytes, b, e) || levelOfToken(bytes, b, e, true);
    }
    if (params.source >= 0 && params.source < count) {
      out.sourceBegin = cells.begin[params.source];
      out.sourceEnd = cells.end[params.source];
    }
    setMessage(params, bytes, cells, count, scratch, out);
    return count === params.numColumns;
  };
}

const joined = new Scratch();
const probe = createHeader();

function setTime(params: CsvParams, bytes: Uint8Array, cells: Cells, count: number, out: Header): void {
  if (params.time < 0 || params.time >= count) return;
  if (params.date < 0 || params.date >= count) {
    parseAnyTime(bytes, cells.begin[params.time], cells.end[params.time], out);
    return;
  }
  // A time column may hold the whole time beside a date column.
  if (parseAnyTime(bytes, cells.begin[params.time], cells.end[params.time], probe) && probe.partial === 0) {
    parseAnyTime(bytes, cells.begin[params.time], cells.end[params.time], out);
    return;
  }
  joined.clear();
  joined.append(bytes, cells.begin[params.date], cells.end[params.date]);
  joined.push(32);
  joined.append(bytes, cells.begin[params.time], cells.end[params.time]);
  parseAnyTime(joined.bytes, 0, joined.length, out);
}

function setMessage(
  params: CsvParams,
  bytes: Uint8Array,
  cells: Cells,
  count: number,
  scratch: Scratch,
  out: Header,
): void {
  const column = params.message;
  if (column >= 0 && column < count && !cells.escaped[column]) {
    out.messageBegin = cells.begin[column];
    out.messageEnd = trimReturn(bytes, cells.begin[column], cells.end[column]);
    return;
  }
  scratch.clear();
  const roles = [params.time, params.date, params.level, params.source];
  for (let c = 0; c < count; c++) {
    if (column >= 0 ? c !== column : roles.includes(c)) continue;
    if (scratch.length > 0) scratch.push(32);
    appendUnquoted(scratch, bytes, cells.begin[c], cells.end[c]);
  }
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
}

const trimReturn = (bytes: Uint8Array, begin: number, end: number): number =>
  end > begin && bytes[end - 1] === 13 ? end - 1 : end;

function appendUnquoted(scratch: Scratch, bytes: Uint8Array, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    scratch.push(bytes[i]);
    if (bytes[i] === 34 && bytes[i + 1] === 34) i++;
  }
}
