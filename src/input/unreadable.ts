/** What stands in for bytes that cannot be read, and what is told of bytes that are missing. Result of such a shard: no records, its bytes a gap; what follows does not continue what came before. */

import type { Problem } from '../contracts/units';
import { readsOn } from '../core/ingest/formats/registry';
import { CARRY_NONE, type ScanPlan, type ShardJob, type ShardResult } from '../core/ingest/types';
import { noTexts } from '../core/lib/bytes-interner';
import { problem } from '../core/wording/problem';
import { isAsRead } from './checked-text';
import type { FileRun } from './file-run';
import type { OpenedFile } from './types';

/** Of a file that ends before the JSON that holds its records does, or before a message that a runtime wrote in pieces. */
export function cutOff({ name, bytes }: OpenedFile, { parsers }: ScanPlan): Problem {
  const place = { file: name, byteOffset: bytes };
  if (readsOn(parsers[0])) {
    const message = `${name} ends before a message that was written in pieces does: it was cut off, or its program ended there. The pieces that are there are read as a record.`;
    return problem('warning', 'message-cut-off', message, place);
  }
  const message = `${name} ends within the JSON that holds its records: it was cut off, or was still being written when it was copied. What is there is read; records behind byte ${bytes} are missing.`;
  return problem('warning', 'json-cut-off', message, place);
}

/** Why the text of a file is not read on. What was taken out of a file lies in the browser, which may be unable to give it back: then no file is to blame. */
export function refusedFrom(name: string, byte: number, blob: Blob): string {
  if (blob instanceof File)
    return `${name} could not be read from byte ${byte} on (it was changed, moved or deleted); the rest is kept. If it is still being written, copy it first (cp app.log /tmp) and drop the copy.`;
  return `The browser gave back no more of the text that was taken out of ${name} from byte ${byte} on; the rest is kept. Either it is short of memory or room (a private window has less of both), or what was dropped was changed, moved or deleted. Use an ordinary window, or unpack it first and drop the text.`;
}

/** Firefox reads on in a file that is written anew meanwhile, as Chromium does where its time stays: what was read is then a mix. */
export async function changedWhileRead(run: FileRun): Promise<readonly Problem[]> {
  const { name, bytes, blob } = run.file;
  if (run.unreadable || run.numShards < 2) return [];
  if (await isAsRead(blob, { bytes, ...run.fingerprint.end(run.numShards) })) return [];
  const message = `${name} changed while it was read: it was written anew, cut or replaced meanwhile, and what was read is the old text in some parts and the new one in others. Copy it first (cp app.log /tmp) and drop the copy.`;
  return [problem('error', 'changed-while-read', message, { file: name })];
}

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
    shapes: { hash: new Int32Array(0), text: new Uint8Array(0), textEnd: none, count: new Float64Array(0) },
    numCoarse: 0,
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
    mentionKeys: noTexts(),
    bytes: null,
    unreadable: true,
  };
}
