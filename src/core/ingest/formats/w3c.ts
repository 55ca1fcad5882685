/**
 * Rows under a line that names their columns: W3C extended log files (IIS, CloudFront, proxies: '#Fields: date time ...'), Zeek's
 * '#fields', and bare names over columns (VPC flow logs). Blanks, tabs or commas part the cells; those in quotes may hold them. A file
 * may name its columns anew: a row is read by the names that are as many as its cells. A status of 5xx is an error, 4xx a warning.
 */

import { LEVEL_INFO } from '../../../contracts/units';
import { BLANK, COMMA, DIGIT_0, DIGIT_9, HASH, MINUS, QUOTE, TAB } from '../../lib/ascii';
import { isBlank, skipBlanks } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { classOfStatus, setStatus } from '../http-status';
import { Scratch } from '../scratch';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import { timeParser } from '../time/time';
import { digitsAt } from '../time/time-parts';
import { type LogFormat, lineText, shareParsed } from './format';

/** Columns of one line of names; -1: none. */
interface Columns {
  readonly count: number;
  readonly date: number;
  /** A clock where there is a date, else a whole time, or a clock alone. */
  readonly time: number;
  readonly status: number;
}

interface W3cParams {
  /** In the order of their first lines; no two are alike. */
  readonly lists: readonly Columns[];
  /** 0: any blanks. */
  readonly delimiter: number;
  /** Lines with '#' state the day of clocks that have no date of their own. */
  readonly dated: boolean;
  /** The first line names the columns, without a '#'. */
  readonly bare: boolean;
}

const DATE_NAMES = ['date', 'x-date', 'cs-date', 'gmt-date', 'localdate'];
const TIME_NAMES = [
  'time',
  'date-time',
  'datetime',
  'timestamp',
  'x-timestamp',
  'ts',
  'start',
  'x-time',
  'time-generated',
  'localtime',
  'gmttime',
];
const STATUS_NAMES = ['sc-status', 'status', 'cs-status', 's-status', 'http-status', 'status_code'];
const FIELDS = /^#\s*Fields:?\s+/i;
/** Names over columns: words, none of them a number, one of them of a time. */
const BARE = /^[a-z][\w.()-]*(?:[ \t]+[a-z][\w.()-]*){4,}$/;
const MAX_LISTS = 16;

export const w3cFormat: LogFormat = {
  id: 'w3c-extended',
  detect(sample, among = sample.counted) {
    const heads = among.filter((i) => sample.bytes[sample.begin[i]] === HASH);
    const named = heads.map((i) => lineText(sample, i)).filter((line) => FIELDS.test(line));
    const isBare = named.length === 0 && among[0] === 0 && BARE.test(lineText(sample, 0));
    const lines = isBare ? [lineText(sample, 0)] : named.map((line) => line.replace(FIELDS, ''));
    if (lines.length === 0) return null;
    const params = paramsOf(lines, isBare);
    if (params.lists.every(({ time }) => time < 0)) return null;
    const score01 = shareParsed(sample, among, createParser(params, null));
    if (isBare && (score01 < 0.9 || among.length < 3)) return null;
    return { format: isBare ? 'columns' : 'w3c-extended', score01, style: 'timed', params };
  },
  createParser: (params, order) => createParser(params as W3cParams, order),
};

function paramsOf(lines: readonly string[], bare: boolean): W3cParams {
  const first = lines[0].trim();
  const delimiter = /^[^\s,]+,/.test(first) ? COMMA : 0;
  const distinct = new Map(lines.map((line) => [line.trim(), columnsOf(line, delimiter)]));
  const lists = [...distinct.values()].slice(0, MAX_LISTS);
  return { lists, delimiter, dated: lists.every(({ date }) => date < 0), bare };
}

function columnsOf(line: string, delimiter: number): Columns {
  const names = (delimiter === COMMA ? line.trim().split(',') : line.trim().split(/\s+/)).map((name) =>
    name.toLowerCase(),
  );
  const placeOf = (wanted: readonly string[]): number =>
    names.indexOf(wanted.find((name) => names.includes(name)) ?? '');
  return {
    count: names.length,
    date: placeOf(DATE_NAMES),
    time: placeOf(TIME_NAMES),
    status: placeOf(STATUS_NAMES),
  };
}

const iso = timeParser('iso');

