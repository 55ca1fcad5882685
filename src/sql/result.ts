// The last answer, as it is kept: columns of Arrow, from which pages, a chart and files are made when they are asked for.
import {
  makeData,
  RecordBatch,
  RecordBatchReader,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
} from 'apache-arrow';
import { type Cell, csvRecords } from '../archive/csv';
import { writeParquet } from '../archive/parquet';
import type { SqlAnswer, SqlCell } from '../contracts/sql';
import { concatenate } from '../core/lib/bytes';
import { kindOf, numberAt, shownAt, textAt } from './cell-text';
import { chartOf } from './chart';
import type { QueryResult } from './database';

export interface SqlResult {
  readonly answer: SqlAnswer;
  rows(begin: number, end: number): readonly (readonly SqlCell[])[];
  /** Guarded as every CSV of ours. */
  csv(): Blob;
  /** initParquet comes first. @throws Error as the writer words it, for a type that Parquet has no place for */
  parquet(): Promise<Blob>;
}

/** Rows that become one string, or one row group, at a time. */
const CSV_ROWS = 8192;
const PIECES = 32;
/** Whose length tells how wide a column is drawn. */
const MEASURED_ROWS = 100;

export function resultOf({ pieces, isCut, ms, note }: QueryResult): SqlResult {
  const [schema, ...parts] = pieces;
  const table = parts.length > 0 ? new Table([...RecordBatchReader.from(pieces)]) : tableFromIPC(schema);
  const { numRows } = table;
  const columns = table.schema.fields.map(({ name, type }, i) => {
    return { name, type: String(type), kind: kindOf(type), values: table.getChildAt(i)! };
  });
  const rows = (begin: number, end: number): SqlCell[][] =>
    range(begin, Math.min(end, numRows)).map((row) => columns.map(({ values }) => shownAt(values, row)));
  const cells = (row: number): Cell[] =>
    columns.map(({ kind, values }) => {
      const text = textAt(values, row);
      const number = kind === 'number' ? numberAt(values, row) : null;
      // What a double would round stays text.
      return number !== null && String(number) === text ? number : text;
    });
  return {
    answer: {
      columns: columns.map(({ name, type, kind, values }) => {
        const first = range(0, Math.min(MEASURED_ROWS, numRows)).map(
          (row) => shownAt(values, row)?.length ?? 0,
        );
        return { name, type, kind, chars: Math.max(name.length, ...first) };
      }),
      ...{ numRows, isCut, ms, note },
      chart: chartOf(columns, numRows),
    },
    rows,
    csv() {
      const parts = [csvRecords([columns.map(({ name }) => name)])];
      for (let begin = 0; begin < numRows; begin += CSV_ROWS)
        parts.push(csvRecords(range(begin, Math.min(begin + CSV_ROWS, numRows)).map(cells)));
      return new Blob(parts, { type: 'text/csv' });
    },
    parquet: () => writeParquet(numRows === 0 ? ofNoRows(table) : streams(schema, parts)),
  };
}

async function* streams(schema: Uint8Array, parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < Math.max(1, parts.length); i += PIECES)
    yield concatenate(schema, ...parts.slice(i, i + PIECES));
}

/** The writer learns the columns from a batch, so there has to be one. */
async function* ofNoRows({ schema }: Table): AsyncGenerator<Uint8Array> {
  const children = schema.fields.map(({ type }) => makeData({ type, length: 0, nullCount: 0 }));
  const data = makeData({ type: new Struct(schema.fields), length: 0, nullCount: 0, children });
  yield tableToIPC(new Table([new RecordBatch(schema, data)]), 'stream');
}

function range(begin: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - begin) }, (_, i) => begin + i);
}
