/**
 * A Parquet or Arrow file of log records as lines of JSON, one a row, so that it is read as any log is; our own as the lines that a program would have
 * written, since what their messages hold was read before. In: a file. Out: its text. initParquet comes first.
 * Rows are read in batches and pieces of text are handed to the browser as they come: memory is that of a batch.
 */
import { DataType, type Table, type Vector } from 'apache-arrow';
import { columnNames, type OnRows, readBatches } from './read-table';

/** More text than this is for the engine that wrote the table: lake/ counts it there. */
const MAX_TEXT_BYTES = 4 * 2 ** 30;

/**
 * Columns of structured_logs.parquet that say what its lines said; the others are what was found of them, and would be read as if the log had said it.
 */
const OWN_COLUMNS = ['timestamp', 'level', 'source', 'message'];
const OWN_MARKS = ['effective_level', 'template_id', ...OWN_COLUMNS];

/** Null: the file is neither Parquet nor Arrow, or has no text in it. @throws Error with what is wrong with it, in words that go after its name. */
export async function tableLines(file: Blob, onRows: OnRows = () => {}): Promise<Blob | null> {
  const names = await columnNames(file);
  if (names === null) return null;
  const isOwn = OWN_MARKS.every((name) => names.includes(name));
  const columns = isOwn ? OWN_COLUMNS : names;
  const parts: Blob[] = [];
  let bytes = 0;
  let hasText = false;
  await readBatches(file, columns, (table, done, total) => {
    hasText ||= columns.some((name) => isText(table.getChild(name)!.type));
    const text = new Blob([isOwn ? ownLinesOf(table) : linesOf(table, columns)]);
    bytes += text.size;
    if (bytes > MAX_TEXT_BYTES)
      throw new Error('holds more than 4 GB of text: count it where it lies, by the SQL of lake/.');
    parts.push(text);
    onRows(done, total);
  });
  return hasText ? new Blob(parts) : null;
}

/** '2026-03-12T06:00:00.000Z ERROR shop.Cart: message', and the lines that follow. */
function ownLinesOf(table: Table): string {
  const [time, level, source, message] = OWN_COLUMNS.map((name) => readerOf(table.getChild(name)!));
  let text = '';
  for (let row = 0; row < table.numRows; row++) {
    const stated = String(level(row) ?? '').toUpperCase();
    const from = String(source(row) ?? '').replace(/\s+/g, '_');
    const head = [time(row), stated, from && `${from}:`].filter(Boolean).join(' ');
    text += `${head} ${message(row) ?? ''}\n`;
  }
  return text;
}

function linesOf(table: Table, columns: readonly string[]): string {
  const vectors = columns.map((name) => ({
    key: JSON.stringify(name),
    read: readerOf(table.getChild(name)!),
  }));
  let text = '';
  for (let row = 0; row < table.numRows; row++) {
    const fields: string[] = [];
    for (const { key, read } of vectors) {
      const value = read(row);
      if (value !== null && value !== undefined) fields.push(`${key}:${JSON.stringify(value, plain)}`);
    }
    text += `{${fields.join(',')}}\n`;
  }
  return text;
}

/** Times as text, bytes as UTF-8, all else as Arrow gives it. */
function readerOf(vector: Vector): (row: number) => unknown {
  const type = valueType(vector.type);
  if (DataType.isTimestamp(type) || DataType.isDate(type))
    return (row) => {
      const ms = vector.get(row);
      return ms === null || !Number.isFinite(Number(ms)) ? null : isoOf(Number(ms));
    };
  if (DataType.isBinary(type) || DataType.isLargeBinary(type)) {
    const decoder = new TextDecoder();
    return (row) => {
      const bytes = vector.get(row);
      return bytes === null ? null : decoder.decode(bytes);
    };
  }
  return (row) => vector.get(row);
}

/** Null: no calendar has it. */
const isoOf = (ms: number): string | null => (Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString());

/** What JSON has no form for. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return ArrayBuffer.isView(value) ? String(value) : value;
}

const valueType = (type: DataType): DataType => (DataType.isDictionary(type) ? type.dictionary : type);

const isText = (given: DataType): boolean => {
  const type = valueType(given);
  return [DataType.isUtf8, DataType.isLargeUtf8, DataType.isBinary, DataType.isLargeBinary].some((is) =>
    is(type),
  );
};
