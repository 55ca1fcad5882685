/** Walks the pairs of a MentionTable in their order. In: the table. Out: a cursor on one pair at a time. */
import type { MentionChunk, MentionTable } from '../../contracts/tables';

export interface MentionCursor {
  /** Row of the pair at hand; Infinity behind the last. */
  readonly row: number;
  readonly key: number;
  next(): void;
}

const NO_CHUNK: MentionChunk = { rowBegin: 0, row: null, key: new Uint32Array(0) };

/** On the first pair. */
export function mentionCursor({ chunks }: MentionTable): MentionCursor {
  let chunkIdx = -1;
  let chunk = NO_CHUNK;
  let at = -1;
  const cursor = {
    row: 0,
    key: 0,
    next(): void {
      at++;
      while (at >= chunk.key.length) {
        if (++chunkIdx >= chunks.length) {
          cursor.row = Number.POSITIVE_INFINITY;
          return;
        }
        chunk = chunks[chunkIdx];
        at = 0;
      }
      cursor.row = chunk.row === null ? chunk.rowBegin + at : chunk.row[at];
      cursor.key = chunk.key[at];
    },
  };
  cursor.next();
  return cursor;
}
