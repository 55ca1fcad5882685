/**
 * Scans one shard of a CSV file. Rows may hold line breaks inside quotes, so a shard ends after its last whole row: the
 * next one begins at the result's `end`. A quote that stays open for 1 MB is no quote: its row ends with its line.
 */
import type { Gap } from '../../../contracts/tables';
import { CARRIAGE_RETURN, LINE_FEED } from '../../lib/ascii';
import { indexOfByte } from '../../lib/bytes';
import { createHeader, type Header, type HeaderParser, resetHeader } from '../header';
import { MAX_LINE_READ, MAX_RECORD_BYTES, MAX_UNPARSED_LISTED } from '../limits';
import { createParsersOf } from '../plan-parsers';
import { bomLength } from '../sample';
import type { CsvParams } from '../structured/csv-columns';
import { rowEnd } from '../structured/csv-row';
import type { ShardJob, ShardResult } from '../types';
import { ShardColumns } from './shard-columns';

/** In: bytes of the job's range; see scanShard. */
export function scanCsvShard(bytes: Uint8Array, job: ShardJob): ShardResult {
  const { delimiter, nameless = false } = job.plan.parsers[0].params as CsvParams;
  const parsers = createParsersOf(job.plan);
  const columns = new ShardColumns(job.plan, bytes);
  const gaps: Gap[] = [];
  const unparsedLines: number[] = [];
  let numUnparsed = 0;
  let numLines = 0;
  let leadingBytes = 0;
  let leadingLines = 0;
  let at = job.begin === 0 ? bomLength(bytes) : 0;
  if (at > 0) gaps.push({ begin: 0, end: at, reason: 'byte-order-mark' });
  let headerPending = job.begin === 0 && !nameless;
  let complete = true;
  while (at < bytes.length) {
    const row = nextRow(bytes, at, delimiter, job.last);
    if (!row) {
      complete = false;
      break;
    }
    const reason = row.blank ? 'blank-lines' : 'csv-header';
    // Rows with names are known by their number, as in any table; those of a log by their line.
    const lines = nameless ? linesOf(bytes, at, row.next) : row.blank || headerPending ? 0 : 1;
    // A blank line belongs to the record before it.
    if (row.blank && columns.length > 0) columns.addExtra(lines);
    else if (row.blank && job.carry.hasRecord) leadingBytes += row.next - at;
    else if (row.blank || headerPending) {
      addGap(gaps, { begin: job.begin + at, end: job.begin + row.next, reason });
      headerPending &&= row.blank;
    } else {
      const good = readRow(bytes, at, row.end, parsers, columns);
      if (!good || row.broken) {
        numUnparsed++;
        if (unparsedLines.length < MAX_UNPARSED_LISTED) unparsedLines.push(numLines);
      }
      columns.addExtra(lines - 1);
    }
    numLines += lines;
    if (columns.length === 0) leadingLines += lines;
    at = row.next;
  }
  const end = complete ? job.begin + bytes.length : job.begin + at;
  return {
    fileIdx: job.fileIdx,
    shardIdx: job.shardIdx,
    begin: job.begin,
    end,
    ...columns.take(),
    numLines,
    leadingBytes,
    leadingLines,
    carryIn: job.carry,
    carryOut: {
      hasRecord: columns.length > 0 || job.carry.hasRecord,
      lines: 0,
      bytes: 0,
      stream: 0,
      midLine: false,
    },
    numUnparsed,
    unparsedLines,
    gaps,
    bytes: job.wantBytes ? bytes.subarray(0, end - job.begin) : null,
  };
}

/** Physical lines that begin in [begin, end): a quoted cell may hold some. */
function linesOf(bytes: Uint8Array, begin: number, end: number): number {
  let num = 1;
  for (let i = bytes.indexOf(LINE_FEED, begin); i >= 0 && i < end - 1; i = bytes.indexOf(LINE_FEED, i + 1))
    num++;
  return num;
}

interface Row {
  /** Without its line break. */
  readonly end: number;
  readonly next: number;
  readonly blank: boolean;
  /** Its quote never closes. */
  readonly broken: boolean;
}

/** Null: the row may go on beyond the shard. */
function nextRow(bytes: Uint8Array, at: number, delimiter: number, last: boolean): Row | null {
  const limit = Math.min(bytes.length, at + MAX_RECORD_BYTES);
  let stop = rowEnd(bytes, at, limit, delimiter);
  const cut = limit === bytes.length && !last;
  if ((stop < 0 || stop === limit) && cut) return null;
  const broken = stop < 0;
  // The last row may end without a line break.
  if (broken || (stop === limit && limit < bytes.length)) {
    const found = bytes.indexOf(LINE_FEED, at);
    if (found < 0 && !last) return null;
    stop = found < 0 ? bytes.length : found;
  }
  let end = stop;
  if (end > at && bytes[end - 1] === CARRIAGE_RETURN) end--;
  return { end, next: Math.min(stop + 1, bytes.length), blank: end === at, broken };
}

function addGap(gaps: Gap[], gap: Gap): void {
  const last = gaps.at(-1);
  if (last && last.reason === gap.reason && last.end === gap.begin)
    gaps[gaps.length - 1] = { ...last, end: gap.end };
  else gaps.push(gap);
}

const header: Header = createHeader();

function readRow(
  bytes: Uint8Array,
  begin: number,
  end: number,
  parsers: readonly HeaderParser[],
  columns: ShardColumns,
): boolean {
  const stop = Math.min(end, begin + MAX_LINE_READ);
  const good = parsers[0](bytes, begin, stop, header);
  if (!good && header.messageEnd === header.messageBegin) resetHeader(header, bytes, begin, stop);
  trimToFirstLine(header);
  columns.add(bytes, begin, stop, header);
  return good;
}

/** The message of a record, as its shape sees it, is its first line. */
export function trimToFirstLine(out: Header): void {
  const found = indexOfByte(out.messageBytes, LINE_FEED, out.messageBegin, out.messageEnd);
  if (found < 0) return;
  out.messageEnd =
    found > out.messageBegin && out.messageBytes[found - 1] === CARRIAGE_RETURN ? found - 1 : found;
}
