/**
 * Tables of a database, as Parquet, Arrow or CSV: the reverse of parquet.ts. In: a file, which of its columns are wanted. Out: a DroppedTable. initParquet
 * comes first. Values are taken out of Arrow's vectors by their type; its readers make no code from text.
 */
import { DataType, Table, tableFromIPC, type Vector } from 'apache-arrow';
import Papa from 'papaparse';
import { ParquetFile } from 'parquet-wasm/esm/parquet_wasm.js';
import type { DroppedTable, TableColumn } from '../contracts/lake-tables';

/** Columns to be read of a table that has these; null: it is not wanted. */
export type WantedColumns = (names: readonly string[]) => readonly string[] | null;

/** Text that is parsed at once. */
const MAX_CSV_BYTES = 256 * 2 ** 20;
const BATCH_ROWS = 65_536;
/** Beginning of a CSV that its header stands in. */
const HEAD_BYTES = 65_536;

/** Null: the file is no such table, or not wanted. @throws Error with what is wrong with it, in words that go after its name. */
export async function readTable(
  file: Blob,
  name: string,
  wanted: WantedColumns,
): Promise<DroppedTable | null> {
  const table = await openTable(file);
  if (table === null) return readCsv(file, name, wanted);
  try {
    const columns = wanted(table.names);
    if (columns === null) return null;
    const gathered = new Gathered(columns);
    await table.batches(columns, (batch) => gathered.add(batch));
    return gathered.table(name);
  } finally {
    table.close();
  }
}

/** Rows so far, and all. */
export type OnRows = (done: number, total: number) => void;

/** A Parquet or Arrow file, of which no row has been read yet. */
export interface OpenTable {
  readonly names: readonly string[];
  /** Batch after batch, with the rows so far and all of them. @throws Error as openTable, or what `onBatch` throws. */
  batches(
    columns: readonly string[],
    onBatch: (batch: Table, done: number, total: number) => void,
  ): Promise<void>;
  close(): void;
}

/** Null: it is neither. @throws Error with what is wrong with it, in words that go after its name. */
export async function openTable(file: Blob): Promise<OpenTable | null> {
  const head = new TextDecoder('latin1').decode(await file.slice(0, 8).arrayBuffer());
  if (head.startsWith('PAR1')) return openParquet(file);
  return head.startsWith('ARROW1') ? openArrow(file) : null;
}

async function openParquet(file: Blob): Promise<OpenTable> {
  const parquet = await ParquetFile.fromFile(file).catch((error: unknown) => {
    throw new Error(`is no whole Parquet file (${reasonOf(error)}).`);
  });
  return {
    names: namesIn(tableFromIPC(parquet.schema().intoIPCStream())),
    async batches(columns, onBatch) {
      const total = parquet.metadata().fileMetadata().numRows();
      const stream: ReadableStream<{ intoIPCStream(): Uint8Array }> = await parquet
        .stream({ columns: [...columns], batchSize: BATCH_ROWS })
        .catch(unreadable);
      const reader = stream.getReader();
      let done = 0;
      for (;;) {
        const part = await reader.read().catch(unreadable);
        if (part.done) return;
        const batch = tableFromIPC(part.value.intoIPCStream());
        done += batch.numRows;
        onBatch(batch, done, total);
      }
    },
    close: () => parquet.free(),
  };
}

async function openArrow(file: Blob): Promise<OpenTable> {
  const table = arrowTable(new Uint8Array(await file.arrayBuffer()));
  return {
    names: namesIn(table),
    async batches(columns, onBatch) {
      let done = 0;
      for (const batch of table.select([...columns]).batches) {
        done += batch.numRows;
        onBatch(new Table([batch]), done, table.numRows);
      }
    },
    close: () => {},
  };
}

const namesIn = ({ schema }: Table): readonly string[] => schema.fields.map((field) => field.name);

function arrowTable(bytes: Uint8Array): Table {
  try {
    return tableFromIPC(bytes);
  } catch (error) {
    throw new Error(`cannot be read as Arrow (${reasonOf(error)}).`);
  }
}

