/** One record's parts as text, by the scanner's own parsers: for exports, evidence and the page. */
import { LEVELS, type LevelName } from '../../contracts/units';
import { CARRIAGE_RETURN, LINE_FEED } from '../lib/ascii';
import { decodeRange, skipNuls } from '../lib/bytes';
import { createSplitterOf } from './formats/registry';
import { createHeader } from './header';
import { takeAsMessage } from './level-message';
import { MAX_LINE_READ } from './limits';
import { createParsersOf } from './plan-parsers';
import { trimToFirstLine } from './shards/shard-csv';
import { isDelimited, type ScanPlan } from './types';

export interface RecordParts {
  /** The record as it stands, without its last line break; cut at maxBytes. */
  readonly text: string;
  /** First line of the message, as the scanner saw it: header gone, JSON unescaped, CSV unquoted. */
  readonly message: string;
  /** What follows that line within the record, cut at maxBytes; '' for nothing. */
  readonly more: string;
  /** Name from LEVELS; '' where none is stated. */
  readonly level: LevelName;
  /** '' where none is stated. */
  readonly source: string;
}

export type RecordReader = (bytes: Uint8Array, begin: number, end: number) => RecordParts;

/** Reader for records of one file. `maxBytes`: most bytes of `text` (default 16 KB). */
export function createRecordReader(plan: ScanPlan, maxBytes = 16_384): RecordReader {
  const parsers = createParsersOf(plan);
  const header = createHeader();
  const splitter = plan.style === 'blocks' ? createSplitterOf(plan.parsers[0]) : null;
  return (bytes, begin, end) => {
    // What encloses the next record is no text of this one.
    let stop = splitter?.encloses ? (splitter.split(bytes, begin, end, true)?.contentEnd ?? end) : end;
    while (stop > begin && (bytes[stop - 1] === LINE_FEED || bytes[stop - 1] === CARRIAGE_RETURN)) stop--;
    const delimited = isDelimited(plan.style);
    const from = delimited ? begin : skipNuls(bytes, begin, stop);
    const lineEnd = delimited ? stop : firstLineEnd(bytes, from, stop);
    const readEnd = Math.min(lineEnd, begin + MAX_LINE_READ);
    if (!parsers.some((parse) => parse(bytes, from, readEnd, header)) && plan.style !== 'csv')
      takeAsMessage(header, bytes, from, readEnd);
    const messageEnd = header.messageEnd;
    if (delimited) trimToFirstLine(header);
    const more = delimited
      ? decodeRange(
          header.messageBytes,
          header.messageEnd,
          Math.min(messageEnd, header.messageEnd + maxBytes),
        )
      : decodeRange(bytes, lineEnd, Math.min(stop, lineEnd + maxBytes));
    return {
      text: decodeRange(bytes, begin, Math.min(stop, begin + maxBytes)),
      message: decodeRange(header.messageBytes, header.messageBegin, header.messageEnd),
      more: more.replace(/^\r?\n/, ''),
      level: LEVELS[header.level],
      source: decodeRange(header.sourceBytes, header.sourceBegin, header.sourceEnd),
    };
  };
}

function firstLineEnd(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && bytes[at] !== LINE_FEED) at++;
  return at > begin && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
}
