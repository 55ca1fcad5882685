/** Parsed JSON objects of a sample as columns, one for each path to a scalar. In: objects in the order of records. Out: columns in order of first occurrence. */
import { type Column, MAX_VALUES } from './column';

export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_DEPTH = 6;
const MAX_PATHS = 400;
/** Longer lists of small numbers are bytes of a text, shorter ones may be times. */
const MAX_TIME_LIST = 7;

interface Open {
  readonly values: string[];
  num: number;
  numText: number;
}

export function columnsOf(objects: readonly JsonObject[]): Column[] {
  const paths = new Map<string, Open>();
  const stride = Math.max(1, objects.length / MAX_VALUES);
  for (let k = 0; k < objects.length; k += stride) addObject(objects[Math.floor(k)], '', 1, paths);
  const looked = Math.ceil(objects.length / stride);
  return [...paths].map(([name, { values, num, numText }]) => ({
    name,
    values,
    coverage: num / Math.max(1, looked),
    text: values.length === 0 ? 0 : numText / values.length,
  }));
}

function addObject(object: JsonObject, prefix: string, depth: number, paths: Map<string, Open>): void {
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      if (depth < MAX_DEPTH) addObject(value as JsonObject, `${path}.`, depth + 1, paths);
    } else addValue(path, value, paths);
  }
}

function addValue(path: string, given: unknown, paths: Map<string, Open>): void {
  const isOnly = Array.isArray(given) && given.length === 1 && typeof given[0] === 'string';
  const value: unknown = isOnly ? given[0] : given;
  const text = Array.isArray(value) ? textOfList(value) : value === null ? '' : String(value);
  if (text === null) return;
  let open = paths.get(path);
  if (!open) {
    if (paths.size >= MAX_PATHS) return;
    open = { values: [], num: 0, numText: 0 };
    paths.set(path, open);
  }
  if (text === '') return;
  open.num++;
  open.values.push(text);
  if (typeof value === 'string' || (Array.isArray(value) && text[0] !== '[')) open.numText++;
}

/** A list of numbers as a time or as the text whose bytes they are; null: another list. */
function textOfList(list: readonly unknown[]): string | null {
  if (list.length < 5 || !list.every((part) => Number.isInteger(part) && (part as number) >= 0)) return null;
  if (list.length <= MAX_TIME_LIST && (list[0] as number) > 255) return JSON.stringify(list);
  const bytes = list as readonly number[];
  return bytes.every((byte) => byte < 256) ? new TextDecoder().decode(Uint8Array.from(bytes)) : null;
}