function unreadable(error: unknown): never {
  throw new Error(`cannot be read as Parquet (${reasonOf(error)}).`);
}

async function readCsv(file: Blob, name: string, wanted: WantedColumns): Promise<DroppedTable | null> {
  const start = await file.slice(0, HEAD_BYTES).text();
  const end = start.search(/\r?\n/);
  if (end < 0) return null;
  const header = (Papa.parse<string[]>(start.slice(0, end)).data[0] ?? []).map((cell) =>
    cell.replace(/^\ufeff/, '').trim(),
  );
  const columns = wanted(header);
  if (columns === null) return null;
  if (file.size > MAX_CSV_BYTES)
    throw new Error(
      `has ${Math.round(file.size / 2 ** 20)} MB of CSV, which is too much at once: save it as Parquet.`,
    );
  const { data, errors } = Papa.parse<string[]>(await file.text(), { skipEmptyLines: true });
  const [fault] = errors.filter(({ type }) => type === 'Quotes');
  if (fault) throw new Error(`, row ${fault.row ?? 0}: ${fault.message}.`);
  const rows = data.slice(1);
  const wrong = rows.findIndex((row) => row.length !== header.length);
  if (wrong >= 0)
    throw new Error(`, row ${wrong + 1}: it has ${rows[wrong].length} cells, the header ${header.length}.`);
  const entries = columns.map((column): [string, TableColumn] => {
    const place = header.indexOf(column);
    return [column, { kind: 'text', values: rows.map((row) => row[place]) }];
  });
  return { name, numRows: rows.length, columns: Object.fromEntries(entries) };
}

/** Columns that grow batch by batch. */
class Gathered {
  private readonly parts: { readonly name: string; readonly pieces: TableColumn[] }[];
  private numRows = 0;

  constructor(columns: readonly string[]) {
    this.parts = columns.map((name) => ({ name, pieces: [] }));
  }

  add(batch: Table): void {
    this.numRows += batch.numRows;
    for (const { name, pieces } of this.parts) pieces.push(columnOf(batch.getChild(name)!, name));
  }

  table(name: string): DroppedTable {
    const columns = this.parts.map(({ name: column, pieces }): [string, TableColumn] => [
      column,
      joined(pieces),
    ]);
    return { name, numRows: this.numRows, columns: Object.fromEntries(columns) };
  }
}

function columnOf(vector: Vector, name: string): TableColumn {
  const { type } = vector;
  const value = DataType.isDictionary(type) ? type.dictionary : type;
  if (DataType.isTimestamp(value) || DataType.isDate(value))
    return {
      kind: 'time',
      values: Float64Array.from(vector, (ms) => (ms === null ? Number.NaN : Number(ms))),
    };
  if (DataType.isInt(value) || DataType.isFloat(value))
    return {
      kind: 'number',
      values: Float64Array.from(vector, (num) => (num === null ? Number.NaN : Number(num))),
    };
  if (DataType.isUtf8(value) || DataType.isLargeUtf8(value))
    return { kind: 'text', values: Array.from(vector, (text: string | null) => text) };
  if (DataType.isBinary(value) || DataType.isLargeBinary(value)) {
    const decoder = new TextDecoder();
    return {
      kind: 'text',
      values: Array.from(vector, (bytes: Uint8Array | null) => bytes && decoder.decode(bytes)),
    };
  }
  throw new Error(`column ${name} is of type ${value}, which is not read`);
}

function joined(pieces: readonly TableColumn[]): TableColumn {
  const [first] = pieces;
  if (first === undefined) return { kind: 'text', values: [] };
  if (pieces.length === 1) return first;
  if (first.kind === 'text')
    return {
      kind: 'text',
      values: pieces.flatMap((piece) => (piece.kind === 'text' ? [...piece.values] : [])),
    };
  const values = new Float64Array(pieces.reduce((sum, piece) => sum + piece.values.length, 0));
  let at = 0;
  for (const piece of pieces)
    if (piece.kind !== 'text') {
      values.set(piece.values, at);
      at += piece.values.length;
    }
  return { kind: first.kind, values };
}

const reasonOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).slice(0, 200);
