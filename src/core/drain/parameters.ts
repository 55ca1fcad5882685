/**
 * A template and one message of it -> the values of its wildcards. Wildcards may stand for several tokens (collapsed
 * runs) or for nothing (an absent value).
 */
import { splitAtWildcards } from './token';

const WHITE_SPACE = /[\u0000-\u0020\u007f]+/g;

/**
 * Values in the order of the wildcards in the template's text, white space inside a value as one blank; null: the
 * message is not of this template. The first text that fits ends a value, so an ambiguous message gives the shortest
 * values first. Linear in the message for each literal.
 */
export function extractParameters(template: readonly string[], message: string): string[] | null {
  const literals = splitAtWildcards(template.join(' '));
  const text = message.replaceAll(WHITE_SPACE, ' ').trim();
  const first = literals[0];
  if (literals.length === 1) return text === first ? [] : null;
  if (!text.startsWith(first)) return null;
  const last = literals[literals.length - 1];
  const end = text.length - last.length;
  const values: string[] = [];
  let at = first.length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return null;
    values.push(text.slice(at, found));
    at = found + literal.length;
  }
  if (at > end || !text.endsWith(last)) return null;
  values.push(text.slice(at, end));
  return values;
}

export type ValueType =
  | 'ip'
  | 'mac'
  | 'uuid'
  | 'duration'
  | 'size'
  | 'number'
  | 'hex'
  | 'block id'
  | 'path'
  | 'text';

const TYPES: readonly (readonly [ValueType, RegExp])[] = [
  ['mac', /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i],
  [
    'ip',
    /^\/?(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^(?=.*::|(?:[^:]+:){7})(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}$/i,
  ],
  ['uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  ['duration', /^[+-]?\d+(?:\.\d+)? ?(?:ns|us|µs|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)$/i],
  ['size', /^\d+(?:\.\d+)? ?(?:b|bytes?|[kmgtp]i?b?)$/i],
  ['number', /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?%?$/i],
  ['hex', /^0x[0-9a-f]+$|^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,}$/i],
  ['block id', /^blk_-?\d+(?:_\d+)?$/],
  ['path', /^(?:[a-z][a-z0-9+.-]*:\/)?\/[^\s]*$|^[A-Za-z]:\\[^\s]*$/i],
];

/** The kind of value in plain words, by its form alone; 'text' when none is plain. */
export function typeOfValue(value: string): ValueType {
  return TYPES.find(([, form]) => form.test(value))?.[0] ?? 'text';
}
