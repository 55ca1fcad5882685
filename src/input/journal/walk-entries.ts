/**
 * The entries of a journal in the order in which they were written. In: its bytes and header. Out: the entry objects. Objects
 * lie one behind the other, so they are walked, and no pointer of the file is followed: there is no cycle to run into, and what
 * the file's own index has lost is found. Behind an object that makes no sense the next entry is looked for.
 */
import { type JournalBytes, u64 } from './journal-bytes';
import { ENTRY, type JournalHeader, type JournalObject, nextPlace, objectAt, objectOf } from './objects';

const SEARCH_BYTES = 262_144;
/** So much of an entry tells that it is one. */
const PROBE_BYTES = 32;

/** What a walk met so far. */
export interface Walk {
  /** Place of the first object that makes no sense; null: all did. */
  faultAt: number | null;
  /** The object that the header calls the last was passed, whole. */
  passedTail: boolean;
}

export async function* walkEntries(
  bytes: JournalBytes,
  header: JournalHeader,
  walk: Walk,
): AsyncGenerator<JournalObject> {
  let [seqnum, num] = [0, 0];
  for (let at = header.begin; ; ) {
    let object = await objectAt(bytes, at);
    walk.passedTail ||= at > header.tail || (at === header.tail && object !== null);
    if (object === null) {
      // Behind the last object lies what was set aside for more.
      if (at >= bytes.size || (walk.passedTail && num >= header.numEntries)) return;
      walk.faultAt ??= at;
      object = await findEntry(bytes, at + 8, seqnum, header.lastSeqnum);
      if (object === null) return;
    }
    if (object.type === ENTRY) {
      seqnum = u64((await bytes.read(object.at, PROBE_BYTES))!, 16);
      num++;
      yield object;
    }
    at = nextPlace(object);
  }
}

/** The next place that has all marks of an entry which the file has not given yet: its number lies behind `after`, up to `last`. */
async function findEntry(
  bytes: JournalBytes,
  from: number,
  after: number,
  last: number,
): Promise<JournalObject | null> {
  for (let at = Math.ceil(from / 8) * 8; at + PROBE_BYTES <= bytes.size; at += SEARCH_BYTES - PROBE_BYTES) {
    const piece = (await bytes.read(at, Math.min(SEARCH_BYTES, bytes.size - at)))!;
    for (let i = 0; i + PROBE_BYTES <= piece.length; i += 8) {
      const object = piece[i] === ENTRY ? objectOf(piece, i, at + i, bytes.size) : null;
      const seqnum = object ? u64(piece, i + 16) : 0;
      if (object && seqnum > after && seqnum <= last && u64(piece, i + 24) > 0) return object;
    }
  }
  return null;
}
