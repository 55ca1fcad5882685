// What a scanned shard is to the record that was open before it. In: results of shards, the state of that record. Out: whether the scan holds, the
// state after it, and the shard as a part of the table.
import type { Gap, LogShard } from '../../contracts/tables';
import { STREAM_CUT, STREAM_UNKNOWN } from './header';
import { MAX_RECORD_BYTES, MAX_RECORD_LINES } from './limits';
import { IN_TRACE } from './trace-lines';
import type { Carry, ShardResult } from './types';

/** Whether a result that was scanned from one state holds for the true one. */
export function fitsCarry(result: ShardResult, carry: Carry): boolean {
  const { carryIn } = result;
  if (result.unreadable) return true;
  if (carryIn.hasRecord !== carry.hasRecord) return false;
  if (carry.stream === STREAM_CUT && carryIn.stream !== STREAM_CUT) return false;
  // What ends a trace is told by the record that it is in.
  if (carry.stream > 0 && (carry.stream & IN_TRACE) !== 0 && carryIn.stream !== carry.stream) return false;
  if (result.leadingStream !== undefined && result.leadingStream !== carry.stream) return false;
  if (carryIn.lines === carry.lines && carryIn.bytes === carry.bytes) return true;
  // Nothing led the shard, or what did fits into the record before: then its length did not matter.
  if (result.leadingBytes === 0 && result.length > 0)
    return carry.lines < MAX_RECORD_LINES && carry.bytes < MAX_RECORD_BYTES;
  return (
    carry.lines + result.leadingLines <= MAX_RECORD_LINES &&
    carry.bytes + result.leadingBytes < MAX_RECORD_BYTES
  );
}

export function carryAfter(result: ShardResult, before: Carry): Carry {
  if (result.length > 0 || !before.hasRecord || result.unreadable) return result.carryOut;
  return {
    hasRecord: true,
    lines: before.lines + result.leadingLines,
    bytes: before.bytes + result.leadingBytes,
    stream: result.carryOut.stream === STREAM_UNKNOWN ? before.stream : result.carryOut.stream,
    midLine: result.carryOut.midLine,
  };
}

export function shardOf(
  result: ShardResult,
  kindOf: Uint32Array,
  rowBegin: number,
  linesBefore: number,
): LogShard {
  const { byteOffset, kind, leadingBytes } = result;
  if (leadingBytes > 0) for (let i = 0; i < byteOffset.length; i++) byteOffset[i] -= leadingBytes;
  for (let i = 0; i < kind.length; i++) kind[i] = kindOf[kind[i]];
  return {
    fileIdx: result.fileIdx,
    rowBegin,
    length: result.length,
    byteBegin: result.begin + leadingBytes,
    byteEnd: result.end,
    lineBegin: linesBefore + result.leadingLines,
    byteOffset,
    timeMs: result.timeMs,
    kind,
    extraRow: result.extraRow,
    extraLines: result.extraLines,
  };
}

/** Joins a gap to the one before it where they touch. */
export function addGap(gaps: Gap[], gap: Gap): void {
  const last = gaps.at(-1);
  if (last && last.reason === gap.reason && last.end === gap.begin)
    gaps[gaps.length - 1] = { ...last, end: gap.end };
  else gaps.push(gap);
}
