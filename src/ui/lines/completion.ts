// What may be typed next in the query. In: the text, where the caret stands, the names that the log holds. Out: suggestions, each with the text that
// it makes. Pure.

import { LEVELS } from '../../contracts/units';
import { printField } from '../../core/query/print';
import { type Label, t } from '../../words/t';

export interface Known {
  readonly components: readonly string[];
  readonly files: readonly string[];
  /** Ids with their texts. */
  readonly templates: readonly (readonly [id: string, text: string])[];
  readonly fields: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** Clock times of the log's begin and end, '10:00'. */
  readonly times: readonly string[];
  /** That typed times are of. */
  readonly zone: string;
}

export interface Suggestion {
  readonly label: string;
  readonly help: string;
  /** The whole text with it taken, and where the caret stands then. */
  readonly text: string;
  readonly caret: number;
}

const MAX_SUGGESTIONS = 9;

const FIELD_HELP: readonly (readonly [string, Label])[] = [
  ['level:', 'error, warn, info; level>=warn'],
  ['component:', 'a part of its name; component="whole name"'],
  ['template:', 'T42, or words of its text'],
  ['file:', 'a part of its name'],
  ['after:', '10:00, or 2024-03-01T10:00'],
  ['before:', '11:30, or 2024-03-01T11:30'],
  ['status:', '503 or 5xx'],
];

export function suggest(text: string, caret: number, known: Known): readonly Suggestion[] {
  const begin = tokenBegin(text, caret);
  const token = text.slice(begin, caret);
  const sign = token.startsWith('-') ? '-' : '';
  const bare = token.slice(sign.length);
  if (bare.startsWith('/') || (bare.startsWith('"') && !bare.includes(':'))) return [];
  const field = /^([A-Za-z_][\w.@-]*\w)(:|>=|<=|=|>|<)(.*)$/s.exec(bare);
  const found =
    field === null
      ? fieldsFor(bare, known)
      : valuesFor(field[1], field[2], field[3].replace(/^"/, ''), known);
  return found.slice(0, MAX_SUGGESTIONS).map(({ insert, help }) => {
    const isOpen = /[:=><]$/.test(insert);
    const before = text.slice(0, begin) + sign + insert + (isOpen ? '' : ' ');
    return {
      label: `${sign}${insert}`,
      help,
      // A blank that was put in takes the place of the one that is there.
      text: before + (isOpen ? text.slice(caret) : text.slice(caret).replace(/^ /, '')),
      caret: before.length,
    };
  });
}

interface Found {
  readonly insert: string;
  readonly help: string;
}

function fieldsFor(start: string, known: Known): Found[] {
  if (start === '') return [];
  const own = known.fields.map(({ name, values }) => [`${name}:`, values.slice(0, 3).join(', ')] as const);
  const low = start.toLowerCase();
  return [...FIELD_HELP.map(([name, help]) => [name, t(help)] as const), ...own]
    .filter(([name]) => name.toLowerCase().startsWith(low))
    .map(([insert, help]) => ({ insert, help: isTime(insert) ? `${help} (${known.zone})` : help }));
}

const isTime = (insert: string): boolean => insert === 'after:' || insert === 'before:';

function valuesFor(field: string, op: string, start: string, known: Known): Found[] {
  const low = start.toLowerCase();
  const of = (values: readonly string[], exact = op): Found[] =>
    values
      .filter((value) => value !== start && value.toLowerCase().includes(low))
      .map((value) => ({ insert: printField({ field, op: exact as ':', value }), help: '' }));
  switch (field.toLowerCase()) {
    case 'level':
      return of([...LEVELS.filter(Boolean)].reverse());
    case 'component':
      return of(known.components, '=');
    case 'file':
      return of(known.files, '=');
    case 'template':
      return known.templates
        .filter(([id, text]) => id.toLowerCase().startsWith(low) || text.toLowerCase().includes(low))
        .map(([id, text]) => ({ insert: `template:${id}`, help: text.slice(0, 90) }));
    case 'status':
      return of(['5xx', '4xx', '3xx', '2xx']);
    case 'after':
    case 'before':
      return of(known.times).map((each) => ({ ...each, help: known.zone }));
    default:
      return of(known.fields.find(({ name }) => name === field)?.values ?? []);
  }
}

/** Where the term begins that the caret stands in; blanks between quotes do not end one. */
function tokenBegin(text: string, caret: number): number {
  let begin = 0;
  let isQuoted = false;
  for (let at = 0; at < caret; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[\s(]/.test(text[at])) begin = at + 1;
  }
  return begin;
}
