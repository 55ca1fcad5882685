// Rows of structured_logs.* as they cross a thread: columns, batch after batch.

/** Columns of consecutive rows; every array has `length` entries. */
export interface LogRowBatch {
  readonly length: number;
  /** Physical line that the record starts on, from 1 within its file; for CSV its data row. */
  readonly line: Float64Array;
  /** Milliseconds since 1970, UTC; NaN: the record states no time. */
  readonly timeMs: Float64Array;
  /** Index into LEVELS; 0: the record states none. */
  readonly level: Uint8Array;
  /** Index into LogRows.sources. */
  readonly source: Uint32Array;
  /** Index into LogRows.templates. */
  readonly template: Uint32Array;
  readonly message: readonly string[];
}

/** What the dictionaries of the columns hold, and the rows. */
export interface LogRowNames {
  readonly sources: readonly string[];
  /** Text of every template, by index. */
  readonly templates: readonly string[];
}
