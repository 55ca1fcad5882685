// In: a value with large typed arrays. Out: the value with references in their place, and the bytes in chunks small
// enough that writing one does not hold up the page; and the way back.

export const CHUNK_BYTES = 8 * 1024 * 1024;
/** Arrays below this stay where they are. */
const INLINE_BYTES = 64 * 1024;

const ARRAY_TYPES = {
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
type Column = InstanceType<(typeof ARRAY_TYPES)[ArrayType]>;

/** Stands in the packed value for an array; unlikely enough as data to be told apart by its first field. */
interface ColumnRef {
  readonly harbingerColumn: ArrayType;
  readonly firstChunk: number;
  readonly numChunks: number;
  readonly bytes: number;
}

export interface Packed {
  readonly body: unknown;
  readonly chunks: readonly Uint8Array[];
  /** Bytes of all typed arrays, those left in the body included. */
  readonly bytes: number;
}

/** Takes the large columns out; the chunks are views of the given arrays, nothing is copied. */
export function pack(value: unknown, chunkBytes = CHUNK_BYTES, inlineBytes = INLINE_BYTES): Packed {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const walk = (node: unknown): unknown => {
    if (isColumn(node)) {
      bytes += node.byteLength;
      return node.byteLength < inlineBytes ? node : takeOut(node);
    }
    if (Array.isArray(node)) return node.map(walk);
    if (isPlainObject(node)) return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
    return node;
  };
  const takeOut = (column: Column): ColumnRef => {
    const view = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    const firstChunk = chunks.length;
    for (let at = 0; at < view.length; at += chunkBytes) chunks.push(view.subarray(at, at + chunkBytes));
    const harbingerColumn = column.constructor.name as ArrayType;
    return { harbingerColumn, firstChunk, numChunks: chunks.length - firstChunk, bytes: column.byteLength };
  };
  return { body: walk(value), chunks, bytes };
}

/**
 * The reverse of pack.
 * @throws Error when a chunk is missing or has the wrong size.
 */
export function unpack(body: unknown, chunks: readonly Uint8Array[]): unknown {
  const walk = (node: unknown): unknown => {
    if (isColumn(node)) return node;
    if (Array.isArray(node)) return node.map(walk);
    if (!isPlainObject(node)) return node;
    if (isColumnRef(node)) return putBack(node, chunks);
    return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
  };
  return walk(body);
}

function putBack(ref: ColumnRef, chunks: readonly Uint8Array[]): Column {
  const bytes = new Uint8Array(ref.bytes);
  let at = 0;
  for (let i = ref.firstChunk; i < ref.firstChunk + ref.numChunks; i++) {
    const chunk = chunks[i];
    if (chunk === undefined || at + chunk.length > ref.bytes)
      throw new Error(`stored column is damaged at chunk ${i}`);
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at !== ref.bytes) throw new Error('stored column is cut short');
  return new ARRAY_TYPES[ref.harbingerColumn](bytes.buffer);
}

function isColumn(node: unknown): node is Column {
  return ArrayBuffer.isView(node) && !(node instanceof DataView) && node.constructor.name in ARRAY_TYPES;
}

function isPlainObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && Object.getPrototypeOf(node) === Object.prototype;
}

function isColumnRef(node: object): node is ColumnRef {
  return 'harbingerColumn' in node && (node as ColumnRef).harbingerColumn in ARRAY_TYPES;
}
