/** One value of a wildcard -> the kind of thing that it is, and the quantity that it states, by its form alone. */
import { isUnit } from './lexicon';

export type ValueType =
  | 'ip'
  | 'mac'
  | 'uuid'
  | 'time'
  | 'duration'
  | 'size'
  | 'number'
  | 'hex'
  | 'block id'
  | 'url'
  | 'path'
  | 'text';

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?`;

const TYPES: readonly (readonly [ValueType, RegExp])[] = [
  ['mac', /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i],
  [
    'ip',
    /^\/?(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$|^(?=.*::|(?:[^:]+:){7})(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}$/i,
  ],
  ['uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  [
    'time',
    new RegExp(
      String.raw`^(?:\d{4}[-/]\d\d[-/]\d\d(?:[T ]${CLOCK}(?:Z|[+-]\d\d:?\d\d)?)?|${CLOCK})[,.;]?$`,
      'i',
    ),
  ],
  ['hex', /^0x[0-9a-f]+$|^(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,}$/i],
  ['block id', /^blk_-?\d+(?:_\d+)?$/],
  ['url', /^[a-z][a-z0-9+.-]*:\/\/\S*$/i],
  ['path', /^\/\S*$|^[A-Za-z]:\\\S*$/],
];

/** The kind of value in plain words, by its form alone; 'text' when none is plain. */
export function typeOfValue(value: string): ValueType {
  const quantity = quantityOf(value, '');
  return quantity === null ? formOf(value) : typeOfUnit(quantity.unit);
}

function formOf(value: string): ValueType {
  return TYPES.find(([, form]) => form.test(value))?.[0] ?? 'text';
}

export function typeOfUnit(unit: string): 'number' | 'duration' | 'size' {
  const { dimension } = unitOf(unit);
  return dimension === 'duration' || dimension === 'size' ? dimension : 'number';
}

export interface Quantity {
  readonly value: number;
  /** As written; '' for none. */
  readonly unit: string;
}

const PLAIN = new RegExp(`^(${NUMBER}) ?(%|[a-zµ]+)?$`, 'i');
const COMPOUND = /^(?:\d+(?:\.\d+)?(?:h|ms|µs|us|ns|m|s)){2,}$/;
const COMPOUND_PART = /(\d+(?:\.\d+)?)(h|ms|µs|us|ns|m|s)/g;
/** More digits than a double keeps: an identifier, not a quantity. */
const MAX_DIGITS = 15;

/**
 * The number that a value states, with its own unit or the one that follows it in the line; null: it is no number, or
 * one of so many digits that it names something.
 */
export function quantityOf(value: string, unitAfter: string): Quantity | null {
  const plain = PLAIN.exec(value);
  if (plain === null) return COMPOUND.test(value) ? { value: secondsOf(value), unit: 's' } : null;
  const [, digits, own = ''] = plain;
  if (own !== '' && own !== '%' && !isQuantityUnit(own)) return null;
  const number = Number(digits);
  if (!Number.isFinite(number) || digits.replace(/e.*$/i, '').replace(/\D/g, '').length > MAX_DIGITS)
    return null;
  return { value: number, unit: own === '' ? unitAfter : own };
}

/** '1h2m3.5s', as Go writes it, in seconds. */
function secondsOf(value: string): number {
  let seconds = 0;
  for (const [, digits, unit] of value.matchAll(COMPOUND_PART))
    seconds += Number(digits) * unitOf(unit).factor;
  return Number(seconds.toPrecision(12));
}

/** What a unit measures, and how much of it in seconds or bytes; a unit that stands for itself has factor 1. */
export interface Unit {
  readonly dimension: string;
  readonly factor: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const KIB = 1024;

/** Sizes count in 1024, as most programs that write 'KB' or 'kB' mean it. */
const UNITS: readonly (readonly [dimension: string, factor: number, names: string])[] = [
  ['duration', 1e-9, 'ns'],
  ['duration', 1e-6, 'us µs'],
  ['duration', 1e-3, 'ms msec msecs millis milliseconds'],
  ['duration', 1, 's sec secs second seconds'],
  ['duration', MINUTE, 'm min mins minute minutes'],
  ['duration', HOUR, 'h hr hrs hour hours'],
  ['duration', 24 * HOUR, 'd day days'],
  ['size', 1, 'b B byte bytes'],
  ['size', KIB, 'k K kb kib'],
  ['size', KIB ** 2, 'M mb mib'],
  ['size', KIB ** 3, 'g G gb gib'],
  ['size', KIB ** 4, 't T tb tib'],
  ['size', KIB ** 5, 'P pb pib'],
];

const BY_NAME = new Map<string, Unit>(
  UNITS.flatMap(([dimension, factor, names]) =>
    names.split(' ').map((name) => [name, { dimension, factor }] as const),
  ),
);

/** One letter is read as written ('m' minutes, 'M' a size), more in any case. */
export function unitOf(name: string): Unit {
  const key = name.length === 1 ? name : name.toLowerCase();
  return BY_NAME.get(key) ?? { dimension: key, factor: 1 };
}

function isQuantityUnit(name: string): boolean {
  return BY_NAME.has(name.length === 1 ? name : name.toLowerCase());
}

const UNIT_AFTER = /^ ?(%|[a-zµ]+(?:\/(?:s|sec|second|min|minute|h|hour|day))?)(?![\w/])/i;

/** The unit that a text after a number begins with (' ms (active' -> 'ms'); '' for none. */
export function unitAtStart(text: string): string {
  const name = UNIT_AFTER.exec(text)?.[1] ?? '';
  const base = name.split('/')[0];
  return base !== '' && (isQuantityUnit(base) || isUnit(base)) ? name : '';
}
