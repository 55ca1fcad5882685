// Text of rows for evidence, pages of lines and search.
import type { ReadRecords } from '../core/features/series/numbers';
import type { ReadTexts } from '../core/investigate/evidence';
import { lowerBound } from '../core/lib/bisect';
import { forEachRecordText, readRows, type TextSource } from '../input/read-rows';
import type { SearchText } from './line-pages';

/** Null where the file is not at hand or can no longer be read. */
export function readTextsOf(source: TextSource): ReadTexts {
  return async (rows, maxBytes) =>
    (await readRows(source, rows, maxBytes)).map((parts) => parts?.text ?? null);
}

/** Bytes of a record that are looked at for the numbers in its fields. */
const FIELD_BYTES = 2048;

/** Message and text of records, for the numbers that they state. */
export function readRecordsOf(source: TextSource): ReadRecords {
  return (rows) => readRows(source, rows, FIELD_BYTES);
}

/** Case-insensitive search for plain text over the files that hold the given rows; order is kept. */
export function searchTexts(source: TextSource): SearchText {
  return async (rows, text) => {
    const ascending = Uint32Array.from(rows).sort();
    const hits = new Uint8Array(source.table.length);
    const needle = text.toLowerCase();
    const decoder = new TextDecoder();
    for (const [fileIdx, file] of source.table.files.entries()) {
      const first = lowerBound(ascending, file.rowBegin);
      if (first === ascending.length || ascending[first] >= file.rowEnd) continue;
      await forEachRecordText(source, fileIdx, (row, bytes, begin, end) => {
        const record = decoder.decode(bytes.subarray(begin, end));
        if (record.toLowerCase().includes(needle)) hits[row] = 1;
      });
    }
    return rows.filter((row) => hits[row] === 1);
  };
}
