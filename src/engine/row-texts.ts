// Text of rows for evidence, and for the numbers in it.
import type { ReadRecords } from '../core/features/series/numbers';
import type { ReadTexts } from '../core/investigate/evidence';
import type { TextSource } from '../input/checked-text';
import { readRows } from '../input/read-rows';

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
