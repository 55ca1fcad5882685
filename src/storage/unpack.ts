// The reverse of pack.ts. In: a body with references, its chunks one after another. Out: the value.
import { ARRAY_TYPES, type Column, type ColumnRef, isColumn, isPlainObject, type TextsRef } from './pack';

type Ref = ColumnRef | TextsRef;
/** Null: there is no further chunk. */
export type NextChunk = () => Promise<Uint8Array | null>;

/**
 * Takes only as many chunks as the references need: a part of a body that was packed first can be read by itself.
 * @throws Error when a chunk is missing or cut short.
 */
export async function unpack(body: unknown, next: NextChunk): Promise<unknown> {
  const read = createReader(next);
  const values = new Map<object, unknown>();
  for (const ref of refsOf(body)) values.set(ref, await readRef(ref, read));
  return putBack(body, values);
}

/** In the order of the walk that packed them; each once. */
function refsOf(body: unknown): Set<Ref> {
  const refs = new Set<Ref>();
  const seen = new Set<object>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || isColumn(node) || seen.has(node)) return;
    seen.add(node);
    if (isRef(node)) refs.add(node);
    else if (Array.isArray(node)) node.forEach(walk);
    else if (isPlainObject(node)) Object.values(node).forEach(walk);
  };
  walk(body);
  return refs;
}

function putBack(body: unknown, values: Map<object, unknown>): unknown {
  const walk = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null || isColumn(node)) return node;
    if (!values.has(node)) values.set(node, copy(node));
    return values.get(node);
  };
  const copy = (node: object): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (isPlainObject(node)) return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, walk(v)]));
    return node;
  };
  return walk(body);
}

type Read = (bytes: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Reads the next so many bytes of the stream into memory of their own. */
function createReader(next: NextChunk): Read {
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;
  return async (bytes) => {
    const out = new Uint8Array(bytes);
    for (let filled = 0; filled < bytes; ) {
      if (at === chunk.length) {
        const following = await next();
        if (following === null || following.length === 0)
          throw new Error('the stored analysis is damaged: its columns end too early');
        chunk = following;
        at = 0;
      }
      const take = Math.min(bytes - filled, chunk.length - at);
      out.set(chunk.subarray(at, at + take), filled);
      filled += take;
      at += take;
    }
    return out;
  };
}

async function readRef(ref: Ref, read: Read): Promise<Column | unknown[]> {
  if ('harbingerColumn' in ref) return new ARRAY_TYPES[ref.harbingerColumn]((await read(ref.bytes)).buffer);
  const decoder = new TextDecoder();
  const texts: unknown[] = [];
  for (const bytes of ref.harbingerTexts) {
    for (const text of JSON.parse(decoder.decode(await read(bytes)))) texts.push(text);
  }
  return texts;
}

function isRef(node: object): node is Ref {
  if ('harbingerTexts' in node) return Array.isArray(node.harbingerTexts);
  return 'harbingerColumn' in node && (node as ColumnRef).harbingerColumn in ARRAY_TYPES;
}
