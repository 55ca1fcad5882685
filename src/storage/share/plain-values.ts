// Values that can be stored, as JSON and back: with small typed arrays, numbers that JSON lacks, and references to columns, of which several may be
// the same one. In: a packed body (pack.ts). Out: text; and the reverse.
import { ARRAY_TYPES, isColumn, isPlainObject } from '../pack';

/** What stands for what JSON lacks: an object of this key alone; an object of data that has it is written as a list of its pairs. */
const MARK = '$';
type Coded = readonly [kind: string, ...values: readonly unknown[]];

export function toText(value: unknown): string {
  const refs = new Map<object, number>();
  const walk = (node: unknown): unknown => {
    if (node === undefined) return { [MARK]: ['undefined'] };
    if (typeof node === 'number' && (!Number.isFinite(node) || Object.is(node, -0)))
      return { [MARK]: ['number', Object.is(node, -0) ? '-0' : String(node)] };
    if (typeof node !== 'object' || node === null) return node;
    if (isColumn(node)) return { [MARK]: ['array', node.constructor.name, base64Of(node)] };
    if (Array.isArray(node)) return node.map(walk);
    if (!isPlainObject(node)) throw new Error('a value that cannot be saved');
    if ('harbingerColumn' in node || 'harbingerTexts' in node) {
      const known = refs.get(node);
      if (known !== undefined) return { [MARK]: ['same', known] };
      refs.set(node, refs.size);
      return { [MARK]: ['ref', { ...node }] };
    }
    const entries = Object.entries(node)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, walk(each)] as const);
    return Object.hasOwn(node, MARK) ? { [MARK]: ['object', entries] } : Object.fromEntries(entries);
  };
  return JSON.stringify(walk(value));
}

/** @throws Error for a text that `toText` does not write */
export function fromText(text: string): unknown {
  const refs: unknown[] = [];
  const walk = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(walk);
    if (Object.hasOwn(node, MARK)) return decode((node as { readonly [MARK]: Coded })[MARK]);
    return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, walk(each)]));
  };
  const decode = ([kind, first, second]: Coded): unknown => {
    if (kind === 'undefined') return undefined;
    if (kind === 'number') return Number(first);
    if (kind === 'array') return arrayOf(String(first), String(second));
    if (kind === 'object')
      return Object.fromEntries((first as [string, unknown][]).map(([key, each]) => [key, walk(each)]));
    if (kind === 'ref') {
      refs.push(first);
      return first;
    }
    if (kind === 'same' && refs[first as number] !== undefined) return refs[first as number];
    throw new Error('a value of no known kind');
  };
  return walk(JSON.parse(text));
}

function arrayOf(name: string, base64: string): unknown {
  if (!Object.hasOwn(ARRAY_TYPES, name)) throw new Error('an array of no known type');
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new ARRAY_TYPES[name as keyof typeof ARRAY_TYPES](bytes.buffer);
}

/** Of arrays that are small: larger ones are columns. */
function base64Of({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer, byteOffset, byteLength)));
}
