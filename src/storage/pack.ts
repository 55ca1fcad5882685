// In: a value with large typed arrays and long lists of strings. Out: the value with references in their place, and their
// bytes as a stream of chunks, one at a time, so that storing takes no more memory than one chunk. Back: unpack.ts.

const CHUNK_BYTES = 4 * 1024 * 1024;
/** Arrays below this stay where they are. */
const INLINE_BYTES = 1024;
const INLINE_TEXTS = 2048;
/** Strings that are written as one piece of JSON. */
const TEXTS_PER_PIECE = 1024;

export const ARRAY_TYPES = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;
type ArrayType = keyof typeof ARRAY_TYPES;
export type Column = InstanceType<(typeof ARRAY_TYPES)[ArrayType]>;
/** Strings, or lists of strings. */
type Texts = readonly (string | readonly string[])[];

/** Stands for an array; the bytes follow one another in the stream in the order in which a walk meets the references. */
export interface ColumnRef {
  readonly harbingerColumn: ArrayType;
  readonly bytes: number;
}

/** Stands for a long list of strings: pieces of JSON with their lengths in bytes. */
export interface TextsRef {
  readonly harbingerTexts: number[];
}

export interface Packed {
  /** Complete only when all chunks have been taken; the same object in two places stays one object. */
  readonly body: unknown;
  /** Bytes of the stream, strings by estimate. */
  readonly bytes: number;
  /** The buffer of a chunk is used again for the next one: copy or store it before going on. */
  chunks(): Generator<Uint8Array<ArrayBuffer>, void>;
}

type Part = { readonly column: Column } | { readonly texts: Texts; readonly ref: TextsRef };

/** Copies nothing until the chunks are taken. */
export function pack(value: unknown, chunkBytes = CHUNK_BYTES): Packed {
  const parts: Part[] = [];
  const seen = new Map<object, unknown>();
  const walk = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (!seen.has(node)) seen.set(node, replace(node));
    return seen.get(node);
  };
  const replace = (node: object): unknown => {
    if (isColumn(node)) return node.byteLength < INLINE_BYTES ? node.slice() : takeColumn(node);
    if (isLongTexts(node)) return takeTexts(node);
    if (Array.isArray(node)) return node.map(walk);
    if (isPlainObject(node)) return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
    return node;
  };
  const takeColumn = (column: Column): ColumnRef => {
    parts.push({ column });
    return { harbingerColumn: column.constructor.name as ArrayType, bytes: column.byteLength };
  };
  const takeTexts = (texts: Texts): TextsRef => {
    const ref: TextsRef = { harbingerTexts: [] };
    parts.push({ texts, ref });
    return ref;
  };
  const body = walk(value);
  const bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  return { body, bytes, chunks: () => chunksOf(parts, chunkBytes) };
}

function sizeOf(part: Part): number {
  if ('column' in part) return part.column.byteLength;
  const quotes = 3;
  return part.texts.reduce<number>((sum, text) => sum + charsOf(text) + quotes, 0);
}

function charsOf(text: string | readonly string[]): number {
  return typeof text === 'string' ? text.length : text.reduce((sum, word) => sum + word.length + 3, 0);
}

function* chunksOf(parts: readonly Part[], chunkBytes: number): Generator<Uint8Array<ArrayBuffer>, void> {
  const buffer = new Uint8Array(chunkBytes);
  let filled = 0;
  for (const part of parts) {
    for (const bytes of piecesOf(part)) {
      for (let at = 0; at < bytes.length; ) {
        const take = Math.min(bytes.length - at, chunkBytes - filled);
        buffer.set(bytes.subarray(at, at + take), filled);
        at += take;
        filled += take;
        if (filled < chunkBytes) continue;
        yield buffer;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield buffer.slice(0, filled);
}

function* piecesOf(part: Part): Generator<Uint8Array, void> {
  if ('column' in part) {
    const { buffer, byteOffset, byteLength } = part.column;
    yield new Uint8Array(buffer, byteOffset, byteLength);
    return;
  }
  const encoder = new TextEncoder();
  // From the start each time: a stream that is taken twice must not list its pieces twice.
  part.ref.harbingerTexts.length = 0;
  for (let at = 0; at < part.texts.length; at += TEXTS_PER_PIECE) {
    // JSON and not plain UTF-8: it keeps half surrogate pairs, which a text cut at a limit may hold.
    const piece = encoder.encode(JSON.stringify(part.texts.slice(at, at + TEXTS_PER_PIECE)));
    part.ref.harbingerTexts.push(piece.length);
    yield piece;
  }
}

export function isColumn(node: unknown): node is Column {
  return ArrayBuffer.isView(node) && !(node instanceof DataView) && node.constructor.name in ARRAY_TYPES;
}

export function isPlainObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && Object.getPrototypeOf(node) === Object.prototype;
}

function isLongTexts(node: object): node is Texts {
  if (!Array.isArray(node) || node.length < INLINE_TEXTS) return false;
  const isText = (item: unknown): boolean => typeof item === 'string';
  return node.every((item) => isText(item) || (Array.isArray(item) && item.every(isText)));
}
