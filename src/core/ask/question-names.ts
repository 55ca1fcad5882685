// Names in a question: texts in quotes, templates, lines, incidents, statuses, files, components. In: the question, what the log has names for.
// Out: the slots, and the question without those words.
import { GAP } from './question-times';
import type { Slots, Vocabulary } from './reading';

type NameSlots = Pick<Slots, 'components' | 'file' | 'status' | 'template' | 'line' | 'incident'>;

const QUOTED =
  /"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|`([^`]+)`|‘([^‘’]+)’|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu;
const MAX_TEXTS = 4;
/** Shorter pieces of a component's name are words of English too often. */
const LEAST_PIECE = 3;

/** In their own case, and the text without them. */
export function quotedTexts(text: string): { readonly texts: readonly string[]; readonly rest: string } {
  const texts: string[] = [];
  const rest = text.replace(QUOTED, (whole, ...groups: unknown[]) => {
    const inner = groups.slice(0, 7).find((group) => typeof group === 'string') as string;
    if (inner.trim() === '' || texts.length >= MAX_TEXTS) return whole;
    texts.push(inner.trim());
    return GAP;
  });
  // What led to a text is of no further meaning.
  return {
    texts,
    rest: oneSpace(rest).replace(
      /\b(?:the )?(?:texts?|words?|phrases?|strings?|mention(?:s|ing|ed)?|contain(?:s|ing)?|hold(?:s|ing)?|match(?:es|ing)?|says?|saying)(?= ·)/gi,
      '',
    ),
  };
}

/** @param text lower case */
export function nameSlots(
  text: string,
  known: Vocabulary,
): { readonly slots: NameSlots; readonly rest: string } {
  let rest = text;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = rest.replace(found[0], GAP);
    return found;
  };
  const incident = take(/\binc-(\d+)\b|\bincident (?:number |no\.? |#)?(\d+)\b/);
  const file = fileIn(rest, known.files);
  if (file !== null)
    rest = rest.replace(file.piece, GAP).replace(/\b(?:in|of|from)(?: the)?(?: file)? · /, GAP);
  const line = take(/\b(?:line|row) (?:number |no\.? |#)?(\d{1,3}(?:[,']\d{3})+|\d+)(?![\d:.]\d)/);
  const template = take(/\bt(\d+)\b|\btemplate (?:number |no\.? |#)?(\d+)\b/);
  const status =
    take(/\b([1-5])xx(?:s|es)?\b(?: (?:responses?|errors?|statuses|status|codes?|answers?))?/) ??
    take(/\b([45]\d\d)s\b/) ??
    take(/\b(?:http|status)(?: codes?| status)? ([1-5]\d\d)s?\b/) ??
    take(
      /\b([1-5]\d\d)s?\b(?= ?(?:responses?|errors?|status|answers?|codes?))(?: (?:responses?|errors?|status|answers?|codes?))/,
    );
  const { components, left } = componentsIn(rest, known.components);
  const number = (found: RegExpExecArray | null): number | null =>
    found === null ? null : Number((found[1] ?? found[2]).replace(/[,']/g, ''));
  const templateNum = number(template);
  return {
    slots: {
      components,
      file: file?.name ?? null,
      status: status === null ? null : status[1].length === 1 ? `${status[1]}xx` : status[1],
      template: templateNum === null || templateNum === 0 ? null : templateNum - 1,
      line: number(line),
      incident: incident === null ? null : `INC-${number(incident)}`,
    },
    rest: oneSpace(left),
  };
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ');

/** The longest name first: the whole path, or its last part. */
function fileIn(
  text: string,
  files: readonly string[],
): { readonly name: string; readonly piece: string } | null {
  const names = files.flatMap((name) =>
    [name, name.slice(name.lastIndexOf('/') + 1)].map((piece) => ({ name, piece: piece.toLowerCase() })),
  );
  const found = names
    .filter(({ piece }) => piece.length > LEAST_PIECE && isWord(piece, text))
    .sort((a, b) => b.piece.length - a.piece.length);
  return found[0] ?? null;
}

/** Words of the question that are a component, or a part of the names of some ('cinder' of 'cinder.volume.manager'). */
function componentsIn(
  text: string,
  known: readonly string[],
): { readonly components: readonly string[]; readonly left: string } {
  const wholes = new Map(known.map((name) => [name.toLowerCase(), name]));
  const pieces = new Set(
    [...wholes.keys()]
      .flatMap((name) => name.split(/[^a-z0-9]+/))
      .filter((piece) => piece.length >= LEAST_PIECE && !COMMON.has(piece)),
  );
  const components: string[] = [];
  const left = text
    .split(' ')
    .map((given) => {
      const word = given.replace(/^[("']+|[)"':]+$|'s$/g, '');
      if (!wholes.has(word) && !pieces.has(word)) return given;
      const name = wholes.get(word) ?? word;
      if (!components.includes(name)) components.push(name);
      return '·';
    })
    .join(' ');
  if (components.length === 0) return { components, left };
  // 'nova and cinder' are two that may write; what led to a component is of no further meaning.
  const bare = left
    .replace(/· (?:and|or|,) (?=·)/g, '· ')
    .replace(/\b(?:component|service|module|source)s? (?=·)/g, '')
    .replace(/(?<=·) (?:component|service|module)s?\b/g, '');
  return { components, left: bare };
}

/** Parts of names that are words of questions first. */
const COMMON = new Set(
  'error errors warn warning log logs line lines file files first last new time service services component info debug test show list find count what when why how and the for from with'.split(
    ' ',
  ),
);

function isWord(piece: string, text: string): boolean {
  const at = text.indexOf(piece);
  const isOpen = (letter: string | undefined): boolean =>
    letter === undefined || !/[\p{L}\p{N}_/]/u.test(letter);
  return at >= 0 && isOpen(text[at - 1]) && isOpen(text[at + piece.length]);
}
