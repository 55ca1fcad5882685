// Rows of structured_logs.* as they cross a thread: columns, batch after batch.

/** Columns of consecutive rows; every array has `length` entries. */
export interface LogRowBatch {
  readonly length: number;
  /** Physical line that the record starts on, from 1 within its file; for CSV its data row. */
  readonly line: Float64Array;
  /** Milliseconds since 1970, UTC; NaN: the record states no time. */
  readonly timeMs: Float64Array;
  /** Index into LEVELS, as the record states or by its status; 0: neither. */
  readonly level: Uint8Array;
  /** 1 to 5: of a response of 1xx to 5xx; 0: of none. */
  readonly status: Uint8Array;
  /** Index into LEVELS: what the record counts as. */
  readonly effectiveLevel: Uint8Array;
  /** Index into LogRows.sources. */
  readonly source: Uint32Array;
  /** Index into LogTable.sources: the component that the record names; 0: none. */
  readonly component: Uint32Array;
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

/** The next batch; null after the last one. */
export type PullRows = () => Promise<LogRowBatch | null>;

/** Told the number of rows taken so far. */
export type OnRows = (numRows: number) => void;
