// Text of rows for evidence, and messages for what they say and the numbers in them.
import type { ReadRecords } from '../core/features/series/numbers';
import type { ReadTexts } from '../core/investigate/evidence';
import type { TextSource } from '../input/checked-text';
import { readRows } from '../input/read-rows';

/** Null where the file is not at hand or can no longer be read. */
export function readTextsOf(source: TextSource): ReadTexts {
  return async (rows, maxBytes) =>
    (await readRows(source, rows, maxBytes)).map((parts) => parts?.text ?? null);
}

/** Message and text of records. */
export function readRecordsOf(source: TextSource): ReadRecords {
  return (rows, maxBytes) => readRows(source, rows, maxBytes);
}
