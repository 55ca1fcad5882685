/**
 * A binary systemd journal to the text that `journalctl -o export` makes of it. In: the file. Out: the text as a Blob, made piece by
 * piece, and Problems for what could not be read.
 */
import type { Problem } from '../../contracts/units';
import { BlobSink } from '../blob-sink';
import { faultProblem } from '../problem-list';
import { faultOfSink, type Unpacking } from '../unpacking';
import { FieldLines } from './field-lines';
import { JournalBytes } from './journal-bytes';
import { type JournalTally, journalProblems, unknownProblem } from './journal-problems';
import { type JournalEntry, type JournalHeader, readEntry, readHeader } from './objects';
import { TextOut } from './text-out';
import { type Walk, walkEntries } from './walk-entries';

/** Of one entry; its record is read as far. */
const MAX_ENTRY_BYTES = 2 ** 20;

export interface JournalText {
  readonly blob: Blob;
  readonly problems: readonly Problem[];
}

/** Rejects only when the bytes cannot be read, or by what `onRead` throws. */
export async function readJournal(source: Blob, name: string, unpacking: Unpacking): Promise<JournalText> {
  const bytes = new JournalBytes(source);
  const header = await readHeader(bytes);
  if (header && header.unknownFlags > 0)
    return { blob: new Blob(), problems: [unknownProblem(name, header.unknownFlags)] };
  const sink = new BlobSink(unpacking.budget, unpacking.stream);
  const tally: JournalTally = { numEntries: 0, numLarge: 0, numDamaged: 0, damagedAt: null };
  const walk: Walk = { faultAt: null, passedTail: false };
  const stopped = header && (await write(bytes, header, sink, tally, walk, unpacking));
  const blob = sink.blob();
  const limit = stopped && faultProblem({ blob, ...stopped }, 'journal', name, source.size);
  const problems = limit ? [limit] : journalProblems(name, source.size, header, walk, tally);
  return { blob, problems };
}

/** Null: all that is there was written. */
async function write(
  bytes: JournalBytes,
  header: JournalHeader,
  sink: BlobSink,
  tally: JournalTally,
  walk: Walk,
  { stream, onRead }: Unpacking,
): Promise<{ fault: 'limit' | 'room'; faultOffset: number } | null> {
  const fields = new FieldLines(bytes, header.compact);
  const out = new TextOut(sink);
  try {
    for await (const object of walkEntries(bytes, header, walk)) {
      const entry = await readEntry(bytes, object, header.compact);
      if (entry === null) continue;
      stream.bytesRead = object.at;
      await writeEntry(out, entry, header.seqnumId, fields, tally);
      if (!out.isFull) continue;
      await out.flush();
      onRead(object.at);
    }
    stream.bytesRead = bytes.size;
    await out.flush();
    return null;
  } catch (error) {
    const fault = faultOfSink(error);
    if (!fault) throw error;
    return { fault, faultOffset: stream.bytesRead };
  }
}

async function writeEntry(
  out: TextOut,
  entry: JournalEntry,
  seqnumId: string,
  fields: FieldLines,
  tally: JournalTally,
): Promise<void> {
  out.text(addressOf(entry, seqnumId));
  let length = 0;
  for (const at of entry.items) {
    const line = fields.keptAt(at) ?? (await fields.read(at));
    if (line === 'damaged') {
      tally.numDamaged++;
      tally.damagedAt ??= at;
    } else if (line === 'large' || length + line.length > MAX_ENTRY_BYTES) tally.numLarge++;
    else if (!isBootId(line)) {
      out.append(line);
      length += line.length;
    }
  }
  out.text('\n');
  tally.numEntries++;
}

/** What stands before the fields. */
function addressOf(entry: JournalEntry, seqnumId: string): string {
  const { seqnum, realtime, monotonic, bootId, xorHash } = entry;
  const [i, m, t, x] = [seqnum, monotonic, realtime, xorHash].map((number) => number.toString(16));
  return `__CURSOR=s=${seqnumId};i=${i};b=${bootId};m=${m};t=${t};x=${x}\n__REALTIME_TIMESTAMP=${realtime}\n__MONOTONIC_TIMESTAMP=${monotonic}\n_BOOT_ID=${bootId}\n`;
}

const BOOT_ID = new TextEncoder().encode('_BOOT_ID=');

/** It stands before the fields already. */
const isBootId = (line: Uint8Array): boolean => BOOT_ID.every((byte, i) => line[i] === byte);
