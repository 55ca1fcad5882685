// What a thread that searches answers. In: a slice of a file, whose candidates stand in bytes of a Blob; or texts. Out: hits, places.
import type { SearchJob } from '../contracts/lines';
import type { SearchApi } from '../contracts/threads';
import { marksIn } from '../core/query/mark-text';
import { parseQuery } from '../core/query/parse';
import { searchSlice } from '../core/query/search-slice';

/** @throws when a file cannot be read any more. */
export const searcher: SearchApi = {
  search: searchBlob,
  async mark(texts, text) {
    const { query } = parseQuery(text);
    return texts.map((each) => (query === null ? [] : marksIn(query, each)));
  },
};

async function searchBlob({ blob, begin, end, ...slice }: SearchJob): Promise<Uint8Array> {
  return searchSlice(new Uint8Array(await blob.slice(begin, end).arrayBuffer()), slice);
}
