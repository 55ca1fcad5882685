// Numbers, dates and times of a sentence, in figures or in words. In: text. Out: each as a key that is the same however it is
// written ('22 min' for '22 minutes' and '22-minute'), so that what is claimed can be compared with what was stated.

import { piecesOf } from './pieces';

export interface Quantity {
  /** As it stands. */
  readonly piece: string;
  readonly key: string;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const CLOCK = /^\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?Z?$/;
const NUMBER = /^[-+~≈]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?-?(%|\p{L}+)?$/u;

const UNITS: readonly (readonly [unit: string, words: RegExp])[] = [
  ['%', /^(%|percent)$/],
  ['ms', /^(ms|msecs?|milliseconds?)$/],
  ['s', /^(s|secs?|seconds?)$/],
  ['min', /^(min|mins|minutes?)$/],
  ['h', /^(h|hrs?|hours?)$/],
  ['d', /^(d|days?)$/],
  ['weeks', /^weeks?$/],
  ['months', /^months?$/],
  ['years', /^years?$/],
  ['bytes', /^([kmgt]i?b|bytes?)$/],
];

/** 'one' and 'second' say too many other things. */
const WORDS =
  'zero - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';
const NUMBER_WORDS = new Map([
  ...WORDS.split(' ').map((word, value) => [word, String(value)] as const),
  ...'thirty forty fifty sixty seventy eighty ninety hundred'
    .split(' ')
    .map((word, i) => [word, String(30 + 10 * i)] as const),
]);
/** Amounts that no pipeline states: their key is themselves. */
const AMOUNT =
  /^(hundreds|thousands?|millions?|billions?|trillions?|dozens?|half|halved|quarter|twice|thrice|doubl(e|ed|es|ing)|tripl(e|ed|es|ing)|quadrupl(e|ed|es|ing)|\p{L}+fold|noon|midnight|yesterday|tomorrow|today)$/u;

/** Of a claim: with its unit where it has one. What is a name with digits in it ('T29', '2.31.4') is no quantity. */
export function quantitiesIn(text: string): readonly Quantity[] {
  const pieces = piecesOf(numbersApart(text));
  return pieces.flatMap(({ text: piece }, i) => {
    const key = keyOf(piece, pieces[i + 1]?.text ?? '');
    return key === null ? [] : [{ piece, key }];
  });
}

/** '2026-03-10T13:30:07Z' becomes a date and a time; '20-minute' and '22-30' become two pieces each. */
export function numbersApart(text: string): string {
  return text.replace(/(\d)T(?=\d\d:)/g, '$1 ').replace(/(?<![\w.-])(\d+)-(?=\p{L}|\d+(?![\d-]))/gu, '$1 ');
}

/** Keys that may be claimed where `text` was stated: a time to the minute too, a number without its unit too. */
export function statedKeys(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { key } of quantitiesIn(text)) {
    keys.add(key);
    if (/^\d+:\d\d:/.test(key)) keys.add(key.replace(/^(\d+:\d\d):.*/, '$1'));
    if (/^[\d.]+ /.test(key)) keys.add(key.split(' ')[0]);
  }
  return keys;
}

/** Null: no quantity. */
function keyOf(piece: string, next: string): string | null {
  const word = piece.toLowerCase();
  if (DATE.test(piece)) return piece;
  if (CLOCK.test(piece)) return piece.replace(/Z$/, '');
  if (AMOUNT.test(word)) return word;
  const named = NUMBER_WORDS.get(word.replace(/-.*/, ''));
  if (named !== undefined) return withUnit(named, word.includes('-') ? word.replace(/^[^-]*-/, '') : next);
  const match = NUMBER.exec(piece);
  if (match === null) return /^\p{N}+$/u.test(piece) ? piece : null;
  const [, whole, fraction = '', unit] = match;
  if (unit !== undefined && unitOf(unit) === null) return null;
  return withUnit(String(Number(whole.replaceAll(',', '') + fraction)), unit ?? next);
}

function withUnit(value: string, word: string): string {
  const unit = unitOf(word);
  return unit === null ? value : `${value} ${unit}`;
}

function unitOf(word: string): string | null {
  return UNITS.find(([, words]) => words.test(word.toLowerCase()))?.[0] ?? null;
}
