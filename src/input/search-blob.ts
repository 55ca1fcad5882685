// What a thread that searches answers. In: a slice of a file, whose candidates stand in bytes of a Blob; or texts. Out: hits, places.
import type { SearchJob } from '../contracts/lines';
import type { SearchApi } from '../contracts/threads';
import type { UnreadWhy } from '../contracts/unread';
import { marksIn } from '../core/query/mark-text';
import { parseQuery } from '../core/query/parse';
import { searchSlice } from '../core/query/search-slice';
import { readCheckedBlob } from './checked-text';

/** What the answers above 1 mean. */
export const UNREAD_WHYS: readonly (UnreadWhy | null)[] = [null, null, 'missing', 'unreadable', 'changed'];

export const searcher: SearchApi = {
  search: searchBlob,
  async mark(texts, text) {
    const { query } = parseQuery(text);
    return texts.map((each) => (query === null ? [] : marksIn(query, each)));
  },
};

async function searchBlob({ blob, text, begin, end, ...slice }: SearchJob): Promise<Uint8Array> {
  const { bytes, whyNot } = await readCheckedBlob(blob, text, begin, end);
  const whys = Array.from(slice.starts, (start, i) => whyNot(start, slice.ends[i]));
  if (whys.every((why) => why === null)) return searchSlice(bytes, slice);
  const isRead = (_: number, i: number): boolean => whys[i] === null;
  const { starts, ends, queryOf, queries } = slice;
  const hits = searchSlice(bytes, {
    starts: starts.filter(isRead),
    ends: ends.filter(isRead),
    queryOf: queryOf.filter(isRead),
    queries,
  });
  let next = 0;
  return Uint8Array.from(whys, (why) => (why === null ? hits[next++] : UNREAD_WHYS.indexOf(why)));
}
