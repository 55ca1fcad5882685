/**
 * A template's text, token by token -> the same, each value one wildcard: a date in words, a quantity with its unit where units vary, a
 * URL behind its scheme, names and paths beside a value that nothing but a blank parts from them. Numbers side by side stay apart. A
 * wildcard may stand for several words of a message (parameters.ts).
 */
import { maskDates } from './keys';
import { isDateWord, isUnit } from './lexicon';
import { isPureWildcard, WILDCARD } from './token';

/** What the messages have at a place of the template. */
type Place = 'number' | 'date' | 'unit' | 'other';

/** @param messages Tokens of the shapes of the template; places are told apart where all have its length. */
export function wholeValues(template: readonly string[], messages: readonly (readonly string[])[]): string[] {
  const places = placesOf(template, messages);
  const hasUnits = places.includes('unit');
  const out: string[] = [];
  let isDate = false;
  template.forEach((written, i) => {
    const token = places[i] === 'date' ? WILDCARD : wholeNames(written, template[i - 1] ?? '');
    const before = out.at(-1);
    const rest = before?.endsWith(WILDCARD) ? restOfValue(token, hasUnits) : null;
    isDate = places[i] === 'date' || (isDate && rest !== null);
    const areNumbers = places[i] === 'number' && places[i - 1] === 'number' && !isDate;
    if (rest === null || areNumbers) out.push(token);
    else out[out.length - 1] = before + rest;
  });
  return out;
}

function placesOf(template: readonly string[], messages: readonly (readonly string[])[]): Place[] {
  const dated = maskDates(template);
  const areAlike = messages.every(({ length }) => length === template.length);
  return template.map((token, i) => {
    if (dated[i] !== token) return 'date';
    if (!areAlike || !token.startsWith(WILDCARD)) return 'other';
    if (messages.every((tokens) => isPureWildcard(tokens[i]))) return 'number';
    const all = (is: (word: string) => boolean): boolean => messages.every((tokens) => is(tokens[i]));
    if (all(isDateWord)) return 'date';
    return all((word) => isUnit(lettersOf(word))) ? 'unit' : 'other';
  });
}

const lettersOf = (token: string): string => token.replace(/^[^\p{L}%]+|[^\p{L}%]+$/gu, '');

/** What is left of a token behind a wildcard when the value goes on in it; null: it is a word of its own. */
function restOfValue(token: string, hasUnits: boolean): string | null {
  if (token.startsWith(WILDCARD)) return token.slice(WILDCARD.length);
  const unit = hasUnits ? SIZE.exec(token) : null;
  return unit && token.slice(unit[0].length);
}

/** Multiples of bytes: where one size varies in its unit, another that does not yet is no different. */
const SIZE = /^(?:[KMGTP]i?B|kB)(?![\p{L}\d/])/u;

/** A dotted name of three labels or more behind '=': a package, an action, a host ... */
const NAME_OF_KEY = /(?<==)(?:[\p{L}_][\p{L}\d_$-]*\.){2,}[^\s,;:()[\]{}<>"'|]+/gu;
/** ... but the name of a class is the program's own. */
const CLASS = /^[^/]*\.[A-Z][\w$]*[a-z][\w$]*$/;

const URL_VALUES = /:\/\/<\*>(?:[:/.,@?&=_-]+<\*>)+/g;

/** Behind these a name is all value, whatever stands before its number: 'host cp-<*>'. */
const MACHINE = /^(?:host|hostname|node|server|machine)[:=]?$/i;
const MACHINE_NAME = /(?<![\p{L}\d_.-])\p{L}[\p{L}_.-]*-<\*>/u;

function wholeNames(token: string, before: string): string {
  const urls = token.includes('://') ? token.replaceAll(URL_VALUES, `://${WILDCARD}`) : token;
  const names = urls.replaceAll(NAME_OF_KEY, (name) => (CLASS.test(name) ? name : WILDCARD));
  return MACHINE.test(before) ? names.replace(MACHINE_NAME, WILDCARD) : names;
}
