// Fields that the text of a record writes: keys of a JSON object, key=value, and identifiers by their form. For the drawer, facets and completion.
import { unquoted } from './match-text';

export interface RecordField {
  readonly name: string;
  readonly value: string;
  /** Stands in the line without a name of its own: it is looked for as text. */
  readonly isBare: boolean;
}

const MAX_FIELDS = 60;
const MAX_VALUE = 300;
const PAIR = /(?:^|[\s,;{([&?|])([A-Za-z_][\w.@-]{0,63})=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;)}\]&|"']+)/g;

/** Identifiers that stand alone, by their form. */
const BARE: readonly (readonly [string, RegExp])[] = [
  ['request', /\breq-[0-9a-f]{8}-[0-9a-f-]{27}\b/g],
  ['uuid', /(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/gi],
  ['block', /\bblk_-?\d+\b/g],
  ['address', /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\d.])/g],
];

/** In the order of the line, each name and value once. */
export function fieldsOf(text: string): readonly RecordField[] {
  const fields: RecordField[] = [];
  const seen = new Set<string>();
  const add = (name: string, value: string, isBare = false): void => {
    const key = `${name}\n${value}`;
    if (value === '' || seen.has(key) || fields.length >= MAX_FIELDS) return;
    seen.add(key);
    fields.push({ name, value: value.slice(0, MAX_VALUE), isBare });
  };
  const object = objectIn(text);
  if (object !== null) addObject(object, '', add);
  for (const [, name, value] of text.matchAll(PAIR)) add(name, unquoted(value));
  for (const [name, form] of BARE)
    for (const [value] of text.matchAll(form))
      if (!fields.some((field) => field.value === value || field.value.includes(value)))
        add(name, value, true);
  return fields;
}

/** The JSON object that a text ends with; null: it has none. */
function objectIn(text: string): object | null {
  const begin = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (begin < 0 || end < begin || !/^\{\s*("|\})/.test(text.slice(begin, begin + 40))) return null;
  try {
    return JSON.parse(text.slice(begin, end + 1)) as object;
  } catch {
    return null;
  }
}

/** A search for a field looks for its own name, whatever it stands in. */
function addObject(object: object, within: string, add: (name: string, value: string) => void): void {
  for (const [name, value] of Object.entries(object)) {
    if (value !== null && typeof value === 'object') {
      if (within === '' && !Array.isArray(value)) addObject(value as object, name, add);
    } else if (value !== null && /^[A-Za-z_][\w.@-]*\w$/.test(name)) add(name, `${value}`);
  }
}
