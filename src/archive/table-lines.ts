/**
 * A Parquet or Arrow file of log records as lines of JSON, one a row, so that it is read as any log is; our own as the lines that a program would have
 * written, since what their messages hold was read before. In: a file. Out: its text. initParquet comes first.
 * Rows are read in batches and pieces of text are handed to the browser as they come: memory is that of a batch.
 */
import { DataType, type Table, type Vector } from 'apache-arrow';
import { type OnRows, type OpenTable, openTable } from './read-table';

/** More text than this is for the engine that wrote the table: lake/ counts it there. */
const MAX_TEXT_BYTES = 4 * 2 ** 30;

/**
 * Columns of structured_logs.parquet that say what its lines said; the others are what was found of them, and would be read as if the log had said it.
 */
const OWN_COLUMNS = ['timestamp', 'level', 'source', 'message'];
const OWN_MARKS = ['effective_level', 'template_id', ...OWN_COLUMNS];

/** Null: the file is neither Parquet nor Arrow, or has no text in it. @throws Error with what is wrong with it, in words that go after its name. */
export async function tableLines(file: Blob, onRows: OnRows = () => {}): Promise<Blob | null> {
  const table = await openTable(file);
  if (table === null) return null;
  try {
    return await linesOfTable(table, onRows);
  } finally {
    table.close();
  }
}

async function linesOfTable({ names, batches }: OpenTable, onRows: OnRows): Promise<Blob | null> {
  const isOwn = OWN_MARKS.every((name) => names.includes(name));
  const columns = isOwn ? OWN_COLUMNS : names;
  const parts: Blob[] = [];
  let bytes = 0;
  let hasText = false;
  await batches(columns, (batch, done, total) => {
    hasText ||= columns.some((name) => isText(batch.getChild(name)!.type));
    const text = isOwn ? ownLinesOf(batch) : linesOf(batch, columns);
    bytes += text.size;
    if (bytes > MAX_TEXT_BYTES)
      throw new Error('holds more than 4 GB of text: count it where it lies, by the SQL of lake/.');
    parts.push(text);
    onRows(done, total);
  });
  return hasText ? new Blob(parts) : null;
}

/** Text that is gathered before it is handed over: a cell may hold a megabyte. */
const PIECE_CHARS = 2 ** 24;

/** Pieces of text of a batch; `lineOf`: of a row. */
function piecesOf(numRows: number, lineOf: (row: number) => string): Blob {
  const pieces: string[] = [];
  let piece = '';
  for (let row = 0; row < numRows; row++) {
    piece += `${lineOf(row)}\n`;
    if (piece.length < PIECE_CHARS) continue;
    pieces.push(piece);
    piece = '';
  }
  return new Blob([...pieces, piece]);
}

/** '2026-03-12T06:00:00.000Z ERROR shop.Cart: message', and the lines that follow. */
function ownLinesOf(table: Table): Blob {
  const [time, level, source, message] = OWN_COLUMNS.map((name) => readerOf(table.getChild(name)!));
  return piecesOf(table.numRows, (row) => {
    const stated = String(level(row) ?? '').toUpperCase();
    const from = String(source(row) ?? '').replace(/\s+/g, '_');
    const head = [time(row), stated, from && `${from}:`].filter(Boolean).join(' ');
    return `${head} ${message(row) ?? ''}`;
  });
}

function linesOf(table: Table, columns: readonly string[]): Blob {
  const vectors = columns.map((name) => ({
    key: JSON.stringify(name),
    read: readerOf(table.getChild(name)!),
  }));
  return piecesOf(table.numRows, (row) => {
    const fields: string[] = [];
    for (const { key, read } of vectors) {
      const value = read(row);
      if (value !== null && value !== undefined) fields.push(`${key}:${JSON.stringify(value)}`);
    }
    return `{${fields.join(',')}}`;
  });
}

/** A value as JSON has it; null for one that is empty, or that its type cannot say. */
function readerOf(vector: Vector): (row: number) => unknown {
  const plain = plainOf(vector.type);
  return (row) => {
    let value: unknown;
    try {
      value = vector.get(row);
    } catch {
      // A time beyond all calendars.
      return null;
    }
    return value === null || value === undefined ? null : plain(value);
  };
}

const decoder = new TextDecoder();

/** By type, into structs and lists. */
function plainOf(given: DataType): (value: unknown) => unknown {
  const type = valueType(given);
  if (DataType.isTimestamp(type) || DataType.isDate(type)) return (value) => isoOf(Number(value));
  if (DataType.isBinary(type) || DataType.isLargeBinary(type))
    return (value) => decoder.decode(value as Uint8Array);
  if (DataType.isFixedSizeBinary(type)) return (value) => hexOf(value as Uint8Array);
  if (DataType.isDecimal(type)) return (value) => decimalOf(value as Uint32Array, type.scale);
  if (DataType.isTime(type)) return (value) => clockOf(Number(value), UNITS_A_SECOND[type.unit]);
  if (DataType.isStruct(type)) {
    const parts = type.children.map(({ name, type: of }) => ({ name, plain: plainOf(of) }));
    return (value) => {
      const row = value as Readonly<Record<string, unknown>>;
      const entries = parts.flatMap(({ name, plain }) => {
        const own = row[name];
        return own === null || own === undefined ? [] : [[name, plain(own)] as const];
      });
      return Object.fromEntries(entries);
    };
  }
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const plain = plainOf(type.children[0].type);
    return (value) => Array.from(value as Iterable<unknown>, (each) => (each === null ? null : plain(each)));
  }
  return (value) => {
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    if (['string', 'number', 'boolean'].includes(typeof value)) return value;
    return JSON.parse(
      JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each)) ?? 'null',
    );
  };
}

const UNITS_A_SECOND = [1, 1e3, 1e6, 1e9];

/** Null: no calendar has it. */
const isoOf = (ms: number): string | null => (Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString());

/** '06:00:00.021603', as far as the unit goes. */
function clockOf(value: number, perSecond: number): string {
  const [seconds, rest] = [Math.floor(value / perSecond), value % perSecond];
  const two = (num: number): string => String(Math.floor(num)).padStart(2, '0');
  const digits = String(perSecond).length - 1;
  const clock = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  return digits === 0 ? clock : `${clock}.${String(rest).padStart(digits, '0')}`;
}

/** Sixteen bytes are an UUID. */
function hexOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return bytes.length === 16 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : hex;
}

/** All digits, as a text: two's complement of 32-bit words, the lowest first. */
function decimalOf(words: Uint32Array, scale: number): string {
  const raw = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
  const value = BigInt.asIntN(32 * words.length, raw);
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const part = scale === 0 ? '' : `.${digits.slice(digits.length - scale)}`;
  return `${value < 0n ? '-' : ''}${whole}${part}`;
}

const valueType = (type: DataType): DataType => (DataType.isDictionary(type) ? type.dictionary : type);

const isText = (given: DataType): boolean => {
  const type = valueType(given);
  return [DataType.isUtf8, DataType.isLargeUtf8, DataType.isBinary, DataType.isLargeBinary].some((is) =>
    is(type),
  );
};
