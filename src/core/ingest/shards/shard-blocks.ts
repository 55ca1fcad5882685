/**
 * Scans one shard of a file whose records the format itself delimits (pretty-printed JSON, journald export). A shard ends
 * after its last whole record: the next one begins at the result's `end`, as with CSV.
 */
import type { Gap } from '../../../contracts/tables';
import { BLANK, CLOSE_BRACKET, LINE_FEED } from '../../lib/ascii';
import type { Block, Splitter } from '../formats/format';
import { createSplitterOf } from '../formats/registry';
import { createHeader, type Header } from '../header';
import { takeAsMessage } from '../level-message';
import { MAX_LINE_READ, MAX_UNPARSED_LISTED } from '../limits';
import { createParsersOf } from '../plan-parsers';
import { bomLength } from '../sample';
import { EnclosingSource } from '../structured/enclosing';
import type { ShardJob, ShardResult } from '../types';
import { ShardColumns } from './shard-columns';
import { trimToFirstLine } from './shard-csv';

/**
 * In: bytes of the job's range; see scanShard. Records that share a line count as a line each.
 */
export function scanBlockShard(bytes: Uint8Array, job: ShardJob): ShardResult {
  const splitter = createSplitterOf(job.plan.parsers[0]);
  const parsers = createParsersOf(job.plan);
  const header = createHeader();
  const columns = new ShardColumns(job.plan, bytes);
  const unparsedLines: number[] = [];
  let numUnparsed = 0;
  const isWaiting = !job.carry.hasRecord && isWithinLead(bytes, job, splitter.lead);
  const before = job.carry.hasRecord || isWaiting ? NO_LEAD : leading(bytes, job, splitter.lead);
  const leadingLines = newlines(bytes, 0, before.at);
  let numLines = leadingLines;
  let at = before.at;
  let cutOff = false;
  const enclosing = splitter.encloses ? new EnclosingSource(job.carry.enclosing ?? []) : null;
  enclosing?.step(bytes, 0, at);
  let source = enclosing?.best() ?? null;
  while (!isWaiting && at < bytes.length) {
    const block = splitter.split(bytes, at, bytes.length, job.last);
    if (!block) break;
    const stop = Math.min(block.contentEnd, at + MAX_LINE_READ);
    const good = parsers.some((parse) => parse(bytes, at, stop, header));
    if (!good) takeAsMessage(header, bytes, at, stop);
    trimToFirstLine(header);
    if (source && header.sourceEnd === header.sourceBegin) setSource(header, source);
    columns.add(bytes, at, stop, header);
    if (!good || block.broken) {
      numUnparsed++;
      if (unparsedLines.length < MAX_UNPARSED_LISTED) unparsedLines.push(numLines);
    }
    if (enclosing?.step(bytes, block.contentEnd, block.next)) source = enclosing.best();
    if (block.next === bytes.length) cutOff = isCutOff(bytes, block, splitter);
    const breaks = newlines(bytes, at, block.next);
    columns.addExtra(Math.max(0, breaks - 1));
    const open = block.next === bytes.length && job.last && bytes[block.next - 1] !== LINE_FEED;
    numLines += Math.max(1, breaks + (open ? 1 : 0));
    at = block.next;
  }
  return {
    fileIdx: job.fileIdx,
    shardIdx: job.shardIdx,
    begin: job.begin,
    end: job.begin + at,
    ...columns.take(),
    numLines,
    leadingBytes: 0,
    leadingLines,
    carryIn: job.carry,
    carryOut: {
      hasRecord: columns.length > 0 || job.carry.hasRecord,
      lines: 0,
      bytes: 0,
      stream: 0,
      midLine: false,
      ...(enclosing && { enclosing: enclosing.state() }),
    },
    ...(cutOff && { cutOff }),
    numUnparsed,
    unparsedLines,
    gaps: before.gaps,
    bytes: job.wantBytes ? bytes.subarray(0, at) : null,
  };
}

function setSource(header: Header, source: Uint8Array): void {
  header.sourceBytes = source;
  header.sourceBegin = 0;
  header.sourceEnd = source.length;
}

/** The last record is not closed, or nothing behind it closes what holds it. */
function isCutOff(bytes: Uint8Array, { broken, contentEnd }: Block, { encloses }: Splitter): boolean {
  return broken || (encloses === true && bytes.indexOf(CLOSE_BRACKET, contentEnd) < 0);
}

const NO_LEAD = { at: 0, gaps: [] };

/** The first record begins beyond the bytes that are there so far: what looks like one before it is none. */
const isWithinLead = (bytes: Uint8Array, { begin, last }: ShardJob, lead: number): boolean =>
  begin === 0 && lead > bytes.length && !last;

/** What stands before the first record: byte order mark, the beginning of an array, blank lines. */
function leading(bytes: Uint8Array, job: ShardJob, lead: number): { at: number; gaps: Gap[] } {
  const gaps: Gap[] = [];
  let at = 0;
  const to = (next: number, reason: string): void => {
    if (next > at) gaps.push({ begin: job.begin + at, end: job.begin + next, reason });
    at = next;
  };
  if (job.begin === 0) {
    to(bomLength(bytes), 'byte-order-mark');
    to(Math.max(at, Math.min(lead, bytes.length)), 'file-header');
  }
  let next = at;
  while (next < bytes.length && bytes[next] <= BLANK) next++;
  to(next, 'blank-lines');
  return { at, gaps };
}

/** Looks no further than `end`: a shard may be one line. */
function newlines(bytes: Uint8Array, begin: number, end: number): number {
  let num = 0;
  for (let i = begin; i < end; i++) if (bytes[i] === LINE_FEED) num++;
  return num;
}
