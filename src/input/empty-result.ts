/** Result of a shard that could not be read: no records, its bytes a gap; what follows does not continue what came before. */
import { CARRY_NONE, type ShardJob, type ShardResult } from '../core/ingest/types';

export function unreadableResult(job: ShardJob): ShardResult {
  const none = new Uint32Array(0);
  return {
    fileIdx: job.fileIdx,
    shardIdx: job.shardIdx,
    begin: job.begin,
    end: job.end,
    length: 0,
    byteOffset: none,
    timeMs: new Float64Array(0),
    kind: none,
    kindShape: none,
    kindLevel: new Uint8Array(0),
    kindSource: none,
    shapeTokens: [],
    shapeCount: new Float64Array(0),
    sources: [],
    extraRow: none,
    extraLines: none,
    numLines: 0,
    leadingBytes: 0,
    leadingLines: 0,
    carryIn: job.carry,
    carryOut: CARRY_NONE,
    numUnparsed: 0,
    unparsedLines: [],
    gaps: [{ begin: job.begin, end: job.end, reason: 'unreadable' }],
    numZoned: 0,
    zoneMinutes: null,
    mentionRow: none,
    mentionKey: none,
    mentionKeys: [],
    bytes: null,
    unreadable: true,
  };
}
