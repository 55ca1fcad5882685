// Text of rows for evidence, pages of lines and search.

import type { UnreadWhy } from '../contracts/unread';
import type { ReadRecords } from '../core/features/series/numbers';
import type { ReadTexts } from '../core/investigate/evidence';
import { lowerBound } from '../core/lib/bisect';
import { type TextSource, UnreadTally } from '../input/checked-text';
import { forEachRecordText, readRows, type VisitRecord } from '../input/read-rows';
import type { ReadLines, SearchText } from './line-pages';

/** Null where the file is not at hand or can no longer be read. */
export function readTextsOf(source: TextSource): ReadTexts {
  return async (rows, maxBytes) =>
    (await readRows(source, rows, maxBytes)).map((parts) => parts?.text ?? null);
}

/** Text of lines for the page, or why there is none. */
export function readLinesOf(source: TextSource): ReadLines {
  return async (rows) => {
    const whys = new Map<number, UnreadWhy>();
    const parts = await readRows(source, rows, undefined, (at, why) => void whys.set(at, why));
    return parts.map((each, at) => ({ text: each?.text ?? null, unread: whys.get(at) ?? null }));
  };
}

/** Bytes of a record that are looked at for the numbers in its fields. */
const FIELD_BYTES = 2048;

/** Message and text of records, for the numbers that they state. */
export function readRecordsOf(source: TextSource): ReadRecords {
  return (rows) => readRows(source, rows, FIELD_BYTES);
}

/** Case-insensitive search for plain text over the files that hold the given rows; order is kept. What could not be looked at is told. */
export function searchTexts(source: TextSource): SearchText {
  return async (rows, text) => {
    const ascending = Uint32Array.from(rows).sort();
    const hits = new Uint8Array(source.table.length);
    const isAsked = new Uint8Array(source.table.length);
    for (const row of rows) isAsked[row] = 1;
    const unread = new UnreadTally();
    const needle = text.toLowerCase();
    const decoder = new TextDecoder();
    for (const [fileIdx, file] of source.table.files.entries()) {
      const first = lowerBound(ascending, file.rowBegin);
      if (first === ascending.length || ascending[first] >= file.rowEnd) continue;
      const look: VisitRecord = (row, bytes, begin, end) => {
        const record = decoder.decode(bytes.subarray(begin, end));
        if (record.toLowerCase().includes(needle)) hits[row] = 1;
      };
      await forEachRecordText(source, fileIdx, look, (row, why) => {
        if (isAsked[row] === 1) unread.add(file.name, why);
      });
    }
    return { rows: rows.filter((row) => hits[row] === 1), unread: unread.parts() };
  };
}