/** A line with '#' is a record of its own; so is the one with the bare names. */
function createParser({ lists, delimiter, dated, bare }: W3cParams, order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  const row = createRow();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (bytes[begin] === HASH) {
      if (dated) takeDirective(parseTime, bytes, begin, end, out);
      return true;
    }
    split(bytes, begin, end, delimiter, row);
    const columns = lists.find((list) => list.count === row.count && fits(list, parseTime, bytes, row, out));
    if (!columns) return bare && row.count === lists[0].count && !hasDigit(bytes, begin, end);
    if (columns.status < 0) out.level = LEVEL_INFO;
    else takeStatus(bytes, row, columns.status, out);
    const last = Math.max(columns.date, columns.time);
    // What stands before them is part of the message; then the whole row is.
    if (last <= 1 && (last === 0 || columns.date + columns.time === 1))
      out.messageBegin = skipBlanks(bytes, row.end[last] + (row.quoted[last] ? 1 : 0), end);
    if (bytes[out.messageBegin] === delimiter) out.messageBegin++;
    return true;
  };
}

/** Cells of a row: [begin, end) without their quotes. */
interface Row {
  count: number;
  readonly begin: number[];
  readonly end: number[];
  readonly quoted: boolean[];
}

const createRow = (): Row => ({ count: 0, begin: [], end: [], quoted: [] });

function split(bytes: Uint8Array, begin: number, end: number, delimiter: number, row: Row): void {
  // Where tabs part cells, blanks are theirs.
  const tabbed = delimiter === 0 && bytes.subarray(begin, end).includes(TAB);
  const isMark = (byte: number): boolean =>
    delimiter === COMMA ? byte === COMMA : tabbed ? byte === TAB : isBlank(byte);
  row.count = 0;
  for (let at = begin; at <= end; ) {
    const isQuoted = bytes[at] === QUOTE && at < end;
    let stop = at + (isQuoted ? 1 : 0);
    if (isQuoted)
      while (stop < end && (bytes[stop] !== QUOTE || bytes[stop + 1] === QUOTE))
        stop += bytes[stop] === QUOTE ? 2 : 1;
    else while (stop < end && !isMark(bytes[stop])) stop++;
    row.begin[row.count] = isQuoted ? at + 1 : at;
    row.end[row.count] = Math.min(stop, end);
    row.quoted[row.count++] = isQuoted;
    if (isQuoted) stop++;
    if (stop >= end) return;
    at = delimiter === 0 && !tabbed ? skipBlanks(bytes, stop, end) : stop + 1;
    if (at >= end && delimiter === 0 && !tabbed) return;
  }
}

/** Whether the row's cells are what the names say: its time is one, and its status. Sets the time. */
function fits(
  { date, time, status }: Columns,
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  row: Row,
  out: Header,
): boolean {
  if (time < 0 || (status >= 0 && !isStatus(bytes, row, status))) return false;
  const isRead =
    date < 0
      ? parseTime(bytes, row.begin[time], row.end[time], out)
      : readDateAndTime(parseTime, bytes, row, date, time, out);
  // The standard has them in UTC.
  if (isRead && Number.isNaN(out.zoneMinutes)) out.zoneMinutes = 0;
  return isRead;
}

const joined = new Scratch();

function readDateAndTime(
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  row: Row,
  date: number,
  time: number,
  out: Header,
): boolean {
  if (time === date + 1 && !row.quoted[date]) return iso(bytes, row.begin[date], row.end[time], out) >= 0;
  joined.clear();
  joined.append(bytes, row.begin[date], row.end[date]);
  joined.push(BLANK);
  joined.append(bytes, row.begin[time], row.end[time]);
  return parseTime(joined.bytes, 0, joined.length, out);
}

/** A status, or '-' or '0' for one that is not known. */
function isStatus(bytes: Uint8Array, row: Row, column: number): boolean {
  const begin = row.begin[column];
  const length = row.end[column] - begin;
  if (length === 1) return bytes[begin] === MINUS || bytes[begin] === DIGIT_0;
  return length === 3 && classOfStatus(digitsAt(bytes, begin, 3)) > 0;
}

/** The status in a cell that is one, and the level by it; of one that is not known, information. */
function takeStatus(bytes: Uint8Array, row: Row, column: number, out: Header): void {
  const begin = row.begin[column];
  const length = row.end[column] - begin;
  if (length === 3) setStatus(out, classOfStatus(digitsAt(bytes, begin, 3)));
  else if (length === 1) out.level = LEVEL_INFO;
}

const DATE = /^#\s*(?:Start-)?Date:?\s*/i;

/** '#Date: 2024-05-14 09:00:00': the day of the clocks that follow. */
function takeDirective(
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
): void {
  const head = String.fromCharCode(...bytes.subarray(begin, Math.min(end, begin + 24)));
  const found = DATE.exec(head);
  if (found && parseTime(bytes, begin + found[0].length, end, out) && Number.isNaN(out.zoneMinutes))
    out.zoneMinutes = 0;
}

function hasDigit(bytes: Uint8Array, begin: number, end: number): boolean {
  for (let i = begin; i < end; i++) if (bytes[i] >= DIGIT_0 && bytes[i] <= DIGIT_9) return true;
  return false;
}
