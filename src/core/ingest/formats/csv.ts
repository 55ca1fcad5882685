/** CSV with a header of recognisable names (time, level, source, message ...); delimiter ',', ';', tab or '|'. */

import { BLANK, CARRIAGE_RETURN, QUOTE } from '../../lib/ascii';
import { isBlank, skipBlanks } from '../../lib/bytes';
import { BY_STATUS, type Header, type HeaderParser, resetHeader } from '../header';
import { setStatus } from '../http-status';
import { levelOfToken } from '../level';
import { levelOfValue } from '../level-scale';
import { Scratch } from '../scratch';
import { type CsvParams, learnColumns, shareOfRows } from '../structured/csv-columns';
import { type Cells, splitRow } from '../structured/csv-row';
import { addFraction, parseJoined, type Range } from '../structured/split-time';
import { statusOfCell } from '../structured/status-fields';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { LogFormat } from './format';
import { levelOfSlot } from './json-lines';

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
  createParser: (params, order) => createParser(params as CsvParams, order),
};

function createParser(params: CsvParams, order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  const cells: Cells = { begin: [], end: [], escaped: [] };
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    const count = splitRow(bytes, begin, end, params.delimiter, cells);
    setTime(params, parseTime, bytes, cells, count, out);
    if (params.level >= 0 && params.level < count) {
      const e = trimEnd(bytes, cells.begin[params.level], cells.end[params.level]);
      const b = skipBlanks(bytes, cells.begin[params.level], e);
      out.level = params.status
        ? levelOfSlot('status', bytes, b, e)
        : levelOfValue(bytes, b, e, params.scale) || levelOfToken(bytes, b, e, true);
    }
    const { response = -1 } = params;
    if (response >= 0 && response < count)
      setStatus(out, statusOfCell(bytes, cells.begin[response], cells.end[response]));
    if (params.status && out.status > 0) out.status |= BY_STATUS;
    if (params.source >= 0 && params.source < count) {
      out.sourceEnd = trimEnd(bytes, cells.begin[params.source], cells.end[params.source]);
      out.sourceBegin = skipBlanks(bytes, cells.begin[params.source], out.sourceEnd);
    }
    setMessage(params, bytes, cells, count, scratch, out);
    return count === params.numColumns;
  };
}

function setTime(
  params: CsvParams,
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  cells: Cells,
  count: number,
  out: Header,
): void {
  const { time, date, zone, fraction, unit } = params;
  const range = rangeOf(cells, count, time);
  if (!range) return;
  if (date < 0 && zone < 0) parseTime(bytes, range.begin, range.end, out);
  else parseJoined(parseTime, bytes, rangeOf(cells, count, date), range, rangeOf(cells, count, zone), out);
  const parts = Number.isNaN(out.timeMs) ? null : rangeOf(cells, count, fraction);
  if (parts) addFraction(unit, bytes, parts.begin, parts.end, out);
}

const rangeOf = ({ begin, end }: Cells, count: number, column: number): Range | null =>
  column < 0 || column >= count ? null : { begin: begin[column], end: end[column] };

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
  const roles = [params.time, params.date, params.zone, params.fraction, params.level, params.source];
  for (let c = 0; c < count; c++) {
    if (column >= 0 ? c !== column : roles.includes(c)) continue;
    if (scratch.length > 0) scratch.push(BLANK);
    appendUnquoted(scratch, bytes, skipBlanks(bytes, cells.begin[c], cells.end[c]), cells.end[c]);
  }
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
}

/** Some exports fill their columns with blanks. */
function trimEnd(bytes: Uint8Array, begin: number, end: number): number {
  let stop = end;
  while (stop > begin && isBlank(bytes[stop - 1])) stop--;
  return stop;
}

const trimReturn = (bytes: Uint8Array, begin: number, end: number): number =>
  end > begin && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;

function appendUnquoted(scratch: Scratch, bytes: Uint8Array, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    scratch.push(bytes[i]);
    if (bytes[i] === QUOTE && bytes[i + 1] === QUOTE) i++;
  }
}
