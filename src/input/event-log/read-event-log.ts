/**
 * A binary Windows event log to the XML of its events, one a line, in the order in which they were written. In: the file. Out: the text as a Blob, made chunk by
 * chunk, and Problems for what could not be read.
 */

import type { Problem } from '../../contracts/units';
import { blobBytes } from '../blob-bytes';
import { BlobSink } from '../blob-sink';
import { TextOut } from '../journal/text-out';
import { faultProblem } from '../problem-list';
import { faultOfSink, type Unpacking } from '../unpacking';
import { BinaryXml } from './binary-xml';
import {
  CHUNK_BYTES,
  CHUNK_HEADER_BYTES,
  type ChunkWalk,
  chunkKindOf,
  FILE_HEADER_BYTES,
  type FileHeader,
  fileHeaderOf,
  firstIdOf,
  isSound,
  recordsOf,
} from './chunks';
import { type EventTally, eventProblems, unknownProblem } from './event-problems';
import { BadEvent } from './xml-cursor';

export interface EventText {
  readonly blob: Blob;
  readonly problems: readonly Problem[];
}

/** Rejects only when the bytes cannot be read, or by what `onRead` throws. */
export async function readEventLog(source: Blob, name: string, unpacking: Unpacking): Promise<EventText> {
  const header = fileHeaderOf(await blobBytes(source, 0, 128));
  if (header !== null && !header.isKnown) return { blob: new Blob(), problems: [unknownProblem(name)] };
  const sink = new BlobSink(unpacking.budget, unpacking.stream);
  const tally: EventTally = {
    numEvents: 0,
    numChunks: 0,
    numBad: 0,
    numUnsound: 0,
    badAt: null,
    unsoundAt: null,
  };
  const stopped = header && (await write(source, header, sink, tally, unpacking));
  const blob = sink.blob();
  const limit = stopped && faultProblem({ blob, ...stopped }, 'evtx', name, source.size);
  return { blob, problems: limit ? [limit] : eventProblems(name, source.size, tally) };
}

/** Null: all that is there was written. */
async function write(
  source: Blob,
  header: FileHeader,
  sink: BlobSink,
  tally: EventTally,
  { stream, onRead }: Unpacking,
): Promise<{ fault: 'limit' | 'room'; faultOffset: number } | null> {
  const out = new TextOut(sink);
  let done = 0;
  try {
    for (const at of await chunksOf(source, tally)) {
      const chunk = await blobBytes(source, at, at + CHUNK_BYTES);
      writeChunk(chunk, at, header.isDirty, out, tally);
      done += chunk.length;
      stream.bytesRead = done;
      if (!out.isFull) continue;
      await out.flush();
      onRead(done);
    }
    await out.flush();
    return null;
  } catch (error) {
    const fault = faultOfSink(error);
    if (!fault) throw error;
    return { fault, faultOffset: done };
  }
}

/** Places of the chunks, by the number of their first event. */
async function chunksOf(source: Blob, tally: EventTally): Promise<number[]> {
  const found: { at: number; id: bigint }[] = [];
  for (let at = FILE_HEADER_BYTES; at < source.size; at += CHUNK_BYTES) {
    const head = await blobBytes(source, at, at + CHUNK_HEADER_BYTES);
    const kind = chunkKindOf(head);
    if (kind === 'chunk') found.push({ at, id: firstIdOf(head) });
    else if (kind === 'damaged') tellBad(tally, at);
  }
  tally.numChunks = found.length;
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.at - b.at)).map(({ at }) => at);
}

function writeChunk(
  chunk: Uint8Array,
  place: number,
  isDirty: boolean,
  out: TextOut,
  tally: EventTally,
): void {
  const xml = new BinaryXml(chunk);
  const walk: ChunkWalk = { faultAt: null };
  const before = tally.numBad;
  for (const { at, begin, end } of recordsOf(chunk, walk)) {
    try {
      out.text(`${xml.event(begin, end)}\n`);
      tally.numEvents++;
    } catch (error) {
      if (!(error instanceof BadEvent)) throw error;
      tellBad(tally, place + at);
    }
  }
  if (walk.faultAt !== null) tellBad(tally, place + walk.faultAt);
  // The service writes checksums late: of a file that it did not close they may be old.
  else if (tally.numBad === before && !isDirty && chunk.length === CHUNK_BYTES && !isSound(chunk)) {
    tally.numUnsound++;
    tally.unsoundAt ??= place;
  }
}

function tellBad(tally: EventTally, at: number): void {
  tally.numBad++;
  tally.badAt = Math.min(tally.badAt ?? at, at);
}
