/**
 * Arrow columns straight from typed arrays. Arrow's own builders compile a function from text when they meet nulls, which
 * our policy forbids (no 'unsafe-eval'): nothing here uses them. In: columns. Out: an Arrow IPC stream of one batch.
 */
import {
  type Data,
  Dictionary,
  Field,
  Float64,
  Int8,
  Int32,
  Int64,
  type List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  type TimestampMicrosecond,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  Vector,
} from 'apache-arrow';

export type Column = Data<
  | Int8
  | Int64
  | Float64
  | TimestampMillisecond
  | TimestampMicrosecond
  | Utf8
  | Dictionary<Utf8, Int32>
  | List
  | Struct
>;

/** Whole numbers up to 2^53. */
export function int64Column(values: ArrayLike<number>): Column {
  const data = BigInt64Array.from(values, BigInt);
  return makeData({ type: new Int64(), length: data.length, nullCount: 0, data });
}

/** Milliseconds since 1970, UTC; NaN becomes null, fractions are cut. */
export function timestampColumn(timeMs: ArrayLike<number>): Column {
  const { nullBitmap, nullCount } = validity(timeMs.length, (i) => !Number.isNaN(timeMs[i]));
  const data = BigInt64Array.from(timeMs, (ms) => (Number.isNaN(ms) ? 0n : BigInt(Math.floor(ms))));
  return makeData({
    type: new TimestampMillisecond('UTC'),
    length: data.length,
    nullBitmap,
    nullCount,
    data,
  });
}

/** NaN becomes null. */
export function float64Column(values: ArrayLike<number>): Column {
  const { nullBitmap, nullCount } = validity(values.length, (i) => !Number.isNaN(values[i]));
  return makeData({
    type: new Float64(),
    length: values.length,
    nullBitmap,
    nullCount,
    data: Float64Array.from(values),
  });
}

/** Small numbers such as votes. */
export function int8Column(values: readonly (number | null)[]): Column {
  const { nullBitmap, nullCount } = validity(values.length, (i) => values[i] !== null);
  const data = Int8Array.from(values, (value) => value ?? 0);
  return makeData({ type: new Int8(), length: data.length, nullBitmap, nullCount, data });
}

/** Text as UTF-8; together below 2 GB. Lone surrogates become U+FFFD. */
export function utf8Column(texts: readonly string[]): Data<Utf8> {
  const { bytes, ends } = encodeAll(texts);
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets: ends, data: bytes });
}

/** A vocabulary that many batches share. `id` tells the dictionaries of one schema apart. */
export interface Vocabulary {
  readonly type: Dictionary<Utf8, Int32>;
  readonly values: Vector<Utf8>;
}

export function createVocabulary(words: readonly string[], id: number): Vocabulary {
  return { type: new Dictionary(new Utf8(), new Int32(), id), values: new Vector([utf8Column(words)]) };
}

/** @param index into the vocabulary; -1 becomes null. */
export function dictionaryColumn({ type, values }: Vocabulary, index: Int32Array): Column {
  const { nullBitmap, nullCount } = validity(index.length, (i) => index[i] >= 0);
  return makeData({
    type,
    length: index.length,
    nullBitmap,
    nullCount,
    data: index.map((i) => Math.max(i, 0)),
    dictionary: values,
  });
}

/** One record batch as an Arrow IPC stream; every column has numRows entries. */
export function ipcStream(columns: Readonly<Record<string, Column>>, numRows: number): Uint8Array {
  const fields = Object.entries(columns).map(([name, data]) => new Field(name, data.type, true));
  const struct = makeData({
    type: new Struct(fields),
    length: numRows,
    nullCount: 0,
    children: Object.values(columns),
  });
  return tableToIPC(new Table([new RecordBatch(new Schema(fields), struct)]), 'stream');
}

/** Which of the rows have a value, as Arrow keeps it. */
export function validity(
  length: number,
  isValid: (i: number) => boolean,
): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  for (let i = 0; i < length; i++) {
    if (isValid(i)) nullBitmap[i >> 3] |= 1 << (i & 7);
    else nullCount++;
  }
  return { nullBitmap, nullCount };
}

/** Texts one after another as UTF-8, and where each ends; 0 before the first. */
export function encodeAll(texts: readonly string[]): { bytes: Uint8Array; ends: Int32Array } {
  const encoder = new TextEncoder();
  const ends = new Int32Array(texts.length + 1);
  let bytes = new Uint8Array(Math.max(64, texts.reduce((sum, text) => sum + text.length, 0) + 1024));
  let end = 0;
  for (let i = 0; i < texts.length; i++) {
    if (bytes.length - end < texts[i].length * 3) {
      const larger = new Uint8Array(bytes.length * 2 + texts[i].length * 3);
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    end += encoder.encodeInto(texts[i], bytes.subarray(end)).written;
    ends[i + 1] = end;
  }
  return { bytes: bytes.subarray(0, end), ends };
}
