/** Which of a sample's fields state levels, and on which scale their numbers are. In: fields and objects. Out: the fields, words before numbers, numbers with their scale. */
import { asciiBytes } from '../../lib/bytes';
import { levelOfWord } from '../level';
import { learnScale, numbersOf } from '../level-scale';
import type { WantedField } from './json-walk';

/** Fields whose numbers are no levels but codes. */
const CODES = /error[_.-]?code$|status|response_?code/i;
const MIN_SHARE = 0.5;

export function withScales(
  fields: readonly WantedField[],
  objects: readonly Record<string, unknown>[],
): WantedField[] {
  const words: WantedField[] = [];
  const others: WantedField[] = [];
  for (const field of fields) {
    if (field.role !== 'level' || CODES.test(field.path)) others.push(field);
    else if (holdsWords(textsOf(field.path, objects))) words.push(field);
    else others.push(withScale(field, objects));
  }
  return [...others.filter(({ role }) => role !== 'level'), ...words, ...others.filter(isLevel)];
}

const isLevel = ({ role }: WantedField): boolean => role === 'level';

function withScale(field: WantedField, objects: readonly Record<string, unknown>[]): WantedField {
  const numbers = numbersOf(textsOf(field.path, objects));
  const scale = learnScale(numbers, field.path, siblingsOf(field.path, objects));
  return scale ? { ...field, scale } : field;
}

/** Names beside the field, and at the top. */
function siblingsOf(path: string, objects: readonly Record<string, unknown>[]): string[] {
  const outer = path.slice(0, Math.max(0, path.indexOf('.')));
  const names = objects.flatMap((object) => {
    const inner = object[outer];
    return [...Object.keys(object), ...(inner && typeof inner === 'object' ? Object.keys(inner) : [])];
  });
  return [...new Set(names)];
}

/** The field's scalars as text. */
function textsOf(path: string, objects: readonly Record<string, unknown>[]): string[] {
  const dot = path.indexOf('.');
  return objects.flatMap((object) => {
    const outer = dot < 0 ? undefined : object[path.slice(0, dot)];
    const inner = outer && typeof outer === 'object' ? (outer as Record<string, unknown>) : {};
    const value = object[path] ?? inner[path.slice(dot + 1)];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
}

/** Most of the texts are level words. */
export function holdsWords(texts: readonly string[]): boolean {
  const words = texts.map((text) => text.trim()).filter((text) => /^[a-z]+$/i.test(text));
  const levels = words.filter((word) => levelOfWord(asciiBytes(word), 0, word.length, true) > 0);
  return levels.length > texts.length * MIN_SHARE;
}
